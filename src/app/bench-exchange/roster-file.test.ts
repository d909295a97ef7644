import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { checkDocument } from '../../exchange/check/check.ts';
import { schemaErrors } from '../../exchange/testing/schema.ts';
import { standardsFolder, withoutStandards } from '../../exchange/testing/standards.ts';
import { writeRosterFile } from './roster-file.ts';

test('the rosters that the benchmark writes are of the size asked for, and without a fault', async (t) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'inbeeld-bench-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  for (const kind of ['edexml', 'uwlr'] as const) {
    const file = path.join(folder, `${kind}.xml`);
    const pupils = await writeRosterFile(file, 200_000, kind);
    const bytes = await readFile(file);
    assert.ok(Math.abs(bytes.length - 200_000) < 20_000, `${bytes.length} bytes`);
    const { counts, findings } = checkDocument(bytes, file);
    assert.equal(counts.pupils, pupils);
    assert.deepEqual(findings.filter((finding) => finding.severity !== 'note'), []);
    if (kind === 'edexml' && standardsFolder() !== null) assert.deepEqual(schemaErrors(bytes, 'edexml'), []);
  }
  if (standardsFolder() === null) t.diagnostic(withoutStandards);
});
