import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { dealCards, newClassCode, readClassCode, shownCode, type CardSecret } from './class-code-rules.ts';
import { pictureNames } from './pictures.tsx';

/** Draws from a list of numbers, again and again. */
function drawing(numbers: readonly number[]): (below: number) => number {
  let at = 0;
  return (below) => (numbers[at++ % numbers.length] ?? 0) % below;
}

const draws = fc.array(fc.nat(100_000), { minLength: 1, maxLength: 60 }).map(drawing);

test('a class code that is shown and typed again, in whatever way, is the same code; no two of its signs look alike',
  () => {
    fc.assert(fc.property(draws, (draw) => {
      const code = newClassCode(draw);
      assert.match(code, /^[CDFGHJKMNPRTVWXY34679]{6}$/);
      assert.equal(readClassCode(` ${shownCode(code).toLowerCase()} `), code);
    }));
    assert.deepEqual(['', 'ABCDEF', 'K7M4P', 'K7M 4PX9', 'K7M4P0'].map(readClassCode), [null, null, null, null, null]);
  });

test('no two pupils of a group have the same digits, and pictures differ as long as there are enough', () => {
  const [some, many] = [fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 90 })];
  fc.assert(fc.property(draws, some, many, (draw, before, later) => {
    const first = dealCards(ids(before), [], draw);
    const cards: readonly CardSecret[] = [...first, ...dealCards(ids(later), first, draw)];
    assert.equal(new Set(cards.map(({ digits }) => digits)).size, cards.length);
    for (const { digits } of cards) assert.match(digits, /^\d{3}$/);
    const uses = pictureNames.map((name) => cards.filter(({ picture }) => picture === name).length);
    assert.ok(Math.max(...uses) - Math.min(...uses) <= 1, 'no picture is used twice while another is free');
  }), { numRuns: 50 });
});

function ids(count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => `pupil-${at}`);
}
