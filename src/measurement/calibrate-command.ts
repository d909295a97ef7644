import type { Finding } from '../base/findings.ts';
import { ok, refuse } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { calibrate } from '../psychometrics/calibrate.ts';
import { countMatrix } from '../psychometrics/counts.ts';
import type { ResponseMatrix } from '../psychometrics/counts.ts';
import type { ItemParameters, ParameterRow } from '../psychometrics/types.ts';
import { marginalDocument } from './calibrate-marginal.ts';
import { writeDexterCsv } from './dexter-csv.ts';
import { WrongUsage, fault, flagsOf, needed, readText, runCommand, writeText } from './io.ts';
import type { MeasurementIo } from './io.ts';
import { calibrationFault } from './nl.ts';
import { readParameters } from './parameters.ts';
import { readResponses } from './responses.ts';

const usage = 'Gebruik: inbeeld calibrate --responses F.csv [--fixed P.json] [--ignore kolom,kolom] '
  + '[--model enorm|rasch|2pl|gpcm] [--method cml|mml] [--json] [--out P.json|P.csv]';

/** What `calibrate` prints and the other commands read. */
export interface ParameterDocument {
  readonly model: string;
  readonly method: string;
  readonly items: readonly object[];
  readonly loglik: number;
  readonly df: number;
  readonly iterations: number;
}

/** `inbeeld calibrate`: item parameters from scored answers; docs/measurement.md.
 * @returns exit status: 0 calibrated; 1 refused; 2 wrong usage or a file that cannot be opened */
export function calibrateCommand(args: readonly string[], io: MeasurementIo): Promise<number> {
  return runCommand(io, args.includes('--json'), async () => {
    const flags = flagsOf(args, {
      responses: { type: 'string' }, fixed: { type: 'string' }, ignore: { type: 'string' },
      model: { type: 'string', default: 'enorm' }, method: { type: 'string' },
      json: { type: 'boolean' }, out: { type: 'string' },
    }, usage);
    const method = methodFor(flags);
    const text = await readText(io, needed(flags.responses, 'responses', usage));
    if (!text.ok) return text;
    const responses = readResponses(text.value, flags.ignore?.split(',') ?? []);
    if (!responses.ok) return responses;
    const fixed = flags.fixed === undefined ? ok([]) : await readFixed(io, flags.fixed);
    if (!fixed.ok) return fixed;
    const { matrix } = responses.value;
    const unlike = ['rasch', '2pl'].includes(flags.model) ? notRightOrWrong(matrix) : [];
    if (unlike.length > 0) return refuse(unlike);
    const made = method === 'mml' ? marginalDocument(flags.model, matrix)
      : conditionalDocument(flags.model, matrix, fixed.value);
    if (!made.ok) return made;
    if (flags.out !== undefined) await writeText(io, flags.out, writtenAs(flags.out, made.value));
    return ok(flags.json ? JSON.stringify(made.value, null, 2) : table(made.value));
  });
}

/** CML where it exists, unless asked otherwise. */
function methodFor(flags: { readonly model: string; readonly method?: string; readonly fixed?: string }): string {
  if (!['enorm', 'rasch', '2pl', 'gpcm'].includes(flags.model)) throw new WrongUsage(usage);
  const free = flags.model === '2pl' || flags.model === 'gpcm';
  const method = flags.method ?? (free ? 'mml' : 'cml');
  if (method !== 'mml' && (method !== 'cml' || free)) throw new WrongUsage(usage);
  if (method === 'mml' && flags.fixed !== undefined) {
    throw new WrongUsage(`--fixed gaat alleen met --method cml.\n${usage}`);
  }
  return method;
}

async function readFixed(
  io: MeasurementIo, path: string,
): Promise<Result<readonly ItemParameters[], readonly Finding[]>> {
  const text = await readText(io, path);
  if (!text.ok) return text;
  const parameters = readParameters(path, text.value);
  if (!parameters.ok) return parameters;
  if (parameters.value.kind === 'scores') return ok(parameters.value.items);
  return refuse([fault('MEAS-FIXED-SLOPES', 'Vaste parameters met een vrije helling (a) passen niet bij CML.')]);
}

function notRightOrWrong({ itemIds, scores }: ResponseMatrix): Finding[] {
  const at = scores.findIndex((score: number) => score > 1);
  if (at < 0) return [];
  const itemId = itemIds[at % itemIds.length]!;
  return [fault('MEAS-NOT-DICHOTOMOUS', `Opgave ${itemId} heeft score ${scores[at]}; dit model kent 0 en 1.`)];
}

function conditionalDocument(
  model: string, matrix: ResponseMatrix, fixed: readonly ItemParameters[],
): Result<ParameterDocument, readonly Finding[]> {
  const result = calibrate(countMatrix(matrix), fixed);
  if (!result.ok) return refuse([calibrationFault(result.refusal)]);
  const { rows, logLikelihood: loglik, df, iterations } = result.calibration;
  const items = rows.toSorted(byItemAndScore).map(({ itemId, itemScore, n, beta, seBeta }) =>
    ({ item_id: itemId, item_score: itemScore, n, beta, se_beta: seBeta }));
  return ok({ model, method: 'cml', items, loglik, df, iterations });
}

function byItemAndScore(left: ParameterRow, right: ParameterRow): number {
  if (left.itemId !== right.itemId) return left.itemId < right.itemId ? -1 : 1;
  return left.itemScore - right.itemScore;
}

function writtenAs(path: string, document: ParameterDocument): string {
  if (!path.toLowerCase().endsWith('.csv')) return `${JSON.stringify(document, null, 2)}\n`;
  const free = document.items.some((item) => 'a' in item);
  if (free) throw new WrongUsage('Een tabel van dexter heeft geen hellingen: kies --out P.json.');
  return writeDexterCsv(document.items);
}

/** The items as a table for a person: a column a field, numbers to four decimals. */
function table({ model, method, items, loglik, df, iterations }: ParameterDocument): string {
  const shown = (value: unknown): string => {
    if (Array.isArray(value)) return value.map(shown).join(' ');
    return typeof value === 'number' && !Number.isInteger(value) ? value.toFixed(4) : String(value);
  };
  const rows = [Object.keys(items[0]!), ...items.map((item) => Object.values(item).map(shown))];
  const widths = rows[0]!.map((_, at) => rows.reduce((most, row) => Math.max(most, row[at]!.length), 0));
  return [
    `${model}, ${method}: ln L = ${loglik.toFixed(4)}, df = ${df}, ${iterations} stappen`,
    ...rows.map((row) => row.map((cell, at) => cell.padStart(widths[at]!)).join('  ')),
  ].join('\n');
}
