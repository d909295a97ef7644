import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testPlatform } from '../../../test/platform.ts';
import { openSandboxClock } from './sandbox-clock.ts';

test('the sandbox clock starts where it is told, moves forward only, and never runs back over a restart', async (t) => {
  const { doors } = await testPlatform();
  const start = new Date('2027-01-19T08:00:00Z');
  const first = await openSandboxClock(doors, start);
  t.after(() => first.stop());
  assert.ok(first.now().getTime() - start.getTime() < 5000);
  await first.moveTo(new Date('2027-01-22T08:00:00Z'));
  await first.moveTo(new Date('2027-01-20T08:00:00Z'));
  const shown = first.now();
  assert.ok(shown >= new Date('2027-01-22T08:00:00Z'), 'moving to the past changes nothing');

  const second = await openSandboxClock(doors, start);
  t.after(() => second.stop());
  assert.ok(second.now() >= shown, 'what was shown before is past, also without a last word of the first');
});
