import type { Finding } from '../base/findings.ts';
import { ok, refuse } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { calibrate } from '../psychometrics/calibrate.ts';
import type { Calibration } from '../psychometrics/calibrate.ts';
import { countMatrix } from '../psychometrics/counts.ts';
import type { ResponseMatrix } from '../psychometrics/counts.ts';
import type { ItemParameters } from '../psychometrics/types.ts';
import { writeDexterCsv } from './dexter-csv.ts';
import { WrongUsage, fault, flagsOf, needed, readText, runCommand, writeText } from './io.ts';
import type { MeasurementIo } from './io.ts';
import { calibrationFault } from './nl.ts';
import { readParameters } from './parameters.ts';
import { readResponses } from './responses.ts';

const usage = 'Gebruik: inbeeld calibrate --responses F.csv [--fixed P.json] [--ignore kolom,kolom] '
  + '[--model enorm|rasch] [--json] [--out P.json|P.csv]';

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
      model: { type: 'string', default: 'enorm' }, method: { type: 'string', default: 'cml' },
      json: { type: 'boolean' }, out: { type: 'string' },
    }, usage);
    if (!['enorm', 'rasch'].includes(flags.model) || flags.method !== 'cml') throw new WrongUsage(usage);
    const text = await readText(io, needed(flags.responses, 'responses', usage));
    if (!text.ok) return text;
    const responses = readResponses(text.value, flags.ignore?.split(',') ?? []);
    if (!responses.ok) return responses;
    const fixed = flags.fixed === undefined ? ok([]) : await readFixed(io, flags.fixed);
    if (!fixed.ok) return fixed;
    const unlike = flags.model === 'rasch' ? notRasch(responses.value.matrix) : [];
    if (unlike.length > 0) return refuse(unlike);
    const result = calibrate(countMatrix(responses.value.matrix), fixed.value);
    if (!result.ok) return refuse([calibrationFault(result.refusal)]);
    const { calibration } = result;
    const document = documentOf(flags.model, calibration);
    if (flags.out?.toLowerCase().endsWith('.csv')) {
      await writeText(io, flags.out, writeDexterCsv(sorted(calibration)));
    } else if (flags.out !== undefined) {
      await writeText(io, flags.out, `${JSON.stringify(document, null, 2)}\n`);
    }
    return ok(flags.json ? JSON.stringify(document, null, 2) : table(document, calibration));
  });
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

function notRasch({ itemIds, scores }: ResponseMatrix): Finding[] {
  const at = scores.findIndex((score: number) => score > 1);
  if (at < 0) return [];
  const itemId = itemIds[at % itemIds.length]!;
  return [fault('MEAS-NOT-RASCH', `Opgave ${itemId} heeft score ${scores[at]}; het Raschmodel kent 0 en 1.`)];
}

function documentOf(model: string, calibration: Calibration): ParameterDocument {
  const items = sorted(calibration).map(({ itemId, itemScore, n, beta, seBeta }) =>
    ({ item_id: itemId, item_score: itemScore, n, beta, se_beta: seBeta }));
  const { logLikelihood: loglik, df, iterations } = calibration;
  return { model, method: 'cml', items, loglik, df, iterations };
}

/** By item and score, as the reference files are. */
function sorted({ rows }: Calibration): Calibration['rows'] {
  return rows.toSorted((left, right) => left.itemId < right.itemId ? -1 : left.itemId > right.itemId ? 1
    : left.itemScore - right.itemScore);
}

function table({ model, loglik, df, iterations }: ParameterDocument, calibration: Calibration): string {
  const rows = sorted(calibration);
  const width = Math.max(6, ...rows.map(({ itemId }) => itemId.length));
  const lines = rows.map(({ itemId, itemScore, n, beta, seBeta }) => [
    itemId.padEnd(width), String(itemScore).padStart(5), String(n).padStart(8),
    beta.toFixed(4).padStart(9), (seBeta === 0 ? 'vast' : seBeta.toFixed(4)).padStart(8),
  ].join(' '));
  return [
    `${model}, conditionele aannemelijkheid: ln L = ${loglik.toFixed(4)}, df = ${df}, ${iterations} stappen`,
    ['opgave'.padEnd(width), 'score', 'personen', '     beta', '    fout'].join(' '), ...lines,
  ].join('\n');
}
