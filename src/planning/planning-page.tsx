import type { VNode } from 'preact';
import { schoolPage } from '../access/frame.tsx';
import type { SchoolViewer } from '../access/types.ts';
import type { Platform } from '../platform/platform.ts';
import type { GroupYears } from '../roster/types.ts';
import { Button, LinkButton } from '../ui/components/button.tsx';
import { EmptyState } from '../ui/components/empty-state.tsx';
import { ErrorSummary } from '../ui/components/form.tsx';
import { Section } from '../ui/components/section.tsx';
import { Tabs } from '../ui/components/tabs.tsx';
import { SyntheticLabel } from '../ui/components/tags.tsx';
import { formatTime, plural, sortName } from '../ui/format.ts';
import type { PageNotice } from '../ui/page.tsx';
import { addressOf, overviewAddressOf, titleOf } from './addresses.ts';
import type { Board } from './board.ts';
import type { Bundle } from './bundles.ts';
import { hasTestWaiting, rowsToPlan, type Filled } from './choices.ts';
import { Chooser } from './chooser.tsx';
import { seasonNames } from './nl.ts';
import type { OpeningFields } from './opening.ts';
import { PlanForm } from './plan-form.tsx';
import { PlannedSection } from './planned-section.tsx';
import type { PlanningAction } from './store.ts';

/** What the page is shown after. */
export interface PlanningMessage {
  readonly planned?: number | undefined;
  readonly pupils?: number | undefined;
  readonly alreadyPlanned?: number | undefined;
  /** Of what was planned, tests on screen. */
  readonly onScreen?: number | undefined;
  readonly withdrawn?: number | undefined;
  readonly kept?: number | undefined;
  readonly moved?: number | undefined;
  readonly error?: string;
}

/** Everything that the page shows. */
export interface PlanningView {
  readonly board: Board;
  /** What else can be chosen. */
  readonly bundles: readonly Bundle[];
  readonly groups: readonly GroupYears[];
  readonly filled: Filled;
  readonly opening: OpeningFields;
  /** Something was changed for everybody, or is wrong with it: it stays in sight. */
  readonly bulkOpen: boolean;
  readonly lastAction: PlanningAction | null;
  readonly now: Date;
  /** The group whose own page this is; null on the page for any groups. */
  readonly ofGroup: string | null;
  readonly message: PlanningMessage;
}

/** Where tests are planned for groups that were chosen, and who has what. */
export function planningPage(platform: Platform, viewer: SchoolViewer, view: PlanningView): string {
  const { board, message, ofGroup } = view;
  const toPlan = rowsToPlan(board);
  const waiting = toPlan.filter(hasTestWaiting).length;
  // Nothing that fits is left to plan: another test is an exception, and stays folded until somebody is at it.
  const isException = waiting === 0 && view.filled.size === 0;
  const canPlan = board.tests.length > 0 && toPlan.length > 0;
  const withPlan = board.rows.filter(({ cells }) => cells.some(({ plan }) => plan !== null));
  const outside = board.rows.filter(({ taking, cells }) => taking === null && cells.every(({ plan }) => plan === null));
  return schoolPage(platform, viewer, {
    title: `Toetsen klaarzetten voor ${titleOf(board)}`, current: ofGroup ? '/groepen' : '/klaarzetten', wide: true,
    hasErrors: message.error !== undefined,
    lead: `${board.bundle.name}, ${seasonNames[board.season]} ${board.schoolYear}. `
      + nextStep(waiting, withPlan.length),
    breadcrumbs: ofGroup
      ? [{ href: '/groepen', label: 'Groepen' }, { href: `/groepen/${ofGroup}`, label: titleOf(board) }]
      : [{ href: '/klaarzetten', label: 'Klaarzetten' }],
    actions: (
      <LinkButton href={overviewAddressOf(board)} icon="clipboard-list">Wie moet nog?</LinkButton>
    ),
    notices: noticesOf(view),
    children: (
      <>
        {message.error !== undefined && <ErrorSummary errors={[{ field: null, message: message.error }]} />}
        <BoardTabs view={view} />
        {canPlan && !isException && <PlanForm view={view} rows={toPlan} />}
        {toPlan.length > 0 && board.tests.length === 0 && <NothingToChoose board={board} />}
        {withPlan.length > 0 && <PlannedSection view={view} rows={withPlan} />}
        {canPlan && isException && (
          <details class="section no-print">
            <summary>Toch een andere toets klaarzetten</summary>
            <PlanForm view={view} rows={toPlan} />
          </details>
        )}
        {board.rows.length === 0 && <NoPupils board={board} />}
        {outside.length > 0 && <OutsideSection rows={outside} />}
        {!ofGroup && (
          <details class="section no-print">
            <summary>Andere groepen kiezen</summary>
            <Chooser groups={view.groups} bundles={view.bundles} board={board} />
          </details>
        )}
        <p><SyntheticLabel text="synthetische toetsen en normen, niet van Cito" /></p>
      </>
    ),
  });
}

function nextStep(waiting: number, withPlan: number): string {
  if (waiting > 0) return 'De toets die past staat al ingevuld. U kunt hem per leerling veranderen.';
  return withPlan > 0 ? 'Iedereen heeft een toets.' : 'Er is hier nu geen toets die past.';
}

function noticesOf({ message, board, lastAction, ofGroup }: PlanningView): readonly PageNotice[] {
  const notices: PageNotice[] = [];
  if (message.planned !== undefined) {
    const kept = message.alreadyPlanned ?? 0;
    const more = kept > 0
      ? ` ${plural(kept, 'toets stond', 'toetsen stonden')} al klaar en ${kept === 1 ? 'blijft' : 'blijven'} zo.` : '';
    notices.push({
      kind: 'success', title: `Klaargezet voor ${plural(message.pupils ?? message.planned, 'leerling', 'leerlingen')}`,
      text: (
        <>
          <p>{`${whatNow(message)}${more}`}</p>
          {lastAction && undo(lastAction, board, ofGroup)}
        </>
      ),
    });
  } else if (lastAction) {
    notices.push({ kind: 'info', title: 'Net klaargezet', text: undo(lastAction, board, ofGroup) });
  }
  if (message.withdrawn !== undefined) notices.push(withdrawnNotice(message.withdrawn, message.kept ?? 0));
  if (message.moved !== undefined) {
    notices.push({
      kind: 'success', title: `Nieuwe tijd voor ${plural(message.moved, 'toets', 'toetsen')}`,
      text: 'Wie al begonnen was, kan altijd verder.',
    });
  }
  if (!board.historyComplete && rowsToPlan(board).length > 0) {
    notices.push({
      kind: 'info', title: 'Nog geen advies: stap 2 is nog niet klaar',
      text: 'Zodra de oude resultaten er zijn, ziet u hier welke toets het best bij een leerling past. '
        + 'Klaarzetten kan nu al.',
    });
  }
  return notices;
}

function whatNow({ planned = 0, onScreen = planned }: PlanningMessage): string {
  const screen = 'Leerlingen zien een toets op het scherm zodra die open is en ze inloggen.';
  const paper = 'Een toets op papier neemt u zelf af. Daarna voert u hier de antwoorden in.';
  if (planned === 0) return 'Er kwam niets bij.';
  if (onScreen === 0) return paper;
  return onScreen < planned ? `${screen} ${paper}` : screen;
}

function withdrawnNotice(withdrawn: number, kept: number): PageNotice {
  return {
    kind: 'success',
    title: withdrawn === 1 ? 'De toets is teruggenomen' : `${plural(withdrawn, 'toets', 'toetsen')} teruggenomen`,
    text: kept === 0 ? null
      : `${plural(kept, 'toets blijft', 'toetsen blijven')} staan: daar is al een antwoord gegeven of ingevoerd.`,
  };
}

function undo({ actionId, plannedAt, untouched }: PlanningAction, board: Board, ofGroup: string | null): VNode {
  return (
    <form method="post" action="/klaarzetten/ongedaan">
      <input type="hidden" name="actie" value={actionId} />
      <input type="hidden" name="terug" value={addressOf(board, ofGroup)} />
      {`Om ${formatTime(plannedAt)} zette u toetsen klaar; `
        + `${untouched === 1 ? 'er is er 1' : `er zijn er ${untouched}`} nog niet begonnen. `}
      <Button small>Neem alles terug</Button>
    </form>
  );
}

/** Other subjects and seasons for the same groups. */
function BoardTabs({ view: { board, bundles, ofGroup } }: { readonly view: PlanningView }): VNode {
  return (
    <>
      {bundles.length > 1 && (
        <Tabs label="Vak" items={bundles.map((bundle) => ({
          href: addressOf({ ...board, bundle }, ofGroup), label: bundle.name,
          current: bundle.code === board.bundle.code,
        }))} />
      )}
      {board.seasons.length > 1 && (
        <p class="no-print">
          {'Moment: '}
          {board.seasons.map((season, index) => (
            <>
              {index > 0 && ' | '}
              {season === board.season
                ? <strong>{seasonNames[season]}</strong>
                : <a href={addressOf({ ...board, season }, ofGroup)}>{seasonNames[season]}</a>}
            </>
          ))}
        </p>
      )}
    </>
  );
}

function NothingToChoose({ board: { media, bundle } }: { readonly board: Board }): VNode {
  return media.length === 0 ? (
    <EmptyState title="Er is voor dit schooljaar nog niets besteld" icon="clipboard-list">
      <p>Vraag de beheerder van uw school om een pakket te bestellen. Daarna kunt u toetsen klaarzetten.</p>
    </EmptyState>
  ) : (
    <EmptyState title={`Er zijn nog geen toetsen van ${bundle.name}`} icon="clipboard-list">
      <p>Zodra ze er zijn, kunt u ze hier klaarzetten.</p>
    </EmptyState>
  );
}

function NoPupils({ board: { yearGroup } }: { readonly board: Board }): VNode {
  return (
    <EmptyState title={yearGroup ? `Er zijn hier geen leerlingen van jaargroep ${yearGroup}`
      : 'Deze groep heeft geen leerlingen'} icon="users">
      <p>Leerlingen komen uit uw administratie. Zet ze daar in deze groep.</p>
    </EmptyState>
  );
}

function OutsideSection({ rows }: { readonly rows: Board['rows'] }): VNode {
  return (
    <Section title="Zonder toets" lead={'Toetsen zijn er voor jaargroep 3 tot en met 8. Bij deze leerlingen '
      + 'staat een andere jaargroep, of geen, in uw administratie. Klopt dat niet? Verander het daar; daarna '
      + 'verandert het hier mee.'}>
      <ul>{rows.map(({ pupil }) => <li>{sortName(pupil)}</li>)}</ul>
    </Section>
  );
}
