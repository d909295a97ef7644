import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readConfig } from '../platform/config.ts';
import { openDatabase } from './open-database.ts';
import { recomputeCommand, type RecomputeReport } from './recompute.ts';

const folder = mkdtempSync(join(tmpdir(), 'inbeeld-recompute-'));
const { DATABASE_URL: server } = process.env;
delete process.env['DATABASE_URL'];
after(() => {
  if (server !== undefined) process.env['DATABASE_URL'] = server;
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the command; gives its exit status and what it wrote. */
async function run(...args: string[]) {
  const written = { out: '', err: '' };
  const status = await recomputeCommand(args, {
    out: (text) => void (written.out += text), err: (text) => void (written.err += text),
  });
  return { status, ...written };
}

test('data that cannot be read, an unknown school and wrong usage end with exit status 2 and say why', async () => {
  const data = join(folder, 'leeg');
  assert.match((await run('--data', data)).err, /staan geen gegevens/);
  assert.equal((await run('--data', data, '--school', '99XX')).status, 2);
  for (const args of [['--school', '99X'], ['--school', '9XX900'], ['--schol', '99XX'], ['99XX']])
    assert.equal((await run(...args)).status, 2, args.join(' '));
});

test('a folder that a platform uses is left alone; free, it is read and holds no differences', async () => {
  const data = join(folder, 'data');
  const opened = await openDatabase(readConfig({}, { dataFolder: data }));
  assert.ok(opened.ok);
  await opened.value.runScript(`insert into school (school_id, name, created_at)
    values ('00000000-0000-4000-8000-000000000001', 'Basisschool De Proef', now());
    insert into school_site (school_id, brin, site_code, valid_from)
    values ('00000000-0000-4000-8000-000000000001', '99XY', '00', '2020-08-01')`);
  const refused = await run('--data', data);
  assert.deepEqual([refused.status, refused.out], [2, '']);
  assert.match(refused.err, /is al in gebruik door een ander proces/);
  await opened.value.close();

  const { status, out, err } = await run('--data', data, '--school', '99xy', '--json');
  assert.deepEqual([status, err], [0, '']);
  assert.deepEqual(JSON.parse(out) as RecomputeReport, {
    ok: true, schools: 1, results: 0, recomputed: 0, imported: 0, notRecomputable: 0, differences: [],
    notRecomputed: [],
  });
  assert.match((await run('--data', data)).out, /^0 resultaten van 1 scholen.*\nGeen verschillen\.\n$/s);
  const unknown = await run('--data', data, '--school', '99ZZ');
  assert.deepEqual([unknown.status, unknown.err], [2, 'Er is hier geen school met BRIN 99ZZ.\n']);
});
