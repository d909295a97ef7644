import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isMeant } from './search.ts';

const sanne = { callName: 'Sanne', prefix: 'de', lastName: 'Vries' };

test('a pupil is found by the beginning of any of the names, in any order', () => {
  for (const typed of ['sanne', 'Vries', 'vr', 'de vries', 'Vries, Sanne de', 's v', '  SANNE  ']) {
    assert.ok(isMeant(typed, sanne), typed);
  }
  for (const typed of ['anne', 'Vriesman', 'Sanne Jansen', '', '  ', ', -']) assert.ok(!isMeant(typed, sanne), typed);
});

test('accents and hyphens are not what a search fails on', () => {
  assert.ok(isMeant('zoe', { callName: 'Zoë', prefix: null, lastName: 'Ünal-García' }));
  assert.ok(isMeant('Garcia', { callName: 'Zoë', prefix: null, lastName: 'Ünal-García' }));
  assert.ok(isMeant('Zoë unal', { callName: 'Zoe', prefix: null, lastName: 'Unal' }));
});

test('every beginning of a name finds its owner', () => {
  const name = fc.string({ unit: fc.constantFrom(...'abcdëéïABC'), minLength: 1, maxLength: 8 });
  fc.assert(fc.property(name, name, fc.nat(8), (callName, lastName, length) => {
    assert.ok(isMeant(lastName.slice(0, length + 1), { callName, prefix: null, lastName }));
    assert.ok(isMeant(`${lastName}, ${callName}`, { callName, prefix: null, lastName }));
  }));
});
