import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { testDatabase } from './database.ts';
import { describeSchema } from './schema.ts';
import { root } from './source.ts';

const HEADER = `The database as the migrations make it: columns, keys, checks, indexes, row policies and rights. The
reasons stand in database/migrations. Generated: INBEELD_REFRESH=1 npm test -- test/schema.test.ts writes it anew.
`;

test('database/schema.txt is what the migrations make; INBEELD_REFRESH=1 writes it anew', async () => {
  const file = path.join(root, 'database', 'schema.txt');
  const schema = `${HEADER}\n${await describeSchema(await testDatabase())}`;
  if (process.env.INBEELD_REFRESH) await writeFile(file, schema);
  assert.equal(await readFile(file, 'utf8'), schema);
});
