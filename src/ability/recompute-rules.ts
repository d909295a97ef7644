import { present } from '../base/assert.ts';
import type { TakenForm } from '../content/measure.ts';
import type { PublishedCalibration, PublishedForm, PublishedNormTable } from '../content/store.ts';
import { testYearGroup } from '../planning/rules.ts';
import type { TestYearGroup } from '../planning/types.ts';
import {
  type Difference, isOwnScoring, type RecomputedScoring, recomputeScoring,
} from '../scoring/recompute-rules.ts';
import type { StoredScoring } from '../scoring/stored-sittings.ts';
import { abilityVersion, computeImported, computeResult, totalsVersion } from './rules.ts';
import type { Result, ResultDraft } from './types.ts';

/** A stored result with everything it names, as it was stored or published; what is gone is undefined. */
export interface Chain {
  readonly result: Result;
  /** One a taak, the newest first; empty for what came from elsewhere. */
  readonly scorings: readonly StoredScoring[];
  /** The form of each taak and the one that the plan began with, by code. */
  readonly forms: ReadonlyMap<string, PublishedForm>;
  readonly calibration: PublishedCalibration | undefined;
  readonly normTable: PublishedNormTable | undefined;
}

/** A difference, and of which scoring when it is not of the result itself. */
export type ResultDifference = Difference & { readonly scoringId?: string };

/** What became of making a result again. */
export type RecomputedResult = { readonly resultId: string } & (
  /** The whole chain from the answers; of what came from elsewhere only what its score means. */
  | { readonly kind: 'recomputed' | 'imported'; readonly differences: readonly ResultDifference[] }
  /** Made by rules that this program no longer has, or without answers to begin with. */
  | { readonly kind: 'not-recomputable'; readonly reason: 'older-program' | 'no-answers' });

/** Makes a result again from what is stored, with the form, calibration and norm table that it names. */
export function recomputeResult(chain: Chain): RecomputedResult {
  const { result: { resultId, origin, codeVersion }, scorings } = chain;
  if (codeVersion !== abilityVersion && codeVersion !== totalsVersion)
    return { resultId, kind: 'not-recomputable', reason: 'older-program' };
  if (origin === 'migrated' || origin === 'typed-in')
    return { resultId, kind: 'imported', differences: importedDifferences(chain) };
  if (scorings.length === 0) return { resultId, kind: 'not-recomputable', reason: 'no-answers' };
  if (!scorings.every(isOwnScoring)) return { resultId, kind: 'not-recomputable', reason: 'older-program' };
  return { resultId, kind: 'recomputed', differences: ownDifferences(chain) };
}

interface MadeTaak extends RecomputedScoring {
  readonly scoring: StoredScoring;
  readonly form: PublishedForm;
}

function ownDifferences(chain: Chain): readonly ResultDifference[] {
  const { result, scorings, forms } = chain;
  const made = scorings.map((scoring): MadeTaak => {
    const form = formOf(forms, scoring.sitting.formCode);
    return { scoring, form, ...recomputeScoring(form, scoring) };
  });
  const ofScorings = made.flatMap(({ scoring: { scoringId }, differences }) =>
    differences.map((difference): ResultDifference => ({ ...difference, scoringId })));
  return [...ofScorings, ...withYearGroup(result, (yearGroup) => resultDifferences(chain, made, yearGroup))];
}

/** The result of the taken as they were scored again. */
function resultDifferences(chain: Chain, made: readonly MadeTaak[], yearGroup: TestYearGroup): ResultDifference[] {
  const { result, scorings, forms, calibration, normTable } = chain;
  const byPart = made.toSorted((a, b) => a.scoring.sitting.partNo - b.scoring.sitting.partNo);
  const first = present(byPart[0], 'a result rests on one taak at least').scoring.sitting;
  const form = formOf(forms, first.plannedFormCode);
  if (!calibration || calibration.code !== form.calibrationCode || calibration.version !== form.calibrationVersion) {
    return [{
      field: 'calibration', stored: named(result.calibrationCode, result.calibrationVersion),
      computed: named(form.calibrationCode, form.calibrationVersion),
    }];
  }
  const draft = computeResult({
    pupilId: first.pupilId, yearGroup, sittingId: first.sittingId,
    scoringId: present(scorings[0], 'a result rests on one scoring at least').scoringId, medium: first.medium,
    takenOn: present(made.map(({ takenOn }) => takenOn).toSorted().at(-1), 'a taak has a day'),
    form, calibration, normTable, partsPlanned: first.partCount,
    taken: byPart.map((taak): TakenForm =>
      (taak.total === null ? { form: taak.form, scores: taak.points } : { form: taak.form, total: taak.total })),
  });
  return [...normDifferences(chain), ...draftDifferences(chain, draft, Object.keys(draft) as (keyof ResultDraft)[])];
}

/** Of what came from elsewhere the score is kept as delivered: only what follows from it is made again. */
function importedDifferences(chain: Chain): readonly ResultDifference[] {
  const { result, calibration, normTable } = chain;
  const { origin, pupilId, subject, generation, scaleCode, takenOn, testMoment, scaleScore, scaleSe } = result;
  // A result of another school has the ability that its answers gave there, to the last bit.
  const ofElsewhere = result.formCode === null;
  return withYearGroup(result, (yearGroup) => {
    const draft = computeImported({
      pupilId, yearGroup, origin: origin === 'typed-in' ? origin : 'migrated', subject, generation, scaleCode, takenOn,
      testMoment, scaleScore, scaleSe, calibration, normTable,
    });
    return [
      ...normDifferences(chain),
      ...draftDifferences(chain, draft, [...importedFields, ...(ofElsewhere ? abilityFields : [])]),
    ];
  });
}

const meaningFields = [
  'moment', 'roman', 'letter', 'romanByTest', 'functioningLevel', 'normCode', 'normVersion',
] as const;
const importedFields = ['schoolYear', ...meaningFields] as const;
const abilityFields = ['theta', 'thetaSe', 'calibrationCode', 'calibrationVersion'] as const;

/** Which year group the pupil was in stands in the result: the roster may have moved on since. */
function withYearGroup(
  { yearGroup: stored }: Result, work: (yearGroup: TestYearGroup) => readonly ResultDifference[],
): readonly ResultDifference[] {
  const yearGroup = testYearGroup(stored);
  return yearGroup ? work(yearGroup) : [{ field: 'yearGroup', stored, computed: null }];
}

/** A norm table that was never published, is of another scale, or was not in use yet on the day of taking. */
function normDifferences({ result, normTable }: Chain): ResultDifference[] {
  const { normCode, normVersion, scaleCode, takenOn } = result;
  if (normCode === null) return [];
  const fits = normTable && normTable.scaleCode === scaleCode && normTable.validFrom <= takenOn;
  return fits ? [] : [{ field: 'norm', stored: named(normCode, normVersion), computed: null }];
}

/** Fields that are not the same to the last bit; what a missing norm table would have said is left out. */
function draftDifferences(
  { result, normTable }: Chain, draft: ResultDraft, fields: readonly (keyof ResultDraft)[],
): ResultDifference[] {
  const unknown: readonly string[] = result.normCode !== null && !normTable ? meaningFields : [];
  return fields.filter((field) => !unknown.includes(field)).flatMap((field) => {
    const [stored, computed] = [result[field], draft[field]];
    // JSON, in which results are stored, has one zero.
    return Object.is(stored, computed === 0 ? 0 : computed) ? [] : [{ field, stored, computed }];
  });
}

function formOf(forms: ReadonlyMap<string, PublishedForm>, code: string): PublishedForm {
  return present(forms.get(code), `no form ${code}`);
}

function named(code: string | null, version: number | null): string | null {
  return code === null ? null : `${code}/${version}`;
}
