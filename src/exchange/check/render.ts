import type { Finding, Severity } from '../../base/findings.ts';
import type { CheckCounts, CheckReport, DocumentKind } from './report.ts';

/** A report for people: what it is, what is in it, and what to mend, in Dutch, the gravest first. */
export function renderReport(report: CheckReport): string {
  const { school, counts, findings } = report;
  const version = report.version === null ? '' : `, versie ${printable(report.version)}`;
  const lines = [`${kindNames[report.kind]}${version}`];
  const whose = [school.brin === null ? null : `${school.brin}${school.vestiging ?? ''}`, school.schoolYear];
  if (whose.some((part) => part !== null)) lines.push(
    `School: ${whose.filter((part) => part !== null).join(', ')}`
  );
  const inside = countsInWords(counts);
  if (inside !== '') lines.push(`Inhoud: ${inside}`);
  lines.push('', summary(findings), ...severities.flatMap((severity) => section(severity, findings)));
  return `${lines.join('\n')}\n`;
}

const kindNames: { readonly [K in DocumentKind]: string } = {
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

const countNames: readonly (readonly [keyof CheckCounts, one: string, many: string])[] = [
  ['groups', 'groep', 'groepen'],
  ['compositeGroups', 'samengestelde groep', 'samengestelde groepen'],
  ['pupils', 'leerling', 'leerlingen'],
  ['staff', 'leerkracht', 'leerkrachten'],
  ['results', 'resultaat', 'resultaten'],
];

function countsInWords(counts: CheckCounts): string {
  const parts = countNames.filter(([name]) => counts[name] > 0);
  return parts.map(([name, one, many]) => `${counts[name]} ${counts[name] === 1 ? one : many}`).join(', ');
}

function summary(findings: readonly Finding[]): string {
  const errors = findings.filter((finding) => finding.severity === 'error').length;
  const blocked = findings.some((finding) => finding.blocks);
  if (errors === 0) return 'Geen fouten gevonden.';
  const found = `${errors} ${errors === 1 ? 'fout' : 'fouten'} gevonden.`;
  return `${found} ${blocked ? 'Wij kunnen dit zo niet inlezen.' : 'Wij kunnen dit toch inlezen.'}`;
}

const severities: readonly Severity[] = ['error', 'warning', 'note'];
const severityNames: { readonly [S in Severity]: string } = {
  error: 'Fouten (strijdig met de standaard)',
  warning: 'Waarschuwingen',
  note: 'Goed om te weten',
};

function section(severity: Severity, findings: readonly Finding[]): readonly string[] {
  const some = findings.filter((finding) => finding.severity === severity);
  return some.length === 0 ? [] : ['', severityNames[severity], ...some.map(inWords)];
}

function inWords({ code, line, column, message, blocks }: Finding): string {
  const where = line === null ? '' : `regel ${line}${column === null ? '' : `, kolom ${column}`}: `;
  return `- ${where}${printable(message)} [${code}${blocks ? ', houdt het inlezen tegen' : ''}]`;
}

/** Without characters that would steer a terminal. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ');
}
