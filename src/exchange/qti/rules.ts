import type { LookupTable, OutcomeDeclaration } from './declarations.ts';
import { evaluate } from './expressions.ts';
import type { Expression, Scope } from './operator.ts';
import { stopScoring } from './operator.ts';
import type { BaseType, SingleValue, Value } from './values.ts';
import { atomsOf, container, isNumeric, printAtom, single } from './values.ts';

/** A rule of the response processing (QTI 3.0 section 5.3). */
export type Rule =
  | { readonly kind: 'condition'; readonly branches: readonly Branch[] }
  | SetRule
  | { readonly kind: 'exit' }
  | { readonly kind: 'fragment'; readonly rules: readonly Rule[] }
  | { readonly kind: 'unsupported'; readonly name: string; readonly line: number; readonly column: number };

/** If, else-if or else: the first branch whose condition is true is taken; else has no condition. */
export interface Branch {
  readonly condition: Expression | null;
  readonly rules: readonly Rule[];
}

/** Gives an outcome the value of an expression, or what its lookup table makes of it. */
export interface SetRule {
  readonly kind: 'set' | 'lookup';
  readonly identifier: string;
  readonly expression: Expression | null;
  readonly line: number;
  readonly column: number;
}

const ruleNames: ReadonlySet<string> = new Set([
  'qti-response-condition', 'qti-set-outcome-value', 'qti-lookup-outcome-value', 'qti-exit-response',
  'qti-response-processing-fragment',
]);

/** Whether the engine knows this rule (element name). */
export function isSupportedRule(name: string): boolean {
  return ruleNames.has(name);
}

/** Runs rules in order and changes the outcomes in the scope.
 * @returns false when qti-exit-response ended the processing */
export function runRules(rules: readonly Rule[], scope: Scope): boolean {
  return rules.every((rule) => runRule(rule, scope));
}

function runRule(rule: Rule, scope: Scope): boolean {
  switch (rule.kind) {
    case 'condition': {
      const taken = rule.branches.find(({ condition }) =>
        condition === null || isTrue(evaluate(condition, scope)));
      return taken === undefined || runRules(taken.rules, scope);
    }
    case 'set':
    case 'lookup':
      setOutcome(rule, scope);
      return true;
    case 'exit':
      return false;
    case 'fragment':
      return runRules(rule.rules, scope);
    case 'unsupported':
      return stopScoring('QTI-UNSUPPORTED', `De regel ${rule.name} ondersteunen we niet.`, rule);
  }
}

function isTrue(value: Value): boolean {
  return value !== null && value.cardinality === 'single' && value.value === true;
}

function setOutcome(rule: SetRule, scope: Scope): void {
  const value = rule.expression === null ? null : evaluate(rule.expression, scope);
  if (rule.identifier === 'completionStatus') {
    scope.values.set(rule.identifier, value);
    return;
  }
  const declaration = scope.item.outcomes.get(rule.identifier);
  if (declaration === undefined) {
    stopScoring('QTI-VARIABLE', `Uitkomst ${rule.identifier} is niet gedeclareerd.`, rule);
  }
  if (rule.kind === 'set') {
    scope.values.set(rule.identifier, fitted(value, declaration, rule));
  } else if (declaration.lookupTable === null) {
    stopScoring('QTI-NO-LOOKUP-TABLE', `Uitkomst ${rule.identifier} heeft geen opzoektabel.`, rule);
  } else {
    scope.values.set(rule.identifier, lookUp(value, declaration.lookupTable, rule));
  }
}

/** The value in the outcome's own cardinality and base type: a single value may go into a container, an
 * integer
 * into a float, a whole float into an integer, and texts into each other; anything else is a fault of the
 * item. */
function fitted(value: Value, declaration: OutcomeDeclaration, rule: SetRule): Value {
  const { cardinality, baseType } = declaration;
  if (value === null) return null;
  if (value.cardinality === 'record' || cardinality === 'record' || baseType === null) {
    return value.cardinality === cardinality ? value : misfit(rule);
  }
  const convert = (part: SingleValue): SingleValue => converted(part, baseType) ?? misfit(rule);
  const atoms = atomsOf(value).map((atom) => convert(single(value.baseType, atom)).value);
  if (cardinality !== 'single') {
    return value.cardinality === 'single' || value.cardinality === cardinality
      ? container(cardinality, baseType, atoms)
      : misfit(rule);
  }
  const [first] = atoms;
  return value.cardinality === 'single' && first !== undefined ? single(baseType, first) : misfit(rule);
}

function misfit(rule: SetRule): never {
  return stopScoring('QTI-TYPE', `De waarde past niet bij uitkomst ${rule.identifier}.`, rule);
}

const texts: ReadonlySet<BaseType> = new Set(['string', 'identifier', 'uri']);

function converted(value: SingleValue, baseType: BaseType): SingleValue | null {
  if (value.baseType === baseType) return value;
  if (isNumeric(value.baseType) && baseType === 'float') return single('float', value.value);
  if (value.baseType === 'float' && baseType === 'integer') {
    return Number.isInteger(value.value) ? single('integer', value.value) : null;
  }
  const readable = texts.has(value.baseType) && texts.has(baseType);
  return readable || baseType === 'string' ? single(baseType, printAtom(value.value)) : null;
}

/** Source to target. A match table compares; an interpolation table takes the first row whose bound lies
 * below. */
function lookUp(value: Value, table: LookupTable, rule: SetRule): Value {
  if (value === null) return table.defaultValue;
  if (value.cardinality !== 'single' || typeof value.value !== 'number') return misfit(rule);
  const source = value.value;
  const row = table.kind === 'match'
    ? table.rows.find((entry) => entry.source === source)
    : table.rows.find((entry) => entry.source < source || (entry.source === source && entry.includeBoundary));
  return row === undefined ? table.defaultValue : row.target;
}
