import assert from 'node:assert/strict';
import test from 'node:test';
import { benchCommand } from './bench.ts';
import type { BenchFigure } from './bench-timing.ts';

test('a part of the bench prints its input, its figures and its memory', async () => {
  let out = '';
  let err = '';
  const io = {
    readFile: () => Promise.reject(new Error('nothing is read')),
    writeFile: () => Promise.reject(new Error('nothing is written')),
    out: (text: string) => { out += text; }, err: (text: string) => { err += text; },
  };
  assert.equal(await benchCommand(['measurement', '--part', 'tables'], io), 0);
  const part = JSON.parse(out) as { input: string; figures: BenchFigure[]; base_mb: number; peak_mb: number };
  assert.ok(part.input !== '' && part.peak_mb >= part.base_mb);
  assert.equal(part.figures.length, 4);
  for (const { median_ms: median, fastest_ms: fastest, slowest_ms: slowest } of part.figures) {
    assert.ok(fastest <= median && median <= slowest);
  }
  assert.equal(await benchCommand(['everything'], io), 2);
  assert.match(err, /Gebruik: inbeeld bench measurement/);
});
