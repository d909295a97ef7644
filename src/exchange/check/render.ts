import type { Finding, Severity } from '../../base/findings.ts';
import type { CheckReport } from './report.ts';
import { perCodeMax } from '../catalogue.ts';
import { countsInWords, kindNames, severities, severityCount } from './words.ts';

/** How a report for people is shown. */
export interface RenderStyle {
  /** Whether the reader is a terminal that shows colours. */
  readonly colour: boolean;
  /** Whether a warning counts as an error, as the status of the command tells. */
  readonly strict: boolean;
  /** The file's name above it, when there are several. */
  readonly name: string | null;
}

const plain: RenderStyle = { colour: false, strict: false, name: null };

/** A report for people: what it is, what is in it, and what to mend, in Dutch, the gravest first. A code that
 * occurs often is told once, with its places below it; the last line says what to do. */
export function renderReport(report: CheckReport, style: RenderStyle = plain): string {
  const { school, counts, findings } = report;
  const version = versionLike.test(report.version ?? '') ? `, versie ${report.version}` : '';
  const whose = [school.brin === null ? null : `${school.brin}${school.vestiging ?? ''}`, school.schoolYear];
  const known = whose.filter((part) => part !== null);
  const inside = countsInWords(counts);
  const lines = [
    ...(style.name === null ? [] : [bold(printable(style.name), style)]),
    `${kindNames[report.kind]}${version}`,
    ...(known.length === 0 ? [] : [`School: ${known.join(', ')}`]),
    ...(inside === '' ? [] : [`Inhoud: ${inside}`]),
    ...severities.flatMap((severity) => section(severity, findings, style)),
    '',
    bold(whatToDo(findings, style.strict), style),
  ];
  return `${lines.join('\n')}\n`;
}

/** What stands there when columns are mixed up may be anything, also somebody's name. */
const versionLike = /^\d[\d.]{0,9}$/;

/** One sentence: whether it can be used, and what to do first.
 * @param strict whether a warning counts as an error */
export function whatToDo(findings: readonly Finding[], strict: boolean = false): string {
  const count = (of: Severity) => findings.filter(({ severity }) => severity === of).length;
  const [errors, warnings] = [count('error'), count('warning')];
  if (findings.some((finding) => finding.blocks)) {
    return `${severityCount('error', errors)}. Wij kunnen dit zo niet inlezen; begin met wat het inlezen tegenhoudt.`;
  }
  if (errors > 0) {
    return `${severityCount('error', errors)}. Wij kunnen dit toch inlezen; herstel de fouten bij de bron, in het LAS.`;
  }
  if (warnings > 0 && strict) {
    const verb = warnings === 1 ? 'die telt' : 'die tellen';
    return `${severityCount('warning', warnings)}, en ${verb} met --strict als fout. Wij kunnen dit wel inlezen.`;
  }
  if (warnings > 0) return `Geen fouten gevonden. Kijk nog naar ${severityCount('warning', warnings)}.`;
  return 'Geen fouten gevonden. U hoeft niets te doen.';
}

const titles: { readonly [S in Severity]: string } = {
  error: 'Fouten (strijdig met de standaard)',
  warning: 'Waarschuwingen',
  note: 'Goed om te weten',
};

/** ANSI: red, yellow, blue. */
const colours: { readonly [S in Severity]: string } = { error: '31', warning: '33', note: '34' };

/** From this many on, a code is told once with its places. */
const often = 4;

/** As many places as fit in a few lines. */
const placesShown = 20;

function section(severity: Severity, findings: readonly Finding[], style: RenderStyle): readonly string[] {
  const byCode = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.severity === severity) byCode.set(finding.code, [...(byCode.get(finding.code) ?? []), finding]);
  }
  if (byCode.size === 0) return [];
  const groups = [...byCode.values()].toSorted((a, b) => Number(b[0]?.blocks) - Number(a[0]?.blocks));
  return [
    '', paint(titles[severity], colours[severity], style),
    ...groups.flatMap((group) => (group.length < often ? group.map(inWords) : together(group))),
  ];
}

function inWords(finding: Finding): string {
  const { code, message, blocks, line } = finding;
  const where = line === null ? '' : `regel ${line}${finding.column === null ? '' : `, kolom ${finding.column}`}: `;
  return `- ${where}${printable(message)} [${code}${blocks ? ', houdt het inlezen tegen' : ''}]`;
}

function together(group: readonly Finding[]): readonly string[] {
  const [first] = group;
  if (first === undefined) return [];
  const placed = group.filter(({ line }) => line !== null);
  const places = placed.slice(0, placesShown).map(({ line, column }) => `${line}:${column ?? 1}`);
  const more = placed.length > placesShown ? ' ...' : '';
  const rest = group.find(({ line }, at) => at >= perCodeMax && line === null);
  return [
    `- ${placed.length} keer, de eerste keer: ${inWords(first).slice('- '.length)}`,
    `  regel:kolom ${places.join(' ')}${more}`,
    ...(rest === undefined ? [] : [`  ${printable(rest.message)}`]),
  ];
}

function bold(text: string, style: RenderStyle): string {
  return paint(text, '1', style);
}

function paint(text: string, code: string, { colour }: RenderStyle): string {
  return colour ? `\u001b[${code}m${text}\u001b[0m` : text;
}

/** Without characters that would steer a terminal, also those that turn the direction of a text. */
function printable(text: string): string {
  return text.replace(/\p{Cc}|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, ' ');
}
