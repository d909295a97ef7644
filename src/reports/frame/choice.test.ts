import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Choice, type ChoiceQuery, readChoice, writeChoice } from './choice.ts';

const schoolYear = fc.integer({ min: 2015, max: 2035 }).map((year) => `${year}-${year + 1}`);
const season = fc.constantFrom('B' as const, 'M' as const, 'E' as const);
const period = fc.record({ schoolYear, season }, { noNullPrototype: true });
const choices: fc.Arbitrary<Choice> = fc.record({
  subject: fc.constantFrom('arithmetic' as const, 'reading' as const),
  bandKind: fc.constantFrom('roman' as const, 'letter' as const),
  period,
  since: period,
  yearGroup: fc.constantFrom('3', '8'),
  site: fc.constantFrom('99XB00', '99XB01'),
  groupId: fc.uuid(),
  resultId: fc.uuid(),
  norm: fc.constantFrom('afname' as const, 'toets' as const),
  order: fc.constantFrom('name' as const, 'score' as const),
  figure: fc.constantFrom('level' as const, 'functioning' as const),
  years: fc.integer({ min: 2, max: 8 }),
  stayers: fc.boolean(),
  names: fc.boolean(),
}, { requiredKeys: [], noNullPrototype: true });

test('a choice that is written in an address is read as the same choice', () => {
  fc.assert(fc.property(choices, (choice) => {
    const query = Object.fromEntries(new URLSearchParams(writeChoice(choice)));
    const typed = { ...query, ...('jaren' in query ? { jaren: Number(query['jaren']) } : {}) };
    assert.deepEqual(readChoice(typed as ChoiceQuery), choice);
  }));
});

test('no choice leaves the address as it is', () => {
  assert.equal(writeChoice({}), '');
});
