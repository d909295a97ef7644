import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { contentCommand, type ContentReport } from './content.ts';

const folder = mkdtempSync(join(tmpdir(), 'inbeeld-content-'));
const pack = join(folder, 'werkwoorden.zip');
after(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the command; gives its exit status and what it wrote. */
async function run(...args: string[]) {
  const written = { out: '', err: '' };
  const status = await contentCommand(args, {
    out: (text) => void (written.out += text), err: (text) => void (written.err += text),
  });
  return { status, ...written };
}

test('our own bank is exported, checked, imported once, and found there the second time', async () => {
  const exported = await run('export', pack, '--subject', 'verb-spelling');
  assert.equal(exported.status, 0, exported.err);
  assert.equal((await run('export', pack)).status, 2, 'a file that is there is not overwritten');

  const checked = JSON.parse((await run('check', pack, '--json')).out) as ContentReport;
  assert.deepEqual([checked.ok, checked.package?.code, checked.published], [true, 'SYN-WW', null]);
  assert.deepEqual(checked.findings, []);
  assert.deepEqual([checked.counts.subjects, checked.counts.tests], [1, 4]);

  const data = join(folder, 'data');
  const imported = JSON.parse((await run('import', pack, '--data', data, '--json')).out) as ContentReport;
  assert.deepEqual(imported.published, { tests: 4, forms: imported.counts.forms, items: imported.counts.items });
  const again = await run('import', pack, '--data', data);
  assert.deepEqual([again.status, again.out.includes('was al gepubliceerd; er is niets gewijzigd')], [0, true]);
});

test('a package that is refused says why, in words and in JSON, with exit status 1', async () => {
  const broken = join(folder, 'stuk.zip');
  writeFileSync(broken, readFileSync(pack).subarray(0, 1000));
  const words = await run('check', broken);
  assert.equal(words.status, 1);
  assert.match(words.out, /FOUT PACKAGE-UNREADABLE .*\n.*nemen wij niet aan; er is niets gewijzigd\.\n$/s);
  const { status, out } = await run('import', broken, '--json');
  const report = JSON.parse(out) as ContentReport;
  assert.deepEqual([status, report.ok, report.published], [1, false, null]);
  assert.deepEqual(report.findings.map(({ code }) => code), ['PACKAGE-UNREADABLE']);
});

test('wrong usage, a file that is not there and a subject that we lack end with exit status 2', async () => {
  for (const args of [[], ['check'], ['doe', pack], ['check', pack, pack], ['check', pack, '--vlug']]) {
    const { status, out, err } = await run(...args);
    assert.deepEqual([status, out], [2, ''], args.join(' '));
    assert.match(err, /^Gebruik:/);
  }
  assert.equal((await run('check', join(folder, 'weg.zip'))).status, 2);
  assert.equal((await run('export', join(folder, 'x.zip'), '--subject', 'listening')).status, 2);
});
