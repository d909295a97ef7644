import type { Expression, Operator } from './operator.ts';
import { refuseCardinality, stopScoring } from './operator.ts';
import { numberAttribute } from './numbers.ts';
import type { Atom, ContainerValue, SingleValue, Value } from './values.ts';
import { atomsOf, container, sameAtom, single, truth } from './values.ts';

type Part = SingleValue | ContainerValue;

/** The operands that are not NULL, records refused. */
function parts(operands: readonly Value[], expression: Expression): Part[] {
  return operands.flatMap((operand) => {
    refuseCardinality(operand, expression, 'single', 'multiple', 'ordered');
    return operand === null || operand.cardinality === 'record' ? [] : [operand];
  });
}

function gather(cardinality: 'multiple' | 'ordered'): Operator {
  return (operands, expression) => joined(cardinality, parts(operands, expression));
}

function joined(cardinality: 'multiple' | 'ordered', values: readonly Part[]): Value {
  const [first] = values;
  return first === undefined ? null : container(cardinality, first.baseType, values.flatMap(atomsOf));
}

/** A pair of operands, or null when one of them is NULL. */
function both(operands: readonly Value[], expression: Expression): readonly [Part, Part] | null {
  const [first, second, ...rest] = parts(operands, expression);
  return first === undefined || second === undefined || rest.length > 0 ? null : [first, second];
}

/** Operators on containers and records (QTI 3.0 section 5.4). */
export const containerOperators: Readonly<Record<string, Operator>> = {
  multiple: gather('multiple'),
  ordered: gather('ordered'),
  'container-size': (operands, expression) => {
    const [value] = parts(operands, expression);
    return single('integer', value === undefined ? 0 : atomsOf(value).length);
  },
  index: (operands, expression, scope) => {
    const [value = null] = operands;
    refuseCardinality(value, expression, 'ordered');
    if (value === null || value.cardinality !== 'ordered') return null;
    const atom = value.values[numberAttribute('n', expression, scope) - 1];
    return atom === undefined ? null : single(value.baseType, atom);
  },
  'field-value': (operands, expression) => {
    const [value = null] = operands;
    refuseCardinality(value, expression, 'record');
    const field = expression.attributes.get('field-identifier') ?? '';
    return value?.cardinality === 'record' ? value.fields.get(field) ?? null : null;
  },
  member: (operands, expression) => {
    const pair = both(operands, expression);
    if (pair === null) return null;
    const [wanted, among] = pair;
    const [atom] = atomsOf(wanted);
    return truth(atomsOf(among).some((other) => sameAtom(other, atom as Atom, among.baseType)));
  },
  contains: (operands, expression) => {
    const pair = both(operands, expression);
    return pair === null ? null : truth(contains(...pair));
  },
  delete: (operands, expression) => {
    const pair = both(operands, expression);
    if (pair === null) return null;
    const [unwanted, from] = pair;
    const [atom] = atomsOf(unwanted);
    const kept = atomsOf(from).filter((other) => !sameAtom(other, atom as Atom, from.baseType));
    return from.cardinality === 'single'
      ? stopScoring('QTI-CARDINALITY', 'qti-delete krijgt geen verzameling.', expression)
      : container(from.cardinality, from.baseType, kept);
  },
  repeat: (operands, expression, scope) => {
    const times = numberAttribute('number-repeats', expression, scope);
    if (times > repeatsMax) {
      return stopScoring('QTI-UNSUPPORTED', 'qti-repeat herhaalt te vaak.', expression);
    }
    const once = parts(operands, expression);
    return joined('ordered', Array.from({ length: Math.max(0, times) }, () => once).flat());
  },
};

/** Beyond this an item is a mistake or an attack. */
const repeatsMax = 1000;

/** Multiple: every value of the second is in the first, as often as it occurs. Ordered: the second is an
 * unbroken run of the first. */
function contains(whole: Part, part: Part): boolean {
  const [all, some] = [atomsOf(whole), atomsOf(part)];
  const same = (a: Atom, b: Atom): boolean => sameAtom(a, b, whole.baseType);
  if (whole.cardinality === 'ordered') {
    return all.some((_, start) => some.every((atom, index) => {
      const other = all[start + index];
      return other !== undefined && same(other, atom);
    }));
  }
  return some.every((atom) =>
    all.filter((other) => same(other, atom)).length >= some.filter((other) => same(other, atom)).length);
}
