import type { Expression } from './operator.ts';
import type { Rule } from './rules.ts';

interface Place {
  readonly line: number;
  readonly column: number;
}

/** Writes out a standard template (QTI 3.0 section 5.2): `match_correct`, `map_response`,
 * `map_response_point`.
 * They read `RESPONSE` and set `SCORE`.
 * @param address the template attribute; only its last part counts, with or without `.xml`
 * @returns the rules, or null for a template that is not ours to know */
export function expandTemplate(address: string, place: Place): readonly Rule[] | null {
  const name = (address.split('/').at(-1) ?? '').replace(/\.xml$/, '');
  const make = (operator: string, attributes: Record<string, string>, operands: Expression[] = [], text = ''):
  Expression => ({
    operator,
    attributes: new Map(Object.entries(attributes)),
    operands,
    text,
    line: place.line,
    column: place.column,
  });
  const response = make('variable', { identifier: 'RESPONSE' });
  const score = (expression: Expression): Rule => ({
    kind: 'set', identifier: 'SCORE', expression, line: place.line, column: place.column,
  });
  const number = (text: string): Expression => make('base-value', { 'base-type': 'float' }, [], text);
  const choose = (condition: Expression, yes: Expression, no: Expression): readonly Rule[] => [{
    kind: 'condition',
    branches: [{ condition, rules: [score(yes)] }, { condition: null, rules: [score(no)] }],
  }];
  const mapped = (operator: string): readonly Rule[] =>
    choose(make('is-null', {}, [response]), number('0'), make(operator, { identifier: 'RESPONSE' }));
  switch (name) {
    case 'match_correct': {
      const match = make('match', {}, [response, make('correct', { identifier: 'RESPONSE' })]);
      return choose(match, number('1'), number('0'));
    }
    case 'map_response':
      return mapped('map-response');
    case 'map_response_point':
      return mapped('map-response-point');
    default:
      return null;
  }
}
