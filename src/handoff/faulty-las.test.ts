import { test } from 'node:test';
import * as fc from 'fast-check';
import { anyHistory, playHistory } from './histories-for-tests.ts';
import { modelWorld } from './queue-model.ts';

/** How many times as many histories; a night's run has 100. */
const times = Number(process.env.INBEELD_HISTORIES ?? 1);

test('never a duplicate, never one missing: the queue, in thousands of histories with a faulty LAS', async () => {
  await fc.assert(fc.asyncProperty(anyHistory, (events) => playHistory(modelWorld(), events)),
    { numRuns: 4000 * times, ...(times === 1 ? { seed: 20270119 } : {}) });
});
