import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { writeDecimal } from './write.ts';

test('a number is written without an exponent, and reads back as the same number', () => {
  const numbers = fc.double({ noNaN: true, noDefaultInfinity: true });
  fc.assert(fc.property(numbers, (value) => {
    const text = writeDecimal(value);
    assert.match(text, /^-?\d+(\.\d+)?$/u);
    assert.ok(Number(text) === value, text);
  }), { seed: 19, numRuns: 1000, examples: [[1e21], [1e-21], [-2.5e-7], [Number.MAX_VALUE], [Number.MIN_VALUE]] });
});
