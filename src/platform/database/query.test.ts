import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testPlatform } from '../../../test/platform.ts';
import { jsonb, one, sql } from './query.ts';

test('a text with what PostgreSQL cannot hold is stored all the same, and any other text unchanged', async () => {
  const { doors } = await testPlatform();
  const kept = async (text: string) => (await doors.withPlatform((tx) =>
    one<{ value: { text: string } }>(tx, sql`select ${jsonb({ text })} as value`))).value.text;
  assert.equal(await kept('a\0b'), 'a\ufffdb');
  assert.equal(await kept('half \ud83d pair'), 'half \ufffd pair');
  for (const text of ['\\u0000', '\\\\ud83d', '\ud83d\ude00', 'caf\u00e9 "x"\\']) assert.equal(await kept(text), text);
});
