import type { VNode } from 'preact';
import { schoolPage } from '../access/frame.tsx';
import type { SchoolViewer } from '../access/types.ts';
import { namesTwice, plainColumn } from '../exchange/history-csv/columns.ts';
import { columnNames, type ColumnName } from '../exchange/history-csv/types.ts';
import type { Platform } from '../platform/platform.ts';
import { Button, ButtonRow } from '../ui/components/button.tsx';
import { FileField } from '../ui/components/file-field.tsx';
import { errorOf, Form, type FieldError } from '../ui/components/form.tsx';
import { Section } from '../ui/components/section.tsx';
import { SelectField } from '../ui/components/select-field.tsx';
import { enumerate } from '../ui/format.ts';
import type { CsvHistory } from './read-csv.ts';

/** What each of our columns is, for a person who has another name for it. */
const columnWords: Readonly<Record<ColumnName, string>> = {
  leerlingsleutel: 'sleutel van de leerling in het LAS',
  naam: 'hele naam (achternaam, roepnaam)',
  achternaam: 'achternaam',
  voorvoegsel: 'voorvoegsel',
  roepnaam: 'roepnaam',
  geboortedatum: 'geboortedatum',
  vak: 'vak',
  toets: 'toets of moment (M5)',
  toetsnaam: 'hele naam van de toets',
  generatie: 'generatie van de toets (3.0)',
  afnamedatum: 'datum van afname',
  jaargroep: 'jaargroep bij de afname',
  vaardigheidsscore: 'vaardigheidsscore',
  schaal: 'code van de schaal',
  goed: 'aantal goed',
  opgaven: 'aantal opgaven',
  herkomst: 'herkomst (las of handmatig)',
};

/** Under which name the form sends what a column is. */
export const columnField = 'kolom:';

/** Asks which column is which. The names are those of the file that was just read; the file itself was not kept,
 * so that it is chosen once more. */
export function columnPage(
  platform: Platform, viewer: SchoolViewer, columns: CsvHistory['columns'], errors: readonly FieldError[] = [],
): string {
  return schoolPage(platform, viewer, {
    title: 'Welke kolom is wat?',
    current: '/beheer',
    hasErrors: errors.length > 0,
    lead: `Wij missen: ${enumerate(columns.missing.map((name) => columnWords[name]))}. `
      + 'Wijs aan welke kolom van uw bestand het is. Wij onthouden het voor de volgende keer.',
    breadcrumbs: [
      { href: '/beheer', label: 'Gebruikersbeheer' },
      { href: '/beheer/geschiedenis', label: 'Oude resultaten' },
    ],
    children: <Columns columns={columns} errors={errors} />,
  });
}

function Columns({ columns, errors }: {
  readonly columns: CsvHistory['columns']; readonly errors: readonly FieldError[];
}): VNode {
  const known = (index: number): boolean => (columns.columns[index] ?? null) !== null;
  // What we do not know comes first: that is where the answer is.
  const twice = namesTwice(columns.header);
  const named = columns.header.map((name, index) => ({ name, index }))
    .filter(({ name }) => name !== '' && !twice.has(plainColumn(name)))
    .toSorted((a, b) => Number(known(a.index)) - Number(known(b.index)));
  return (
    <Section title="Kolommen van uw bestand">
      {twice.size > 0 && (
        <p>
          Deze namen staan boven meer dan één kolom: {enumerate([...twice])}. Die kolommen kunt u hier niet aanwijzen.
          Geef ze in uw bestand elk een eigen naam.
        </p>
      )}
      <Form action="/beheer/geschiedenis/kolommen" encType="multipart/form-data" errors={errors}>
        {named.slice(0, 60).map(({ name, index }) => (
          <SelectField
            name={`${columnField}${name.slice(0, 80)}`}
            id={`kolom-${index}`}
            label={name.slice(0, 80)}
            value={columns.columns[index] ?? null}
            emptyLabel="gebruiken wij niet"
            choices={columnNames.map((column) => ({ value: column, label: columnWords[column] }))}
          />
        ))}
        <FileField
          name="bestand"
          label="Kies het bestand nog eens"
          accept=".csv,.txt,text/csv"
          error={errorOf(errors, 'bestand')}
          hint="Wij hebben uw bestand niet bewaard."
        />
        <ButtonRow>
          <Button variant="primary" icon="check">Onthouden en bekijken</Button>
        </ButtonRow>
      </Form>
    </Section>
  );
}
