import type { VNode } from 'preact';
import { schoolPage } from '../access/frame.tsx';
import { may } from '../access/rules.ts';
import type { SchoolViewer } from '../access/types.ts';
import type { SchoolYear } from '../base/school-year.ts';
import type { Platform } from '../platform/platform.ts';
import { LinkButton } from '../ui/components/button.tsx';
import { DataTable, type Column } from '../ui/components/data-table.tsx';
import { EmptyState } from '../ui/components/empty-state.tsx';
import { Section } from '../ui/components/section.tsx';
import { callNameAndLast, enumerate, plural, sortName } from '../ui/format.ts';
import type { ClassGroup, GroupSummary, PupilName, StaffName } from './types.ts';

/** The groups of this school year that the viewer may see. */
export function groupsPage(
  platform: Platform, viewer: SchoolViewer, schoolYear: SchoolYear, groups: readonly GroupSummary[],
): string {
  const ofKind = (kind: ClassGroup['kind']) => groups.filter((group) => group.kind === kind);
  const composite = ofKind('composite');
  return schoolPage(platform, viewer, {
    title: 'Groepen',
    current: '/groepen',
    lead: `Kies een groep om toetsen klaar te zetten of het rapport te zien. Schooljaar ${schoolYear}.`,
    children: (
      <>
        <GroupTable caption="Groepen" groups={ofKind('class')} />
        {composite.length > 0 && (
          <Section title="Groepen over de groepen heen">
            <GroupTable caption="Samengestelde groepen" groups={composite} />
          </Section>
        )}
      </>
    ),
  });
}

function GroupTable({
  caption,
  groups,
}: {
  readonly caption: string;
  readonly groups: readonly GroupSummary[];
}): VNode {
  return (
    <DataTable
      caption={caption}
      captionHidden
      rows={groups}
      rowKey={({ groupId }) => groupId}
      empty={<NoGroups />}
      columns={[
        {
          key: 'name',
          header: 'Groep',
          rowHeader: true,
          cell: ({ groupId, name }) => <a href={`/groepen/${groupId}`}>{name}</a>,
        },
        { key: 'staff', header: 'Leerkracht', cell: ({ staff }) => namesOf(staff) },
        { key: 'pupils', header: 'Leerlingen', align: 'numeric', cell: ({ pupilCount }) => pupilCount },
      ]}
    />
  );
}

function NoGroups(): VNode {
  return (
    <EmptyState title="Er zijn hier nog geen groepen voor u" icon="users">
      <p>
        Groepen komen uit het leerlingadministratiesysteem (LAS). Staat u daar niet bij een groep? Vraag de
        beheerder van het LAS om u aan uw groep te koppelen. Morgen ziet u haar dan hier.
      </p>
    </EmptyState>
  );
}

/** One group: who teaches it, who is in it, and where its tests and report are. */
export function groupPage(
  platform: Platform, viewer: SchoolViewer,
  { group, staff, pupils }: {
    readonly group: ClassGroup; readonly staff: readonly StaffName[]; readonly pupils: readonly PupilName[];
  },
): string {
  const { groupId } = group;
  const subject = { groupIds: [groupId] };
  const teachers = staff.length === 0 ? '' : `, groep van ${namesOf(staff)}`;
  return schoolPage(platform, viewer, {
    title: group.name,
    current: '/groepen',
    breadcrumbs: [{ href: '/groepen', label: 'Groepen' }],
    lead: `${plural(pupils.length, 'leerling', 'leerlingen')}${teachers}, schooljaar ${group.schoolYear}.`,
    actions: (
      <>
        {group.active && may(viewer, 'plan-test', subject) && (
          <LinkButton href={`/groepen/${groupId}/klaarzetten`} variant="primary" icon="calendar">
            Toetsen klaarzetten
          </LinkButton>
        )}
        {group.active && may(viewer, 'supervise-test', subject) && (
          <LinkButton href={`/groepen/${groupId}/afname`} icon="monitor">Afname volgen</LinkButton>
        )}
        {group.active && may(viewer, 'enter-paper-test', subject) && (
          <>
            <LinkButton href={`/groepen/${groupId}/nakijken`} variant="quiet">Nakijken</LinkButton>
            <LinkButton href={`/groepen/${groupId}/technisch-lezen`} variant="quiet">Technisch lezen</LinkButton>
          </>
        )}
        {group.active && may(viewer, 'plan-test', subject) && (
          <LinkButton href={`/groepen/${groupId}/aanpassingen`} variant="quiet">Aanpassingen</LinkButton>
        )}
        <LinkButton href={`/groepen/${groupId}/rapport`} icon="chart-line">Groepsrapport</LinkButton>
        {group.active && may(viewer, 'read-pupil-report', subject) && (
          <LinkButton href={`/groepen/${groupId}/ouderrapporten.pdf`} variant="quiet">Ouderrapporten</LinkButton>
        )}
        <LinkButton href={`/rapporten?groep=${groupId}`} variant="quiet">Alle rapporten</LinkButton>
      </>
    ),
    children: (
      <DataTable
        caption="Leerlingen"
        captionHidden
        rows={pupils}
        rowKey={({ pupilId }) => pupilId}
        empty={<NoPupils />}
        columns={pupilColumns(may(viewer, 'read-pupil-report', subject))}
      />
    ),
  });
}

function pupilColumns(mayReadReports: boolean): readonly Column<PupilName>[] {
  return [
    {
      key: 'name',
      header: 'Naam',
      rowHeader: true,
      cell: (pupil) =>
        mayReadReports ? (
          <a href={`/leerlingen/${pupil.pupilId}/groei`}>{sortName(pupil)}</a>
        ) : (
          sortName(pupil)
        ),
    },
    {
      key: 'year',
      header: 'Jaargroep',
      align: 'numeric',
      cell: ({ yearGroup }) => yearGroup ?? 'niet bekend',
    },
  ];
}

function NoPupils(): VNode {
  return (
    <EmptyState title="Er zitten geen leerlingen in deze groep" icon="users">
      <p>
        De leerlingen komen uit het leerlingadministratiesysteem (LAS). Zet ze daar in de groep. Morgen staan
        ze dan hier.
      </p>
    </EmptyState>
  );
}

function namesOf(staff: readonly StaffName[]): string {
  return enumerate(staff.map(callNameAndLast));
}
