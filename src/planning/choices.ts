import type { Medium, Subject } from '../content/types.ts';
import type { PlanChoice } from './actions.ts';
import type { Board, BoardRow } from './board.ts';

/** What a form sent: one value a name, or several. */
export type Body = Readonly<Record<string, string | readonly string[]>>;

/** What is filled in, by name of the field; what is absent is as proposed. */
export type Filled = ReadonlyMap<string, string>;

/** The fields of the form: a test code (empty: no test), a medium, and the same for everybody at once. */
export const fieldNames = {
  test: (subject: Subject, pupilId: string) => `toets-${subject}-${pupilId}`,
  medium: (pupilId: string) => `hoe-${pupilId}`,
  testForAll: (subject: Subject) => `allen-toets-${subject}`,
  mediumForAll: 'allen-hoe',
} as const;

const UUID_LENGTH = 36;

/** The one value of a field, or the first of several; empty where there is none. */
export function valueOf(body: Body, name: string): string {
  const value = body[name];
  return typeof value === 'string' ? value : value?.[0] ?? '';
}

/** Every value of a field. */
export function valuesOf(body: Body, name: string): readonly string[] {
  const value = body[name];
  return typeof value === 'string' ? [value] : value ?? [];
}

/** Pupils for whom a test was chosen. Without a medium field the package has paper only. */
export function choicesOf(body: Body): readonly PlanChoice[] {
  return Object.keys(body).flatMap((name) => {
    const testCode = valueOf(body, name);
    if (!name.startsWith('toets-') || testCode === '') return [];
    const pupilId = name.slice(-UUID_LENGTH);
    const medium: Medium = valueOf(body, fieldNames.medium(pupilId)) === 'screen' ? 'screen' : 'paper';
    return [{ pupilId, testCode, medium }];
  });
}

/** What was filled in for pupils, with what is to hold for everybody put over it. */
export function filledFrom(board: Board, body: Body): Filled {
  const filled = new Map<string, string>();
  for (const row of rowsToPlan(board)) {
    const { pupilId } = row.pupil;
    const medium = valueOf(body, fieldNames.mediumForAll) || valueOf(body, fieldNames.medium(pupilId));
    if (medium) filled.set(fieldNames.medium(pupilId), medium);
    for (const { subject } of row.cells) {
      const name = fieldNames.test(subject, pupilId);
      const forAll = valueOf(body, fieldNames.testForAll(subject));
      if (forAll !== '') filled.set(name, forAll);
      else if (body[name] !== undefined) filled.set(name, valueOf(body, name));
    }
  }
  return filled;
}

/** Pupils who can get a test: of a year group with tests, and without one in at least one subject. */
export function rowsToPlan({ rows }: Board): readonly BoardRow[] {
  return rows.filter(({ taking, cells }) => taking !== null && cells.some(({ plan }) => plan === null));
}

/** Whether there is still a subject for which the pupil has no test and one fits now. */
export function hasTestWaiting({ cells }: BoardRow): boolean {
  return cells.some(({ plan, proposedTestCode }) => plan === null && proposedTestCode !== null);
}

/** The test that stands in a field: what was filled in, else what is proposed; empty is none. */
export function chosenTest(filled: Filled, { pupil, cells }: BoardRow, subject: Subject): string {
  const given = filled.get(fieldNames.test(subject, pupil.pupilId));
  return given ?? cells.find((cell) => cell.subject === subject)?.proposedTestCode ?? '';
}

/** The medium that stands in a field: what was filled in, else the usual one of the school. */
export function chosenMedium(filled: Filled, { media }: Board, { pupil }: BoardRow): Medium {
  const given = filled.get(fieldNames.medium(pupil.pupilId));
  return media.find((medium) => medium === given) ?? media[0] ?? 'paper';
}
