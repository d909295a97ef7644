import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Result } from '../../ability/types.ts';
import { present } from '../../base/assert.ts';
import { syntheticStandards } from '../../content/reference-synthetic.ts';
import type { Moment, Subject } from '../../content/types.ts';
import { inventedNorms, inventedResult } from '../invented-results.ts';
import { expectedAdvice } from './rules.ts';
import { groupAdvicePart, pupilAdvicePart } from './view.ts';
import { adviceName, lackWords, rangeWords } from './words.ts';

const rule = present(syntheticStandards.adviceRules[0], 'a rule');
// One norm for every subject keeps the sums in sight: E7 has mean 729.5 and sd 36.5.
const norms = new Map([['SYN/1', inventedNorms()]]);
const E7 = { mean: 729.5, sd: 36.5 };

function resultOf(subject: Subject, z: number, given: Partial<Result> & { readonly at?: Moment } = {}): Result {
  const { at = 'E7', ...change } = given;
  const takenOn = at.startsWith('E') ? '2026-06-02' : '2026-01-20';
  return {
    ...inventedResult({ takenOn, score: E7.mean + z * E7.sd, yearGroup: '7', moment: at, se: 0.3 * E7.sd }),
    subject, scaleCode: present(rule.parts.find((part) => part.subject === subject), subject).scaleCode, ...change,
  };
}

const subjects = rule.parts.map(({ subject }) => subject);
const everything = (z: number, given?: Parameters<typeof resultOf>[2]) =>
  subjects.map((subject) => resultOf(subject, z, given));

test('a pupil at the national mean is between vmbo-gl-tl and havo, and the error leaves more open', () => {
  const advice = expectedAdvice(rule, 'pupil', everything(0), norms);
  assert.equal(adviceName(advice), 'vmbo-gl-tl / havo');
  // Error: 0.3 x sqrt(0.3336) / sqrt(0.35 x 0.3336 + 0.65) = 0.198; 1.645 times that is 0.33, beyond the cut of -0.18.
  assert.ok(Math.abs(present(advice.range, 'a range').se - 0.19787) < 1e-4);
  assert.equal(rangeWords(advice), 'vmbo-kb / vmbo-gl-tl tot en met vmbo-gl-tl / havo');
  assert.deepEqual(advice.basis, { schoolYear: '2025-2026', moment: 'E7', provisional: false });
});

test('far from every cut the advice has one name', () => {
  assert.equal(rangeWords(expectedAdvice(rule, 'pupil', everything(2.5), norms)), 'alleen vwo');
  assert.equal(rangeWords(expectedAdvice(rule, 'pupil', everything(-2.5), norms)), 'alleen pro / vmbo-bb');
});

test('a subject that lacks is named, and there is no advice', () => {
  const advice = expectedAdvice(rule, 'pupil', everything(0).filter(({ subject }) => subject !== 'reading'), norms);
  assert.equal(advice.range, null);
  assert.equal(lackWords(advice), 'Nog geen advies: Begrijpend lezen ontbreekt');
});

test('results of another generation never count, however complete they are', () => {
  const old = everything(2, { scaleCode: 'SYN-RW-2.0', generation: '2.0' });
  const advice = expectedAdvice(rule, 'pupil', old, norms);
  assert.equal(advice.range, null);
  assert.equal(advice.basis, null);
  assert.deepEqual(new Set(advice.parts.map((part) => part.result === null && part.reason)), new Set(['other-scale']));
});

test('with E7 incomplete a complete M7 gives a provisional advice; moments are never mixed', () => {
  const early = everything(0, { at: 'M7' });
  const some = everything(2).slice(0, 3);
  const advice = expectedAdvice(rule, 'pupil', [...some, ...early], norms);
  assert.deepEqual([advice.basis?.moment, advice.basis?.provisional], ['M7', true]);
  assert.deepEqual(new Set(advice.parts.map(({ result }) => result?.moment)), new Set(['M7']));
  const mixed = expectedAdvice(rule, 'pupil', [...some, ...early.slice(3)], norms);
  assert.equal(mixed.range, null);
});

test('of a pupil who was in group 7 twice the last year counts, and of two results of a moment the last', () => {
  const before = everything(-2, {
    takenOn: '2025-06-02' as Result['takenOn'], schoolYear: '2024-2025' as Result['schoolYear'],
  });
  const again = resultOf('reading', 1, { takenOn: '2026-06-20' as Result['takenOn'], resultId: 'again' });
  const advice = expectedAdvice(rule, 'pupil', [again, ...everything(0), ...before], norms);
  assert.equal(advice.basis?.schoolYear, '2025-2026');
  assert.equal(advice.parts.find(({ subject }) => subject === 'reading')?.result?.resultId, 'again');
});

test('a result without a known error gets a wide one, and that is said', () => {
  const advice = expectedAdvice(rule, 'pupil',
    everything(0, { scaleSe: null, intervalLow: null, intervalHigh: null }), norms);
  assert.ok(advice.parts.every((part) => part.result && part.se === rule.seWhenUnknown && part.errorAssumed));
  assert.ok(pupilAdvicePart('Sanne', advice, rule).remarks.some((remark) => remark.includes('ruime meetfout')));
});

test('higher scores never give a lower advice, and the advice lies inside its own range', () => {
  const z = fc.double({ min: -3, max: 3, noNaN: true });
  fc.assert(fc.property(fc.array(z, { minLength: 5, maxLength: 5 }), fc.double({ min: 0, max: 2, noNaN: true }),
    (standings, more) => {
      const of = (shift: number) => present(expectedAdvice(rule, 'pupil',
        subjects.map((subject, at) => resultOf(subject, (standings[at] ?? 0) + shift)), norms).range, 'a range');
      const [one, other] = [of(0), of(more)];
      assert.ok(other.place >= one.place && other.lowest >= one.lowest && other.highest >= one.highest);
      assert.ok(one.lowest <= one.place && one.place <= one.highest);
    }));
});

test('page and files say that the doorstroomtoets counts, whose rule it is, and lead to each result', () => {
  const advice = expectedAdvice(rule, 'pupil', everything(0), norms);
  const part = groupAdvicePart([{ name: 'Vries, Sanne de', href: '/leerlingen/1/verwacht-advies', advice }], rule);
  assert.match(part.remarks.join(' '), /geen doorstroomtoets.*synthetisch, niet van Cito/u);
  const [table] = part.tables;
  const hrefs = present(table, 'a table').rows.flat().flatMap(({ href }) => href ?? []);
  assert.equal(hrefs.filter((href) => href.startsWith('/resultaten/')).length, 5);
  assert.ok(present(table, 'a table').rows.every((row) => row.length === table?.columns.length));
});
