import { readItem } from './read.ts';
import type { ResponseInputs } from './score.ts';
import { scoreItem } from './score.ts';

/** What a command may touch of the outside world. */
export interface CommandIo {
  readFile(path: string): Promise<Uint8Array>;
  out(text: string): void;
  err(text: string): void;
}

const usage = 'Gebruik: inbeeld qti-score ITEM.xml RESPONSES.json [--dutch-numbers]';

/** `inbeeld qti-score ITEM.xml RESPONSES.json`: prints the outcome variables as one JSON document.
 * @returns exit status: 0 scored; 1 the item or the responses are refused, `{"findings": [...]}` is printed;
 *   2 wrong usage or a file that cannot be opened */
export async function qtiScoreCommand(args: readonly string[], io: CommandIo): Promise<number> {
  const files = args.filter((argument) => !argument.startsWith('--'));
  const unknown = args.filter((argument) => argument.startsWith('--'))
    .filter((argument) => argument !== '--json' && argument !== '--dutch-numbers');
  const [itemPath, responsesPath] = files;
  if (itemPath === undefined || responsesPath === undefined || files.length > 2 || unknown.length > 0) {
    io.err(usage);
    return 2;
  }
  const [itemBytes, responseBytes] = await Promise.all([open(itemPath, io), open(responsesPath, io)]);
  if (itemBytes === null || responseBytes === null) return 2;
  const responses = readResponses(responseBytes);
  if (responses === null) {
    io.err('Het antwoordbestand is geen JSON-object van {identifier: waarde}.');
    io.out(JSON.stringify({ findings: [responsesFinding] }));
    return 1;
  }
  return score(itemBytes, responses, args.includes('--dutch-numbers'), io);
}

function score(itemBytes: Uint8Array, responses: ResponseInputs, dutch: boolean, io: CommandIo): number {
  const read = readItem(itemBytes);
  const numbers = dutch ? 'dutch' : 'standard';
  const scored = read.ok ? scoreItem(read.value.item, responses, { numbers }) : read;
  const findings = scored.ok ? scored.value.findings : scored.refusal;
  for (const { code, line, message } of findings) {
    io.err(line === null ? `${code}: ${message}` : `${code} (regel ${line}): ${message}`);
  }
  io.out(JSON.stringify(scored.ok ? scored.value.outcomes : { findings }, null, 2));
  return scored.ok ? 0 : 1;
}

const responsesFinding = {
  code: 'QTI-RESPONSES-FILE', severity: 'error', blocks: true, line: null, column: null, path: null,
  message: 'Het antwoordbestand is geen JSON-object van {identifier: waarde}.',
} as const;

async function open(path: string, io: CommandIo): Promise<Uint8Array | null> {
  try {
    return await io.readFile(path);
  } catch {
    io.err(`Kan ${path} niet openen.`);
    return null;
  }
}

function readResponses(bytes: Uint8Array): ResponseInputs | null {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
    return isObject ? parsed as ResponseInputs : null;
  } catch {
    return null;
  }
}
