import type { VNode } from 'preact';
import { schoolPage } from '../access/frame.tsx';
import type { SchoolViewer } from '../access/types.ts';
import type { Platform } from '../platform/platform.ts';
import { Button } from '../ui/components/button.tsx';
import { DataTable } from '../ui/components/data-table.tsx';
import { EmptyState } from '../ui/components/empty-state.tsx';
import { Form } from '../ui/components/form.tsx';
import { Pagination } from '../ui/components/pagination.tsx';
import { Section } from '../ui/components/section.tsx';
import { callNameAndLast, formatDateShort, formatDateTime, sortName } from '../ui/format.ts';
import { groupWords, type AutomaticView, type MatchView, type PupilInDoubt } from './match-view.ts';
import { waitingWords } from './nl.ts';

/** Who waits, and why; each leads to its question. */
export function Queue({ inDoubt, at }: {
  readonly inDoubt: readonly PupilInDoubt[];
  /** The question that is on the page. */
  readonly at: number;
}): VNode {
  return (
    <Section title="Wie er wachten">
      <DataTable
        caption="Leerlingen die wachten"
        captionHidden
        rows={inDoubt}
        rowKey={({ sourcePupil }) => sourcePupil}
        empty={null}
        columns={[
          {
            key: 'who',
            header: 'In het oude bestand',
            rowHeader: true,
            cell: ({ source }, index) => (
              <a href={`/beheer/koppelen?vraag=${index}`} aria-current={index === at ? 'true' : undefined}>
                {sourceName(source)}
              </a>
            ),
          },
          {
            key: 'born',
            header: 'Geboren',
            cell: ({ source: { person } }) => person?.birthDate && formatDateShort(person.birthDate),
          },
          { key: 'why', header: 'Waarom', cell: ({ reason }) => waitingWords[reason] },
          { key: 'count', header: 'Resultaten', align: 'numeric', cell: ({ records }) => records.length },
        ]}
      />
    </Section>
  );
}

/** How a pupil of a file is called in a list: by name, else by key. */
function sourceName({ person, key }: PupilInDoubt['source']): string {
  return person ? sortName(person) : `sleutel ${key}`;
}

/** What people decided before, each with a way back. */
export function Decisions({ decisions }: Pick<MatchView, 'decisions'>): VNode {
  return (
    <Section
      title="Wat u eerder koos"
      lead="Een keuze geldt ook voor wat later binnenkomt. Terugnemen kan: de resultaten wachten dan weer op u."
    >
      <DataTable
        caption="Eerdere keuzes"
        captionHidden
        rows={decisions}
        rowKey={({ sourcePupil }) => sourcePupil}
        empty={null}
        columns={[
          {
            key: 'who',
            header: 'In het oude bestand',
            rowHeader: true,
            cell: ({ sourcePupil }) => keyWords(sourcePupil),
          },
          {
            key: 'is',
            header: 'Is',
            cell: ({ pupil }) => (pupil ? sortName(pupil) : 'geen van onze leerlingen'),
          },
          { key: 'when', header: 'Gekozen', cell: ({ decidedAt }) => formatDateTime(decidedAt) },
          { key: 'count', header: 'Resultaten', align: 'numeric', cell: ({ count }) => count },
          {
            key: 'undo',
            header: 'Ongedaan maken',
            tight: true,
            cell: ({ sourcePupil, pupil }) => (
              <TakeBack sourcePupil={sourcePupil} words="Ongedaan maken" about={
                pupil ? `, de keuze voor ${callNameAndLast(pupil)}` : ', de keuze om niet mee te nemen'
              } />
            ),
          },
        ]}
      />
    </Section>
  );
}

function keyWords(sourcePupil: string): string {
  return sourcePupil.startsWith('las:') ? `sleutel ${sourcePupil.slice(4)}` : 'leerling zonder sleutel';
}

function TakeBack({ sourcePupil, words, about }: {
  readonly sourcePupil: string; readonly words: string; readonly about: string;
}): VNode {
  return (
    <Form action="/beheer/koppelen/ongedaan">
      <input type="hidden" name="bron" value={sourcePupil} />
      <Button small about={about}>{words}</Button>
    </Form>
  );
}

/** Pupils who were matched without a person, so that somebody who sees a wrong one can take it back. */
export function automaticPage(platform: Platform, viewer: SchoolViewer, view: AutomaticView): string {
  const { rows, page, pageCount } = view;
  return schoolPage(platform, viewer, {
    title: 'Vanzelf gekoppeld',
    current: '/beheer/koppelen',
    breadcrumbs: [{ href: '/beheer/koppelen', label: 'Koppelen' }],
    lead: 'Van deze leerlingen wisten wij het zeker. Ziet u een fout? Neem de koppeling terug, dan kiest u zelf.',
    children: (
      <>
        <DataTable
          caption="Leerlingen die vanzelf gekoppeld zijn"
          captionHidden
          rows={rows}
          rowKey={({ sourcePupil }) => sourcePupil}
          empty={(
            <EmptyState title="Er is nog niets gekoppeld" icon="inbox">
              <p>Lees eerst oude resultaten in. Dan staat hier bij welke leerlingen zij horen.</p>
            </EmptyState>
          )}
          columns={[
            { key: 'is', header: 'Leerling', rowHeader: true, cell: ({ pupil }) => pupil && sortName(pupil) },
            { key: 'group', header: 'Groep', cell: ({ pupil }) => pupil && groupWords(pupil) },
            { key: 'by', header: 'Herkend aan', cell: ({ sourcePupil }) => recognisedBy(sourcePupil) },
            { key: 'count', header: 'Resultaten', align: 'numeric', cell: ({ count }) => count },
            {
              key: 'undo',
              header: 'Terugnemen',
              tight: true,
              cell: ({ sourcePupil, pupil }) => (
                <TakeBack sourcePupil={sourcePupil} words="Klopt niet"
                  about={pupil ? `, ${callNameAndLast(pupil)}` : ''} />
              ),
            },
          ]}
        />
        {pageCount > 1 && (
          <Pagination page={page} pageCount={pageCount} hrefOf={(to) => `/beheer/koppelen/vanzelf?pagina=${to}`} />
        )}
      </>
    ),
  });
}

function recognisedBy(sourcePupil: string): string {
  return sourcePupil.startsWith('las:') ? `sleutel ${sourcePupil.slice(4)}` : 'naam en geboortedatum';
}
