import type { csvFindings } from '../../history-csv/findings.ts';
import { readHistoryCsv } from '../../history-csv/read.ts';
import { tableLimits } from '../../history-csv/table.ts';
import { checked, type ExamplesOf, type FindingExample } from './example.ts';

const names = 'leerlingsleutel;vak;toets;generatie;afnamedatum;vaardigheidsscore;jaargroep';
const good = 'L1;Rekenen-Wiskunde;M5;3.0 (synthetisch);22-1-2026;640,5;5';

/** A table of which one line is to blame. */
function line(shown: string, ...more: readonly string[]): FindingExample {
  return checked(shown, [names, good, shown, ...more, ''].join('\n'), { name: 'voorbeeld.csv' });
}

/** A file that the check of documents takes for something else: the import says this when it is chosen there. */
function imported(shown: string, text: string | Uint8Array = shown): FindingExample {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  return { shown, findings: () => readHistoryCsv(bytes).findings };
}

/** One example of each code of a table of old results. */
export const csvExamples: ExamplesOf<typeof csvFindings> = {
  'CSV-EMPTY': imported(''),
  'CSV-NO-ROWS': checked(names, `${names}\n`),
  'CSV-NOT-CSV': imported('PK (een Excel-bestand)', 'PK\u0003\u0004'),
  'CSV-ENCODING': imported('', `${names}\n\u0000`),
  'CSV-ENCODING-SUSPECT': checked('L2;Andr\ufffd;...', Buffer.concat([
    Buffer.from(`${names};achternaam;roepnaam\n${good};Müller;Zoë\n${good.replace('L1', 'L2')};Andr`),
    Buffer.from([0xe9]), Buffer.from(';Bo\n'),
  ])),
  'CSV-TOO-LARGE': checked(
    'kolom 1;kolom 2;kolom 3; ...',
    `${names}\n${good}\n${';'.repeat(tableLimits.columnsMax + 1)}x\n`,
  ),
  'CSV-QUOTES': line('L2;"Rekenen-Wiskunde;M5;3.0 (synthetisch);22-1-2026;640;5'),
  'CSV-COLUMN-MISSING': checked('leerlingsleutel;vak;toets;afnamedatum;vaardigheidsscore'),
  'CSV-COLUMN-DOUBLE': checked(`${names};vak`),
  'CSV-COLUMN-UNKNOWN': checked(`${names};opmerking`, `${names};opmerking\n${good};\n`),
  'CSV-COLUMN-GUESSED': checked(
    names.replace('jaargroep', 'leerjaar'),
    `${names.replace('jaargroep', 'leerjaar')}\n${good}\n`,
  ),
  'CSV-ABOVE-HEAD': checked('Overzicht toetsen', `Overzicht toetsen;;\n${names}\n${good}\n`),
  'CSV-TOTALS': line('Gemiddelde;;;;;640,5;'),
  'CSV-RAGGED': line('L2;Rekenen;Wiskunde;M5;3.0 (synthetisch);22-1-2026;640;5'),
  'CSV-CELL-TOO-LONG': checked(
    'L2;Rekenen-Wiskunde ...',
    `${names}\n${good}\nL2;${'x'.repeat(tableLimits.cellCharactersMax + 1)};M5;3.0 (synthetisch);22-1-2026;640;5\n`,
  ),
  'CSV-CONTROL': checked('L2;Rekenen\u0007;M5', `${names}\n${good.replace('M5', 'M5\u0007')}\n`),
  'CSV-FORMULA': line('L2;=2+3;M5;3.0 (synthetisch);22-1-2026;640;5'),
  'CSV-INCOMPLETE': line('L2;Rekenen-Wiskunde;M5;3.0 (synthetisch);22-1-2026;;5'),
  'CSV-DATE': line('L2;Rekenen-Wiskunde;M5;3.0 (synthetisch);31-2-2026;640;5'),
  'CSV-DATE-SHORT-YEAR': line('L2;Rekenen-Wiskunde;M5;3.0 (synthetisch);22-1-26;640;5'),
  'CSV-DATE-AMBIGUOUS': line(
    'L2;Rekenen-Wiskunde;M5;3.0 (synthetisch);1/22/2026;640;5',
    'L3;Rekenen-Wiskunde;M5;3.0 (synthetisch);1/2/2026;640;5',
  ),
  'CSV-DATE-SERIAL': line('L2;Rekenen-Wiskunde;M5;3.0 (synthetisch);46044;640;5'),
  'CSV-NUMBER': line('L2;Rekenen-Wiskunde;M5;3.0 (synthetisch);22-1-2026;6,4E+02;5'),
  'CSV-NUMBER-AMBIGUOUS': checked(
    'L2;Rekenen-Wiskunde;M5;3.0 (synthetisch);22-1-2026;1.234;5',
    `${names}\nL2;Rekenen-Wiskunde;M5;3.0 (synthetisch);22-1-2026;1.234;5\n`,
  ),
  'CSV-YEAR-GROUP': line('L2;Rekenen-Wiskunde;M5;3.0 (synthetisch);22-1-2026;640;9'),
  'CSV-YEAR-GROUP-OUTSIDE': line('L2;Rekenen-Wiskunde;M5;3.0 (synthetisch);22-1-2026;640;2'),
  'CSV-SUBJECT-UNKNOWN': line('L2;Zwemmen;M5;3.0 (synthetisch);22-1-2026;640;5'),
  'CSV-MOMENT-UNKNOWN': line('L2;Rekenen-Wiskunde;Q9;3.0 (synthetisch);22-1-2026;640;5'),
  'CSV-GENERATION-OTHER': line('L2;Rekenen-Wiskunde;M5;2.0;22-1-2026;64;5'),
  'CSV-TYPED-IN': checked('L1;...;handmatig', `${names};herkomst\n${good};handmatig\n`),
  'CSV-DATE-FUTURE': line('L2;Rekenen-Wiskunde;M5;3.0 (synthetisch);22-1-2096;640;5'),
  'CSV-SCORE-OUTSIDE': line('L2;Rekenen-Wiskunde;M5;3.0 (synthetisch);22-1-2026;-4;5'),
  'CSV-COUNTS': checked(
    'L1;25;24', `${names};goed;opgaven\n${good};25;24\n`,
  ),
  'CSV-DATES-CROSSED': checked(
    'geboortedatum 22-1-2026, afnamedatum 9-3-2016',
    `${names};achternaam;roepnaam;geboortedatum\n${good.replace('22-1-2026', '9-3-2016')};Vries;Sanne;22-1-2026\n`,
  ),
  'CSV-DOUBLE': line(good),
  'CSV-KEY-MANGLED': line('1,2E+05;Rekenen-Wiskunde;M5;3.0 (synthetisch);22-1-2026;640;5'),
};
