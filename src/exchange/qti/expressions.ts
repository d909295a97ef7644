import type { ResponseDeclaration } from './declarations.ts';
import { containerOperators } from './containers.ts';
import { logicOperators } from './logic.ts';
import { mapPoints, mapResponse } from './mapping.ts';
import { numberOperators } from './numbers.ts';
import type { Expression, Operator, Scope } from './operator.ts';
import { stopScoring, unknownVariable, valueOf } from './operator.ts';
import type { BaseType, Value } from './values.ts';
import { isBaseType, parseAtom, single } from './values.ts';

const valueOperators: Readonly<Record<string, Operator>> = {
  variable: (_, expression, scope) => valueOf(identifierOf(expression), expression, scope),
  'base-value': (_, expression) => {
    const baseType = expression.attributes.get('base-type') ?? '';
    const atom = isBaseType(baseType) ? parseAtom(expression.text, baseType) : undefined;
    if (atom === undefined) {
      return stopScoring('QTI-BASE-VALUE', 'Een qti-base-value past niet bij zijn base-type.', expression);
    }
    return single(baseType as BaseType, atom);
  },
  null: () => null,
  correct: (_, expression, scope) => responseOf(expression, scope).correct,
  default: (_, expression, scope) => {
    const identifier = identifierOf(expression);
    const { responses, outcomes, templates } = scope.item;
    const declaration = responses.get(identifier) ?? outcomes.get(identifier) ?? templates.get(identifier);
    return declaration === undefined ? unknownVariable(identifier, expression) : declaration.defaultValue;
  },
  'map-response': (_, expression, scope) => {
    const declaration = responseOf(expression, scope);
    if (declaration.mapping === null) {
      return stopScoring('QTI-NO-MAPPING', 'Een respons in map-response heeft geen mapping.', expression);
    }
    return mapResponse(scope.values.get(declaration.identifier) ?? null, declaration.mapping);
  },
  'map-response-point': (_, expression, scope) => {
    const declaration = responseOf(expression, scope);
    if (declaration.areaMapping === null) {
      return stopScoring('QTI-NO-MAPPING', 'Een respons heeft geen area-mapping.', expression);
    }
    return mapPoints(scope.values.get(declaration.identifier) ?? null, declaration.areaMapping);
  },
};

// Without a prototype: an element called qti-constructor is no operator.
const operators: Readonly<Record<string, Operator>> = Object.assign(
  Object.create(null), valueOperators, logicOperators, numberOperators, containerOperators,
);

/** Whether the engine can compute this operator (name without `qti-`). */
export function isSupportedOperator(operator: string): boolean {
  return operators[operator] !== undefined;
}

/** The operators the engine can compute, sorted; SPEC.md lists the same. */
export function supportedOperators(): string[] {
  return Object.keys(operators).toSorted();
}

/** Computes an expression. Throws ScoringStop for an operator that we do not know or a fault of the item. */
export function evaluate(expression: Expression, scope: Scope): Value {
  const operator = operators[expression.operator];
  if (operator === undefined) {
    const message = `De operator qti-${expression.operator} ondersteunen we niet.`;
    return stopScoring('QTI-UNSUPPORTED', message, expression);
  }
  return operator(expression.operands.map((operand) => evaluate(operand, scope)), expression, scope);
}

function identifierOf(expression: Expression): string {
  return expression.attributes.get('identifier') ?? '';
}

function responseOf(expression: Expression, scope: Scope): ResponseDeclaration {
  const identifier = identifierOf(expression);
  return scope.item.responses.get(identifier) ?? unknownVariable(identifier, expression);
}
