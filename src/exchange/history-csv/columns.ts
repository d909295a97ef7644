import type { FindingList } from '../catalogue.ts';
import type { ColumnMapping, ColumnName } from './types.ts';
import { csvFindings } from './findings.ts';
import { columnNames } from './types.ts';

/** A source of tables and how it names its columns. */
export interface ColumnVocabulary {
  readonly source: string;
  /** Whether the names were seen in a real export, or are what we expect such a program to write. */
  readonly evidence: 'ours' | 'guess';
  readonly names: Partial<Readonly<Record<ColumnName, readonly string[]>>>;
}

/** How programs may name the columns. Only the first is certain: no export of a LAS was available to us, so
 * that the others are guesses from the words those programs show. What is wrong here is mended by the person
 * who says which column is which. */
export const vocabularies: readonly ColumnVocabulary[] = [
  {
    source: 'sjabloon van Leerling in beeld',
    evidence: 'ours',
    names: Object.fromEntries(columnNames.map((name) => [name, [name]])),
  },
  {
    source: 'ParnasSys-achtig',
    evidence: 'guess',
    names: {
      leerlingsleutel: ['leerlingnummer', 'leerling id', 'leerlingid', 'stamnummer'],
      naam: ['leerling', 'naam leerling', 'leerlingnaam'],
      voorvoegsel: ['tussenvoegsel', 'voorvoegsels'],
      roepnaam: ['voornaam'],
      geboortedatum: ['geb datum', 'gebdatum', 'datum geboorte'],
      vak: ['vakgebied', 'hoofdvak'],
      toetsnaam: ['toets omschrijving', 'naam toets', 'toetsomschrijving'],
      generatie: ['toetsversie', 'versie'],
      afnamedatum: ['toetsdatum', 'datum afname', 'datum'],
      jaargroep: ['leerjaar', 'leerjaar bij afname'],
      vaardigheidsscore: ['vs', 'vaardigheid', 'vaardigheidsscore vs'],
      goed: ['ruwe score', 'aantal goed'],
      opgaven: ['max score', 'maximale score', 'aantal opgaven'],
      herkomst: ['bron', 'invoerwijze'],
    },
  },
  {
    source: 'ESIS-achtig',
    evidence: 'guess',
    names: {
      leerlingsleutel: ['key', 'leerlingkey', 'leerling key', 'administratienummer'],
      vak: ['leergebied', 'leerstofgebied'],
      toets: ['afnamemoment', 'toetsmoment', 'moment'],
      generatie: ['normering', 'generatie toets'],
      afnamedatum: ['afname', 'afgenomen op'],
      jaargroep: ['groep', 'jaargroep bij afname'],
      vaardigheidsscore: ['vaardigheidsscore lovs', 'score vaardigheid'],
      schaal: ['schaalcode', 'vaardigheidsschaal', 'codevaardigheidsschaal'],
      goed: ['goede antwoorden', 'score'],
    },
  },
  {
    source: 'CP LOVS-achtig',
    evidence: 'guess',
    names: {
      achternaam: ['familienaam'],
      roepnaam: ['roep naam'],
      toets: ['taak', 'toetscode'],
      afnamedatum: ['datum van afname', 'toetsafname'],
      vaardigheidsscore: ['vaard score', 'vaardscore'],
      goed: ['ruwescore', 'toetsscore'],
    },
  },
];

/** A name as it is compared: no capitals, accents or signs between the words. */
export function plainColumn(written: string): string {
  const bare = written.normalize('NFD').replaceAll(/[\u0300-\u036f]/g, '').toLowerCase();
  return bare.replaceAll(/[^a-z0-9]+/g, ' ').trim();
}

const known: ReadonlyMap<string, ColumnName> = new Map(
  vocabularies.toReversed().flatMap(({ names }) =>
    Object.entries(names).flatMap(([column, written]) =>
      written.map((name) => [plainColumn(name), column as ColumnName] as const),
    ),
  ),
);

/** Which of our columns a written name stands for; null for none. */
export function columnOf(written: string): ColumnName | null {
  return known.get(plainColumn(written)) ?? null;
}

/** Which column stands where. */
export interface Columns {
  readonly indexOf: ReadonlyMap<ColumnName, number>;
  readonly taken: readonly (ColumnName | null)[];
  readonly missing: readonly ColumnName[];
}

/** Finds the columns in the line of names, and reports what is missing, double, guessed and not used.
 * @param mapping what a person said before; goes before what we think
 * @param places of the cells of that line */
export function findColumns(
  header: readonly string[],
  mapping: ColumnMapping,
  places: (index: number) => { readonly line: number; readonly column: number; readonly path: string | null },
  findings: FindingList,
): Columns {
  const indexOf = new Map<ColumnName, number>();
  const twice = namesTwice(header);
  const taken = header.map((written, index) => {
    const said = mapping.get(plainColumn(written));
    // What was said of one of two columns with one name may be meant of the other, that has names of pupils.
    const meant = twice.has(plainColumn(written)) ? null : said;
    const name = said === undefined ? columnOf(written) : meant ?? null;
    if (name === null || indexOf.has(name)) {
      reportUnused(written, name, places(index), findings);
      return null;
    }
    indexOf.set(name, index);
    if (said === undefined && plainColumn(written) !== name) {
      findings.add(csvFindings['CSV-COLUMN-GUESSED'], places(index), `Kolom ${index + 1} namen wij als ${name}.`);
    }
    return name;
  });
  const missing = missingColumns(indexOf);
  for (const name of missing) findings.add(
    csvFindings['CSV-COLUMN-MISSING'],
    { ...places(0), column: null, path: name },
    `De kolom ${name} ontbreekt.`,
  );
  return { indexOf, taken, missing };
}

/** Names that more than one column has, as they are compared: of those nobody can say which is which. */
export function namesTwice(header: readonly string[]): ReadonlySet<string> {
  const names = header.map(plainColumn).filter((name) => name !== '');
  return new Set(names.filter((name, index) => names.indexOf(name) !== index));
}

function reportUnused(
  written: string,
  name: ColumnName | null,
  place: ReturnType<Parameters<typeof findColumns>[2]>,
  findings: FindingList,
): void {
  if (name !== null) {
    findings.add(csvFindings['CSV-COLUMN-DOUBLE'], { ...place, path: name }, `De kolom ${name} staat er twee keer in.`);
  } else if (written.trim() !== '') {
    findings.add(csvFindings['CSV-COLUMN-UNKNOWN'], place, 'Deze kolom gebruiken wij niet.');
  }
}

/** What a table cannot do without: who, which test, when and how much. */
export function missingColumns(has: { has(name: ColumnName): boolean }): readonly ColumnName[] {
  const names: readonly ColumnName[] = has.has('naam') ? [] : ['achternaam', 'roepnaam'];
  const who: readonly ColumnName[] = has.has('leerlingsleutel') ? [] : [...names, 'geboortedatum'];
  const test: readonly ColumnName[] = has.has('toetsnaam') ? [] : ['vak', 'toets', 'generatie'];
  const needed: readonly ColumnName[] = [...who, ...test, 'afnamedatum', 'vaardigheidsscore'];
  return needed.filter((name) => !has.has(name));
}
