import type { VNode } from 'preact';
import { subjectNames } from '../content/types.ts';
import { Button, LinkButton } from '../ui/components/button.tsx';
import { DataTable } from '../ui/components/data-table.tsx';
import { Section } from '../ui/components/section.tsx';
import { StatusTag, type StatusTone } from '../ui/components/tags.tsx';
import { enumerate, plural, sortName } from '../ui/format.ts';
import type { Board, BoardRow, Cell } from './board.ts';
import { addressOf } from './addresses.ts';
import { mediumNames, stateWords } from './nl.ts';
import type { PlanningView } from './planning-page.tsx';
import { isTaken, stateOf, type ProgressState } from './progress.ts';
import type { PlannedTest } from './types.ts';

/** How a state looks. */
export const tones: Readonly<Record<ProgressState, StatusTone>> = {
  'no-test': 'neutral', unplanned: 'warning', 'not-open': 'neutral', ready: 'neutral', expired: 'warning', busy: 'busy',
  between: 'busy', 'to-enter': 'neutral', 'handed-in': 'busy', done: 'success', 'broken-off': 'error', invalid: 'error',
};

/** Who has which test; who still has to take one stands first. */
export function PlannedSection({ view, rows }: {
  readonly view: PlanningView; readonly rows: readonly BoardRow[];
}): VNode {
  const { board, now } = view;
  const open = rows.filter((row) => row.cells.some((cell) => cell.plan && !isTaken(stateOf(cell, now))));
  const names = new Map(board.groups.map(({ groupId, name }) => [groupId, name]));
  const sorted = [...open, ...rows.filter((row) => !open.includes(row))];
  return (
    <Section title="Wie heeft welke toets?" id="klaargezet" actions={<PaperLinks board={board} rows={rows} />}
      lead={open.length > 0
        ? `${plural(open.length, 'leerling moet', 'leerlingen moeten')} de toets nog maken of u moet hem nog invoeren.`
        : 'Alle toetsen zijn gemaakt.'}>
      <DataTable caption="Leerlingen met een toets" captionHidden rows={sorted} empty={null}
        rowKey={({ pupil }) => pupil.pupilId} columns={[
          { key: 'name', header: 'Leerling', rowHeader: true, cell: ({ pupil }) => sortName(pupil) },
          ...(board.groups.length > 1 ? [{
            key: 'group', header: 'Groep', cell: ({ groupId }: BoardRow) => names.get(groupId),
          }] : []),
          { key: 'test', header: 'Toets', cell: ({ cells }) => planned(cells).map((cell) => (
            <div>{nameOf(cell.plan)}</div>
          )) },
          { key: 'medium', header: 'Hoe', cell: ({ cells }) => mediumNames[planned(cells)[0]!.plan.medium] },
          { key: 'choice', header: 'Keuze', cell: ({ cells }) => (
            <span class="field__hint">{choiceWords(board, planned(cells).map(({ plan }) => plan))}</span>
          ) },
          { key: 'state', header: 'Stand', cell: ({ cells }) => planned(cells).map((cell) => {
            const state = stateOf(cell, now);
            return <div><StatusTag tone={tones[state]}>{stateWords(state, cell.plan)}</StatusTag></div>;
          }) },
          { key: 'back', header: <span class="heard-only">Terugnemen</span>, tight: true,
            cell: (row) => <Withdraw view={view} row={row} /> },
        ]} />
    </Section>
  );
}

type PlannedCell = Cell & { readonly plan: NonNullable<Cell['plan']> };

function planned(cells: readonly Cell[]): readonly PlannedCell[] {
  return cells.filter((cell): cell is PlannedCell => cell.plan !== null);
}

function nameOf({ subject, testMoment }: Pick<PlannedTest, 'subject' | 'testMoment'>): string {
  return `${subjectNames[subject]} ${testMoment}`;
}

/** How the choice stands to the advice, for all tests of a pupil at once. */
function choiceWords({ tests }: Board, plans: readonly PlannedTest[]): string {
  const own = plans.flatMap(({ advisedTestCode, testCode, testMoment, subject }) => {
    if (advisedTestCode === null || advisedTestCode === testCode) return [];
    const advised = tests.find((test) => test.testCode === advisedTestCode)?.moment ?? advisedTestCode;
    const about = plans.length > 1 ? `${subjectNames[subject]}: ` : '';
    return [`${about}u koos zelf ${testMoment}; geadviseerd was ${advised}`];
  });
  const again = plans.some(({ retakeOf }) => retakeOf !== null) ? ['opnieuw'] : [];
  if (own.length > 0) return enumerate([...again, ...own]);
  const advice = plans.every(({ advisedTestCode }) => advisedTestCode === null) ? 'zonder advies' : 'volgens advies';
  return enumerate([...again, advice]);
}

function PaperLinks({ board, rows }: { readonly board: Board; readonly rows: readonly BoardRow[] }): VNode {
  const onPaper = rows.flatMap(({ groupId, cells }) => planned(cells)
    .filter(({ plan }) => plan.medium === 'paper').map(({ plan }) => ({ groupId, plan })));
  const links = [...new Map(onPaper.map((one) => [`${one.groupId}/papier/${one.plan.testCode}`, one]))];
  const names = new Map(board.groups.map(({ groupId, name }) => [groupId, name]));
  return (
    <>
      {links.map(([path, { groupId, plan }]) => (
        <LinkButton href={`/groepen/${path}`} icon="pencil-line" small>
          {`Papier invoeren: ${board.groups.length > 1 ? `${names.get(groupId)}, ` : ''}`
            + (board.subjects.length > 1 ? nameOf(plan) : plan.testMoment)}
        </LinkButton>
      ))}
    </>
  );
}

/** Takes back what the pupil did not begin. */
function Withdraw({ view, row }: { readonly view: PlanningView; readonly row: BoardRow }): VNode | null {
  const open = planned(row.cells).filter(({ plan }) => plan.status === 'planned' || plan.status === 'started');
  if (open.length === 0) return null;
  return (
    <form method="post" action="/klaarzetten/terugnemen">
      {open.map(({ plan }) => <input type="hidden" name="plan" value={plan.planId} />)}
      <input type="hidden" name="terug" value={addressOf(view.board, view.ofGroup)} />
      <Button variant="quiet" small about={`van ${sortName(row.pupil)}`}>Neem terug</Button>
    </form>
  );
}
