import type { VNode } from 'preact';
import { schoolPage } from '../access/frame.tsx';
import { may, reaches } from '../access/rules.ts';
import type { SchoolViewer } from '../access/types.ts';
import { present } from '../base/assert.ts';
import type { Season } from '../content/types.ts';
import type { Platform } from '../platform/platform.ts';
import { DataTable } from '../ui/components/data-table.tsx';
import { EmptyState } from '../ui/components/empty-state.tsx';
import { Notice } from '../ui/components/notice.tsx';
import { Section } from '../ui/components/section.tsx';
import { TaskList, type Task } from '../ui/components/task-list.tsx';
import { PortalDownHint } from './administrator-page.tsx';
import type { GroupProgress, SchoolState, Troubles } from './types.ts';
import { conflictTask, rosterDoubtTask } from './waiting-tasks.ts';

/** What teachers, supervisors and directors see first. */
export interface StaffView {
  readonly state: SchoolState;
  readonly troubles: Troubles;
  readonly season: Season;
  readonly schoolYear: string;
  /** The groups of this viewer and, last, the row of all together. */
  readonly progress: readonly GroupProgress[];
}

/** The first page of who works with groups: what to do now, and how far each group is. */
export function staffPage(platform: Platform, viewer: SchoolViewer, view: StaffView): string {
  const ready = view.state.step1CompletedAt !== null;
  return schoolPage(platform, viewer, {
    title: 'Vandaag',
    lead: ready
      ? `Wat u nu kunt doen voor de toetsen van ${seasonNames[view.season]} ${view.schoolYear}.`
      : 'Uw school is nog bezig met beginnen.',
    current: '/start',
    wide: true,
    children: ready ? <Ready viewer={viewer} view={view} /> : <NotReady />,
  });
}

const seasonNames: Readonly<Record<Season, string>> = {
  B: 'het begin van schooljaar', M: 'het midden van schooljaar', E: 'het eind van schooljaar',
};

function NotReady(): VNode {
  return (
    <EmptyState title="De leerlingen zijn er nog niet" icon="clock">
      <p>De beheerder van uw school maakt eerst stap 1 af: koppelen met het LAS en met Basispoort.</p>
      <p>Daarna staan uw groepen hier vanzelf. U hoeft zelf niets in te voeren.</p>
    </EmptyState>
  );
}

function Ready({ viewer, view }: { readonly viewer: SchoolViewer; readonly view: StaffView }): VNode {
  const groups = view.progress.filter(({ groupId }) => groupId !== null);
  if (groups.length === 0) return <NoGroups viewer={viewer} />;
  return (
    <>
      <Section title="Nu te doen">
        <TaskList tasks={tasksOf(viewer, view, groups)} emptyText="Er is nu niets te doen. Alles is bij." />
      </Section>
      <Section title={reaches(viewer, 'read-group-report') === 'school' ? 'Alle groepen' : 'Uw groepen'}
        lead={`Leerlingen van groep 3 tot en met 8.${groups.length > 1
          ? ' Een leerling in twee groepen telt in het totaal één keer.' : ''}`}>
        <ProgressTable groups={groups} total={totalOf(view)} />
        {!view.state.resultsLinkAt && (
          <Notice kind="info" title="De resultaatkoppeling staat nog niet aan">
            Resultaten wachten hier tot de beheerder stap 3 zet. Er gaat niets verloren.
          </Notice>
        )}
      </Section>
      {may(viewer, 'open-class-code') && <PortalDownHint />}
    </>
  );
}

function NoGroups({ viewer }: { readonly viewer: SchoolViewer }): VNode {
  const whole = reaches(viewer, 'read-group-report') === 'school';
  return (
    <EmptyState title={whole ? 'Er zijn nog geen groepen' : 'U hebt hier geen groep'} icon="users">
      {whole
        ? <p>In het LAS staan dit schooljaar geen groepen met leerlingen van groep 3 tot en met 8.</p>
        : <p>In het LAS staat u dit schooljaar niet bij een groep 3 tot en met 8.</p>}
      <p>Klopt dat niet? Laat het verbeteren in het LAS. Morgen staat het dan ook hier.</p>
    </EmptyState>
  );
}

function ProgressTable({ groups, total }: {
  readonly groups: readonly GroupProgress[]; readonly total: GroupProgress;
}): VNode {
  const counted = [
    ['pupils', 'Leerlingen'], ['unplanned', 'Nog klaarzetten'], ['toTake', 'Nog maken'],
    ['toEnter', 'Nog invoeren'], ['taken', 'Gemaakt'], ['notInLas', 'Nog niet in het LAS'],
  ] as const;
  return (
    <DataTable caption="Hoe ver de groepen zijn" captionHidden rows={groups}
      rowKey={({ groupId }) => groupId ?? ''} empty={null}
      columns={[
        {
          key: 'group', header: 'Groep', rowHeader: true,
          cell: ({ groupId, name }) => <a href={`/groepen/${groupId}`}>{name}</a>,
        },
        ...counted.map(([key, header]) => ({
          key, header, align: 'numeric' as const, cell: (row: GroupProgress) => row[key],
        })),
      ]}
      {...(groups.length > 1 ? { foot: ['Samen', ...counted.map(([key]) => total[key])] } : {})} />
  );
}

function totalOf(view: StaffView): GroupProgress {
  return present(view.progress.find(({ groupId }) => groupId === null), 'the row of all groups together');
}

function tasksOf(
  viewer: SchoolViewer, view: StaffView, groups: readonly GroupProgress[],
): readonly Task[] {
  const total = totalOf(view);
  const where = (key: 'unplanned' | 'toTake' | 'toEnter', under: string, ofMore: string) => {
    const waiting = groups.filter((group) => group[key] > 0);
    return waiting.length === 1 ? `/groepen/${waiting[0]?.groupId}${under}` : ofMore;
  };
  const plans = may(viewer, 'plan-test');
  const decides = may(viewer, 'resolve-matches');
  const { rosterDoubts, recordsInDoubt, conflicts } = view.troubles;
  const tasks: readonly (Task | false)[] = [
    plans && total.unplanned > 0 && {
      title: 'Leerlingen zonder klaargezette toets', count: total.unplanned, linkLabel: 'Klaarzetten',
      href: where('unplanned', '/klaarzetten', '/klaarzetten'), why: 'Zet een toets klaar, op het scherm of op papier.',
    },
    plans && total.toTake > 0 && {
      title: 'Leerlingen die nog een toets moeten maken', count: total.toTake, linkLabel: 'Bekijken',
      href: where('toTake', '', '/klaarzetten/overzicht'),
      why: 'De toets staat klaar. De leerling logt in via Basispoort.',
    },
    may(viewer, 'enter-paper-test') && total.toEnter > 0 && {
      title: 'Papieren toetsen invoeren', count: total.toEnter, linkLabel: 'Invoeren',
      href: where('toEnter', '', '/groepen'), why: 'Vul per leerling de scores in. Daarna is het resultaat er meteen.',
    },
    decides && rosterDoubts > 0 && rosterDoubtTask(rosterDoubts),
    decides && recordsInDoubt > 0 && {
      title: 'Oude resultaten zonder zekere leerling', count: recordsInDoubt,
      linkLabel: 'Koppelen', href: '/beheer/koppelen',
      why: 'Zolang niemand kiest, staan ze in geen enkel rapport.',
    },
    decides && conflicts > 0 && conflictTask(conflicts),
    may(viewer, 'see-delivery') && total.notInLas > 0 && {
      title: 'Resultaten die nog niet in het LAS staan', count: total.notInLas, linkLabel: 'Bekijken',
      href: '/beheer/resultaten', why: 'Per resultaat staat erbij of het wacht of geweigerd is, en waarom.',
    },
  ];
  return tasks.filter((task) => task !== false);
}
