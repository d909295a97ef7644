import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strayNodes } from './plans.ts';

const tables = new Set(['result', 'pupil']);

/** Plans as EXPLAIN (FORMAT JSON) of PostgreSQL 15 writes them. */
const byKey = {
  'Node Type': 'Index Scan', 'Relation Name': 'pupil', 'Index Name': 'pupil_pkey',
  'Index Cond': '((school_id = $1) AND (pupil_id = m.pupil_id))',
};
const bitmap = (condition: string) => ({
  'Node Type': 'Bitmap Heap Scan', 'Relation Name': 'result', 'Recheck Cond': condition,
  Plans: [{ 'Node Type': 'Bitmap Index Scan', 'Index Name': 'result_pupil', 'Index Cond': condition }],
});

test('a plan that stays with the school by index is let pass, at any depth', () => {
  const join = { 'Node Type': 'Nested Loop', Plans: [bitmap('(school_id = $1)'), byKey] };
  assert.deepEqual(strayNodes(join, tables), []);
});

test('a table that is read whole, or by an index that does not name the school, is found', () => {
  const whole = { 'Node Type': 'Sort', Plans: [{ 'Node Type': 'Seq Scan', 'Relation Name': 'result' }] };
  assert.deepEqual(strayNodes(whole, tables), ['Seq Scan on result']);
  const filtered = { ...byKey, 'Index Cond': '(pupil_id = $2)' };
  assert.deepEqual(strayNodes(filtered, tables), ['Index Scan on pupil']);
  const unconfined = { 'Node Type': 'Index Only Scan', 'Relation Name': 'pupil', 'Index Name': 'pupil_pkey' };
  assert.deepEqual(strayNodes(unconfined, tables), ['Index Only Scan on pupil']);
  assert.deepEqual(strayNodes(bitmap('(taken_on > $2)'), tables), ['Bitmap Index Scan on result']);
});

test('a table that is of no school may be read whole', () => {
  assert.deepEqual(strayNodes({ 'Node Type': 'Seq Scan', 'Relation Name': 'test_form' }, tables), []);
});
