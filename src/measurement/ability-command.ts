import type { Finding } from '../base/findings.ts';
import { ok, refuse } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { scoreTable } from '../psychometrics/ability.ts';
import type { AbilityMethod } from '../psychometrics/ability.ts';
import { itemSet } from '../psychometrics/irt.ts';
import { scorePatterns } from '../psychometrics/patterns.ts';
import type { PatternAbilities, Patterns } from '../psychometrics/patterns.ts';
import type { ItemParameters } from '../psychometrics/types.ts';
import { WrongUsage, fault, flagsOf, needed, numberOf, readText, runCommand } from './io.ts';
import type { MeasurementIo } from './io.ts';
import { readParameters } from './parameters.ts';
import type { Parameters } from './parameters.ts';
import { patternsFor } from './patterns-for.ts';
import { readResponses } from './responses.ts';
import type { Responses } from './responses.ts';

const methodUsage = '--method mle|wle|eap [--prior-mean M --prior-sd S]';
const tableUsage = `Gebruik: inbeeld scoretable --parameters P.json [--items a,b,c] ${methodUsage} [--json]`;
const abilityUsage = `Gebruik: inbeeld ability --parameters P.json --responses F.csv [--ignore kolom] ${methodUsage} `
  + '[--json]';

const methodFlags = {
  parameters: { type: 'string' }, method: { type: 'string' }, 'prior-mean': { type: 'string' },
  'prior-sd': { type: 'string' }, json: { type: 'boolean' },
} as const;

/** `inbeeld scoretable`: the ability that belongs to each total that can occur; docs/measurement.md. */
export function scoreTableCommand(args: readonly string[], io: MeasurementIo): Promise<number> {
  return runCommand(io, args.includes('--json'), async () => {
    const flags = flagsOf(args, { ...methodFlags, items: { type: 'string' } }, tableUsage);
    const parameters = await openParameters(io, needed(flags.parameters, 'parameters', tableUsage));
    const method = methodOf(flags, 'scores', tableUsage);
    if (!parameters.ok) return parameters;
    if (parameters.value.kind === 'slopes') {
      return refuse([fault('MEAS-NO-SCORE-TABLE', 'Met vrije hellingen (a) hoort bij een score niet een vaste '
        + 'vaardigheid: er bestaat geen scoretabel. Gebruik ability.')]);
    }
    const items = chosen(parameters.value.items, flags.items?.split(','));
    if (!items.ok) return items;
    const { rows } = scoreTable(itemSet(items.value), method);
    const document = {
      method: method.kind, score: rows.map(({ score }) => score),
      theta: rows.map(({ theta }) => theta), se: rows.map(({ se }) => se),
    };
    return ok(flags.json ? JSON.stringify(document, null, 2) : columns(['score', 'theta', 'fout'],
      rows.map(({ score, theta, se }) => [String(score), shown(theta), shown(se)])));
  });
}

/** `inbeeld ability`: the ability of every person; docs/measurement.md. */
export function abilityCommand(args: readonly string[], io: MeasurementIo): Promise<number> {
  return runCommand(io, args.includes('--json'), async () => {
    const flags = flagsOf(args, {
      ...methodFlags, responses: { type: 'string' }, ignore: { type: 'string' },
    }, abilityUsage);
    const [parametersPath, responsesPath] = (['parameters', 'responses'] as const)
      .map((flag) => needed(flags[flag], flag, abilityUsage));
    const parameters = await openParameters(io, parametersPath!);
    if (!parameters.ok) return parameters;
    const method = methodOf(flags, parameters.value.kind, abilityUsage);
    const text = await readText(io, responsesPath!);
    if (!text.ok) return text;
    const responses = readResponses(text.value, flags.ignore?.split(',') ?? []);
    if (!responses.ok) return responses;
    const patterns = patternsFor(parameters.value, responses.value);
    if (!patterns.ok) return patterns;
    const abilities = scorePatterns(itemSet(patterns.value.items), patterns.value.patterns, method);
    const persons = personsOf(responses.value, patterns.value.patterns, abilities);
    return ok(flags.json ? `{"persons":[\n${persons.map((person) => JSON.stringify(person)).join(',\n')}\n]}`
      : columns(['persoon', 'boekje', 'score', 'theta', 'fout'], persons.map((person) =>
        [person.person_id, person.booklet_id, shown(person.score), shown(person.theta), shown(person.se)])));
  });
}

/** Opens a parameter file. */
export async function openParameters(
  io: MeasurementIo, path: string,
): Promise<Result<Parameters, readonly Finding[]>> {
  const text = await readText(io, path);
  return text.ok ? readParameters(path, text.value) : text;
}

/** The error of weighted likelihood follows dexter where scores are whole and most texts, 1/sqrt(I), where
 * slopes are free: as the reference programs for either. */
function methodOf(
  flags: { readonly method?: string; readonly 'prior-mean'?: string; readonly 'prior-sd'?: string },
  kind: Parameters['kind'], usage: string,
): AbilityMethod {
  const mean = numberOf(flags['prior-mean'], 'prior-mean', 0);
  const sd = numberOf(flags['prior-sd'], 'prior-sd', 1);
  const given = flags['prior-mean'] !== undefined || flags['prior-sd'] !== undefined;
  if (given && flags.method !== 'eap') throw new WrongUsage(`Een prior hoort bij --method eap.\n${usage}`);
  if (!(sd > 0)) throw new WrongUsage('--prior-sd is boven 0.');
  switch (flags.method) {
    case 'mle': return { kind: 'mle' };
    case 'wle': return { kind: 'wle', se: kind === 'scores' ? 'dexter' : 'information' };
    case 'eap': return { kind: 'eap', prior: { mean, sd } };
    default: throw new WrongUsage(usage);
  }
}

function chosen(
  items: readonly ItemParameters[], ids: readonly string[] | undefined,
): Result<readonly ItemParameters[], readonly Finding[]> {
  if (!ids) return ok(items);
  const absent = ids.find((id) => !items.some((item) => item.itemId === id));
  if (absent !== undefined) {
    return refuse([fault('MEAS-UNKNOWN-ITEM', `Opgave "${absent}" staat niet bij de parameters.`)]);
  }
  return ok(items.filter((item) => ids.includes(item.itemId)));
}

interface PersonAbility {
  readonly person_id: string;
  readonly booklet_id: string;
  /** Null for a person who took nothing. */
  readonly score: number | null;
  readonly theta: number | null;
  readonly se: number | null;
}

function personsOf(
  { personIds, bookletIds }: Responses, { categories, persons }: Patterns, abilities: PatternAbilities,
): PersonAbility[] {
  const width = categories.length / Math.max(1, persons);
  const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
  return personIds.map((personId, row) => ({
    person_id: personId, booklet_id: bookletIds[row]!,
    score: categories.subarray(row * width, (row + 1) * width).some((category) => category >= 0)
      ? abilities.scores[row]! : null,
    theta: finite(abilities.thetas[row]!), se: finite(abilities.ses[row]!),
  }));
}

function shown(value: number | null): string {
  if (value === null) return '-';
  return Number.isInteger(value) ? String(value) : value.toFixed(4);
}

function columns(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((name, at) => rows.reduce((most, row) => Math.max(most, row[at]!.length), name.length));
  return [head, ...rows].map((row) => row.map((cell, at) => cell.padStart(widths[at]!)).join('  ')).join('\n');
}
