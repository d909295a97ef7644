import type { VNode } from 'preact';
import { schoolPage } from '../../access/frame.tsx';
import { may } from '../../access/rules.ts';
import type { SchoolViewer } from '../../access/types.ts';
import type { Platform } from '../../platform/platform.ts';
import { Button } from '../../ui/components/button.tsx';
import { DataTable } from '../../ui/components/data-table.tsx';
import { EmptyState } from '../../ui/components/empty-state.tsx';
import { FilterBar } from '../../ui/components/filter-bar.tsx';
import { Section } from '../../ui/components/section.tsx';
import { enumerate, plural, sortName } from '../../ui/format.ts';
import type { Report } from '../frame/types.ts';
import { hrefOf, type ListedReport, listReports } from './listing.ts';
import { FOUND_MAX, type FoundPupil, type ReportsView } from './reading.ts';

/** All reports: those of a pupil who is looked for, of a group that is chosen, and of the school. */
export function reportsPage(
  platform: Platform, viewer: SchoolViewer, reports: readonly Report[], view: ReportsView,
): string {
  const { features, group } = view;
  const ofSchool = may(viewer, 'read-school-report') ? listReports(reports, 'school', features, null) : [];
  return schoolPage(platform, viewer, {
    title: 'Rapporten',
    lead: `Zoek een leerling of kies een rapport van een groep${ofSchool.length > 0 ? ' of van de school' : ''}.`,
    current: '/rapporten',
    children: (
      <>
        <Section title="Van een leerling">
          <PupilSearch view={view} />
          <Found view={view} reports={reports} />
          <ReportTable caption="Rapporten van een leerling" reports={listReports(reports, 'pupil', features, null)} />
        </Section>
        <Section title="Van een groep">
          <GroupChoice view={view} />
          {group && (
            <ReportTable caption={`Rapporten van ${group.name}`}
              reports={listReports(reports, 'group', features, group.groupId)} />
          )}
        </Section>
        {ofSchool.length > 0 && (
          <Section title="Van de school">
            <ReportTable caption="Rapporten van de school" reports={ofSchool} />
            {may(viewer, 'print-school-reports') && (
              <p><a href="/rapporten/ouderrapporten">Ouderrapporten van de hele school printen</a></p>
            )}
          </Section>
        )}
      </>
    ),
  });
}

function PupilSearch({ view: { typed, reach, group } }: { readonly view: ReportsView }): VNode {
  return (
    <form class="search" role="search" method="get" action="/rapporten" aria-label="Leerling zoeken">
      <div class="field">
        <label class="field__label" for="leerling">Naam van de leerling</label>
        <p class="field__hint" id="leerling-hint">
          Een deel van de naam is genoeg. U zoekt in {reach === 'school' ? 'de hele school' : 'uw eigen groepen'}.
        </p>
        <div class="search__row">
          <input class="input input--20" type="search" id="leerling" name="leerling" value={typed}
            autocomplete="off" spellcheck={false} maxLength={100} aria-describedby="leerling-hint" />
          <Button variant="primary">Zoek</Button>
        </div>
      </div>
      {group && <input type="hidden" name="groep" value={group.groupId} />}
    </form>
  );
}

function Found({ view: { found, typed, reach }, reports }: {
  readonly view: ReportsView; readonly reports: readonly Report[];
}): VNode | null {
  if (!found) return null;
  const first = reports.find((report) => report.about === 'pupil' && hrefOf(report, 'leerling') !== null)
    ?? { path: '/leerlingen/:pupilId/groei', about: 'pupil' };
  const more = found.count > FOUND_MAX ? ` Dit zijn de eerste ${FOUND_MAX}: typ meer van de naam.` : '';
  return (
    <DataTable caption={`${plural(found.count, 'leerling', 'leerlingen')} met “${typed}”.${more}`}
      rows={found.pupils} rowKey={({ pupilId }) => pupilId} empty={<NobodyFound typed={typed} reach={reach} />}
      columns={[
        {
          key: 'name', header: 'Leerling', rowHeader: true,
          cell: (pupil) => <a href={hrefOf(first, pupil.pupilId) ?? ''}>{sortName(pupil)}</a>,
        },
        { key: 'groups', header: 'Groep', cell: ({ groups }: FoundPupil) => enumerate(groups) },
      ]} />
  );
}

function NobodyFound({ typed, reach }: Pick<ReportsView, 'typed' | 'reach'>): VNode {
  return (
    <EmptyState title={`Geen leerling gevonden met “${typed}”`} icon="users">
      <p>
        {reach === 'school'
          ? 'Wij zochten bij de leerlingen die nu op school zitten.' : 'Wij zochten in uw eigen groepen.'}
        {' '}Kijk of de naam goed gespeld is, of typ alleen het begin.
      </p>
    </EmptyState>
  );
}

function GroupChoice({ view: { groups, group, typed } }: { readonly view: ReportsView }): VNode {
  if (!group) {
    return (
      <EmptyState title="Er zijn hier nog geen groepen voor u" icon="users">
        <p>Groepen komen uit het LAS. Staat u daar bij een groep? Dan ziet u haar morgen hier.</p>
      </EmptyState>
    );
  }
  const address = (groupId: string): string =>
    `/rapporten?${new URLSearchParams({ ...(typed ? { leerling: typed } : {}), groep: groupId })}`;
  return (
    <FilterBar label="Groep" look="list" options={groups.map(({ groupId, name }) =>
      ({ label: name, href: address(groupId), current: groupId === group.groupId }))} />
  );
}

function ReportTable({ caption, reports }: {
  readonly caption: string; readonly reports: readonly ListedReport[];
}): VNode {
  return (
    <DataTable caption={caption} captionHidden rows={reports} rowKey={({ code }) => code} empty={null}
      columns={[
        {
          key: 'name', header: 'Rapport', rowHeader: true,
          cell: ({ name, href, outside }) => (
            <>
              {href === null ? name : <a href={href}>{name}</a>}
              {outside && <span class="aside">hoort bij Compleet</span>}
            </>
          ),
        },
        { key: 'question', header: 'Vraag die het beantwoordt', cell: ({ question }) => question },
      ]} />
  );
}
