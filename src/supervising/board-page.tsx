import type { VNode } from 'preact';
import { schoolPage } from '../access/frame.tsx';
import { may } from '../access/rules.ts';
import type { SchoolViewer } from '../access/types.ts';
import type { Subject } from '../content/types.ts';
import type { Platform } from '../platform/platform.ts';
import { assetUrl } from '../ui/assets.ts';
import { Button, ButtonRow, LinkButton } from '../ui/components/button.tsx';
import { EmptyState } from '../ui/components/empty-state.tsx';
import { Section } from '../ui/components/section.tsx';
import { Tabs } from '../ui/components/tabs.tsx';
import { StatusTag } from '../ui/components/tags.tsx';
import { callNameAndLast, enumerate, formatTime, plural, sortName } from '../ui/format.ts';
import { renderFragment, type PageNotice } from '../ui/page.tsx';
import type { BoardRow, LiveBoard } from './board.ts';
import { isOpen } from './board-rules.ts';
import { answeredWords, countWords, placeWords, stateWords, subjectName } from './nl.ts';

/** The live board of a group: who is where, who needs something. */
export function liveBoardPage(
  platform: Platform, viewer: SchoolViewer, board: LiveBoard, notice: PageNotice | null,
): string {
  const { group, subject, rows, without } = board;
  const own = { groupIds: [group.groupId] };
  return schoolPage(platform, viewer, {
    title: subject ? `${subjectName(subject)} in ${group.name}` : `Afname in ${group.name}`, current: '/groepen',
    wide: true,
    lead: subject
      ? 'Zo staat de afname er nu voor. Klik op een naam voor meer, of om de toets van die leerling te beëindigen.'
      : 'Er is voor deze groep nog geen toets klaargezet.',
    breadcrumbs: [{ href: '/groepen', label: 'Groepen' }, { href: `/groepen/${group.groupId}`, label: group.name }],
    notices: notice ? [notice] : [],
    actions: may(viewer, 'open-class-code', own)
      ? <LinkButton href={`/groepen/${group.groupId}/klassencode`} icon="key-round">Klassencode</LinkButton> : null,
    children: subject ? (
      <>
        {board.subjects.length > 1 && <SubjectTabs board={board} />}
        <LiveTable platform={platform} board={board} subject={subject} rows={rows} />
        {without.length > 0 && (
          <Section title="Zonder toets"
            lead={`${plural(without.length, 'leerling heeft', 'leerlingen hebben')} geen toets voor dit vak.`}>
            <ul class="names">{without.map((pupil) => <li>{sortName(pupil)}</li>)}</ul>
            <p><a href={`/groepen/${group.groupId}/klaarzetten?vak=${subject}`}>Toetsen klaarzetten</a></p>
          </Section>
        )}
      </>
    ) : <NothingPlanned groupId={group.groupId} />,
  });
}

function NothingPlanned({ groupId }: { readonly groupId: string }): VNode {
  return (
    <EmptyState title="Er is niets te volgen" icon="monitor"
      action={<LinkButton href={`/groepen/${groupId}/klaarzetten`} variant="primary">Toetsen klaarzetten</LinkButton>}>
      <p>Zet eerst een toets klaar. Zodra leerlingen beginnen, ziet u hier hoe ver ze zijn.</p>
    </EmptyState>
  );
}

function SubjectTabs({ board: { group, subject, subjects } }: { readonly board: LiveBoard }): VNode {
  return (
    <Tabs label="Vak" items={subjects.map((one) => ({
      href: boardPath(group.groupId, one), label: subjectName(one), current: one === subject,
    }))} />
  );
}

function LiveTable({ platform, board: { group }, subject, rows }: {
  readonly platform: Platform; readonly board: LiveBoard; readonly subject: Subject; readonly rows: readonly BoardRow[];
}): VNode {
  const { groupId } = group;
  return (
    <div class="flow" data-board={`/groepen/${groupId}/afname/lijn?vak=${subject}`}>
      <div class="board-head">
        <div data-board-summary><BoardSummary rows={rows} /></div>
        <p class="board-line" data-board-line>
          Stand van {formatTime(platform.clock.now())}. <a href={boardPath(groupId, subject)}>Ververs</a>
        </p>
      </div>
      <AllActions groupId={groupId} subject={subject} rows={rows} />
      <p class="heard-only" role="status" data-board-say />
      <div class="table-box">
        <table class="table board">
          <caption class="table__caption heard-only">Leerlingen en hun stand</caption>
          <thead>
            <tr>
              <th scope="col" class="cell cell--head">Leerling</th>
              <th scope="col" class="cell">Stand</th>
              <th scope="col" class="cell">Waar</th>
              <th scope="col" class="cell"><span class="heard-only">Doen</span></th>
            </tr>
          </thead>
          <tbody>{rows.map((row) => <LiveRow groupId={groupId} subject={subject} row={row} />)}</tbody>
        </table>
      </div>
      <script src={assetUrl('live-board.js')} defer />
    </div>
  );
}

function AllActions({ groupId, subject, rows }: {
  readonly groupId: string; readonly subject: Subject; readonly rows: readonly BoardRow[];
}): VNode | null {
  if (!rows.some(({ facts }) => isOpen(facts) && facts.medium === 'screen')) return null;
  return (
    <ButtonRow>
      <form class="button-row" method="post" action={`/groepen/${groupId}/afname/doen`} data-quick>
        <input type="hidden" name="vak" value={subject} />
        <Button name="doe" value="pauze" icon="circle-pause">Pauze voor iedereen</Button>
        <Button name="doe" value="verder" icon="circle-play">Iedereen verder</Button>
      </form>
      <LinkButton href={`/groepen/${groupId}/afname/beeindigen?vak=${subject}`}>Beëindigen</LinkButton>
    </ButtonRow>
  );
}

function BoardSummary({ rows }: { readonly rows: readonly BoardRow[] }): VNode {
  const calling = rows.filter(({ state }) => state.kind === 'help');
  return (
    <>
      <p class="board-counts">{countWords(rows.map(({ state }) => state))}</p>
      {calling.length > 0 && (
        <p class="board-calling">
          <StatusTag tone="warning" icon="life-buoy">
            Hulp gevraagd: {enumerate(calling.map(({ pupil }) => callNameAndLast(pupil)))}
          </StatusTag>
        </p>
      )}
    </>
  );
}

function LiveRow({ groupId, subject, row: { pupil, facts, state } }: {
  readonly groupId: string; readonly subject: Subject; readonly row: BoardRow;
}): VNode {
  const { tone, icon, text } = stateWords(facts, state);
  const answered = answeredWords(facts);
  return (
    <tr id={`rij-${pupil.pupilId}`} class={state.kind === 'help' ? 'board__row board__row--help' : 'board__row'}>
      <th scope="row" class="cell cell--head">
        <a href={`/groepen/${groupId}/afname/${facts.planId}`} data-focus="name">{sortName(pupil)}</a>
      </th>
      <td class="cell"><StatusTag tone={tone} icon={icon}>{text}</StatusTag></td>
      <td class="cell board__place">{placeWords(facts)}{answered && <span class="field__hint"> {answered}</span>}</td>
      <td class="cell cell--tight">
        <RowActions groupId={groupId} subject={subject} row={{ pupil, facts, state }} />
      </td>
    </tr>
  );
}

function RowActions({ groupId, subject, row: { pupil, facts, state } }: {
  readonly groupId: string; readonly subject: Subject; readonly row: BoardRow;
}): VNode | null {
  if (!isOpen(facts) || facts.medium === 'paper') return null;
  const about = `bij ${sortName(pupil)}`;
  return (
    <form method="post" action={`/groepen/${groupId}/afname/doen`} data-quick>
      <input type="hidden" name="plan" value={facts.planId} />
      <input type="hidden" name="vak" value={subject} />
      {state.kind === 'help' && <Button name="doe" value="hulp" small about={about}>Ik kom</Button>}
      {facts.pausedAt
        ? <Button name="doe" value="verder" small variant="quiet" about={about}>Verder</Button>
        : <Button name="doe" value="pauze" small variant="quiet" about={about}>Pauze</Button>}
    </form>
  );
}

/** A row as the open page takes it. */
export function liveRowHtml(groupId: string, subject: Subject, row: BoardRow): string {
  return renderFragment(<LiveRow groupId={groupId} subject={subject} row={row} />);
}

/** The counts of the class as the open page takes them. */
export function boardSummaryHtml(rows: readonly BoardRow[]): string {
  return renderFragment(<BoardSummary rows={rows} />);
}

/** Where the board of a group is. */
export function boardPath(groupId: string, subject: Subject): string {
  return `/groepen/${groupId}/afname?vak=${subject}`;
}
