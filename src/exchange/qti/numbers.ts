import type { Expression, Operator, Scope } from './operator.ts';
import { stopScoring, valueOf } from './operator.ts';
import type { Value } from './values.ts';
import { atomsOf, single } from './values.ts';

/** The numbers of all operands in order, containers laid out; NULL when an operand is NULL.
 * @param count how many single operands the operator takes; containers are refused when it is given */
export function numbersOf(
  operands: readonly Value[], expression: Expression, count?: number,
): number[] | null {
  if (operands.includes(null)) return null;
  const numbers = operands.flatMap((operand) => {
    if (operand === null || operand.cardinality === 'record') return [Number.NaN];
    if (count !== undefined && operand.cardinality !== 'single') return [Number.NaN];
    return atomsOf(operand).map((atom) => (typeof atom === 'number' ? atom : Number.NaN));
  });
  if (numbers.some(Number.isNaN) || (count !== undefined && numbers.length !== count)) {
    return stopScoring('QTI-TYPE', `qti-${expression.operator} krijgt iets anders dan getallen.`, expression);
  }
  return numbers;
}

/** A number given as attribute: written out, or the name of a variable that holds it. */
export function numberAttribute(name: string, expression: Expression, scope: Scope): number {
  const text = (expression.attributes.get(name) ?? '').trim();
  const number = Number(text);
  if (text !== '' && Number.isFinite(number)) return number;
  const value = scope.values.has(text) ? valueOf(text, expression, scope) : null;
  if (value?.cardinality === 'single' && typeof value.value === 'number') return value.value;
  return stopScoring('QTI-NUMBER', `${name} van qti-${expression.operator} is geen getal.`, expression);
}

function allIntegers(operands: readonly Value[]): boolean {
  return operands.every((operand) =>
    operand !== null && operand.cardinality !== 'record' && operand.baseType === 'integer');
}

/** A number as value; NaN is NULL. */
function value(number: number, integer: boolean): Value {
  return Number.isNaN(number) ? null : single(integer ? 'integer' : 'float', number);
}

/** Folds all numbers; integer when every operand is. */
function fold(compute: (numbers: readonly number[]) => number): Operator {
  return (operands, expression) => {
    const numbers = numbersOf(operands, expression);
    return numbers === null ? null : value(compute(numbers), allIntegers(operands));
  };
}

type Kind = 'float' | 'integer' | 'as-operands';

/** Computes from a fixed number of single numbers. */
function compute(count: number, kind: Kind, formula: (...numbers: number[]) => number): Operator {
  return (operands, expression) => {
    const numbers = numbersOf(operands, expression, count);
    if (numbers === null) return null;
    const integer = kind === 'integer' || (kind === 'as-operands' && allIntegers(operands));
    return value(formula(...numbers), integer);
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

// Half goes up: 6.5 to 7 and -6.5 to -6, as the standard says. An infinite number stays as it is.
const halfUp = (number: number): number => Math.floor(number + 0.5);

const divisor = (a: number, b: number): number => (b === 0 ? Math.abs(a) : divisor(b, a % b));

const multiple = (a: number, b: number): number => (a === 0 || b === 0 ? 0 : Math.abs(a * b) / divisor(a, b));

/** Operators with a number (QTI 3.0 section 5.4); doubles throughout, nothing is rounded that is not
 * asked. */
export const numberOperators: Readonly<Record<string, Operator>> = {
  sum: fold(sum),
  product: fold((numbers) => numbers.reduce((product, number) => product * number, 1)),
  min: fold((numbers) => Math.min(...numbers)),
  max: fold((numbers) => Math.max(...numbers)),
  gcd: fold((numbers) => numbers.reduce(divisor, 0)),
  lcm: fold((numbers) => numbers.reduce(multiple, 1)),
  subtract: compute(2, 'as-operands', (a, b) => a - b),
  divide: compute(2, 'float', (a, b) => (b === 0 ? Number.NaN : a / b)),
  power: compute(2, 'float', (a, b) => a ** b),
  'integer-divide': compute(2, 'integer', (a, b) => (b === 0 ? Number.NaN : Math.floor(a / b))),
  'integer-modulus': compute(2, 'integer', (a, b) => (b === 0 ? Number.NaN : a - b * Math.floor(a / b))),
  truncate: compute(1, 'integer', Math.trunc),
  round: compute(1, 'integer', halfUp),
  'integer-to-float': compute(1, 'float', (a) => a),
  'round-to': (operands, expression, scope) => {
    const numbers = numbersOf(operands, expression, 1);
    const rounded = numbers === null ? null : roundedTo(numbers[0] ?? Number.NaN, expression, scope);
    return rounded === null ? null : value(rounded, false);
  },
  'math-constant': (_, expression) => {
    const constant = new Map([['pi', Math.PI], ['e', Math.E]]).get(expression.attributes.get('name') ?? '');
    return constant === undefined ? unknownName(expression) : value(constant, false);
  },
  'math-operator': (operands, expression) => {
    const formula = mathFormulas.get(expression.attributes.get('name') ?? '');
    if (formula === undefined) return unknownName(expression);
    const numbers = numbersOf(operands, expression, formula.length);
    const integer = ['floor', 'ceil', 'signum'].includes(expression.attributes.get('name') ?? '');
    return numbers === null ? null : value(formula(...numbers), integer);
  },
  'stats-operator': (operands, expression) => {
    const numbers = numbersOf(operands, expression);
    const statistic = statistics.get(expression.attributes.get('name') ?? '');
    if (statistic === undefined) return unknownName(expression);
    return numbers === null ? null : value(statistic(numbers), false);
  },
};

function unknownName(expression: Expression): never {
  const message = `qti-${expression.operator} heeft een naam die we niet kennen.`;
  return stopScoring('QTI-UNSUPPORTED', message, expression);
}

/** Rounds as the attributes figures and rounding-mode say; null when that cannot be.
 * Works on the decimal digits of the double, so that 1.005 to two places is 1.01. */
export function roundedTo(number: number, expression: Expression, scope: Scope): number | null {
  if (!Number.isFinite(number)) return Number.isNaN(number) ? null : number;
  const figures = numberAttribute('figures', expression, scope);
  const significant = expression.attributes.get('rounding-mode') !== 'decimalPlaces';
  if (!Number.isInteger(figures) || figures < (significant ? 1 : 0)) return null;
  if (number === 0) return 0;
  const magnitude = Number(number.toExponential().split('e')[1]);
  const places = significant ? figures - 1 - magnitude : figures;
  return shifted(halfUp(shifted(number, places)), -places);
}

function shifted(number: number, places: number): number {
  const [digits = '0', exponent = '0'] = number.toExponential().split('e');
  return Number(`${digits}e${Number(exponent) + places}`);
}

const mathFormulas: ReadonlyMap<string, (...numbers: number[]) => number> = new Map([
  ['sin', (x: number) => Math.sin(x)], ['cos', (x: number) => Math.cos(x)],
  ['tan', (x: number) => Math.tan(x)],
  ['sec', (x: number) => 1 / Math.cos(x)], ['csc', (x: number) => 1 / Math.sin(x)],
  ['cot', (x: number) => 1 / Math.tan(x)],
  ['asin', (x: number) => Math.asin(x)], ['acos', (x: number) => Math.acos(x)],
  ['atan', (x: number) => Math.atan(x)], ['atan2', (y: number, x: number) => Math.atan2(y, x)],
  ['asec', (x: number) => Math.acos(1 / x)], ['acsc', (x: number) => Math.asin(1 / x)],
  ['acot', (x: number) => Math.atan(1 / x)],
  ['sinh', (x: number) => Math.sinh(x)], ['cosh', (x: number) => Math.cosh(x)],
  ['tanh', (x: number) => Math.tanh(x)], ['sech', (x: number) => 1 / Math.cosh(x)],
  ['csch', (x: number) => 1 / Math.sinh(x)], ['coth', (x: number) => 1 / Math.tanh(x)],
  ['log', (x: number) => (x < 0 ? Number.NaN : Math.log10(x))],
  ['ln', (x: number) => (x < 0 ? Number.NaN : Math.log(x))],
  ['exp', (x: number) => Math.exp(x)], ['abs', (x: number) => Math.abs(x)],
  ['signum', (x: number) => Math.sign(x)], ['floor', (x: number) => Math.floor(x)],
  ['ceil', (x: number) => Math.ceil(x)],
  ['toDegrees', (x: number) => (x * 180) / Math.PI], ['toRadians', (x: number) => (x * Math.PI) / 180],
]);

const mean = (numbers: readonly number[]): number => sum(numbers) / numbers.length;

const variance = (numbers: readonly number[], degrees: number): number =>
  degrees < 1 ? Number.NaN : sum(numbers.map((number) => (number - mean(numbers)) ** 2)) / degrees;

const statistics: ReadonlyMap<string, (numbers: readonly number[]) => number> = new Map([
  ['mean', mean],
  ['sampleVariance', (numbers: readonly number[]) => variance(numbers, numbers.length - 1)],
  ['sampleSD', (numbers: readonly number[]) => Math.sqrt(variance(numbers, numbers.length - 1))],
  ['popVariance', (numbers: readonly number[]) => variance(numbers, numbers.length)],
  ['popSD', (numbers: readonly number[]) => Math.sqrt(variance(numbers, numbers.length))],
]);
