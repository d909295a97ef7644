import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { unmix } from './mixed-text.ts';

test('what is UTF-8 throughout stays as it is, whatever is in it', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
    const bytes = Buffer.from(`é${text}`);
    assert.deepEqual(Buffer.from(unmix(bytes)?.bytes ?? []), bytes);
  }), { numRuns: 300, seed: 7 });
});

test('whatever bytes come, the outcome is UTF-8, and a sound sign beside them survives', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
    const mended = unmix(Buffer.concat([Buffer.from('Zoë\n'), bytes]))?.bytes;
    assert.match(new TextDecoder('utf-8', { fatal: true }).decode(mended), /^Zoë\n/);
  }), { numRuns: 300, seed: 8 });
});

test('a sign is odd where fewer are like it; behind a mark of UTF-8 it is always the other', () => {
  const part = (one: string | number): Buffer => (typeof one === 'string' ? Buffer.from(one) : Buffer.from([one]));
  const odd = (...parts: readonly (string | number)[]): readonly number[] | undefined =>
    unmix(Buffer.concat(parts.map(part)))?.oddLines;
  assert.deepEqual(odd('é é\r\n', 0xe9, '\r\n'), [2]);
  assert.deepEqual(odd('é\r', 0xe9, 0xe9, '\r'), [1]);
  assert.deepEqual(odd('\ufeffa\n', 0xe9, ' ', 0xe9, '\n'), [2]);
  assert.equal(odd('a', 0xe9), undefined);
});
