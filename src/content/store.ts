import { present } from '../base/assert.ts';
import { all, find, jsonb, sql } from '../platform/database/query.ts';
import type { PlatformTx, TenantTx } from '../platform/database/tenancy.ts';
import type { NormTable as CheckedNorms } from '../psychometrics/norms.ts';
import { normTable as checkNorms } from '../psychometrics/norms.ts';
import type { ReportedScale } from '../psychometrics/scale.ts';
import { reportedScale } from '../psychometrics/scale.ts';
import type { ItemParameters } from '../psychometrics/types.ts';
import { itemParameters } from '../psychometrics/types.ts';
import type {
  Calibration, Form, Item, Medium, Moment, NormTable, RoutingRule, Subject, Test, TestPart,
} from './types.ts';

type AnyTx = PlatformTx | TenantTx;

/** What a list of forms says of each: everything but its items. */
export interface FormSummary {
  readonly code: string;
  readonly version: number;
  readonly testCode: string;
  readonly subject: Subject;
  readonly moment: Moment;
  readonly medium: Medium;
  readonly title: string;
  readonly generation: string;
  readonly scaleCode: string;
  readonly calibrationCode: string;
  readonly calibrationVersion: number;
  readonly synthetic: boolean;
}

/** An item at its place in a form. */
export interface FormItem {
  /** From 1, in the order in which the pupil meets them. */
  readonly position: number;
  /** Weighted score of the item = weight x item score. */
  readonly weight: number;
  readonly item: Item;
}

/** A published form with its items, keys included: strip them before anything goes to a pupil. */
export interface PublishedForm extends FormSummary {
  readonly items: readonly FormItem[];
}

/** A calibration as abilities are computed with it. */
export interface PublishedCalibration extends Omit<Calibration, 'subject' | 'scale'> {
  readonly scale: ReportedScale;
  readonly synthetic: boolean;
}

/** A norm table with the same numbers as the mathematics takes them, checked. */
export interface PublishedNormTable extends NormTable {
  readonly norms: CheckedNorms;
  readonly synthetic: boolean;
}

/** Tests that can be planned, of a subject or of all, so no retired ones: moments in the order of their scale. */
export function listTests(
  tx: AnyTx, { subject }: { readonly subject?: Subject } = {},
): Promise<readonly Test[]> {
  return all<Test>(tx, sql`select ${testColumns} from test
    where (${subject ?? null}::text is null or subject_code = ${subject ?? null})
      and test_code not in (select test_code from retired_test)
    order by subject_code, substr(moment_code, 2), position(substr(moment_code, 1, 1) in 'BME'), test_code`);
}

/** A test that can be planned. */
export function findTest(tx: AnyTx, testCode: string): Promise<Test | undefined> {
  return find<Test>(tx, sql`select ${testColumns} from test where test_code = ${testCode}`);
}

/** The taken of a test in one medium, with their easier and harder forms: by taak, the easiest first. */
export function listTestParts(tx: AnyTx, testCode: string, medium: Medium): Promise<readonly TestPart[]> {
  return all<TestPart>(tx, sql`select test_code, medium, part_no, shift, form_code from test_part
    where test_code = ${testCode} and medium = ${medium} order by part_no, shift`);
}

/** The newest rule for what comes after a taak of a test; undefined where the test is not routed there. */
export function findRoutingRule(
  tx: AnyTx, testCode: string, afterPart: number,
): Promise<RoutingRule | undefined> {
  return find<RoutingRule>(tx, sql`select test_code, after_part, rule_version as version, easier_below, harder_from
    from routing_rule where test_code = ${testCode} and after_part = ${afterPart}
    order by rule_version desc limit 1`);
}

/**
 * Forms with which a test of a subject (or of all) begins: moments in the order of their scale, screen before paper
 * within each. Later taken, and forms of earlier banks that can no longer be planned, are not among them.
 */
export async function listForms(
  tx: AnyTx, { subject }: { readonly subject?: Subject } = {},
): Promise<FormSummary[]> {
  const rows = await all<FormSummary>(tx, sql`select ${summaryColumns} from test_form
    where (${subject ?? null}::text is null or subject_code = ${subject ?? null})
      and exists (select from test_part as part
        where part.form_code = test_form.form_code and part.part_no = 1 and part.test_code = test_form.test_code
          and part.test_code not in (select test_code from retired_test))
    order by subject_code, substr(moment_code, 2), position(substr(moment_code, 1, 1) in 'BME'), medium desc`);
  return [...rows];
}

/** The form of a code with its items; a code that planning or a result names always exists. */
export async function getForm(tx: AnyTx, formCode: string): Promise<PublishedForm> {
  const known = forms.get(formCode);
  if (known) return known;
  const summary = await find<FormSummary>(tx, sql`select ${summaryColumns} from test_form
    where form_code = ${formCode}`);
  const items = await all<ItemRow>(tx, sql`select position, weight, item_id as id, item_version as version, title,
      qti_xml, score_max as max_score, domain_code as domain, presentation_code as presentation, needs_marking
    from form_item join content_item using (item_id, item_version)
    where form_code = ${formCode} order by position`);
  const form = {
    ...present(summary, `no form ${formCode}`),
    items: items.map(({ position, weight, ...item }): FormItem => ({ position, weight, item })),
  };
  forms.set(formCode, form);
  return form;
}

/** A calibration by code and version, which must be there. */
export async function getCalibration(tx: AnyTx, code: string, version: number): Promise<PublishedCalibration> {
  return present(await findCalibration(tx, code, version), `no calibration ${code}/${version}`);
}

/** A calibration by code and version; undefined when it was never published here. */
export async function findCalibration(
  tx: AnyTx, code: string, version: number,
): Promise<PublishedCalibration | undefined> {
  const key = `${code}/${version}`;
  const known = calibrations.get(key);
  if (known) return known;
  const row = await find<CalibrationRow>(tx, sql`select scale_code, parameters, scale_a, scale_c, source,
      synthetic from calibration where calibration_code = ${code} and calibration_version = ${version}`);
  if (!row) return undefined;
  const calibration = {
    code, version, scaleCode: row.scaleCode, source: row.source, synthetic: row.synthetic,
    items: row.parameters.map((item) => itemParameters(item.itemId, item.categories)),
    scale: reportedScale(row.scaleCode, row.scaleA, row.scaleC),
  };
  calibrations.set(key, calibration);
  return calibration;
}

/** A norm table by code and version, which must be there. */
export async function getNormTable(tx: AnyTx, code: string, version: number): Promise<PublishedNormTable> {
  return present(await findNormTableVersion(tx, code, version), `no norm table ${code}/${version}`);
}

/** A norm table by code and version; undefined when it was never published here. */
export async function findNormTableVersion(
  tx: AnyTx, code: string, version: number,
): Promise<PublishedNormTable | undefined> {
  const key = `${code}/${version}`;
  const known = normTables.get(key);
  if (known) return known;
  const row = await find<{ document: NormTable; synthetic: boolean }>(tx, sql`
    select document, synthetic from norm_table where norm_code = ${code} and norm_version = ${version}`);
  if (!row) return undefined;
  const { document, synthetic } = row;
  const norms = checkNorms({
    id: key, functioningMethod: document.fnMethod,
    moments: document.moments.map(({ moment, mean, sd, groupMeanSd }) => ({ moment, mean, sd, groupMeanSd })),
  });
  const table = { ...document, norms, synthetic };
  normTables.set(key, table);
  return table;
}

/** The norm table in use on a day for results on a scale; undefined when none is loaded for that scale. */
export async function findNormTable(
  tx: AnyTx, scaleCode: string, takenOn: string,
): Promise<PublishedNormTable | undefined> {
  const row = await find<{ normCode: string; normVersion: number }>(tx, sql`select norm_code, norm_version
    from norm_table where scale_code = ${scaleCode} and valid_from <= ${takenOn}::date
    order by valid_from desc, norm_version desc, norm_code limit 1`);
  return row && getNormTable(tx, row.normCode, row.normVersion);
}

/**
 * The norm tables in use for many results at once, in one question.
 * @returns by `scale|day`; a scale and day without norms is absent
 */
export async function findNormTables(
  tx: AnyTx, wanted: readonly { readonly scaleCode: string; readonly takenOn: string }[],
): Promise<ReadonlyMap<string, PublishedNormTable>> {
  const rows = await all<{ scaleCode: string; takenOn: string; normCode: string; normVersion: number }>(tx, sql`
    select w."scaleCode" as scale_code, w."takenOn"::text as taken_on, n.norm_code, n.norm_version
    from jsonb_to_recordset(${jsonb(wanted)}) as w("scaleCode" text, "takenOn" date)
    cross join lateral (select norm_code, norm_version from norm_table
      where scale_code = w."scaleCode" and valid_from <= w."takenOn"
      order by valid_from desc, norm_version desc, norm_code limit 1) n`);
  const found = new Map<string, PublishedNormTable>();
  for (const { scaleCode, takenOn, normCode, normVersion } of rows)
    found.set(`${scaleCode}|${takenOn}`, await getNormTable(tx, normCode, normVersion));
  return found;
}

/** The newest calibration on a scale, for its line from theta to the reported scale; undefined without one. */
export async function findCalibrationOfScale(
  tx: AnyTx, scaleCode: string,
): Promise<PublishedCalibration | undefined> {
  const row = await find<{ calibrationCode: string; calibrationVersion: number }>(tx, sql`select calibration_code,
      calibration_version from calibration where scale_code = ${scaleCode}
    order by calibration_version desc, calibration_code limit 1`);
  return row && getCalibration(tx, row.calibrationCode, row.calibrationVersion);
}

type ItemRow = Item & { readonly position: number; readonly weight: number };

interface CalibrationRow {
  readonly scaleCode: string;
  readonly parameters: readonly ItemParameters[];
  readonly scaleA: number;
  readonly scaleC: number;
  readonly source: string;
  readonly synthetic: boolean;
}

const testColumns = sql`test_code as code, subject_code as subject, moment_code as moment, title, read_aloud`;

const summaryColumns = sql`form_code as code, form_version as version, test_code, subject_code as subject,
  moment_code as moment, medium, title, generation_code as generation, scale_code, calibration_code,
  calibration_version, synthetic`;

// Published content never changes, so what was read once is right for the life of the process.
const forms = new Map<Form['code'], PublishedForm>();
const calibrations = new Map<string, PublishedCalibration>();
const normTables = new Map<string, PublishedNormTable>();
