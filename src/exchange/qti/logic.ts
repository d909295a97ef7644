import type { Expression, Operator, Scope } from './operator.ts';
import { refuseCardinality, stopScoring } from './operator.ts';
import { isInside } from './mapping.ts';
import { readCoords, readShape } from './declarations.ts';
import { numberAttribute, numbersOf, roundedTo } from './numbers.ts';
import type { Finding } from '../../base/findings.ts';
import type { Point, Value } from './values.ts';
import { atomsOf, sameValue, truth } from './values.ts';

/** True, false, or undefined for NULL. */
function truths(operands: readonly Value[], expression: Expression): (boolean | undefined)[] {
  return operands.map((operand) => {
    if (operand === null) return undefined;
    if (operand.cardinality === 'single' && typeof operand.value === 'boolean') return operand.value;
    const message = `qti-${expression.operator} krijgt iets anders dan waar of niet waar.`;
    return stopScoring('QTI-TYPE', message, expression);
  });
}

function maybe(value: boolean | undefined): Value {
  return value === undefined ? null : truth(value);
}

/** Compares two single numbers; NULL when one of them is NULL. */
function compare(test: (left: number, right: number) => boolean): Operator {
  return (operands, expression) => {
    const numbers = numbersOf(operands, expression, 2);
    if (numbers === null) return null;
    const [left = Number.NaN, right = Number.NaN] = numbers;
    return truth(test(left, right));
  };
}

/** Compares two texts; NULL when one of them is NULL. */
function compareTexts(test: (left: string, right: string, expression: Expression) => boolean): Operator {
  return (operands, expression) => {
    const [left, right] = operands.map((operand) => textOrNull(operand, expression));
    return left === null || right === null || left === undefined || right === undefined
      ? null
      : truth(test(left, right, expression));
  };
}

function textOrNull(value: Value, expression: Expression): string | null {
  if (value === null) return null;
  if (value.cardinality === 'single' && typeof value.value === 'string') return value.value;
  return stopScoring('QTI-TYPE', `qti-${expression.operator} krijgt iets anders dan tekst.`, expression);
}

function folded(text: string, expression: Expression): string {
  return expression.attributes.get('case-sensitive') === 'false' ? text.toLowerCase() : text;
}

/** Operators with a truth value (QTI 3.0 section 5.4). */
export const logicOperators: Readonly<Record<string, Operator>> = {
  and: (operands, expression) => {
    const values = truths(operands, expression);
    return maybe(values.includes(false) ? false : values.includes(undefined) ? undefined : true);
  },
  or: (operands, expression) => {
    const values = truths(operands, expression);
    return maybe(values.includes(true) ? true : values.includes(undefined) ? undefined : false);
  },
  not: (operands, expression) => {
    const [value] = truths(operands, expression);
    return maybe(value === undefined ? undefined : !value);
  },
  'any-n': (operands, expression, scope) => {
    const values = truths(operands, expression);
    const least = numberAttribute('min', expression, scope);
    const most = numberAttribute('max', expression, scope);
    const certain = values.filter((value) => value === true).length;
    const possible = certain + values.filter((value) => value === undefined).length;
    if (certain >= least && possible <= most) return truth(true);
    return possible < least || certain > most ? truth(false) : null;
  },
  'is-null': ([value = null]) =>
    truth(value === null || (value.cardinality === 'single' && value.value === '')),
  match: ([left = null, right = null]) =>
    left === null || right === null ? null : truth(sameValue(left, right)),
  equal: (operands, expression, scope) => equal(operands, expression, scope),
  'equal-rounded': (operands, expression, scope) => {
    const numbers = numbersOf(operands, expression, 2);
    if (numbers === null) return null;
    const [left = null, right = null] = numbers.map((number) => roundedTo(number, expression, scope));
    return left === null || right === null ? null : truth(left === right);
  },
  lt: compare((left, right) => left < right),
  lte: compare((left, right) => left <= right),
  gt: compare((left, right) => left > right),
  gte: compare((left, right) => left >= right),
  'duration-lt': compare((left, right) => left < right),
  'duration-gte': compare((left, right) => left >= right),
  'string-match': compareTexts((left, right, expression) => {
    const [whole, part] = [folded(left, expression), folded(right, expression)];
    return expression.attributes.get('substring') === 'true' ? whole.includes(part) : whole === part;
  }),
  substring: compareTexts((part, whole, expression) =>
    folded(whole, expression).includes(folded(part, expression))),
  'pattern-match': ([value = null], expression) => {
    const text = textOrNull(value, expression);
    return text === null ? null : truth(pattern(expression).test(text));
  },
  inside: ([value = null], expression) => {
    refuseCardinality(value, expression, 'single', 'multiple', 'ordered');
    if (value === null || value.cardinality === 'record') return null;
    const findings: Finding[] = [];
    const shape = readShape({ ...expression, name: 'qti-inside', children: [], span: noSpan }, findings);
    const coords = readCoords({ ...expression, name: 'qti-inside', children: [], span: noSpan });
    return truth(atomsOf(value).some((atom) => isInside(atom as Point, shape, coords)));
  },
};

const noSpan = { start: 0, body: 0, end: 0 } as const;

/** Equal within a tolerance: exact, absolute, or relative (in percent of the first number). */
function equal(operands: readonly Value[], expression: Expression, scope: Scope): Value {
  const numbers = numbersOf(operands, expression, 2);
  if (numbers === null) return null;
  const [first = Number.NaN, second = Number.NaN] = numbers;
  const mode = expression.attributes.get('tolerance-mode') ?? 'exact';
  if (mode === 'exact') return truth(first === second);
  if (mode !== 'absolute' && mode !== 'relative') {
    return stopScoring('QTI-UNSUPPORTED', 'Deze tolerance-mode kennen we niet.', expression);
  }
  const [below, above] = tolerances(expression, scope);
  const lowest = mode === 'absolute' ? first - below : first * (1 - below / 100);
  const highest = mode === 'absolute' ? first + above : first * (1 + above / 100);
  const [low, high] = lowest <= highest ? [lowest, highest] : [highest, lowest];
  const withLow = expression.attributes.get('include-lower-bound') !== 'false';
  const withHigh = expression.attributes.get('include-upper-bound') !== 'false';
  return truth((withLow ? second >= low : second > low) && (withHigh ? second <= high : second < high));
}

function tolerances(expression: Expression, scope: Scope): readonly [number, number] {
  const parts = (expression.attributes.get('tolerance') ?? '').trim().split(/\s+/);
  const [below = Number.NaN, above = below] = parts.map((part) =>
    numberAttribute('tolerance', { ...expression, attributes: new Map([['tolerance', part]]) }, scope));
  return [below, above];
}

/** Patterns are those of XML Schema and match the whole text; authors who add ^ and $ mean the same. */
function pattern(expression: Expression): RegExp {
  try {
    return new RegExp(`^(?:${expression.attributes.get('pattern') ?? ''})$`, 'u');
  } catch {
    return stopScoring('QTI-UNSUPPORTED', 'Dit patroon ondersteunen we niet.', expression);
  }
}
