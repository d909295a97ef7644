import type { VNode } from 'preact';
import { schoolPage } from '../../access/frame.tsx';
import type { BoardViewer } from '../../access/types.ts';
import { plainDateInAmsterdam } from '../../base/plain-date.ts';
import { BOARD_PAUSE_DAYS } from '../../onboarding/reminder-rules.ts';
import { filterNames, troubleWords, turnNames } from '../../onboarding/state-words.ts';
import { waitsFor, type StandingFilter } from '../../onboarding/states.ts';
import type { Platform } from '../../platform/platform.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/components/button.tsx';
import { DataTable } from '../../ui/components/data-table.tsx';
import { EmptyState } from '../../ui/components/empty-state.tsx';
import { Notice } from '../../ui/components/notice.tsx';
import { Section } from '../../ui/components/section.tsx';
import { enumerate, formatDate, plural } from '../../ui/format.ts';
import { reminderMail } from '../states/mails.ts';
import { StateTag } from '../states/page.tsx';
import { countStandings, type BoardSchool } from './actions.ts';

const filters = ['school', 'portal', 'trouble'] as const satisfies readonly StandingFilter[];

/** The schools of a board: how far each is and whose turn it is. No pupils, no results. */
export function boardPage(platform: Platform, viewer: BoardViewer, view: {
  readonly schools: readonly BoardSchool[];
  readonly filter: StandingFilter | null;
  /** How many reminders just went out. */
  readonly sent: number | null;
}): string {
  const { schools, filter } = view;
  const shown = filter ? schools.filter(({ school }) => waitsFor(school, filter)) : schools;
  const remindable = shown.filter((school) => school.remindable).length;
  return schoolPage(platform, viewer, {
    title: 'Onze scholen',
    current: '/bestuur',
    wide: true,
    lead: leadOf(viewer, schools),
    notices: view.sent === null ? [] : [{
      kind: 'success', title: `${plural(view.sent, 'herinnering', 'herinneringen')} gestuurd`,
      text: 'De contactpersoon van elke school krijgt een mail.',
    }],
    actions: <LinkButton href="/bestuur/resultaten" variant="quiet" icon="chart-line">Resultaten</LinkButton>,
    children: (
      <>
        <FilterNav schools={schools} filter={filter} />
        {remindable > 0 && (
          <ButtonRow>
            <LinkButton href={`/bestuur/herinneren${filter ? `?wacht=${filter}` : ''}`} variant="primary" icon="send">
              {remindable === 1 ? 'Herinner 1 school' : `Herinner ${remindable} scholen`}
            </LinkButton>
          </ButtonRow>
        )}
        <SchoolTable schools={shown} filter={filter} />
      </>
    ),
  });
}

function leadOf({ boards }: BoardViewer, schools: readonly BoardSchool[]): string {
  const { school, portal, trouble } = countStandings(schools);
  const name = enumerate(boards.map((board) => board.name));
  return `${name}: ${plural(schools.length, 'school', 'scholen')}. Op de school wacht het bij ${school}, op `
    + `Basispoort bij ${portal}. Bij ${trouble} is er een storing.`;
}

function FilterNav({ schools, filter }: {
  readonly schools: readonly BoardSchool[]; readonly filter: StandingFilter | null;
}): VNode {
  const counts = countStandings(schools);
  const link = (href: string, label: string, current: boolean) => (
    <a class="button button--quiet button--small" href={href} aria-current={current ? 'page' : undefined}>{label}</a>);
  return (
    <nav class="button-row" aria-label="Toon">
      {link('/bestuur', `Alle scholen (${schools.length})`, filter === null)}
      {filters.map((one) =>
        link(`/bestuur?wacht=${one}`, `${filterNames[one]} (${counts[one]})`, filter === one))}
    </nav>
  );
}

function SchoolTable({ schools, filter }: {
  readonly schools: readonly BoardSchool[]; readonly filter: StandingFilter | null;
}): VNode {
  const day = (at: Date) => formatDate(plainDateInAmsterdam(at));
  return (
    <DataTable caption={filter ? filterNames[filter] : 'Alle scholen'} rows={schools}
      rowKey={({ school }) => school.facts.schoolId}
      empty={(
        <EmptyState title={filter ? 'Geen school' : 'Nog geen scholen'} icon="school">
          <p>{filter ? 'Er is nu geen school waarvoor dit geldt.'
            : 'Een school staat hier als zij bij het bestellen het nummer van uw bestuur invult.'}</p>
        </EmptyState>
      )}
      columns={[
        { key: 'name', header: 'School', rowHeader: true, cell: ({ school }) => school.facts.schoolName },
        { key: 'sites', header: 'BRIN', cell: ({ school }) => school.facts.sites },
        { key: 'state', header: 'Stand', cell: ({ school }) => <StateTag school={school} /> },
        { key: 'since', header: 'Sinds', tight: true, cell: ({ school }) => day(school.since) },
        {
          key: 'turn', header: 'Aan zet', cell: ({ school }) => {
            const [trouble] = school.troubles;
            return trouble ? `${turnNames[school.turn]}: ${lowerFirst(troubleWords[trouble].title)}`
              : turnNames[school.turn];
          },
        },
        {
          key: 'reminded', header: 'Herinnerd',
          cell: ({ lastAt }) => (lastAt ? day(lastAt) : 'niet'),
        },
      ]} />
  );
}

/** What would be sent, before it is: to whom, about what, and one mail in full. */
export function reminderPreviewPage(platform: Platform, viewer: BoardViewer, view: {
  readonly schools: readonly BoardSchool[];
  readonly filter: StandingFilter | null;
}): string {
  const schools = view.schools.filter(({ school, remindable }) =>
    remindable && (!view.filter || waitsFor(school, view.filter)));
  const [example] = schools;
  return schoolPage(platform, viewer, {
    title: 'Scholen herinneren',
    current: '/bestuur',
    breadcrumbs: [{ href: '/bestuur', label: 'Onze scholen' }],
    lead: `${plural(schools.length, 'school krijgt', 'scholen krijgen')} een mail over wat daar nu wacht. Een school `
      + `krijgt er hoogstens één in de ${BOARD_PAUSE_DAYS} dagen van u.`,
    children: example ? (
      <>
        <form method="post" action="/bestuur/herinneren">
          {schools.map(({ school }) => <input type="hidden" name="school" value={school.facts.schoolId} />)}
          <ButtonRow>
            <Button variant="primary" icon="send">Versturen</Button>
            <LinkButton href="/bestuur" variant="quiet">Toch niet</LinkButton>
          </ButtonRow>
        </form>
        <DataTable caption="Wie krijgt wat" rows={schools} rowKey={({ school }) => school.facts.schoolId} empty={null}
          columns={[
            { key: 'school', header: 'School', rowHeader: true, cell: ({ school }) => school.facts.schoolName },
            {
              key: 'subject', header: 'Onderwerp',
              cell: (school) => mailOf(platform, viewer, school)?.subject ?? '',
            },
          ]} />
        <Example platform={platform} viewer={viewer} school={example} />
      </>
    ) : (
      <Notice kind="info" title="Er is nu niets te sturen">
        <p>Nergens wacht iets op de school, of u stuurde pas nog een herinnering.</p>
      </Notice>
    ),
  });
}

function Example({ platform, viewer, school }: {
  readonly platform: Platform; readonly viewer: BoardViewer; readonly school: BoardSchool;
}): VNode {
  return (
    <Section title={`De mail aan ${school.school.facts.schoolName}`}>
      {mailOf(platform, viewer, school)?.text.trim().split('\n\n').map((paragraph) => <p>{paragraph}</p>)}
    </Section>
  );
}

function mailOf({ config }: Platform, viewer: BoardViewer, { school, waiting }: BoardSchool) {
  const { contactName, schoolName, boardNumber, agreementAcceptedAt } = school.facts;
  const boardName = viewer.boards.find((board) => board.boardNumber === boardNumber)?.name ?? null;
  return waiting && reminderMail(
    { ...config, contactName: contactName ?? '', schoolName, boardName, agreementAcceptedAt }, waiting.code,
    waiting.trouble);
}

function lowerFirst(text: string): string {
  return /^[A-Z]{2}/.test(text) ? text : `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}
