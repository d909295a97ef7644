import type { VNode } from 'preact';
import type { Subject } from '../content/types.ts';
import { subjectNames } from '../content/types.ts';
import { Button, ButtonRow } from '../ui/components/button.tsx';
import { DataTable, type Column } from '../ui/components/data-table.tsx';
import { Section } from '../ui/components/section.tsx';
import { SelectField } from '../ui/components/select-field.tsx';
import { enumerate, plural, sortName } from '../ui/format.ts';
import type { Board, BoardRow, Cell } from './board.ts';
import { chosenMedium, chosenTest, fieldNames, hasTestWaiting, type Filled } from './choices.ts';
import { accommodationWords, adviceReason, mediumNames, openingWords, retakeReason, stateNames } from './nl.ts';
import { readOpening } from './opening.ts';
import { OpeningInputs } from './opening-inputs.tsx';
import type { PlanningView } from './planning-page.tsx';
import { stateOf } from './progress.ts';

/** The form that plans: everything is filled in, and can be changed for everybody or for one. */
export function PlanForm({ view, rows }: {
  readonly view: PlanningView; readonly rows: readonly BoardRow[];
}): VNode {
  const { board, ofGroup } = view;
  const waiting = rows.filter(hasTestWaiting).length;
  const title = waiting > 0 ? `Nog klaarzetten: ${plural(waiting, 'leerling', 'leerlingen')}`
    : 'Een andere toets klaarzetten';
  return (
    <Section title={title} lead={board.media.length === 1 && board.media[0] === 'paper'
      ? 'Bij het pakket van uw school horen toetsen op papier.' : undefined}>
      <form class="flow" method="post" action={ofGroup ? `/groepen/${ofGroup}/klaarzetten` : '/klaarzetten'}>
        <BoardFields board={board} />
        <p>{summaryOf(view, rows)}</p>
        <ButtonRow>
          <Button variant="primary" icon="check" name="doe" value="klaarzetten">Zet klaar</Button>
        </ButtonRow>
        <BulkFields view={view} />
        <DataTable caption="Leerlingen zonder toets" captionHidden rows={rows} empty={null}
          rowKey={({ pupil }) => pupil.pupilId} columns={columnsOf(view)} />
      </form>
    </Section>
  );
}

/** What a form tells of the board it belongs to. */
export function BoardFields({ board }: { readonly board: Board }): VNode {
  return (
    <>
      <input type="hidden" name="vak" value={board.bundle.code} />
      <input type="hidden" name="moment" value={board.season} />
      {board.yearGroup && <input type="hidden" name="jaargroep" value={board.yearGroup} />}
      {board.groups.map(({ groupId }) => <input type="hidden" name="groep" value={groupId} />)}
    </>
  );
}

/** What the filled button does, in one sentence for who does not look at every row. */
function summaryOf({ board, filled, opening, now }: PlanningView, rows: readonly BoardRow[]): string {
  const tests = board.tests.map((test) => {
    const count = rows.filter((row) => row.cells.some((cell) => cell.plan === null && cell.subject === test.subject)
      && chosenTest(filled, row, test.subject) === test.testCode).length;
    return { name: testName(board, test), count };
  }).filter(({ count }) => count > 0);
  const media = board.media.map((medium) => ({
    medium, count: rows.filter((row) => chosenMedium(filled, board, row) === medium).length,
  })).filter(({ count }) => count > 0);
  const what = tests.length === 0 ? 'Niemand krijgt een toets.'
    : `${enumerate(tests.map(({ name, count }) => `${name} voor ${plural(count, 'leerling', 'leerlingen')}`))}.`;
  const how = media.length === 1 ? `Iedereen ${mediumNames[media[0]!.medium]}.`
    : `${enumerate(media.map(({ medium, count }) => `${count} ${mediumNames[medium]}`))}.`;
  const read = readOpening(opening, now);
  const open = media.some(({ medium }) => medium === 'screen') && read.ok
    ? ` Op het scherm open: ${openingWords(read.value, now)}.` : '';
  return `${what} ${how}${open}`;
}

function testName({ subjects }: Board, { subject, moment }: Board['tests'][number]): string {
  return subjects.length > 1 ? `${subjectNames[subject]} ${moment}` : moment;
}

function BulkFields({ view: { board, opening, bulkOpen } }: { readonly view: PlanningView }): VNode {
  const asIs = 'zoals hieronder staat';
  return (
    <details class="section" open={bulkOpen}>
      <summary>Voor iedereen tegelijk: hoe, welke toets, wanneer open</summary>
      <div class="columns">
        {board.media.length > 1 && (
          <SelectField name={fieldNames.mediumForAll} label="Hoe, voor allen" optional emptyLabel={asIs}
            choices={board.media.map((medium) => ({ value: medium, label: `allen ${mediumNames[medium]}` }))} />
        )}
        {board.subjects.map((subject) => (
          <SelectField name={fieldNames.testForAll(subject)} optional emptyLabel={asIs}
            label={board.subjects.length > 1 ? `${subjectNames[subject]}, voor allen` : 'Deze toets voor allen'}
            choices={testsOf(board, subject).map(({ testCode, moment }) => ({ value: testCode, label: moment }))} />
        ))}
      </div>
      {board.media.includes('screen') && <OpeningInputs opening={opening} />}
      <ButtonRow>
        <Button name="doe" value="allen">Pas toe op de lijst</Button>
      </ButtonRow>
    </details>
  );
}

function columnsOf({ board, filled, now }: PlanningView): readonly Column<BoardRow>[] {
  const { media, subjects, groups } = board;
  const names = new Map(groups.map(({ groupId, name }) => [groupId, name]));
  return [
    { key: 'name', header: 'Leerling', rowHeader: true, cell: (row) => <PupilCell board={board} row={row} /> },
    ...(groups.length > 1
      ? [{ key: 'group', header: 'Groep', cell: ({ groupId }: BoardRow) => names.get(groupId) }] : []),
    { key: 'year', header: 'Jaargroep', align: 'center', tight: true, cell: ({ pupil }) => pupil.yearGroup },
    ...subjects.map((subject): Column<BoardRow> => ({
      key: subject, header: subjects.length > 1 ? subjectNames[subject] : 'Toets',
      cell: (row) => <TestChoice board={board} filled={filled} row={row} subject={subject} now={now} />,
    })),
    ...(media.length > 1 ? [{
      key: 'medium', header: 'Hoe', cell: (row: BoardRow) => <MediumChoice board={board} filled={filled} row={row} />,
    }] : []),
    { key: 'why', header: 'Advies', cell: (row) => <Reasons board={board} row={row} /> },
  ];
}

function PupilCell({ board, row }: { readonly board: Board; readonly row: BoardRow }): VNode {
  const words = accommodationWords(row.accommodations, notReadAloud(board));
  return (
    <>
      {sortName(row.pupil)}
      {words !== '' && <><br /><span class="field__hint">{words}</span></>}
    </>
  );
}

/** The subjects of the board in which reading aloud is not used. */
export function notReadAloud({ subjects, tests }: Board): readonly Subject[] {
  return subjects.filter((subject) => tests.some((test) => test.subject === subject && !test.readAloud));
}

function TestChoice({ board, filled, row, subject, now }: {
  readonly board: Board; readonly filled: Filled; readonly row: BoardRow; readonly subject: Subject; readonly now: Date;
}): VNode | null {
  const { pupil } = row;
  const cell = row.cells.find((one) => one.subject === subject);
  if (!cell) return null;
  if (cell.plan) return <span class="field__hint">{`${cell.plan.testMoment}, ${stateNames[stateOf(cell, now)]}`}</span>;
  const chosen = chosenTest(filled, row, subject);
  const about = board.subjects.length > 1 ? subjectNames[subject] : 'Toets';
  return (
    <select class="input input--10" name={fieldNames.test(subject, pupil.pupilId)}
      aria-label={`${about} voor ${sortName(pupil)}`}>
      <option value="" selected={chosen === ''}>geen toets</option>
      {testsOf(board, subject).map(({ testCode, moment }) => (
        <option value={testCode} selected={testCode === chosen}>{moment}{adviceMark(cell, testCode)}</option>
      ))}
    </select>
  );
}

function adviceMark({ advice, proposedTestCode }: Cell, testCode: string): string {
  const isAdvice = advice && advice.code !== 'step-2' && advice.code !== 'no-result';
  return isAdvice && testCode === proposedTestCode ? ' (advies)' : '';
}

function testsOf({ tests }: Board, subject: Subject): Board['tests'] {
  return tests.filter((test) => test.subject === subject);
}

function MediumChoice({ board, filled, row }: {
  readonly board: Board; readonly filled: Filled; readonly row: BoardRow;
}): VNode {
  const chosen = chosenMedium(filled, board, row);
  return (
    <select class="input input--10" name={fieldNames.medium(row.pupil.pupilId)}
      aria-label={`Hoe voor ${sortName(row.pupil)}`}>
      {board.media.map((medium) => (
        <option value={medium} selected={medium === chosen}>{mediumNames[medium]}</option>
      ))}
    </select>
  );
}

/** Why this test, and why again; the same reason for several subjects stands once. */
function Reasons({ board, row }: { readonly board: Board; readonly row: BoardRow }): VNode {
  const said = row.cells.filter(({ plan }) => plan === null).flatMap(({ subject, advice, before }) => [
    ...(before ? [{ subject, words: retakeReason(before) }] : []),
    ...(advice && board.historyComplete ? [{ subject, words: adviceReason(advice) }] : []),
  ]);
  const reasons = [...Map.groupBy(said, ({ words }) => words)];
  const openCells = row.cells.filter(({ plan }) => plan === null).length;
  return (
    <>
      {reasons.map(([words, subjects], index) => (
        <span class="field__hint">
          {index > 0 && <br />}
          {subjects.length < openCells
            ? `${enumerate(subjects.map(({ subject }) => subjectNames[subject]))}: ${words}` : words}
        </span>
      ))}
    </>
  );
}
