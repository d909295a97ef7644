import { after, before, describe, test } from 'node:test';
import * as fc from 'fast-check';
import { testPlatform } from '../../test/platform.ts';
import { openRealSchool, type RealSchool } from '../../test/results-world.ts';
import { sandboxCredentials } from '../sandbox/sandbox.ts';
import { anyHistory, onceWrong, playHistory } from './histories-for-tests.ts';
import { modelWorld } from './queue-model.ts';

/** How many times as many histories as in an ordinary run; a night has time for 100. */
const times = Number(process.env.INBEELD_HISTORIES ?? 1);

describe('never a duplicate, never one missing, with a LAS to which everything happens', () => {
  let school: RealSchool;
  before(async () => {
    const { lasClientCode, lasClientName } = sandboxCredentials;
    school = await openRealSchool(
      await testPlatform({ LAS_CLIENT_CODE: lasClientCode, LAS_CLIENT_NAME: lasClientName }));
  });
  after(() => school.close());

  test('in thousands of histories of the queue in memory', async () => {
    await fc.assert(fc.asyncProperty(anyHistory, (events) => playHistory(modelWorld(), events)),
      { numRuns: 8000 * times, examples: [...onceWrong] });
  });

  test('in histories of the real queue, with the LAS of the sandbox over HTTP', async () => {
    await fc.assert(fc.asyncProperty(anyHistory, async (events) => playHistory(await school.newWorld(), events)),
      { numRuns: 80 * times, examples: [...onceWrong] });
  });
});
