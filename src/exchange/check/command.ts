import { pathToFileURL } from 'node:url';
import path from 'node:path';
import { plainDateInAmsterdam } from '../../base/plain-date.ts';
import { fileLimits, streamLimits } from '../xml/limits.ts';
import { findingsPage } from './help-path.ts';
import { renderJunit } from './report-junit.ts';
import { renderSarif } from './report-sarif.ts';
import { renderReport } from './render.ts';
import { hasErrors, type CheckedFile, type CheckReport } from './report.ts';
import { newCheck } from './stream.ts';

/** What the command needs of the world. */
export interface CheckIo {
  /** The bytes of a file, or of standard input for `-`; fails on reading when it cannot be read. */
  open(path: string): AsyncIterable<Uint8Array>;
  out(text: string): void;
  err(text: string): void;
  /** Whether the output is a terminal with colours. */
  colour(): boolean;
  now(): Date;
}

const usage = `Gebruik: inbeeld check BESTAND... [--json | --junit | --sarif] [--strict] [--help-url ADRES]
  BESTAND      EDEXML, UWLR, OSO-dossier of CSV met toetsresultaten; - voor standaardinvoer
  --json       één document, van één bestand
  --junit      JUnit-XML voor Jenkins, GitLab en andere bouwservers
  --sarif      SARIF 2.1.0 voor codehosts en editors; --help-url is waar de bevindingen uitgelegd staan
  --strict     een waarschuwing telt ook als fout
  --           alles daarachter is een bestand
`;

type Form = 'text' | 'json' | 'junit' | 'sarif';

interface CheckOptions {
  readonly paths: readonly string[];
  readonly form: Form;
  readonly strict: boolean;
  readonly helpUrl: string;
}

/** `inbeeld check FILE... [--json | --junit | --sarif] [--strict]`.
 * @param args what stands behind the word `check`
 * @returns 0 no errors in any document; 1 errors, or unknown; 2 wrong usage, or a file that cannot be read, after
 * the others were judged */
export async function checkCommand(args: readonly string[], io: CheckIo): Promise<0 | 1 | 2> {
  if (asksHelp(args)) {
    io.out(usage);
    return 0;
  }
  const options = optionsOf(args);
  if (options === null) {
    io.err(usage);
    return 2;
  }
  const files: CheckedFile[] = [];
  const unreadable: string[] = [];
  for (const name of options.paths) {
    const report = await check(name, io);
    if (typeof report === 'string') unreadable.push(report);
    else files.push({ name: name === '-' ? 'standaardinvoer' : name, report });
  }
  if (files.length > 0) io.out(render(files, options, io));
  for (const why of unreadable) io.err(why);
  if (unreadable.length > 0) return 2;
  return files.some(({ report }) => hasErrors(report, options.strict)) ? 1 : 0;
}

/** Whether somebody wants to know how it works; behind `--` that word is a file. */
function asksHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return (end < 0 ? args : args.slice(0, end)).some((arg) => arg === '-h' || arg === '--help');
}

function optionsOf(args: readonly string[]): CheckOptions | null {
  const paths: string[] = [];
  const forms: Form[] = [];
  let strict = false;
  let helpUrl = pathToFileURL(path.join(import.meta.dirname, '../../..', findingsPage)).href;
  const end = args.indexOf('--');
  const files = end < 0 ? [] : args.slice(end + 1);
  for (let at = 0; at < args.length - files.length; at += 1) {
    const arg = args[at] ?? '';
    if (arg === '--') paths.push(...files);
    else if (arg === '--json' || arg === '--junit' || arg === '--sarif') forms.push(arg.slice(2) as Form);
    else if (arg === '--strict') strict = true;
    else if (arg === '--help-url' && URL.canParse(args[at + 1] ?? '')) helpUrl = args[at += 1] ?? '';
    else if (arg.startsWith('-') && arg !== '-') return null;
    else paths.push(arg);
  }
  const [form = 'text'] = forms;
  const many = paths.length > 1;
  const wrong = paths.length === 0 || forms.length > 1 || (many && form === 'json')
    || paths.filter((one) => one === '-').length > 1;
  return wrong ? null : { paths, form, strict, helpUrl };
}

function render(
  files: readonly CheckedFile[], { form, strict, helpUrl, paths }: CheckOptions, io: CheckIo,
): string {
  if (form === 'junit') return renderJunit(files, io.now(), strict);
  if (form === 'sarif') return renderSarif(files, helpUrl);
  if (form === 'json') return files.map(({ report }) => `${JSON.stringify(report, null, 2)}\n`).join('');
  const several = paths.length > 1;
  const colour = io.colour();
  return files.map(({ name, report }) =>
    renderReport(report, { colour, strict, name: several ? name : null })).join('\n');
}

/** What is wrong with a file, or why it could not be read. */
async function check(name: string, io: CheckIo): Promise<CheckReport | string> {
  const checking = newCheck(name, streamLimits, fileLimits, plainDateInAmsterdam(io.now()));
  try {
    for await (const bytes of io.open(name)) if (!checking.write(bytes)) break;
  } catch (error) {
    const code = (error as { code?: unknown } | null)?.code;
    if (typeof code !== 'string') throw error;
    if (code === 'EISDIR') {
      return `${name} is een map. Noem de bestanden zelf, bijvoorbeeld ${path.join(name, '*.xml')}.\n`;
    }
    return `Het bestand ${name === '-' ? 'op standaardinvoer' : name} kan niet gelezen worden.\n`;
  }
  return checking.end();
}
