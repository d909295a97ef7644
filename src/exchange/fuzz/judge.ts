import type { Finding } from '../../base/findings.ts';
import type { CheckReport } from '../check/report.ts';
import { perCodeMax } from '../catalogue.ts';
import { catalogues } from '../check/catalogues.ts';
import { checkDocument } from '../check/check.ts';
import { renderReport } from '../check/render.ts';
import { newCheck } from '../check/stream.ts';
import { readEdexml } from '../edexml/read.ts';
import { writeEdexml } from '../edexml/write.ts';
import type { RosterDocument } from '../roster-document.ts';
import { readUwlr } from '../uwlr/read.ts';
import { readResultsReply, readRosterReply } from '../uwlr/replies.ts';

/** Longest that a mutant may keep the readers busy, in milliseconds; a hundred times what is normal. */
const patienceMs = 5000;

/** What is wrong with how we took a document: that something threw, took too long, or contradicts itself.
 * @returns null when the document was taken as it should be, whatever is wrong with it */
export function troubleWith(bytes: Uint8Array): string | null {
  const from = performance.now();
  let trouble: string | null;
  try {
    const report = checkDocument(bytes, 'mutant');
    trouble = troubleInReport(report) ?? troubleInPieces(bytes, report) ?? troubleInReading(bytes, report);
  } catch (error) {
    trouble = `threw ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`;
  }
  const ms = performance.now() - from;
  return trouble ?? (ms > patienceMs ? `took ${Math.round(ms)} ms` : null);
}

const entries = new Map(catalogues.flatMap((catalogue) => Object.entries(catalogue.entries)));

function troubleInReport(report: CheckReport): string | null {
  const { findings, kind } = report;
  const count = new Map<string, number>();
  for (const finding of findings) {
    count.set(finding.code, (count.get(finding.code) ?? 0) + 1);
    const trouble = troubleInFinding(finding);
    if (trouble !== null) return `${finding.code} ${trouble}`;
  }
  for (const [code, times] of count) if (times > perCodeMax + 1) return `${code} is told ${times} times`;
  if (kind === 'unknown' && !findings.some((finding) => finding.blocks)) return 'an unknown document may be taken';
  renderReport(report);
  JSON.stringify(report);
  return null;
}

function troubleInFinding({ code, severity, blocks, line, column, message }: Finding): string | null {
  const entry = entries.get(code);
  if (entry === undefined) return 'is in no catalogue';
  if (entry.severity !== severity || entry.blocks !== blocks) return 'is graver or milder than its catalogue says';
  if (blocks && severity !== 'error') return 'blocks but is no error';
  if (line !== null && line < 1) return `stands on line ${line}`;
  if (column !== null && (column < 1 || line === null)) return `stands in column ${column}`;
  return /\p{Lu}|regel/u.test(message) && message.endsWith('.') ? null : 'does not speak in sentences';
}

/** In pieces of a size that depends on the document, so that borders fall everywhere. */
function troubleInPieces(bytes: Uint8Array, whole: CheckReport): string | null {
  const size = Math.max(1, (bytes.length * 7919) % Math.max(64, bytes.length));
  const check = newCheck('mutant');
  for (let at = 0; at < bytes.length; at += size) if (!check.write(bytes.subarray(at, at + size))) break;
  const same = JSON.stringify(told(check.end())) === JSON.stringify(told(whole));
  return same ? null : `reads otherwise in pieces of ${size}`;
}

/** What broke off the reading is told as and where saxes noticed it, which may be at the end of a piece. */
function told(report: CheckReport): object {
  const findings = report.findings.map((one) => (wherever.has(one.code) ? one.code : one));
  return { ...report, findings };
}

const wherever: ReadonlySet<string> = new Set(['XML-MALFORMED', 'XML-ENTITY', 'XML-TEXT-LENGTH']);

function troubleInReading(bytes: Uint8Array, report: CheckReport): string | null {
  if (report.kind === 'edexml') {
    const { document, findings } = readEdexml(bytes);
    if (findings.some((finding) => finding.blocks)) return null;
    return document === null ? 'no document, and nobody says why' : troubleInRoster(document, true);
  }
  if (!report.kind.startsWith('uwlr')) return null;
  const { message, findings } = readUwlr(bytes);
  const blocked = findings.some((finding) => finding.blocks);
  if (message === null && !blocked) return 'no message, and nobody says why';
  if (!blocked && message?.type === 'roster-answer' && message.answer.kind === 'roster') {
    return troubleInRoster(message.answer.document, message.scope === 'all');
  }
  const replies = [readResultsReply(bytes), readRosterReply(bytes, 'all'), readRosterReply(bytes, 'pupils')];
  return replies.some((reply) => reply.kind === 'answer' && blocked) ? 'an answer that blocks is taken' : null;
}

/** What would be half a delivery: keys that are double, or references to nothing. */
function troubleInRoster(document: RosterDocument, whole: boolean): string | null {
  const { pupils, staff, groups, compositeGroups, sites } = document;
  if (whole && pupils.length === 0) return 'a roster without pupils is taken';
  if (!whole) return null;
  for (const list of [pupils, staff, sites, [...groups, ...compositeGroups]]) {
    if (new Set(list.map(({ key }) => key)).size < list.length) return 'two of a kind have one key';
    if (list.some(({ key }) => key === '' || key.trim() !== key)) return 'a key is empty or has spaces';
  }
  const known = new Set(groups.map(({ key }) => key));
  if (pupils.some(({ groupKey }) => groupKey !== null && !known.has(groupKey))) return 'a pupil is in no group';
  const again = readEdexml(new TextEncoder().encode(writeEdexml(document)));
  return again.findings.some((finding) => finding.blocks) ? 'what was read cannot be written and read again' : null;
}
