import type { VNode } from 'preact';
import { schoolPage } from '../access/frame.tsx';
import type { SchoolViewer } from '../access/types.ts';
import type { Platform } from '../platform/platform.ts';
import { Button, ButtonRow, LinkButton } from '../ui/components/button.tsx';
import { DataTable } from '../ui/components/data-table.tsx';
import { EmptyState } from '../ui/components/empty-state.tsx';
import { FileField } from '../ui/components/file-field.tsx';
import { errorOf, Form, type FieldError } from '../ui/components/form.tsx';
import { Section } from '../ui/components/section.tsx';
import { comparePersonNames, formatNumber, plural, sortName } from '../ui/format.ts';
import type { TidyCode, TidyPoint } from './tidy.ts';
import type { TidyView } from './tidy-view.ts';

/** What is untidy, and how it is mended. */
const words: Readonly<Record<TidyCode, { readonly what: string; readonly mend: string }>> = {
  'no-birth-date': {
    what: 'Leerlingen zonder geboortedatum',
    mend: 'Vul de geboortedatum in. Zonder die kunnen wij alleen op de sleutel koppelen.',
  },
  'odd-birth-date': {
    what: 'Leerlingen jonger dan 3 of ouder dan 15 jaar', mend: 'Controleer de geboortedatum.',
  },
  'no-year-group': {
    what: 'Leerlingen zonder jaargroep', mend: 'Vul de jaargroep in. Zonder jaargroep is er geen toetsadvies.',
  },
  'no-key': {
    what: 'Leerlingen zonder sleutel van het LAS',
    mend: 'Haal de leerlingen op over de koppeling, of exporteer opnieuw mét sleutel.',
  },
  'dummy-key': {
    what: 'Leerlingen met een tijdelijke sleutel (begint met #)',
    mend: 'Vraag uw LAS-leverancier om een blijvende sleutel. Tot dan koppelen wij op naam en geboortedatum.',
  },
  'no-eck-id': {
    what: 'Leerlingen zonder ECK iD',
    mend: 'Dit mag. Met een ECK iD koppelen wij zekerder: vraag het in het LAS aan.',
  },
  'no-group': {
    what: 'Leerlingen zonder stamgroep', mend: 'Zet de leerling in een groep, of schrijf de leerling uit.',
  },
  'same-person': {
    what: 'Leerlingen met dezelfde naam en geboortedatum',
    mend: 'Is het één kind? Voeg de twee in het LAS samen. Zijn het er twee? Dan vragen wij u wie wie is.',
  },
  twins: {
    what: 'Leerlingen met dezelfde achternaam en geboortedatum (tweelingen)',
    mend: 'U hoeft niets te doen. Bij twijfel koppelen wij nooit vanzelf: dan vragen wij het u.',
  },
  'group-without-year-group': {
    what: 'Stamgroepen zonder jaargroep', mend: 'Vul de jaargroep in, of kies combinatiegroep.',
  },
  'file-unreadable': { what: 'Wat wij niet kunnen lezen', mend: 'Verbeter dit in het bestand of in de export.' },
  'file-incomplete': {
    what: 'Resultaten waaraan iets ontbreekt',
    mend: 'Vul leerling, vak, toets, generatie, datum en score aan. Zo kunnen wij ze niet overnemen.',
  },
  'file-no-year-group': {
    what: 'Resultaten zonder jaargroep',
    mend: 'Vul de jaargroep van toen in. Anders zoeken wij hem op, of vragen wij het u per resultaat.',
  },
  'file-generation': {
    what: 'Resultaten van 2.0-toetsen of van een andere uitgever',
    mend: 'U hoeft niets te doen. Zij gaan niet mee, maar staan wel in een lijst.',
  },
  'file-unknown-pupils': {
    what: 'Leerlingen die wij niet vinden',
    mend: 'Zijn ze van school? Dan hoeft u niets te doen. Zo niet: maak naam en geboortedatum gelijk aan het LAS.',
  },
  'file-doubtful-pupils': {
    what: 'Leerlingen over wie wij twijfelen',
    mend: 'Maak naam en geboortedatum gelijk aan het LAS, of vul de leerlingsleutel in. Anders vragen wij het u.',
  },
  'file-doubles': {
    what: 'Resultaten die er al zijn of dubbel in het bestand staan',
    mend: 'U hoeft niets te doen: elk telt één keer.',
  },
  'file-dates': {
    what: 'Resultaten met een vreemde datum',
    mend: 'De dag ligt in de zomervakantie, in de toekomst of te lang terug. Controleer hem.',
  },
  'file-typed-in': {
    what: 'Resultaten die met de hand zijn ingetypt',
    mend: 'Die komen alleen over de koppeling met het LAS mee. Vraag uw LAS-leverancier om DULT.',
  },
  'file-scores': {
    what: 'Scores die niet kunnen op deze schaal', mend: 'Controleer de score en de schaal. Zo nemen wij ze niet over.',
  },
  'file-unknown-test': {
    what: 'Resultaten van een 3.0-toets die wij niet kennen', mend: 'U hoeft niets te doen: wij zoeken het uit.',
  },
};

/** The page that says what to tidy where, before old results are taken. */
export function tidyPage(
  platform: Platform, viewer: SchoolViewer, view: TidyView, errors: readonly FieldError[] = [],
): string {
  return schoolPage(platform, viewer, {
    title: 'Gegevens nakijken',
    current: '/beheer',
    wide: true,
    hasErrors: errors.length > 0,
    lead: 'Kijk hier wat u kunt opruimen voordat u oude resultaten ophaalt. Dat scheelt straks vragen.',
    breadcrumbs: [
      { href: '/beheer', label: 'Gebruikersbeheer' },
      { href: '/beheer/geschiedenis', label: 'Oude resultaten' },
    ],
    children: view.pupilCount === 0 ? <NoPupils /> : (
      <>
        {view.file && <FileSection file={view.file} />}
        <RosterSection view={view} />
        <ChooseFile errors={errors} again={view.file !== null} />
      </>
    ),
  });
}

function NoPupils(): VNode {
  return (
    <EmptyState title="Er zijn nog geen leerlingen" icon="inbox"
      action={<LinkButton href="/beheer">Naar de drie stappen</LinkButton>}>
      <p>Na stap 1 staan de leerlingen uit uw LAS hier. Dan kijken wij ze na.</p>
    </EmptyState>
  );
}

function RosterSection({ view: { roster, pupilCount, lasName } }: { readonly view: TidyView }): VNode {
  const where = lasName ?? 'uw LAS';
  return (
    <Section
      title={`In ${where}`}
      lead={`Wij keken naar ${plural(pupilCount, 'leerling', 'leerlingen')}. `
        + 'Wat u verbetert, ziet u hier na de volgende keer inlezen.'}
    >
      <Points points={roster} empty={`Alles in orde: in ${where} hoeft u niets op te ruimen.`} />
    </Section>
  );
}

function FileSection({ file }: { readonly file: NonNullable<TidyView['file']> }): VNode {
  const { read, taken, duplicate, refused, waiting } = file.counts;
  return (
    <Section
      title="In het bestand"
      lead={file.blocked
        ? 'Zo kunnen wij het bestand niet overnemen.'
        : `Van ${plural(read, 'resultaat', 'resultaten')} zouden wij er ${formatNumber(taken)} overnemen; `
          + `${formatNumber(duplicate)} dubbel, ${formatNumber(refused)} niet, `
          + `${formatNumber(waiting)} met een vraag aan u. `
          + 'Er is niets bewaard.'}
    >
      <Points points={file.points} empty="Alles in orde: aan dit bestand hoeft u niets te veranderen." />
    </Section>
  );
}

function Points({ points, empty }: { readonly points: readonly TidyPoint[]; readonly empty: string }): VNode {
  return (
    <DataTable
      caption={`Op te ruimen: ${points[0]?.where === 'bestand' ? 'bestand' : 'LAS'}`}
      captionHidden
      rows={points}
      rowKey={({ code }) => code}
      empty={<p>{empty}</p>}
      columns={[
        { key: 'what', header: 'Wat', rowHeader: true, cell: ({ code }) => words[code].what },
        { key: 'count', header: 'Aantal', align: 'numeric', tight: true, cell: ({ count }) => formatNumber(count) },
        { key: 'who', header: 'Wie of waar', cell: (point) => <Named point={point} /> },
        { key: 'mend', header: 'Wat u kunt doen', cell: ({ code }) => words[code].mend },
      ]}
    />
  );
}

function Named({ point: { pupils, places, count } }: { readonly point: TidyPoint }): VNode {
  const named = [...pupils.toSorted(comparePersonNames).map(sortName), ...places];
  const more = count - named.length;
  return (
    <>
      {named.map((name, index) => (
        <>
          {index > 0 && <br />}
          {name}
        </>
      ))}
      {more > 0 && named.length > 0 && <><br />en nog {formatNumber(more)}</>}
    </>
  );
}

function ChooseFile({ errors, again }: { readonly errors: readonly FieldError[]; readonly again: boolean }): VNode {
  return (
    <Section
      title={again ? 'Nog een bestand nakijken' : 'Ook een bestand nakijken'}
      lead={'Een CSV-bestand of OSO-dossier uit CP LOVS of uw LAS. '
        + 'Wij kijken alleen; er wordt niets overgenomen of bewaard.'}
    >
      <Form action="/beheer/geschiedenis/nakijken" encType="multipart/form-data" errors={errors}>
        <FileField
          name="bestand"
          label="Bestand"
          accept=".csv,.txt,.xml,text/csv,text/xml"
          error={errorOf(errors, 'bestand')}
        />
        <ButtonRow>
          <Button variant="primary" icon="upload">Bestand nakijken</Button>
          <LinkButton href="/beheer/geschiedenis">Naar oude resultaten</LinkButton>
        </ButtonRow>
      </Form>
    </Section>
  );
}
