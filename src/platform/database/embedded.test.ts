import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { openEmbedded } from './embedded.ts';

test('every commit of the embedded database reaches the disk, and a second process is refused', async (t) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'inbeeld-embedded-'));
  t.after(() => fs.rmSync(folder, { recursive: true }));
  const opened = await openEmbedded(folder);
  assert.ok(opened.ok);
  assert.deepEqual(await openEmbedded(folder), { ok: false, refusal: 'folder-in-use' });

  await opened.value.runScript('create table kept (n int)');
  const before = countFsyncs(t);
  for (let n = 0; n < 10; n += 1) await opened.value.runScript(`insert into kept values (${n})`);
  assert.ok(before.count() >= 10, `10 commits, ${before.count()} fsyncs`);
  await opened.value.close();

  const again = await openEmbedded(folder);
  assert.ok(again.ok, 'the folder is free once it is closed');
  await again.value.close();
});

function countFsyncs(t: { after: (done: () => void) => void }): { count: () => number } {
  const original = fs.fsyncSync;
  let calls = 0;
  fs.fsyncSync = (descriptor) => {
    calls += 1;
    original(descriptor);
  };
  t.after(() => { fs.fsyncSync = original; });
  return { count: () => calls };
}
