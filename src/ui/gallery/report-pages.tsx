import type { VNode } from 'preact';
import { distributionChart } from '../charts/distribution-chart.ts';
import { groupChart } from '../charts/group-chart.ts';
import { growthChart } from '../charts/growth-chart.ts';
import { LinkButton } from '../components/button.tsx';
import { ChartFigure } from '../components/chart-figure.tsx';
import { DataTable } from '../components/data-table.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Section } from '../components/section.tsx';
import { LevelTag, StatusTag, SyntheticLabel } from '../components/tags.tsx';
import { formatScoreInterval } from '../format.ts';
import { Page } from '../page.tsx';
import { classList, groupFive, growthOfSanne, spreadOfGroupFive } from './invented-charts.ts';
import { frame, menu } from './staff-pages.tsx';

/** The report of one pupil: chart and the same numbers in a table. */
export function PupilReportSample(): VNode {
  const levels = ['IV', 'III', 'IV', 'III', 'II', 'III', 'III', 'II', 'II'] as const;
  const rows = growthOfSanne.points.map((point, index) => {
    const { code, schoolYearLabel } = growthOfSanne.moments[point.momentIndex]!;
    return { ...point, level: levels[index]!, index, code, schoolYearLabel };
  });
  return (
    <Page {...frame} title="Sanne de Vries" lead="Rekenen-Wiskunde, van groep 3 tot en met midden groep 7."
      navigation={menu('Rapporten')} breadcrumbs={[{ href: '/rapporten', label: 'Rapporten' }]}
      actions={<LinkButton variant="primary" href="/rapport.pdf" icon="download">Als PDF</LinkButton>}>
      <ChartFigure label="Groeigrafiek" svg={growthChart(growthOfSanne)}>
        Dezelfde getallen staan in de tabel hieronder.
      </ChartFigure>
      <Section title="Alle resultaten" actions={<SyntheticLabel />}>
        <DataTable caption="Resultaten van Sanne de Vries" captionHidden rows={rows}
          rowKey={(row) => String(row.index)} empty={<p>Geen resultaten.</p>} columns={[
            { key: 'moment', header: 'Moment', rowHeader: true, cell: (row) => row.code },
            { key: 'year', header: 'Schooljaar', cell: (row) => row.schoolYearLabel },
            { key: 'score', header: 'Score', align: 'numeric', cell: (row) => row.scoreLabel },
            { key: 'interval', header: 'Interval (90 %)', align: 'numeric',
              cell: (row) => formatScoreInterval(Math.round(row.low), Math.round(row.high)) },
            { key: 'level', header: 'Niveau', align: 'center',
              cell: (row) => <LevelTag level={row.level} /> },
            { key: 'fn', header: 'Functioneringsniveau', align: 'center', cell: () => 'M6' },
            { key: 'how', header: 'Hoe gemaakt', cell: (row) => row.label.split(', ')[1] ?? row.label },
          ]} />
      </Section>
    </Page>
  );
}

/** The report of one group, wide, with sorting, statuses and totals. */
export function GroupReportSample(): VNode {
  const rows = groupFive.rows.map((row) => ({ ...row, id: row.name }));
  return (
    <Page {...frame} wide title="Groep 5, Rekenen-Wiskunde M5"
      lead="22 van de 24 leerlingen hebben een resultaat." navigation={menu('Rapporten')}
      breadcrumbs={[{ href: '/rapporten', label: 'Rapporten' }]}>
      <ChartFigure label="Verdeling" svg={distributionChart(spreadOfGroupFive)} />
      <ChartFigure label="Groepsrapport" svg={groupChart(groupFive)} />
      <Section title="Naar het LAS" lead="Wat er met elk resultaat is gebeurd.">
        <DataTable caption="24 leerlingen, gesorteerd op naam" rows={rows} rowKey={(row) => row.id}
          empty={<p>Geen leerlingen.</p>} foot={['Samen', '22', '', '']} columns={[
            { key: 'name', header: 'Leerling', rowHeader: true, sort: { href: '?op=naam', now: 'ascending' },
              cell: (row) => <a href="#leerling">{row.name}</a> },
            { key: 'score', header: 'Score', align: 'numeric', sort: { href: '?op=score', now: null },
              cell: (row) => row.result?.scoreLabel },
            { key: 'level', header: 'Niveau', align: 'center', cell: (row) => row.result
              && <LevelTag level={row.result.levelLabel as 'I'} /> },
            { key: 'state', header: 'In het LAS', cell: (row) => row.result === null
              ? <StatusTag tone="neutral">{row.reason}</StatusTag>
              : <StatusTag tone="success">afgeleverd</StatusTag> },
          ]} />
      </Section>
    </Page>
  );
}

/** A grid to enter a paper test, and a list that is still empty. */
export function GridSample(): VNode {
  const items = Array.from({ length: 24 }, (_, index) => index + 1);
  return (
    <Page {...frame} wide title="Scores invoeren"
      lead="Vul per opgave 1 of 0 in. Uw invoer wordt per leerling bewaard." navigation={menu('Toetsen')}>
      <DataTable caption="Rekenen-Wiskunde M5, taak 1, op papier" narrow="scroll" rows={classList.slice(0, 6)}
        rowKey={([name]) => name} empty={<p>Geen leerlingen.</p>} columns={[
          { key: 'name', header: 'Leerling', rowHeader: true, tight: true, cell: ([name]) => name },
          ...items.map((item) => ({
            key: `item-${item}`, header: String(item), align: 'center' as const,
            cell: ([name]: (typeof classList)[number]) => (
              <input class="input input--score" inputmode="numeric" maxLength={1} value="1"
                name={`${name}-${item}`} aria-label={`${name}, opgave ${item}`} />
            ),
          })),
        ]} />
      <Section title="Toetsen op papier">
        <DataTable caption="Toetsen op papier" rows={[]} rowKey={() => ''} columns={[]}
          empty={<EmptyState title="Er staat geen toets op papier klaar" icon="clipboard-list"
            action={<LinkButton href="/plannen">Toets plannen</LinkButton>}>
            <p>Plan een toets op papier. Dan kunt u hier de scores invoeren.</p>
          </EmptyState>} />
      </Section>
    </Page>
  );
}
