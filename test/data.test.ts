import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { testDatabase } from './database.ts';
import { listColumns } from './schema.ts';
import { root } from './source.ts';

const page = readFileSync(path.join(root, 'docs', 'data.md'), 'utf8');

/** Tables whose every column stands on the page: those with names, keys, addresses or deliveries. */
const BY_COLUMN = [
  'pupil', 'pupil_identifier', 'staff_member', 'staff_identifier', 'delivery', 'delivery_before', 'roster_doubt',
  'history_record', 'person',
  'licence_order',
  'invitation', 'mail_message', 'session',
];
/** Columns that lead to a person. */
const LEADS_TO_A_PERSON = /^(pupil|staff|person|user|sitting|scoring|result)_id$|_by$|^actor$|^subject_id$/;

test('docs/data.md tells of each personal column whose it is, why, who sees it and how long it stays', async () => {
  const columns = await listColumns(await testDatabase());
  for (const table of BY_COLUMN) {
    const inDatabase = columns.filter((column) => column.table === table).map(({ column }) => column);
    assert.ok(inDatabase.length > 0, `${table} is a table`);
    assert.deepEqual(rowsUnder(table), inDatabase, table);
  }
});

test('docs/data.md names every table that leads to a person', async () => {
  const columns = await listColumns(await testDatabase());
  const leading = new Set(columns.filter(({ column }) => LEADS_TO_A_PERSON.test(column)).map(({ table }) => table));
  const elsewhere = rowsUnder('Tables that point to a person by id');
  for (const table of leading) {
    if (table.startsWith('sandbox.')) continue;
    assert.ok(BY_COLUMN.includes(table) || elsewhere.includes(table), `${table} leads to a person`);
  }
  const known = new Set(columns.map(({ table }) => table));
  for (const table of elsewhere) assert.ok(known.has(table), `${table} is a table`);
});

/** First cells of the table under a heading; every cell of a row is filled. */
function rowsUnder(heading: string): readonly string[] {
  const section = page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  return section.split('\n').filter((line) => line.startsWith('| ')).slice(1).map((line) => {
    const cells = line.split('|').slice(1, -1).map((cell) => cell.trim());
    assert.ok(cells.length === 5 && cells.every((cell) => cell !== ''), line);
    return cells[0] ?? '';
  });
}
