import type { ComponentChildren, VNode } from 'preact';
import { schoolPage } from '../access/frame.tsx';
import type { SchoolViewer } from '../access/types.ts';
import { subjectNames } from '../content/types.ts';
import type { Platform } from '../platform/platform.ts';
import { growthChart } from '../ui/charts/growth-chart.ts';
import type { BandKind } from '../ui/charts/types.ts';
import { LinkButton } from '../ui/components/button.tsx';
import { ChartFigure } from '../ui/components/chart-figure.tsx';
import { type Column, DataTable } from '../ui/components/data-table.tsx';
import { EmptyState } from '../ui/components/empty-state.tsx';
import { Notice } from '../ui/components/notice.tsx';
import { Section } from '../ui/components/section.tsx';
import { Tabs } from '../ui/components/tabs.tsx';
import { LevelTag, SyntheticLabel } from '../ui/components/tags.tsx';
import { callNameAndLast, formatDateShort, formatScaleScore } from '../ui/format.ts';
import type { GrowthReport } from './actions.ts';
import type { ResultRow } from './types.ts';
import { columnNames, growthWords, intervalWords, nothing } from './words.ts';

const EXPLANATION_HREF = '/hulp#niveaus';

/** A pupil's growth: the chart, under it the same numbers, and what to keep in mind. */
export function growthPage(platform: Platform, viewer: SchoolViewer, report: GrowthReport): string {
  const { pupil, groups, subject, subjects, view } = report;
  const path = `/leerlingen/${pupil.pupilId}/groei`;
  const address = (choice: Partial<{ subject: string; bandKind: BandKind }>, suffix = '') =>
    `${path}${suffix}?vak=${choice.subject ?? subject}&niveaus=${choice.bandKind ?? view.bandKind}`;
  const home = groups[0];
  return schoolPage(platform, viewer, {
    title: `Groei van ${callNameAndLast(pupil)}`,
    lead: `${subjectNames[subject]}: alle resultaten op één schaal, met hoe zeker ze zijn.`,
    current: '/groepen',
    wide: true,
    breadcrumbs: [
      { href: '/groepen', label: 'Groepen' },
      ...(home ? [{ href: `/groepen/${home.groupId}`, label: home.name }] : []),
    ],
    actions: view.rows.length > 0 && <LinkButton icon="download" href={address({}, '.pdf')}>Bewaar als PDF</LinkButton>,
    children: (
      <>
        <SubjectTabs choices={subjects} current={subject} address={(chosen) => address({ subject: chosen })} />
        {!report.historyCompleted && view.rows.length > 0 && <HistoryMissing />}
        {view.chart ? (
          <ChartFigure label="Grafiek van de groei" svg={growthChart(view.chart)} />
        ) : <NoResults historyCompleted={report.historyCompleted} />}
        {view.rows.length > 0 && (
          <Section title="De getallen" actions={<BandChoice bandKind={view.bandKind} address={address} />}>
            <GrowthTable rows={view.rows} caption={`Resultaten ${subjectNames[subject]}`} />
            <SyntheticLabel />
            <Remarks remarks={view.remarks} />
          </Section>
        )}
        {view.otherScales.length > 0 && (
          <Section title="Op een andere schaal"
            lead={'Deze resultaten zijn bewaard. Ze staan niet in de grafiek: scores van verschillende schalen '
              + 'zijn niet te vergelijken.'}>
            <GrowthTable rows={view.otherScales} caption="Resultaten op een andere schaal" />
          </Section>
        )}
      </>
    ),
  });
}

function SubjectTabs({ choices, current, address }: {
  readonly choices: GrowthReport['subjects'];
  readonly current: string;
  readonly address: (subject: string) => string;
}): VNode | null {
  if (choices.length < 2) return null;
  const order = Object.keys(subjectNames);
  const inOrder = choices.toSorted((a, b) => order.indexOf(a.subject) - order.indexOf(b.subject));
  return (
    <Tabs label="Vakgebied" items={inOrder.map(({ subject, name }) =>
      ({ href: address(subject), label: name, current: subject === current }))} />
  );
}

function BandChoice({ bandKind, address }: {
  readonly bandKind: BandKind;
  readonly address: (choice: { bandKind: BandKind }) => string;
}): VNode {
  const other = bandKind === 'roman' ? 'letter' : 'roman';
  return (
    <LinkButton small variant="quiet" href={address({ bandKind: other })}>
      {other === 'roman' ? 'Toon niveaus I tot en met V' : 'Toon niveaus A tot en met E'}
    </LinkButton>
  );
}

function NoResults({ historyCompleted }: { readonly historyCompleted: boolean }): VNode {
  return (
    <EmptyState title="Hier staan nog geen resultaten" icon="inbox">
      {historyCompleted
        ? (
          <p>
            Er is op dit moment geen toets gemaakt die hier hoort. Een resultaat verschijnt hier vanzelf na het
            inleveren.
          </p>
        )
        : (
          <p>
            Oude resultaten komen mee in stap 2 van de overstap; die doet de beheerder van uw school. Nieuwe resultaten
            verschijnen hier vanzelf na het inleveren van een toets.
          </p>
        )}
    </EmptyState>
  );
}

function HistoryMissing(): VNode {
  return (
    <Notice kind="info" title="Oude resultaten ontbreken nog">
      Ze komen mee in stap 2 van de overstap. Tot dan ziet u alleen wat hier gemaakt is.
    </Notice>
  );
}

function GrowthTable({ rows, caption }: { readonly rows: readonly ResultRow[]; readonly caption: string }): VNode {
  return (
    <DataTable caption={caption} captionHidden columns={GROWTH_COLUMNS} rows={rows} rowKey={({ resultId }) => resultId}
      empty={null} />
  );
}

const GROWTH_COLUMNS: readonly Column<ResultRow>[] = [
  {
    key: 'date', header: columnNames.takenOn, tight: true, rowHeader: true,
    cell: ({ takenOn }) => formatDateShort(takenOn),
  },
  { key: 'moment', header: columnNames.moment, tight: true, cell: ({ moment }) => moment },
  { key: 'test', header: columnNames.test, tight: true, cell: ({ test }) => test },
  { key: 'score', header: columnNames.score, align: 'numeric', cell: ({ score }) => formatScaleScore(score) },
  { key: 'interval', header: columnNames.interval, align: 'numeric', tight: true, cell: intervalWords },
  { key: 'level', header: columnNames.level, cell: levelCell },
  { key: 'fn', header: columnNames.functioningLevel, cell: ({ functioningLevel }) => functioningLevel ?? nothing },
  { key: 'growth', header: columnNames.growth, cell: ({ growth }) => (growth ? growthWords(growth) : nothing) },
  { key: 'origin', header: columnNames.origin, cell: ({ origin }) => origin },
  { key: 'source', header: 'Herkomst', cell: sourceCell },
];

function levelCell({ level }: ResultRow): ComponentChildren {
  return level ? <LevelTag level={level as Parameters<typeof LevelTag>[0]['level']} /> : nothing;
}

function sourceCell({ source }: ResultRow): VNode {
  return <details class="source"><summary>Hoe berekend?</summary><p>{source}</p></details>;
}

function Remarks({ remarks }: { readonly remarks: readonly string[] }): VNode {
  return (
    <>
      {remarks.length > 0 && <ul class="remarks">{remarks.map((remark) => <li>{remark}</li>)}</ul>}
      <p><a href={EXPLANATION_HREF}>Wat betekenen score, interval en niveau?</a></p>
    </>
  );
}
