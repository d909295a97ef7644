// What can be wrong with a bank whose files can all be read. Pure; used before anything is published, whether the
// bank is our own (a fault is then a Bug) or a package of somebody else (a fault is a finding).

import { type NormFault, type NormTableData, normFaults } from '../psychometrics/norms.ts';
import type { Bank, Form, Test, TestPart } from './types.ts';

/** A fault of a bank: which part of it, and why. */
export interface BankFault {
  readonly kind: 'twice' | 'missing' | 'form' | 'test' | 'routing' | 'calibration' | 'norms';
  /** Code of the thing that is wrong, e.g. of a form. */
  readonly code: string;
  /** A Dutch sentence that says what to mend. */
  readonly message: string;
}

/** Everything by which a bank contradicts itself; empty when it can be published. */
export function bankFaults(bank: Bank): readonly BankFault[] {
  return [
    ...doubles(bank),
    ...bank.forms.flatMap((form) => formFaults(bank, form)),
    ...calibrationFaults(bank),
    ...bank.tests.flatMap((test) => testFaults(bank, test)),
    ...routingFaults(bank),
    ...normTableFaults(bank),
  ];
}

function doubles({ tests, forms, items, parts, routing, calibration }: Bank): BankFault[] {
  const lists: readonly (readonly [string, readonly string[]])[] = [
    ['toets', tests.map(({ code }) => code)],
    ['formulier', forms.map(({ code }) => code)],
    ['item', items.map(({ id }) => id)],
    ['ijking van item', calibration.items.map(({ itemId }) => itemId)],
    ['taak', parts.map(({ testCode, medium, partNo, shift }) => `${testCode} ${medium} ${partNo} ${shift}`)],
    ['routeringsregel', routing.map(({ testCode, afterPart, version }) => `${testCode} ${afterPart} v${version}`)],
  ];
  return lists.flatMap(([what, codes]) => repeated(codes).map((code): BankFault =>
    ({ kind: 'twice', code, message: `De ${what} ${code} staat er twee keer in.` })));
}

function repeated(codes: readonly string[]): string[] {
  const seen = new Set<string>();
  return [...new Set(codes.filter((code) => seen.has(code) || !seen.add(code)))];
}

function formFaults({ items, calibration, subject }: Bank, form: Form): BankFault[] {
  const fault = (message: string, kind: BankFault['kind'] = 'form'): BankFault => ({ kind, code: form.code, message });
  if (form.itemIds.length === 0) return [fault(`Formulier ${form.code} heeft geen items.`)];
  if (form.itemIds.length !== form.weights.length) return [fault(`Formulier ${form.code} mist gewichten.`)];
  const known = new Map(items.map((item) => [item.id, item]));
  const highest = new Map(calibration.items.map(({ itemId, categories }) => [itemId, categories.at(-1)?.score]));
  const faults = form.itemIds.flatMap((itemId, index): BankFault[] => {
    const item = known.get(itemId);
    const weight = form.weights[index]!;
    if (!item) return [fault(`Formulier ${form.code}: item ${itemId} is er niet.`, 'missing')];
    if (!Number.isSafeInteger(weight) || weight < 1)
      return [fault(`Formulier ${form.code}: het gewicht van ${itemId} is geen geheel getal vanaf 1.`)];
    if (highest.get(itemId) !== item.maxScore * weight)
      return [fault(`Formulier ${form.code}: item ${itemId} is niet geijkt voor gewicht ${weight} en ten hoogste`
        + ` ${item.maxScore} punten.`, 'calibration')];
    return [];
  });
  if (new Set(form.itemIds).size < form.itemIds.length)
    faults.push(fault(`Formulier ${form.code} heeft een item twee keer.`));
  if (form.calibrationCode !== calibration.code || form.scaleCode !== calibration.scaleCode)
    faults.push(fault(`Formulier ${form.code} hoort bij een andere ijking of schaal dan die van ${subject}.`));
  return faults;
}

function calibrationFaults({ calibration, normTable }: Bank): BankFault[] {
  const fault = (message: string): BankFault => ({ kind: 'calibration', code: calibration.code, message });
  const faults: BankFault[] = [];
  if (!(calibration.scale.a > 0)) faults.push(fault('De schaal van de ijking daalt: a moet boven 0 liggen.'));
  if (calibration.scaleCode !== normTable.scaleCode)
    faults.push(fault(`De ijking is op schaal ${calibration.scaleCode}, de normtabel op ${normTable.scaleCode}.`));
  return faults;
}

function testFaults(bank: Bank, test: Test): BankFault[] {
  const fault = (message: string): BankFault => ({ kind: 'test', code: test.code, message });
  const parts = bank.parts.filter(({ testCode }) => testCode === test.code);
  if (parts.length === 0) return [fault(`Toets ${test.code} heeft geen taken.`)];
  const faults = parts.flatMap((part) => partFaults(bank, test, part));
  for (const medium of ['screen', 'paper'] as const) {
    const planned = parts.filter((part) => part.medium === medium && part.shift === 0).map(({ partNo }) => partNo);
    if (planned.toSorted((a, b) => a - b).some((partNo, index) => partNo !== index + 1))
      faults.push(fault(`Toets ${test.code}: de taken tellen niet door vanaf 1.`));
    const loose = parts.filter((part) => part.medium === medium && !planned.includes(part.partNo));
    if (loose.length > 0) faults.push(fault(`Toets ${test.code}: taak ${loose[0]!.partNo} heeft geen gewone versie.`));
  }
  return [...faults, ...overlapFaults(bank, test, parts)];
}

function partFaults({ forms }: Bank, test: Test, part: TestPart): BankFault[] {
  const fault = (message: string, kind: BankFault['kind'] = 'test'): BankFault => ({ kind, code: test.code, message });
  const form = forms.find(({ code }) => code === part.formCode);
  if (!form) return [fault(`Toets ${test.code}: formulier ${part.formCode} is er niet.`, 'missing')];
  const faults: BankFault[] = [];
  if (form.medium !== part.medium) faults.push(fault(`Toets ${test.code}: ${form.code} is voor een ander medium.`));
  if (part.partNo < 1 || part.partNo > 3) faults.push(fault(`Toets ${test.code}: er zijn hoogstens drie taken.`));
  if (part.shift !== 0 && (part.partNo === 1 || part.medium === 'paper'))
    faults.push(fault(`Toets ${test.code}: alleen op het scherm, vanaf taak 2, is er een makkelijker of moeilijker.`));
  return faults;
}

/** A result rests on all taken together, so no item may be met twice. */
function overlapFaults({ forms }: Bank, test: Test, parts: readonly TestPart[]): BankFault[] {
  const itemsOf = new Map(forms.map(({ code, itemIds }) => [code, itemIds]));
  return parts.flatMap((part, index) => parts.slice(index + 1)
    .filter((other) => other.medium === part.medium && other.partNo !== part.partNo)
    .filter((other) => {
      const items = new Set(itemsOf.get(part.formCode));
      return itemsOf.get(other.formCode)?.some((id) => items.has(id)) ?? false;
    })
    .map((other): BankFault => ({
      kind: 'test', code: test.code,
      message: `Toets ${test.code}: ${part.formCode} en ${other.formCode} hebben een item gemeen.`,
    })));
}

function routingFaults({ routing, parts }: Bank): BankFault[] {
  return routing.flatMap((rule): BankFault[] => {
    const { testCode: code, afterPart, version, easierBelow, harderFrom } = rule;
    const fault = (message: string): BankFault => ({ kind: 'routing', code, message });
    const next = parts.some(({ testCode, medium, partNo }) =>
      testCode === code && medium === 'screen' && partNo === afterPart + 1);
    const faults: BankFault[] = [];
    if (!next) faults.push(fault(`Routering van ${code}: na taak ${afterPart} komt er op het scherm geen.`));
    if (!(Math.abs(easierBelow) < 20 && Math.abs(harderFrom) < 20 && easierBelow < harderFrom))
      faults.push(fault(`Routering van ${code} na taak ${afterPart}: de grenzen stijgen niet.`));
    if (!Number.isSafeInteger(version) || version < 1)
      faults.push(fault(`Routering van ${code} na taak ${afterPart}: de versie is geen geheel getal vanaf 1.`));
    return faults;
  });
}

function normTableFaults({ normTable, subject }: Bank): BankFault[] {
  const data: NormTableData = { ...normTable, functioningMethod: normTable.fnMethod };
  const faults = normFaults(data).map(({ code, moment }): BankFault => ({
    kind: 'norms', code: normTable.id,
    message: `Normtabel ${normTable.id}${moment === null ? '' : `, ${moment}`}: ${normWords[code]}.`,
  }));
  if (normTable.subject === subject) return faults;
  return [...faults, { kind: 'norms', code: normTable.id, message: `Normtabel ${normTable.id} is van een ander vak.` }];
}

const normWords: Readonly<Record<NormFault['code'], string>> = {
  tooFewMoments: 'er zijn minstens twee momenten nodig',
  momentTwice: 'dit moment staat er twee keer in',
  numberNotFinite: 'een getal is onbruikbaar',
  meanDoesNotRise: 'het gemiddelde ligt niet boven dat van het moment ervoor',
  sdNotPositive: 'een spreiding moet boven 0 liggen',
};
