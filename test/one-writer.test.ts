import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sourceFiles } from './source.ts';

/** Folders that may write a table of another: each with its reason. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  onboarding: 'an order opens the row, in its own transaction; onboarding alone moves it on',
  delivery: 'intake writes the rosters that came in, history the old results; neither touches a row of the other',
};

/** A benchmark fills a database of its own, which nobody else sees. */
const BENCHMARKS = ['src/app/bench-taking/', 'src/app/bench-reports/'];

test('each table has one folder that writes it', () => {
  const writers = new Map<string, Set<string>>();
  for (const { name, text } of sourceFiles('src', '.ts', '.tsx')) {
    if (name.includes('.test.') || BENCHMARKS.some((bench) => name.startsWith(bench))) continue;
    const folder = name.split('/')[1] ?? '';
    for (const [, table] of text.matchAll(/\b(?:insert into|delete from|update)\s+([a-z_]+)\b/g)) {
      if (!table || EXCEPTIONS[table] || !isTable(table)) continue;
      writers.set(table, (writers.get(table) ?? new Set()).add(folder));
    }
  }
  const shared = [...writers].filter(([, folders]) => folders.size > 1)
    .map(([table, folders]) => `${table}: ${[...folders].join(', ')}`);
  assert.deepEqual(shared, []);
});

const TABLES = new Set(sourceFiles('database/migrations', '.sql')
  .flatMap(({ text }) => [...text.matchAll(/^create table ([a-z_]+)/gm)].map(([, table]) => table ?? '')));

function isTable(word: string): boolean {
  return TABLES.has(word);
}
