import { ok, refuse } from '../base/result.ts';
import { calibrate } from '../psychometrics/calibrate.ts';
import { countMatrix } from '../psychometrics/counts.ts';
import { difBetween } from '../psychometrics/dif.ts';
import { itemSet } from '../psychometrics/irt.ts';
import { itemFit } from '../psychometrics/item-fit.ts';
import { openParameters } from './ability-command.ts';
import { fault, flagsOf, needed, numberOf, readText, runCommand } from './io.ts';
import type { MeasurementIo } from './io.ts';
import { calibrationFault } from './nl.ts';
import { patternsFor } from './patterns-for.ts';
import { readResponses } from './responses.ts';

const fitUsage = 'Gebruik: inbeeld itemfit --parameters P.json --responses F.csv [--ignore kolom] [--groups N] '
  + '[--json]';
const difUsage = 'Gebruik: inbeeld dif --responses F.csv --group kolom [--ignore kolom] [--json]';

/** `inbeeld itemfit`: observed against expected score of each item by groups of ability; docs/measurement.md. */
export function itemFitCommand(args: readonly string[], io: MeasurementIo): Promise<number> {
  return runCommand(io, true, async () => {
    const flags = flagsOf(args, {
      parameters: { type: 'string' }, responses: { type: 'string' }, ignore: { type: 'string' },
      groups: { type: 'string' }, json: { type: 'boolean' },
    }, fitUsage);
    const parameters = await openParameters(io, needed(flags.parameters, 'parameters', fitUsage));
    if (!parameters.ok) return parameters;
    if (parameters.value.kind === 'slopes') {
      const message = 'Deze toets vraagt hele gewichten; deze parameters hebben een vrije a.';
      return refuse([fault('MEAS-FIT-SLOPES', message)]);
    }
    const text = await readText(io, needed(flags.responses, 'responses', fitUsage));
    if (!text.ok) return text;
    const responses = readResponses(text.value, flags.ignore?.split(',') ?? []);
    if (!responses.ok) return responses;
    const patterns = patternsFor(parameters.value, responses.value);
    if (!patterns.ok) return patterns;
    const groups = Math.max(2, Math.trunc(numberOf(flags.groups, 'groups', 5)));
    const fits = itemFit(itemSet(patterns.value.items), patterns.value.patterns, groups);
    return ok(JSON.stringify({
      items: fits.map(({ itemId, n, chiSquare, df, p, rmsd, groups: cells }) =>
        ({ item_id: itemId, n, chi_square: chiSquare, df, p, rmsd, groups: cells })),
    }, null, 2));
  });
}

/** `inbeeld dif`: whether items work differently in the two groups of a column; docs/measurement.md. The
 * groups are taken in alphabetical order, as dexter does. */
export function difCommand(args: readonly string[], io: MeasurementIo): Promise<number> {
  return runCommand(io, true, async () => {
    const flags = flagsOf(args, {
      responses: { type: 'string' }, group: { type: 'string' }, ignore: { type: 'string' },
      json: { type: 'boolean' },
    }, difUsage);
    const group = needed(flags.group, 'group', difUsage);
    const text = await readText(io, needed(flags.responses, 'responses', difUsage));
    if (!text.ok) return text;
    const responses = readResponses(text.value, [...new Set([group, ...flags.ignore?.split(',') ?? []])]);
    if (!responses.ok) return responses;
    const of = responses.value.others.get(group)!;
    const labels = [...new Set(of)].toSorted();
    if (labels.length !== 2) {
      return refuse([fault('MEAS-DIF-GROUPS', `De kolom ${group} heeft ${labels.length} waarden, niet 2.`)]);
    }
    const rows = Int32Array.from(of.keys());
    const calibrations = labels.map((label) =>
      calibrate(countMatrix(responses.value.matrix, rows.filter((row) => of[row] === label))));
    const [first, second] = calibrations;
    for (const [at, result] of calibrations.entries()) {
      if (result.ok) continue;
      const { code, message } = calibrationFault(result.refusal);
      return refuse([fault(code, `Groep ${labels[at]}: ${message}`)]);
    }
    if (!first?.ok || !second?.ok) return refuse([]);
    const keys = [first, second].map(({ calibration }) =>
      calibration.rows.map(({ itemId, itemScore }) => `${itemId} ${itemScore}`));
    const odd = keys[0]!.find((key) => !keys[1]!.includes(key)) ?? keys[1]!.find((key) => !keys[0]!.includes(key));
    if (odd !== undefined) {
      return refuse([fault('MEAS-DIF-CATEGORY', `Opgave en score ${odd} komen maar in een van de groepen voor.`)]);
    }
    const { labels: cells, overall, differences, deviates } = difBetween(first.calibration, second.calibration);
    const lines = ({ size, values }: { size: number; values: Float64Array }): number[][] =>
      Array.from({ length: size }, (_, row) => Array.from(values.subarray(row * size, (row + 1) * size)));
    return ok(JSON.stringify({
      group_labels: labels,
      labels: cells.map(({ itemId, itemScore }) => ({ item_id: itemId, item_score: itemScore })),
      overall: { stat: overall.chiSquare, df: overall.df, p: overall.p },
      delta_R: lines(differences), D: lines(deviates),
    }, null, 2));
  });
}
