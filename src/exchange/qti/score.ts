import type { Finding } from '../../base/findings.ts';
import type { Result } from '../../base/result.ts';
import { ok, refuse } from '../../base/result.ts';
import type { ResponseDeclaration } from './declarations.ts';
import type { Scope } from './operator.ts';
import { ScoringStop } from './operator.ts';
import type { QtiItem } from './read.ts';
import { runRules } from './rules.ts';
import { qtiFinding } from './tree.ts';
import type { Atom, BaseType, SingleValue, Value } from './values.ts';
import { atomsOf, container, isBaseType, isNumeric, parseAtom, printAtom, single } from './values.ts';

/** One answer as it travels: a text, number or truth value; a list for containers; named fields for a
 * record. */
export type ResponseInput =
  | string | number | boolean | null | readonly ResponseInput[] | { readonly [field: string]: ResponseInput };

/** Answers of one item by response identifier; an absent one is NULL. */
export type ResponseInputs = Readonly<Record<string, ResponseInput>>;

/** Outcome variables by identifier: a number, text or truth value, a list, a record or null. */
export type OutcomeOutput = string | number | boolean | null | readonly OutcomeOutput[] | {
  readonly [field: string]: OutcomeOutput;
};

/** How answers are read; the standard's way unless said otherwise. */
export interface ScoreOptions {
  /** `dutch` also reads 2,5 and 1.250 and 12 500 as numbers in responses of a number type. Ours, not in
   * QTI. */
  readonly numbers?: 'standard' | 'dutch';
}

/** What scoring an item gave. */
export interface ItemOutcomes {
  readonly outcomes: Readonly<Record<string, OutcomeOutput>>;
  /** Notes and warnings, e.g. a response that does not fit its declaration; never holds the answer. */
  readonly findings: readonly Finding[];
}

/** Scores an item by its own response processing. The same item and answers give the same outcomes, always.
 * @returns every declared outcome (and completionStatus where the item sets it), or the findings that make a
 *   score impossible: an operator we do not support, or a fault of the item. Never a silent 0. */
export function scoreItem(
  item: QtiItem, responses: ResponseInputs, options: ScoreOptions = {},
): Result<ItemOutcomes, readonly Finding[]> {
  const findings: Finding[] = [];
  if (item.hasTemplateProcessing) {
    const message = 'Items met template-processing ondersteunen we niet.';
    return refuse([qtiFinding('QTI-UNSUPPORTED', message, null)]);
  }
  const scope: Scope = { item, values: initialValues(item, responses, options, findings) };
  if (item.processing === null) {
    findings.push(qtiFinding('QTI-NO-PROCESSING', 'Dit item heeft geen responsverwerking.', null, 'note'));
  }
  try {
    runRules(item.processing ?? [], scope);
  } catch (error) {
    if (error instanceof ScoringStop) return refuse([...findings, error.finding]);
    throw error;
  }
  const names = [...item.outcomes.keys()];
  if (!names.includes('completionStatus') && scope.values.get('completionStatus') !== unknownStatus) {
    names.push('completionStatus');
  }
  const printed = names.map((name) => [name, printValue(scope.values.get(name) ?? null)] as const);
  return ok({ outcomes: Object.fromEntries(printed), findings });
}

const unknownStatus = single('identifier', 'unknown');

function initialValues(
  item: QtiItem, inputs: ResponseInputs, options: ScoreOptions, findings: Finding[],
): Map<string, Value> {
  const values = new Map<string, Value>([
    ['completionStatus', unknownStatus],
    ['numAttempts', single('integer', 1)],
    ['duration', single('duration', 0)],
  ]);
  for (const [identifier, declaration] of item.templates) values.set(identifier, declaration.defaultValue);
  for (const [identifier, declaration] of item.outcomes) {
    // QTI 3.0, qti-outcome-declaration: NULL without default, except that a single number starts at 0.
    const { cardinality, baseType, defaultValue } = declaration;
    const startsAtZero = cardinality === 'single' && baseType !== null && isNumeric(baseType);
    values.set(identifier, defaultValue ?? (startsAtZero ? single(baseType, 0) : null));
  }
  for (const [identifier, declaration] of item.responses) {
    const input = Object.hasOwn(inputs, identifier) ? inputs[identifier] ?? null : null;
    values.set(identifier, readResponse(input, declaration, options, findings));
  }
  for (const identifier of Object.keys(inputs)) {
    if (!item.responses.has(identifier)) {
      const message = 'Er is een respons gegeven die het item niet kent.';
      findings.push(qtiFinding('QTI-RESPONSE-UNKNOWN', message, null, 'warning'));
    }
  }
  return values;
}

/** The answer as a value of the declared kind. An empty text is NULL; so is what does not fit, with a
 * note. */
function readResponse(
  input: ResponseInput, declaration: ResponseDeclaration, options: ScoreOptions, findings: Finding[],
): Value {
  const { cardinality, baseType, identifier } = declaration;
  const misfit = (): null => {
    const message = `Een antwoord bij ${identifier} past niet bij de declaratie en telt als leeg.`;
    findings.push(qtiFinding('QTI-RESPONSE', message, null, 'note'));
    return null;
  };
  if (input === null || input === '') return null;
  if (cardinality === 'record') return isRecord(input) ? readFields(input) : misfit();
  if (baseType === null || isRecord(input)) return misfit();
  const list = isList(input) ? input.filter((entry) => entry !== null && entry !== '') : [input];
  const atoms: Atom[] = [];
  for (const entry of list) {
    const atom = typeof entry === 'object' ? undefined : readAtom(String(entry), baseType, options);
    if (atom === undefined) return misfit();
    atoms.push(atom);
  }
  if (cardinality !== 'single') return container(cardinality, baseType, atoms);
  const [first, ...more] = atoms;
  if (more.length > 0) return misfit();
  return first === undefined ? null : single(baseType, first);
}

function isList(input: ResponseInput): input is readonly ResponseInput[] {
  return Array.isArray(input);
}

function isRecord(input: ResponseInput): input is { readonly [field: string]: ResponseInput } {
  return typeof input === 'object' && input !== null && !isList(input);
}

function readAtom(text: string, baseType: BaseType, options: ScoreOptions): Atom | undefined {
  const dutchNumber = options.numbers === 'dutch' && isNumeric(baseType);
  return parseAtom(dutchNumber ? undutch(text, baseType) : text, baseType);
}

/** A number as Dutch children write it, in the form of the standard: 2,5 becomes 2.5, 12 500 becomes 12500.
 * A point before three digits means thousands in a whole number; in a decimal number only beside a comma. */
export function undutch(text: string, baseType: BaseType): string {
  const tight = text.replaceAll(/[\s\u00a0\u202f]/g, '');
  const grouped = /^[+-]?\d{1,3}(\.\d{3})+(,\d+)?$/.test(tight);
  const thousands = grouped && (baseType === 'integer' || tight.includes(','));
  return (thousands ? tight.replaceAll('.', '') : tight).replace(',', '.');
}

function readFields(input: { readonly [field: string]: ResponseInput }): Value {
  const fields = new Map<string, SingleValue>();
  for (const [name, entry] of Object.entries(input)) {
    // A field may say its base type ({baseType, value}); else it follows from the JSON value.
    const typed = isRecord(entry) ? entry : { baseType: baseTypeOf(entry), value: entry };
    const { baseType, value } = typed;
    if (typeof baseType !== 'string' || !isBaseType(baseType)) continue;
    const atom = value === null || typeof value === 'object' ? undefined : parseAtom(String(value), baseType);
    if (atom !== undefined) fields.set(name, single(baseType, atom));
  }
  return fields.size === 0 ? null : { cardinality: 'record', fields };
}

function baseTypeOf(input: ResponseInput): BaseType {
  if (typeof input === 'boolean') return 'boolean';
  if (typeof input !== 'number') return 'string';
  return Number.isInteger(input) ? 'integer' : 'float';
}

function printValue(value: Value): OutcomeOutput {
  if (value === null) return null;
  if (value.cardinality === 'record') {
    return Object.fromEntries([...value.fields].map(([name, field]) => [name, printValue(field)]));
  }
  const atoms = atomsOf(value).map(printable);
  return value.cardinality === 'single' ? atoms[0] ?? null : atoms;
}

// JSON has no infinity: it is written as XML Schema does.
function printable(atom: Atom): string | number | boolean {
  if (typeof atom === 'number' && !Number.isFinite(atom)) return atom > 0 ? 'INF' : '-INF';
  if (typeof atom === 'number') return atom;
  return typeof atom === 'boolean' ? atom : printAtom(atom);
}
