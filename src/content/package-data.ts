// Puts a package together from what QTI tells and what `inbeeld.json` tells.

import { Value } from 'typebox/value';
import { parsePlainDate } from '../base/plain-date.ts';
import type { FindingList } from '../exchange/catalogue.ts';
import type { PackageForm } from '../exchange/qti/package/form.ts';
import type { PackageItem } from '../exchange/qti/package/item.ts';
import type { QtiPackage } from '../exchange/qti/package/read.ts';
import { itemParameters } from '../psychometrics/types.ts';
import { contentFindings as codes } from './findings.ts';
import { type BankData, dataPath, dataSchema, type PackageData } from './package-schema.ts';
import type { Bank, ContentPackage, Form, Item, NormTable, Subject } from './types.ts';
import { domainsOf } from './types.ts';

/** Puts a package together from its items, its tests and its `inbeeld.json`; undefined when that cannot be read. */
export function contentOf(qti: QtiPackage, list: FindingList): ContentPackage | undefined {
  const data = readData(qti.files.get(dataPath), list);
  return data && { ...data.package, banks: data.subjects.map((bank, index) =>
    bankOf(bank, qti, (path, what) => list.add(codes['CONTENT-DATA'], {
      line: null, column: null, path: `${dataPath}/subjects/${index}/${path}`,
    }, what))) };
}

function readData(content: Uint8Array | undefined, list: FindingList): PackageData | undefined {
  const at = (path: string) => ({ line: null, column: null, path });
  if (content === undefined) {
    list.add(codes['CONTENT-DATA-MISSING'], at(dataPath), `Het bestand ${dataPath} ontbreekt in het pakket.`);
    return undefined;
  }
  let data: unknown;
  try {
    data = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content));
  } catch {
    list.add(codes['CONTENT-DATA'], at(dataPath), 'Het bestand is geen JSON in UTF-8.');
    return undefined;
  }
  if (Value.Check(dataSchema, data)) return data;
  // The reasons of the checker are English and quote what is there: the place says enough.
  const places = new Set(Value.Errors(dataSchema, data).map(({ instancePath }) => instancePath));
  for (const place of [...places].slice(0, 50)) {
    list.add(codes['CONTENT-DATA'], at(`${dataPath}${place}`), `Op ${place === '' ? 'de eerste plaats' : place} staat`
      + ' niet wat er hoort te staan, er ontbreekt iets, of er staat iets te veel.');
  }
  return undefined;
}

type Tell = (path: string, what: string) => void;

function bankOf(data: BankData, qti: QtiPackage, tell: Tell): Bank {
  const subject = data.subject;
  const { calibration, norms } = data;
  const idByFile = new Map(data.items.map(({ file, id }) => [file, id]));
  return {
    subject,
    tests: data.tests.map((test) => ({ ...test, subject })),
    parts: data.parts.map(({ test, part, form, ...rest }) =>
      ({ testCode: test, medium: rest.medium, partNo: part, shift: rest.shift, formCode: form })),
    routing: data.routing.map(({ test, ...rule }) => ({ testCode: test, ...rule })),
    forms: data.forms.flatMap((form, index) => {
      const read = qti.forms.get(form.file);
      if (!read) tell(`forms/${index}/file`, `Het toetsbestand van ${form.code} ontbreekt of is onbruikbaar.`);
      return read ? [formOf(form, read, { subject, calibration, idByFile })] : [];
    }),
    items: data.items.flatMap((item, index) => {
      const read = qti.items.get(item.file);
      if (!read) tell(`items/${index}/file`, `Het bestand van item ${item.id} ontbreekt of is onbruikbaar.`);
      return read ? [itemOf(item, read, subject, (what) => tell(`items/${index}`, what))] : [];
    }),
    calibration: {
      code: calibration.code, version: calibration.version, subject, scaleCode: calibration.scale,
      source: calibration.source, scale: { a: calibration.a, c: calibration.c },
      items: calibration.items.flatMap(({ id, categories }, index) => {
        const rises = categories.every(({ score }, at) => at === 0 || score > categories[at - 1]!.score);
        if (!rises) tell(`calibration/items/${index}`, `De punten van item ${id} stijgen niet.`);
        return rises ? [itemParameters(id, categories)] : [];
      }),
    },
    normTable: normsOf(norms, subject, (what) => tell('norms', what)),
  };
}

function formOf(
  form: BankData['forms'][number], read: PackageForm,
  { subject, calibration, idByFile }: {
    readonly subject: Subject; readonly calibration: BankData['calibration'];
    readonly idByFile: ReadonlyMap<string, string>;
  },
): Form {
  return {
    code: form.code, version: form.version, testCode: form.test, subject, moment: form.moment,
    medium: form.medium, title: read.title,
    // An item that the data do not name is told of as a fault of the form.
    itemIds: read.items.map(({ path }) => idByFile.get(path) ?? path), weights: read.items.map(({ weight }) => weight),
    generation: form.generation, scaleCode: calibration.scale, calibrationCode: calibration.code,
  };
}

function itemOf(
  item: BankData['items'][number], read: PackageItem, subject: Subject, tell: (what: string) => void,
): Item {
  if (read.identifier !== item.id) tell(`Het bestand van item ${item.id} heeft een andere identifier.`);
  if (read.needsMarking !== item.needsMarking) tell(`Bij item ${item.id} past needsMarking niet bij zijn vraag.`);
  if (read.maxScore !== null && read.maxScore !== item.maxScore)
    tell(`Het goede antwoord van item ${item.id} levert ${read.maxScore} punten op en geen ${item.maxScore}.`);
  if (!domainsOf[subject].includes(item.domain))
    tell(`Onderdeel ${item.domain} van item ${item.id} hoort niet bij dit vak.`);
  return {
    id: item.id, version: item.version, title: read.title, qtiXml: read.xml, maxScore: item.maxScore,
    domain: item.domain, presentation: item.presentation,
    needsMarking: item.needsMarking,
  };
}

function normsOf(norms: BankData['norms'], subject: Subject, tell: (what: string) => void): NormTable {
  // A leap year has all days of all years.
  const days = norms.periods.flatMap(({ from, to }) => [`2000-${from}`, `2000-${to}`]);
  const strange = [norms.validFrom, ...days].find((day) => !parsePlainDate(day).ok);
  if (strange !== undefined) tell(`De dag ${strange.replace(/^2000-/, '')} in de normtabel bestaat niet.`);
  return {
    id: norms.code, version: norms.version, subject, scaleCode: norms.scale, generation: norms.generation,
    validFrom: norms.validFrom, source: norms.source, fnMethod: norms.functioningLevel,
    moments: norms.moments, periods: norms.periods,
  };
}
