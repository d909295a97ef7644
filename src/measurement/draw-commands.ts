import { ok, refuse } from '../base/result.ts';
import { itemSet } from '../psychometrics/irt.ts';
import { drawPlausibleValues } from '../psychometrics/plausible.ts';
import { seededRandom } from '../psychometrics/random.ts';
import { drawItemScores } from '../psychometrics/simulate.ts';
import { groupByItemsTaken, takenSet } from '../psychometrics/taken-items.ts';
import { asTheta } from '../psychometrics/types.ts';
import { openParameters } from './ability-command.ts';
import { WrongUsage, fault, flagsOf, needed, numberOf, readText, runCommand, writeText } from './io.ts';
import type { MeasurementIo } from './io.ts';
import { patternsFor } from './patterns-for.ts';
import { readResponses } from './responses.ts';

const plausibleUsage = 'Gebruik: inbeeld plausible --parameters P.json --responses F.csv [--ignore kolom] [--draws N] '
  + '[--seed WOORD] [--json]';
const simulateUsage = 'Gebruik: inbeeld simulate --parameters P.json --persons N [--mean M --sd S] [--seed WOORD] '
  + '[--out F.csv]';

/** `inbeeld plausible`: abilities drawn for each person from what his score and his population say;
 * docs/measurement.md. Persons who took nothing are left out. */
export function plausibleCommand(args: readonly string[], io: MeasurementIo): Promise<number> {
  return runCommand(io, true, async () => {
    const flags = flagsOf(args, {
      parameters: { type: 'string' }, responses: { type: 'string' }, ignore: { type: 'string' },
      draws: { type: 'string' }, seed: { type: 'string', default: '1' }, json: { type: 'boolean' },
    }, plausibleUsage);
    const draws = wholeOf(flags.draws, 'draws', 5);
    const parameters = await openParameters(io, needed(flags.parameters, 'parameters', plausibleUsage));
    if (!parameters.ok) return parameters;
    const text = await readText(io, needed(flags.responses, 'responses', plausibleUsage));
    if (!text.ok) return text;
    const responses = readResponses(text.value, flags.ignore?.split(',') ?? []);
    if (!responses.ok) return responses;
    const patterns = patternsFor(parameters.value, responses.value);
    if (!patterns.ok) return patterns;
    const set = itemSet(patterns.value.items);
    const { scores, groups } = groupByItemsTaken(set, patterns.value.patterns);
    const taken = groups.filter(({ items }) => items.length > 0);
    const rows = taken.flatMap((group, booklet) => Array.from(group.rows, (row) => ({ row, booklet })))
      .toSorted((left, right) => left.row - right.row);
    if (rows.length < 3) return refuse([fault('MEAS-FEW-PERSONS', 'Een populatie vraagt ten minste 3 personen.')]);
    const { values, populations } = drawPlausibleValues({
      booklets: taken.map((group) => takenSet(set, group)),
      booklet: Int32Array.from(rows, ({ booklet }) => booklet),
      score: Float64Array.from(rows, ({ row }) => scores[row]!), population: new Int32Array(rows.length),
    }, { draws, seed: flags.seed });
    const { personIds, bookletIds } = responses.value;
    return ok(JSON.stringify({
      seed: flags.seed, populations: populations.map(([population]) => population),
      persons: rows.map(({ row }, at) => ({
        person_id: personIds[row], booklet_id: bookletIds[row], score: scores[row],
        values: Array.from({ length: draws }, (_, draw) => values[draw * rows.length + at]),
      })),
    }));
  });
}

/** `inbeeld simulate`: answers of invented persons from a normal population; docs/measurement.md. */
export function simulateCommand(args: readonly string[], io: MeasurementIo): Promise<number> {
  return runCommand(io, false, async () => {
    const flags = flagsOf(args, {
      parameters: { type: 'string' }, persons: { type: 'string' }, mean: { type: 'string' }, sd: { type: 'string' },
      seed: { type: 'string', default: '1' }, out: { type: 'string' },
    }, simulateUsage);
    const persons = wholeOf(needed(flags.persons, 'persons', simulateUsage), 'persons', 0);
    const [mean, sd] = [numberOf(flags.mean, 'mean', 0), numberOf(flags.sd, 'sd', 1)];
    if (!(sd >= 0)) throw new WrongUsage('--sd is niet onder 0.');
    const parameters = await openParameters(io, needed(flags.parameters, 'parameters', simulateUsage));
    if (!parameters.ok) return parameters;
    const { kind, items } = parameters.value;
    const set = itemSet(items);
    const random = seededRandom(flags.seed);
    const shown = items.map(({ categories }) =>
      new Map(categories.map(({ score }, at) => [score, kind === 'slopes' ? at + 1 : score])));
    const lines = Array.from({ length: persons }, (_, person) => {
      const scores = drawItemScores(set, asTheta(random.normal(mean, sd)), random);
      return [`s${person + 1}`, ...scores.map((score, item) => shown[item]!.get(score) ?? 0)].join(',');
    });
    const quoted = (id: string): string => (/[",\n]/.test(id) ? `"${id.replaceAll('"', '""')}"` : id);
    const csv = `${[['person_id', ...set.itemIds.map(quoted)].join(','), ...lines].join('\n')}\n`;
    if (flags.out === undefined) return ok(csv);
    await writeText(io, flags.out, csv);
    return ok(`${persons} verzonnen personen staan in ${flags.out}.`);
  });
}

function wholeOf(value: string | undefined, flag: string, otherwise: number): number {
  const number = numberOf(value, flag, otherwise);
  if (!Number.isSafeInteger(number) || number < 1) throw new WrongUsage(`--${flag} is een heel getal vanaf 1.`);
  return number;
}
