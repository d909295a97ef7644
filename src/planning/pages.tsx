import type { ComponentChildren, VNode } from 'preact';
import { schoolPage } from '../access/frame.tsx';
import type { SchoolViewer } from '../access/types.ts';
import type { FormSummary } from '../content/store.ts';
import type { Medium, Subject } from '../content/types.ts';
import { subjectNames } from '../content/types.ts';
import type { Platform } from '../platform/platform.ts';
import { Button, ButtonRow, LinkButton } from '../ui/components/button.tsx';
import { DataTable, type Column } from '../ui/components/data-table.tsx';
import { EmptyState } from '../ui/components/empty-state.tsx';
import { ErrorSummary } from '../ui/components/form.tsx';
import { Section } from '../ui/components/section.tsx';
import { Tabs } from '../ui/components/tabs.tsx';
import { StatusTag, SyntheticLabel, type StatusTone } from '../ui/components/tags.tsx';
import { plural, sortName } from '../ui/format.ts';
import type { PageNotice } from '../ui/page.tsx';
import type { Board, BoardRow } from './board.ts';
import { adviceReason, mediumNames, seasonNames, statusNames } from './nl.ts';
import { formsOf } from './rules.ts';
import type { PlannedTest, PlanStatus } from './types.ts';

/** What the page is shown after. */
export interface BoardMessage {
  readonly planned?: number | undefined;
  readonly alreadyPlanned?: number | undefined;
  readonly withdrawn?: boolean;
  readonly error?: string;
}

/** Where the tests of a group are planned, and who has what. */
export function boardPage(
  platform: Platform, viewer: SchoolViewer, board: Board, subjects: readonly Subject[], message: BoardMessage,
): string {
  const { group, subject, season, schoolYear } = board;
  const toPlan = board.rows.filter(({ plan, taking }) => plan === null && taking !== null);
  const withPlan = board.rows.filter((row): row is PlannedRow => row.plan !== null);
  const outside = board.rows.filter(({ taking, plan }) => taking === null && plan === null);
  const open = withPlan.filter(({ plan }) => isOpen(plan.status));
  return schoolPage(platform, viewer, {
    title: `Toetsen klaarzetten voor ${group.name}`, current: '/groepen', hasErrors: message.error !== undefined,
    lead: `${subjectNames[subject]}, ${seasonNames[season]} ${schoolYear}. ${nextStep(toPlan.length, open.length)}`,
    breadcrumbs: [{ href: '/groepen', label: 'Groepen' }, { href: `/groepen/${group.groupId}`, label: group.name }],
    notices: noticesOf(message, board),
    children: (
      <>
        {message.error !== undefined && <ErrorSummary errors={[{ field: null, message: message.error }]} />}
        {subjects.length > 1 && <SubjectTabs board={board} subjects={subjects} />}
        {toPlan.length > 0 && <PlanSection board={board} rows={toPlan} />}
        {withPlan.length > 0 && <PlannedSection board={board} rows={withPlan} open={open.length} />}
        {board.rows.length === 0 && (
          <EmptyState title="Deze groep heeft geen leerlingen" icon="users">
            <p>Leerlingen komen uit uw administratie. Zet ze daar in deze groep.</p>
          </EmptyState>
        )}
        {outside.length > 0 && <OutsideSection rows={outside} />}
        <p><SyntheticLabel text="synthetische toetsen en normen, niet van Cito" /></p>
      </>
    ),
  });
}

type PlannedRow = BoardRow & { readonly plan: PlannedTest };

function isOpen(status: PlanStatus): boolean {
  return status === 'planned' || status === 'started';
}

function nextStep(toPlan: number, open: number): string {
  if (toPlan > 0) return 'De toets die past staat al ingevuld. U kunt hem per leerling veranderen.';
  if (open > 0) return `Iedereen heeft een toets. ${plural(open, 'leerling moet', 'leerlingen moeten')} hem nog maken.`;
  return 'Iedereen heeft de toets gemaakt.';
}

function noticesOf(message: BoardMessage, { historyComplete, rows }: Board): readonly PageNotice[] {
  const notices: PageNotice[] = [];
  if (message.planned !== undefined) {
    const kept = message.alreadyPlanned ?? 0;
    notices.push({
      kind: 'success', title: `Klaargezet voor ${plural(message.planned, 'leerling', 'leerlingen')}`,
      text: kept > 0
        ? `${plural(kept, 'leerling had al een toets en houdt', 'leerlingen hadden al een toets en houden')} die.`
        : 'Leerlingen zien een toets op het scherm zodra ze inloggen.',
    });
  }
  if (message.withdrawn) notices.push({ kind: 'success', title: 'De toets is teruggenomen', text: null });
  if (!historyComplete && rows.some(({ plan }) => plan === null)) {
    notices.push({
      kind: 'info', title: 'Nog geen advies: stap 2 is nog niet klaar',
      text: 'Zodra de oude resultaten er zijn, ziet u hier welke toets het best bij een leerling past. '
        + 'Klaarzetten kan nu al.',
    });
  }
  return notices;
}

function SubjectTabs({ board, subjects }: { readonly board: Board; readonly subjects: readonly Subject[] }): VNode {
  return (
    <Tabs label="Vak" items={subjects.map((subject) => ({
      href: `/groepen/${board.group.groupId}/klaarzetten?vak=${subject}`, label: subjectNames[subject],
      current: subject === board.subject,
    }))} />
  );
}

function PlanSection({ board, rows }: { readonly board: Board; readonly rows: readonly BoardRow[] }): VNode {
  const { group, subject, media } = board;
  if (media.length === 0) {
    return (
      <EmptyState title="Er is voor dit schooljaar nog niets besteld" icon="clipboard-list">
        <p>Vraag de beheerder van uw school om een pakket te bestellen. Daarna kunt u toetsen klaarzetten.</p>
      </EmptyState>
    );
  }
  return (
    <Section title={`Nog klaarzetten: ${plural(rows.length, 'leerling', 'leerlingen')}`}
      lead={media.length === 1 ? 'Bij het pakket van uw school horen toetsen op papier.' : undefined}>
      <form class="flow" method="post" action={`/groepen/${group.groupId}/klaarzetten`}>
        <input type="hidden" name="vak" value={subject} />
        <DataTable caption="Leerlingen zonder toets" captionHidden rows={rows} rowKey={({ pupil }) => pupil.pupilId}
          empty={null} columns={planColumns(board)} />
        <ButtonRow>
          <Button variant="primary" icon="check">Zet klaar</Button>
          {media.length > 1 && <Button name="hoe" value="paper">Zet iedereen op papier klaar</Button>}
        </ButtonRow>
      </form>
    </Section>
  );
}

function planColumns(board: Board): readonly Column<BoardRow>[] {
  const { media } = board;
  return [
    { key: 'name', header: 'Leerling', rowHeader: true, cell: ({ pupil }) => sortName(pupil) },
    { key: 'year', header: 'Jaargroep', align: 'center', tight: true, cell: ({ pupil }) => pupil.yearGroup },
    { key: 'test', header: 'Toets', cell: (row) => <TestChoice board={board} row={row} /> },
    ...(media.length > 1 ? [{
      key: 'medium', header: 'Hoe', cell: (row: BoardRow) => <MediumChoice media={media} row={row} />,
    }] : []),
    ...(board.historyComplete ? [{
      key: 'why', header: 'Advies',
      cell: ({ advice }: BoardRow) => <Reason>{advice && adviceReason(advice)}</Reason>,
    }] : []),
  ];
}

function Reason({ children }: { readonly children: ComponentChildren }): VNode {
  return <span class="field__hint">{children}</span>;
}

function TestChoice({ board, row }: { readonly board: Board; readonly row: BoardRow }): VNode {
  const { pupil, proposedTestCode } = row;
  const tests = formsOf(board.forms, board.media[0] ?? 'paper');
  return (
    <select class="input input--10" name={`toets-${pupil.pupilId}`} aria-label={`Toets voor ${sortName(pupil)}`}>
      <option value="" selected={proposedTestCode === null}>geen toets</option>
      {tests.map(({ testCode, moment }) => (
        <option value={testCode} selected={testCode === proposedTestCode}>{moment}</option>
      ))}
    </select>
  );
}

function MediumChoice({ media, row: { pupil } }: {
  readonly media: readonly Medium[];
  readonly row: BoardRow;
}): VNode {
  return (
    <select class="input input--10" name={`hoe-${pupil.pupilId}`} aria-label={`Hoe voor ${sortName(pupil)}`}>
      {media.map((medium) => <option value={medium}>{mediumNames[medium]}</option>)}
    </select>
  );
}

function testName({ subject, moment }: Pick<FormSummary, 'subject' | 'moment'>): string {
  return `${subjectNames[subject]} ${moment}`;
}

const tones: Readonly<Record<PlanStatus, StatusTone>> = {
  planned: 'neutral', started: 'busy', submitted: 'busy', scored: 'success', withdrawn: 'neutral',
  'broken-off': 'neutral', invalid: 'neutral',
};

/** Who still has to take a test stands first. */
function PlannedSection({ board, rows, open }: {
  readonly board: Board; readonly rows: readonly PlannedRow[]; readonly open: number;
}): VNode {
  const sorted = [...rows].sort((a, b) => Number(isOpen(b.plan.status)) - Number(isOpen(a.plan.status)));
  const onPaper = formsOf(board.forms, 'paper').filter(({ testCode }) =>
    rows.some(({ plan }) => plan.medium === 'paper' && plan.testCode === testCode));
  return (
    <Section title="Wie heeft welke toets?" id="klaargezet"
      lead={open > 0
        ? `${plural(open, 'leerling moet', 'leerlingen moeten')} de toets nog maken of u moet hem nog invoeren.`
        : 'Alle toetsen zijn gemaakt.'}
      actions={onPaper.map(({ testCode, moment }) => (
        <LinkButton href={`/groepen/${board.group.groupId}/papier/${testCode}`} icon="pencil-line" small>
          {`Papier invoeren: ${moment}`}
        </LinkButton>
      ))}>
      <DataTable caption="Leerlingen met een toets" captionHidden rows={sorted} empty={null}
        rowKey={({ plan }) => plan.planId} columns={[
          { key: 'name', header: 'Leerling', rowHeader: true, cell: ({ pupil }) => sortName(pupil) },
          { key: 'test', header: 'Toets', cell: ({ plan }) => testNameOf(board, plan.testCode) },
          { key: 'medium', header: 'Hoe', cell: ({ plan }) => mediumNames[plan.medium] },
          { key: 'choice', header: 'Keuze', cell: ({ plan }) => <Reason>{choiceWords(board, plan)}</Reason> },
          { key: 'status', header: 'Stand', tight: true, cell: ({ plan }) => (
            <StatusTag tone={tones[plan.status]}>{statusNames[plan.status]}</StatusTag>
          ) },
          { key: 'back', header: <span class="heard-only">Terugnemen</span>, tight: true,
            cell: (row) => <Withdraw board={board} row={row} /> },
        ]} />
    </Section>
  );
}

function testNameOf({ forms }: Board, testCode: string): string {
  const form = forms.find((known) => known.testCode === testCode);
  return form ? testName(form) : testCode;
}

function choiceWords(board: Board, { advisedTestCode, testCode }: PlannedTest): string {
  if (advisedTestCode === null) return 'zonder advies';
  return advisedTestCode === testCode ? 'volgens advies' : `advies was ${testNameOf(board, advisedTestCode)}`;
}

function Withdraw({ board, row: { plan, pupil } }: { readonly board: Board; readonly row: PlannedRow }): VNode | null {
  if (!isOpen(plan.status)) return null;
  return (
    <form method="post" action={`/groepen/${board.group.groupId}/klaarzetten/terugnemen`}>
      <input type="hidden" name="plan" value={plan.planId} />
      <Button variant="quiet" small about={`van ${sortName(pupil)}`}>Neem terug</Button>
    </form>
  );
}

function OutsideSection({ rows }: { readonly rows: readonly BoardRow[] }): VNode {
  return (
    <Section title="Zonder toets" lead={'Toetsen zijn er voor jaargroep 3 tot en met 8. Bij deze leerlingen '
      + 'staat een andere jaargroep, of geen, in uw administratie. Klopt dat niet? Verander het daar; daarna '
      + 'verandert het hier mee.'}>
      <ul>{rows.map(({ pupil }) => <li>{sortName(pupil)}</li>)}</ul>
    </Section>
  );
}
