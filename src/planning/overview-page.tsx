import type { VNode } from 'preact';
import { schoolPage } from '../access/frame.tsx';
import { may } from '../access/rules.ts';
import type { SchoolViewer } from '../access/types.ts';
import { subjectNames } from '../content/types.ts';
import type { Platform } from '../platform/platform.ts';
import { Button, ButtonRow, LinkButton } from '../ui/components/button.tsx';
import { DataTable } from '../ui/components/data-table.tsx';
import { DefinitionList } from '../ui/components/definition-list.tsx';
import { EmptyState } from '../ui/components/empty-state.tsx';
import { ErrorSummary } from '../ui/components/form.tsx';
import { Section } from '../ui/components/section.tsx';
import { Tabs } from '../ui/components/tabs.tsx';
import { enumerate, formatDateTime, plural, sortName } from '../ui/format.ts';
import { addressOf, leftOverPath, overviewAddressOf, stillToDoPath, titleOf } from './addresses.ts';
import type { Board, Cell } from './board.ts';
import { fieldNames } from './choices.ts';
import { seasonNames, stateNames, stateWords } from './nl.ts';
import { openingFields } from './opening.ts';
import { OpeningInputs } from './opening-inputs.tsx';
import { BoardFields } from './plan-form.tsx';
import type { PlanningMessage } from './planning-page.tsx';
import {
  isTaken, isToTake, progressOf, stateOf, type GroupProgress, type Progress, type ProgressState,
} from './progress.ts';

/** What the overview shows. */
export interface OverviewView {
  readonly board: Board;
  readonly message: PlanningMessage;
  readonly now: Date;
}

/** Who still has to take what: counts by group, and the names of who is not done. */
export function overviewPage(platform: Platform, viewer: SchoolViewer, view: OverviewView): string {
  const { board, message, now } = view;
  const progress = progressOf(board, now);
  return schoolPage(platform, viewer, {
    title: `Wie moet nog? ${board.bundle.name}`, current: '/klaarzetten', wide: true,
    hasErrors: message.error !== undefined,
    lead: `${sentenceCase(seasonNames[board.season])} ${board.schoolYear}, ${titleOf(board)}. `
      + `Stand van ${formatDateTime(now)}.`,
    breadcrumbs: [{ href: '/klaarzetten', label: 'Klaarzetten' }],
    actions: <LinkButton href={addressOf(board)} icon="calendar">Toetsen klaarzetten</LinkButton>,
    notices: message.moved === undefined ? [] : [{
      kind: 'success', title: `Nieuwe tijd voor ${plural(message.moved, 'toets', 'toetsen')}`,
      text: 'Wie al begonnen was, kan altijd verder.',
    }],
    children: (
      <>
        {message.error !== undefined && <ErrorSummary errors={[{ field: null, message: message.error }]} />}
        {board.bundles.length > 1 && (
          <Tabs label="Vak" items={board.bundles.map((bundle) => ({
            href: overviewAddressOf({ ...board, bundle }), label: bundle.name,
            current: bundle.code === board.bundle.code,
          }))} />
        )}
        {progress.length === 0 ? <NoPupils /> : (
          <>
            <Counts board={board} progress={progress} />
            {progress.map((group) => <GroupSection board={board} group={group} now={now} />)}
            <OpeningSection view={view} progress={progress} />
          </>
        )}
<MoreToSee board={board} viewer={viewer} />
      </>
    ),
  });
}

/** The columns of the counts: states that say the same to who only counts stand together. */
const columns: readonly (readonly [header: string, states: readonly ProgressState[]])[] = [
  ['Niet klaargezet', ['unplanned']], ['Moet nog', ['ready', 'not-open']], ['Bezig', ['busy']],
  ['Wacht op volgende taak', ['between']], ['Nog invoeren', ['to-enter']], ['Klaar', ['handed-in', 'done']],
  ['Verlopen', ['expired']], ['Afgebroken of ongeldig', ['broken-off', 'invalid']],
];

function Counts({ board, progress }: { readonly board: Board; readonly progress: readonly GroupProgress[] }): VNode {
  const sum = (group: GroupProgress, states: readonly ProgressState[]) =>
    states.reduce((total, state) => total + group.counts[state], 0);
  const total = (count: (group: GroupProgress) => number) => progress.reduce((all, group) => all + count(group), 0);
  const shown = columns.map(([header, states]) => ({ header, count: (group: GroupProgress) => sum(group, states) }));
  const lead = board.subjects.length > 1
    ? 'De getallen zijn toetsen: een leerling kan er meer dan één hebben.' : undefined;
  return (
    <Section title="Hoe ver zijn de groepen?" lead={lead}>
      <DataTable caption="Hoe ver de groepen zijn" captionHidden rows={progress} rowKey={({ groupId }) => groupId}
        empty={null} columns={[
          { key: 'group', header: 'Groep', rowHeader: true, cell: ({ groupId, name }) => (
            <a href={overviewAddressOf({ ...board, yearGroup: null, groups: [{ groupId }] })}>{name}</a>
          ) },
          { key: 'pupils', header: 'Leerlingen', align: 'numeric', cell: ({ pupils }) => pupils },
          ...shown.map(({ header, count }) => ({ key: header, header, align: 'numeric' as const, cell: count })),
        ]}
        {...(progress.length > 1
          ? { foot: ['Samen', total(({ pupils }) => pupils), ...shown.map(({ count }) => total(count))] } : {})} />
    </Section>
  );
}

function GroupSection({ board, group, now }: {
  readonly board: Board; readonly group: GroupProgress; readonly now: Date;
}): VNode {
  const rows = board.rows.filter(({ groupId }) => groupId === group.groupId);
  const all = rows.flatMap((row) => row.cells.map((cell): Progress => ({ row, cell, state: stateOf(cell, now) })));
  const withTest = all.filter(({ state }) => state !== 'no-test');
  const late = new Set(group.toCatchUp.map(({ cell }) => cell));
  const joined = new Set(group.lateJoiners.map(({ cell }) => cell));
  const open = withTest.filter(({ cell, state }) => !isTaken(state) && !late.has(cell) && !joined.has(cell));
  const byWords = Map.groupBy(open, ({ state, cell }) => (state === 'unplanned' ? stateNames.unplanned
    : stateWords(state, cell.plan)));
  const facts: (readonly [string, string])[] = [
    ...(group.toCatchUp.length > 0 ? [['Inhalen', namesOf(board, group.toCatchUp, now)] as const] : []),
    ...(group.lateJoiners.length > 0 ? [['Later gekomen', namesOf(board, group.lateJoiners)] as const] : []),
    ...[...byWords].map(([words, list]) => [sentenceCase(words),
      list.length === withTest.length && rows.length > 1 ? 'de hele groep' : namesOf(board, list)] as const),
  ];
  const done = withTest.length === 0 ? 'Voor deze groep is er nu geen toets.' : 'Iedereen is klaar.';
  return (
    <Section title={group.name} lead={facts.length === 0 ? done : undefined}
      actions={(
        <>
          <LateJoinersForm board={board} group={group} />
          {group.counts.unplanned > group.lateJoiners.length && <PlanLink board={board} group={group} />}
        </>
      )}>
      {facts.length > 0 && <DefinitionList items={facts} />}
    </Section>
  );
}

function PlanLink({ board, group: { groupId, name } }: {
  readonly board: Board; readonly group: GroupProgress;
}): VNode {
  const href = addressOf({ ...board, yearGroup: null, groups: [{ groupId }] });
  return <LinkButton href={href} icon="calendar" small about={`voor ${name}`}>Klaarzetten</LinkButton>;
}

/** Names between semicolons, since a name has a comma; the subject when there are more, the state when asked. */
function namesOf({ subjects }: Board, list: readonly Progress[], now?: Date): string {
  const byPupil = Map.groupBy(list, ({ row }) => row);
  return [...byPupil].map(([row, ofPupil]) => {
    const remarks = [
      ...(subjects.length > 1 && ofPupil.length < row.cells.filter(hasTest).length
        ? [enumerate(ofPupil.map(({ cell }) => subjectNames[cell.subject]))] : []),
      ...(now ? [enumerate([...new Set(ofPupil.map(({ state, cell }) => stateWords(state, cell.plan)))])] : []),
    ];
    return `${sortName(row.pupil)}${remarks.length > 0 ? ` (${remarks.join(', ')})` : ''}`;
  }).join('; ');
}

/** Who came after the group was planned gets the test that is proposed, with one press. */
function LateJoinersForm({ board, group }: {
  readonly board: Board; readonly group: GroupProgress;
}): VNode | null {
  const { lateJoiners } = group;
  const pupils = new Set(lateJoiners.map(({ row }) => row));
  if (lateJoiners.length === 0 || board.media.length === 0) return null;
  return (
    <form method="post" action="/klaarzetten">
      <BoardFields board={{
        ...board, yearGroup: null, groups: board.groups.filter(({ groupId }) => groupId === group.groupId),
      }} />
      <input type="hidden" name="terug" value={overviewAddressOf(board)} />
      {lateJoiners.map(({ row, cell }) => (
        <input type="hidden" name={fieldNames.test(cell.subject, row.pupil.pupilId)}
          value={cell.proposedTestCode ?? ''} />
      ))}
      {[...pupils].map(({ pupil }) => (
        <input type="hidden" name={fieldNames.medium(pupil.pupilId)} value={board.media[0]} />
      ))}
      <Button small icon="check" about={`in ${group.name}`}>
        {`Zet ook klaar voor ${plural(pupils.size, 'leerling', 'leerlingen')}`}
      </Button>
    </form>
  );
}

/** Another time for every screen test of these groups that is not handed in. */
function OpeningSection({ view: { board, message }, progress }: {
  readonly view: OverviewView; readonly progress: readonly GroupProgress[];
}): VNode | null {
  const open = progress.some(({ counts }) => Object.entries(counts)
    .some(([state, count]) => count > 0 && isToTake(state as ProgressState)));
  if (!open) return null;
  return (
    <details class="section no-print" open={message.error !== undefined}>
      <summary>Een andere tijd voor deze groepen</summary>
      <form class="flow" method="post" action="/klaarzetten/tijd">
        <p>
          Geldt voor de toetsen op het scherm die nog niet ingeleverd zijn, ook voor de verlopen toetsen. Wie al
          begonnen is, kan altijd verder.
        </p>
        <BoardFields board={board} />
        <input type="hidden" name="terug" value={overviewAddressOf(board)} />
        <OpeningInputs opening={openingFields(board.opening)} />
        <ButtonRow><Button icon="clock">Stel deze tijd in</Button></ButtonRow>
      </form>
    </details>
  );
}

function MoreToSee({ board: { groups }, viewer }: { readonly board: Board; readonly viewer: SchoolViewer }): VNode {
  const group = groups.length === 1 ? groups[0]!.groupId : null;
  const isOpen = group !== null || may(viewer, 'read-school-report');
  return (
    <ul class="no-print">
      {isOpen && (
        <li><a href={stillToDoPath(group)}>Afnameoverzicht</a>: alle vakken, en wat nog niet in het LAS staat.</li>
      )}
      <li>
        <a href={leftOverPath}>Toetsen die blijven liggen</a>: van een eerder schooljaar, of van leerlingen die weg
        zijn.
      </li>
    </ul>
  );
}

function hasTest({ plan, proposedTestCode }: Cell): boolean {
  return plan !== null || proposedTestCode !== null;
}

function sentenceCase(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function NoPupils(): VNode {
  return (
    <EmptyState title="Er zijn hier geen leerlingen" icon="users">
      <p>Leerlingen komen uit uw administratie. Zet ze daar in een groep.</p>
    </EmptyState>
  );
}
