import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Finding } from '../base/findings.ts';
import { findingOf, nowhere } from '../exchange/catalogue.ts';
import { type PublicationRefusal, publishPackage } from '../content/actions.ts';
import { contentFindings } from '../content/findings.ts';
import { judgePackage, packPackage } from '../content/packages.ts';
import { syntheticPackage } from '../content/synthetic-packages.ts';
import { type ContentPackage, subjectNames } from '../content/types.ts';
import { systemClock } from '../platform/clock/clock.ts';
import { readConfig } from '../platform/config.ts';
import { openDoors } from '../platform/database/tenancy.ts';
import { EXIT } from './exit.ts';
import { fileIo } from './file-io.ts';
import { openDatabase } from './open-database.ts';

const USAGE = `Gebruik:
  inbeeld content check PAKKET.zip [--json]               beoordeelt een pakket en wijzigt niets
  inbeeld content import PAKKET.zip [--data MAP] [--json] beoordeelt en publiceert een pakket
  inbeeld content export PAKKET.zip [--subject VAK]       schrijft onze eigen synthetische toetsen als pakket
VAK is een van: ${Object.keys(subjectNames).join(', ')}
`;

const OPTIONS = { json: { type: 'boolean' }, data: { type: 'string' }, subject: { type: 'string' } } as const;

type Out = Pick<typeof fileIo, 'out' | 'err'>;

/** `content check|import|export`: packages of QTI items with their tests, calibrations and norms. */
export async function contentCommand(args: readonly string[], io: Out = fileIo): Promise<number> {
  const asked = readArguments(args);
  if (!asked) {
    io.err(USAGE);
    return EXIT.wrongUsage;
  }
  const { verb, path, options } = asked;
  if (verb === 'export') return exportPackage(path, options.subject, io);
  const bytes = await readFile(path).catch(() => null);
  if (!bytes) {
    io.err(`Kan ${path} niet openen.\n`);
    return EXIT.wrongUsage;
  }
  const report = verb === 'check' ? await check(bytes) : await publish(bytes, options.data);
  if (typeof report === 'string') {
    io.err(`${report}\n`);
    return EXIT.refused;
  }
  io.out(options.json ? `${JSON.stringify(report, null, 2)}\n` : inWords(report));
  return report.ok ? EXIT.fine : EXIT.refused;
}

/** What `--json` prints. */
export interface ContentReport {
  readonly ok: boolean;
  readonly package: Pick<ContentPackage, 'code' | 'version' | 'title' | 'source'> | null;
  readonly counts: Readonly<Record<'subjects' | 'tests' | 'forms' | 'items', number>>;
  /** Rows that publishing added; null when nothing was published. All zero: the package was there already. */
  readonly published: Readonly<Record<'tests' | 'forms' | 'items', number>> | null;
  readonly findings: readonly Finding[];
}

function readArguments(args: readonly string[]) {
  try {
    const { positionals, values } = parseArgs({
      args: [...args], options: OPTIONS, strict: true, allowPositionals: true,
    });
    const [verb, path, ...more] = positionals;
    if (path === undefined || more.length > 0) return null;
    return verb === 'check' || verb === 'import' || verb === 'export' ? { verb, path, options: values } : null;
  } catch {
    return null;
  }
}

async function check(bytes: Uint8Array): Promise<ContentReport> {
  const { content, findings } = await judgePackage(bytes);
  return reportOf(content, null, findings);
}

/** Publishes what can be published; a text says why the database cannot be used. */
async function publish(bytes: Uint8Array, dataFolder: string | undefined): Promise<ContentReport | string> {
  const { content, findings } = await judgePackage(bytes);
  if (!content) return reportOf(null, null, findings);
  const opened = await openDatabase(readConfig(process.env, dataFolder === undefined ? {} : { dataFolder }));
  if (!opened.ok) return opened.refusal;
  const database = opened.value;
  try {
    const published = await publishPackage({ doors: openDoors(database), clock: systemClock }, content);
    if (published.ok) return reportOf(content, published.value, findings);
    return { ...reportOf(content, null, [...findings, refusalFinding(published.refusal)]), ok: false };
  } finally {
    await database.close();
  }
}

function refusalFinding(refusal: PublicationRefusal): Finding {
  if (refusal.code === 'unknown-test') {
    return findingOf(contentFindings['CONTENT-RETIRES'], nowhere, `De toets ${refusal.key} is nooit gepubliceerd.`);
  }
  return findingOf(contentFindings['CONTENT-PUBLISHED'], nowhere,
    `De inhoud van ${refusal.key} (${refusal.table}) is al gepubliceerd, en was anders.`);
}

function reportOf(
  content: ContentPackage | null, published: ContentReport['published'], findings: readonly Finding[],
): ContentReport {
  const banks = content?.banks ?? [];
  const sum = (count: (bank: ContentPackage['banks'][number]) => number): number =>
    banks.reduce((total, bank) => total + count(bank), 0);
  return {
    ok: content !== null,
    package: content && { code: content.code, version: content.version, title: content.title, source: content.source },
    counts: {
      subjects: banks.length, tests: sum(({ tests }) => tests.length), forms: sum(({ forms }) => forms.length),
      items: sum(({ items }) => items.length),
    },
    published: published && { tests: published.tests, forms: published.forms, items: published.items },
    findings,
  };
}

function inWords({ ok, package: named, counts, published, findings }: ContentReport): string {
  const lines = findings.map(({ code, severity, path, line, message }) => {
    const place = [path, line === null ? null : `regel ${line}`].filter((part) => part !== null).join(', ');
    return `${severity === 'error' ? 'FOUT' : 'let op'} ${code}${place === '' ? '' : ` (${place})`}: ${message}`;
  });
  if (named) {
    lines.push(`${named.title} (${named.code}, versie ${named.version}; ${named.source})`,
      `${counts.tests} toetsen, ${counts.forms} formulieren, ${counts.items} items.`);
  }
  if (published) {
    const added = published.tests + published.forms + published.items;
    lines.push(added === 0 ? 'Dit pakket was al gepubliceerd; er is niets gewijzigd.' : 'Gepubliceerd.');
  } else if (ok) lines.push('Dit pakket kan worden gepubliceerd.');
  else lines.push('Dit pakket nemen wij niet aan; er is niets gewijzigd.');
  return `${lines.join('\n')}\n`;
}

async function exportPackage(path: string, subject: string | undefined, io: Out): Promise<number> {
  const content = await syntheticPackage(subject);
  if (!content) {
    io.err(`Van ${subject} hebben wij geen eigen toetsen.\n`);
    return EXIT.wrongUsage;
  }
  const packed = await packPackage(content);
  try {
    await writeFile(path, packed, { flag: 'wx' });
  } catch {
    io.err(`Kan ${path} niet schrijven, of het bestaat al.\n`);
    return EXIT.wrongUsage;
  }
  const items = content.banks.reduce((sum, bank) => sum + bank.items.length, 0);
  io.out(`${content.title}: ${items} items, ${packed.length} bytes, in ${path}\n`);
  return EXIT.fine;
}
