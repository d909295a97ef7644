import type { Severity } from '../../base/findings.ts';
import type { CheckCounts, DocumentKind } from './report.ts';

/** Kinds of document as people call them. */
export const kindNames: { readonly [K in DocumentKind]: string } = {
  'edexml': 'EDEXML-bestand',
  'uwlr-leerlinggegevens': 'UWLR-antwoord met leerlinggegevens',
  'uwlr-structuur': 'UWLR-antwoord met de structuur van de school',
  'uwlr-leerlingen': 'UWLR-antwoord met leerlingen',
  'uwlr-leerkrachten': 'UWLR-antwoord met leerkrachten',
  'uwlr-leerlinggegevens-verzoek': 'UWLR-verzoek om leerlinggegevens',
  'uwlr-structuur-verzoek': 'UWLR-verzoek om de structuur van de school',
  'uwlr-leerlingen-verzoek': 'UWLR-verzoek om leerlingen',
  'uwlr-leerkrachten-verzoek': 'UWLR-verzoek om leerkrachten',
  'uwlr-leerresultaten-verzoek': 'UWLR-bericht met leerresultaten',
  'uwlr-leerresultaten-bevestiging': 'UWLR-bevestiging van leerresultaten',
  'uwlr-toetsdefinities': 'UWLR-bestand met toetsdefinities',
  'uwlr-fault': 'UWLR-foutmelding',
  'oso-dossier': 'OSO-dossier',
  'history-csv': 'CSV met toetsresultaten',
  'unknown': 'Onbekend bestand',
};

/** One finding of a severity, in a word. */
export const severityNames: { readonly [S in Severity]: string } = {
  error: 'fout',
  warning: 'waarschuwing',
  note: 'weetje',
};

/** The severities, gravest first. */
export const severities: readonly Severity[] = ['error', 'warning', 'note'];

const countNames: readonly (readonly [keyof CheckCounts, one: string, many: string])[] = [
  ['groups', 'groep', 'groepen'],
  ['compositeGroups', 'samengestelde groep', 'samengestelde groepen'],
  ['pupils', 'leerling', 'leerlingen'],
  ['staff', 'leerkracht', 'leerkrachten'],
  ['results', 'resultaat', 'resultaten'],
];

/** What is in a document, in words; empty when there is nothing to count. */
export function countsInWords(counts: CheckCounts): string {
  const parts = countNames.filter(([name]) => counts[name] > 0);
  return parts.map(([name, one, many]) => `${counts[name]} ${counts[name] === 1 ? one : many}`).join(', ');
}

/** `1 fout`, `2 fouten`. */
export function severityCount(severity: Severity, count: number): string {
  const plural = { error: 'fouten', warning: 'waarschuwingen', note: 'weetjes' } as const;
  return `${count} ${count === 1 ? severityNames[severity] : plural[severity]}`;
}
