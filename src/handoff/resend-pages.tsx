import type { VNode } from 'preact';
import { schoolPage } from '../access/frame.tsx';
import type { SchoolViewer } from '../access/types.ts';
import { plainDate } from '../base/plain-date.ts';
import type { Platform } from '../platform/platform.ts';
import { Button, ButtonRow, LinkButton } from '../ui/components/button.tsx';
import { DataTable } from '../ui/components/data-table.tsx';
import { DefinitionList } from '../ui/components/definition-list.tsx';
import { EmptyState } from '../ui/components/empty-state.tsx';
import { Form } from '../ui/components/form.tsx';
import { callNameAndLast, formatDate, formatNumber, plural } from '../ui/format.ts';
import type { ResendPeriod } from './again-store.ts';
import type { WithdrawView } from './resend-view.ts';

/** Where a test period is sent once more. */
export const resendPath = '/beheer/resultaten/periode';

/** Where a result is withdrawn. */
export const withdrawPath = '/beheer/resultaten/intrekken';

const breadcrumbs = [{ href: '/beheer/resultaten', label: 'Resultaten naar het LAS' }];

const seasonWords: Readonly<Record<string, string>> = { M: 'midden', E: 'eind', B: 'begin' };

function periodOf({ schoolYear, season }: Pick<ResendPeriod, 'schoolYear' | 'season'>): string {
  return `${seasonWords[season] ?? season} ${schoolYear}`;
}

/** The tests by period that can go once more, with what is at stake. */
export function resendPage(platform: Platform, viewer: SchoolViewer, periods: readonly ResendPeriod[]): string {
  return schoolPage(platform, viewer, {
    title: 'Een periode opnieuw sturen', current: '/beheer/resultaten', breadcrumbs, wide: true,
    lead: 'Kies welke toets opnieuw naar het LAS gaat. Dat is nodig als het LAS gegevens kwijt is, of om nieuwe normen '
      + 'vraagt.',
    children: (
      <DataTable
        caption="Toetsen per periode"
        captionHidden
        rows={periods}
        rowKey={hrefOf}
        empty={(
          <EmptyState title="Er is nog niets te sturen" icon="send">
            <p>Zodra er resultaten van eigen toetsen zijn, staan ze hier per periode.</p>
          </EmptyState>
        )}
        columns={[
          { key: 'test', header: 'Toets', rowHeader: true, cell: ({ title }) => title },
          { key: 'period', header: 'Periode', tight: true, cell: periodOf },
          {
            key: 'results', header: 'Resultaten', align: 'numeric', tight: true,
            cell: ({ results }) => formatNumber(results),
          },
          {
            key: 'there', header: 'Nu in het LAS', align: 'numeric', tight: true,
            cell: ({ delivered }) => formatNumber(delivered),
          },
          {
            key: 'go', header: 'Opnieuw', tight: true,
            cell: (period) => (
              <a href={hrefOf(period)}>
                Bekijk<span class="heard-only"> {period.title}, {periodOf(period)}</span>
              </a>
            ),
          },
        ]}
      />
    ),
  });
}

function hrefOf({ schoolYear, season, testCode }: ResendPeriod): string {
  return `${resendPath}/kiezen?${new URLSearchParams({ schooljaar: schoolYear, moment: season, toets: testCode })}`;
}

/** What goes when a person says yes. */
export function resendConfirmPage(platform: Platform, viewer: SchoolViewer, period: ResendPeriod): string {
  const results = plural(period.results, 'resultaat', 'resultaten');
  return schoolPage(platform, viewer, {
    title: `${period.title} opnieuw sturen`, current: '/beheer/resultaten',
    breadcrumbs: [...breadcrumbs, { href: resendPath, label: 'Een periode opnieuw sturen' }],
    lead: `${results} van ${plural(period.pupils, 'leerling', 'leerlingen')}, ${periodOf(period)}.`,
    children: (
      <>
        <DefinitionList items={[
          ['Gaat opnieuw', formatNumber(period.results)],
          ['Waarvan nu in het LAS', formatNumber(period.delivered)],
          ['Waarvan nog niet', formatNumber(period.results - period.delivered)],
        ]} />
        <p>
          Elk resultaat houdt zijn eigen sleutel. Het LAS vervangt wat het al heeft; er komt niets dubbel in.
        </p>
        <Form action={resendPath}>
          <input type="hidden" name="schooljaar" value={period.schoolYear} />
          <input type="hidden" name="moment" value={period.season} />
          <input type="hidden" name="toets" value={period.testCode} />
          <ButtonRow>
            <Button variant="primary" icon="send">{results} opnieuw sturen</Button>
            <LinkButton href={resendPath}>Toch niet</LinkButton>
          </ButtonRow>
        </Form>
      </>
    ),
  });
}

/** Asks whether a result is really to be withdrawn. */
export function withdrawPage(platform: Platform, viewer: SchoolViewer, view: WithdrawView): string {
  const { pupil, title, takenOn, maybeInLas } = view;
  return schoolPage(platform, viewer, {
    title: 'Een resultaat intrekken', current: '/beheer/resultaten', breadcrumbs,
    lead: `${title} van ${callNameAndLast(pupil)}, afgenomen op ${formatDate(plainDate(takenOn))}.`,
    children: (
      <>
        <p>
          Doe dit alleen als het resultaat niet van deze leerling is, of niet had mogen ontstaan. Het telt daarna
          nergens meer mee. Is alleen een score verkeerd ingevoerd? Verbeter dan de invoer; het nieuwe resultaat
          vervangt het oude.
        </p>
        <Consequence maybeInLas={maybeInLas} />
        <Form action={`${withdrawPath}/${view.resultId}`}>
          <ButtonRow>
            <Button variant="primary">Resultaat intrekken</Button>
            <LinkButton href="/beheer/resultaten">Toch niet</LinkButton>
          </ButtonRow>
        </Form>
      </>
    ),
  });
}

function Consequence({ maybeInLas }: Pick<WithdrawView, 'maybeInLas'>): VNode {
  return maybeInLas ? (
    <p>
      Het resultaat staat in het LAS, of staat daar misschien. Wij kunnen het daar niet weghalen: dat doet u zelf,
      in het LAS. Tot u dat heeft afgevinkt, staat het op de pagina Resultaten naar het LAS.
    </p>
  ) : <p>Het resultaat is nog niet naar het LAS gegaan, en gaat daar ook niet meer heen.</p>;
}
