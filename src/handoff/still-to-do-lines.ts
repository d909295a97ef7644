import type { Subject } from '../content/types.ts';
import type { Board, BoardRow } from '../planning/board.ts';
import { mediumNames, retakeReason, stateWords } from '../planning/nl.ts';
import { stateOf, type GroupProgress, type Progress, type ProgressState } from '../planning/progress.ts';
import type { PlanProgress } from '../planning/store.ts';
import { enumerate, formatDateTime, sortName } from '../ui/format.ts';

/** A line of the list: what one pupil, or a whole class, still has to do in one subject. */
export interface ToDo {
  readonly groupName: string;
  readonly who: string;
  readonly yearGroup: string;
  readonly subject: Subject;
  /** Moment and medium; empty where nothing was planned. */
  readonly test: string;
  readonly state: string;
  /** What helps, in a sentence. */
  readonly next: string;
  /** Where it is done. */
  readonly href: string;
  /** Of a test on screen, until when it can be begun. */
  readonly until: string;
}

/** Everything that a group still has to do: first what holds for a class as a whole, then pupil by pupil. */
export function toDoOf(
  { rows }: Pick<Board, 'rows'>, group: GroupProgress, now: Date,
): readonly ToDo[] {
  const all = rows.filter(({ groupId }) => groupId === group.groupId).flatMap((row) =>
    row.cells.map((cell): Progress => ({ row, cell, state: stateOf(cell, now) })));
  const withTest = all.filter(({ state }) => state !== 'no-test');
  // The two year groups of a combination class take different tests, and need not be planned together.
  const mates = [...Map.groupBy(withTest, ({ row, cell }) => `${cell.subject}|${row.pupil.yearGroup}`).values()];
  const untouched = mates.filter((some) => some.length > 1 && isUntouched(some));
  const wholeClass = new Set(untouched.flat());
  const late = new Set(group.toCatchUp.map(({ cell }) => cell));
  const open = withTest.filter((one) => one.state !== 'done' && !wholeClass.has(one));
  const line = (one: Progress, who: string): ToDo => ({
    groupName: group.name, who, yearGroup: one.row.pupil.yearGroup ?? '', subject: one.cell.subject,
    ...standOf(one, late.has(one.cell)), href: hrefOf(group, one), until: untilOf(one.cell.plan),
  });
  return [
    ...untouched.map((some) => ({
      ...line(some[0]!, `Alle ${some.length} leerlingen van jaargroep ${yearOf(some[0]!.row)}`), test: testOfAll(some),
    })),
    ...open.map((one) => line(one, sortName(one.row.pupil))),
  ];
}

/** Nobody did anything yet, and the same holds for all of them. */
function isUntouched(some: readonly Progress[]): boolean {
  const [first] = some;
  const states: readonly ProgressState[] = ['unplanned', 'not-open', 'ready'];
  return first !== undefined && states.includes(first.state) && some.every(({ state, cell }) =>
    state === first.state && cell.before === null
    && cell.plan?.closesAt?.getTime() === first.cell.plan?.closesAt?.getTime());
}

/** Where they have different tests, each once. */
function testOfAll(some: readonly Progress[]): string {
  return enumerate([...new Set(some.map(({ cell: { plan } }) => testOf(plan)))].filter((test) => test !== ''));
}

function testOf(plan: PlanProgress | null): string {
  return plan ? `${plan.testMoment} ${mediumNames[plan.medium]}${plan.retakeOf ? ', opnieuw' : ''}` : '';
}

function yearOf({ pupil }: BoardRow): string {
  return pupil.yearGroup ?? 'onbekend';
}

function standOf({ cell: { plan, before }, state }: Progress, isLate: boolean): Pick<ToDo, 'test' | 'state' | 'next'> {
  return {
    test: testOf(plan),
    state: stateWords(state, plan),
    next: before && !plan ? `${retakeReason(before)} Zet de toets opnieuw klaar.`
      : isLate && state === 'ready' ? 'Laat de toets inhalen: de meeste anderen zijn klaar.'
        : nextSteps[state],
  };
}

const nextSteps: Readonly<Record<ProgressState, string>> = {
  'no-test': '',
  unplanned: 'Zet de toets klaar.',
  'not-open': 'Wacht tot de toets open is.',
  ready: 'Laat de toets maken.',
  expired: 'Geef een nieuwe tijd: niemand is begonnen voor het einde.',
  busy: 'Laat de taak afmaken, of beëindig de toets.',
  between: 'Laat de volgende taak maken.',
  'to-enter': 'Voer de antwoorden van het papier in.',
  'handed-in': 'Het resultaat komt vanzelf, of na het nakijken van open antwoorden.',
  done: '',
  'broken-off': 'Zet de toets opnieuw klaar.',
  invalid: 'Zet de toets opnieuw klaar.',
};

function hrefOf({ groupId }: GroupProgress, { cell: { plan, subject }, state }: Progress): string {
  switch (state) {
    case 'to-enter': return `/groepen/${groupId}/papier/${plan!.testCode}`;
    case 'handed-in': return `/groepen/${groupId}/nakijken`;
    case 'expired': case 'not-open': return `/klaarzetten/overzicht?vak=${subject}&groep=${groupId}`;
    default: return `/groepen/${groupId}/klaarzetten?vak=${subject}`;
  }
}

function untilOf(plan: PlanProgress | null): string {
  return plan?.status === 'planned' && plan.closesAt ? formatDateTime(plan.closesAt) : '';
}
