import type { Finding } from '../../base/findings.ts';
import type { QtiItem } from './read.ts';
import { qtiFinding } from './tree.ts';
import type { Cardinality, Value } from './values.ts';

/** An operator or value in the processing, with its operands. */
export interface Expression {
  /** Element name without `qti-`, e.g. `map-response`. */
  readonly operator: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly operands: readonly Expression[];
  /** Text of an expression without operands, as `qti-base-value`. */
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** Where in the text something stands, 1-based. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** What an expression can see: the item and the values of this moment. */
export interface Scope {
  readonly item: QtiItem;
  readonly values: Map<string, Value>;
}

/** Computes a value from operands that were computed already. */
export type Operator = (operands: readonly Value[], expression: Expression, scope: Scope) => Value;

/** Thrown inside the engine when it must not go on, caught by `scoreItem`: no score is better than a wrong
 * one. */
export class ScoringStop extends Error {
  readonly finding: Finding;

  constructor(finding: Finding) {
    super(finding.code);
    this.finding = finding;
  }
}

/** Stops the scoring because the item breaks a rule of the standard. */
export function stopScoring(code: string, message: string, place: Place | null): never {
  throw new ScoringStop(qtiFinding(code, message, place));
}

/** The value of a declared or built-in variable. */
export function valueOf(identifier: string, place: Place, scope: Scope): Value {
  const value = scope.values.get(identifier);
  return value === undefined ? unknownVariable(identifier, place) : value;
}

/** Stops because the processing names a variable that the item does not declare. */
export function unknownVariable(identifier: string, place: Place): never {
  return stopScoring('QTI-VARIABLE', `Variabele ${identifier} is niet gedeclareerd.`, place);
}

/** Stops when a value has another cardinality than the operator takes; NULL passes. */
export function refuseCardinality(
  value: Value, expression: Expression, ...allowed: readonly Cardinality[]
): void {
  if (value === null || allowed.includes(value.cardinality)) return;
  const message = `qti-${expression.operator} krijgt een waarde die er niet bij past.`;
  stopScoring('QTI-CARDINALITY', message, expression);
}
