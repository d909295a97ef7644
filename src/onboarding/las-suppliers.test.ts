import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { newTestSchool, testPlatform } from '../../test/platform.ts';
import { present } from '../base/assert.ts';
import type { LasSupplier } from '../platform/las-suppliers.ts';
import type { Platform } from '../platform/platform.ts';
import { followSuppliers } from './las-suppliers.ts';
import { findLasConnection, saveLasKey } from './store.ts';
import type { LasConnection } from './types.ts';

const actor = { kind: 'job', id: 'onboarding.test' } as const;

async function linkWith(platform: Platform, supplierCode: string): Promise<() => Promise<LasConnection>> {
  const { schoolId } = await newTestSchool(platform);
  const inSchool = platform.doors.withTenant.bind(null, schoolId, actor, 'onboarding');
  await inSchool((tx) => saveLasKey(tx, {
    newId: platform.newId(), at: platform.clock.now(), lasName: 'Oud', supplierCode, profileCode: 'standaard',
    profileChanges: {}, xsdVersion: '2.2', rosterUrl: 'https://oud.example/', stagedUrl: null, resultsUrl: null,
    historyUrl: null, keyCipher: platform.secrets.seal('K'), keyDigest: platform.secrets.digest(schoolId),
    keyHint: 'hint',
  }));
  return async () => present(await inSchool(findLasConnection) as LasConnection | undefined, 'just saved');
}

describe('the links when the settings change', () => {
  test('follow their own supplier, and nobody else', async () => {
    const platform = await testPlatform({ LAS_ROSTER_URL: 'https://nieuw.example/' });
    const own = present(platform.config.lasSuppliers[0], 'of the environment');
    const moved: LasSupplier = {
      ...own, code: 'verhuisd', name: 'Nieuw', resultsUrl: 'https://nieuw.example/resultaten', profileCode: 'uwlr-2.3',
      profileChanges: { resultsPerMessageMax: 5 },
    };
    const settings = { ...platform, config: { ...platform.config, lasSuppliers: [moved] } };
    const ours = await linkWith(platform, 'verhuisd');
    const theirs = await linkWith(platform, 'gebleven');
    const before = await theirs();
    const { changed, unknown } = await followSuppliers(settings);
    assert.equal(changed, 1);
    assert.ok(unknown.includes('gebleven'), 'it is told that this one cannot be served');
    assert.ok(!unknown.includes('verhuisd'));
    const { lasName, rosterUrl, resultsUrl, profile, keyHint } = await ours();
    assert.deepEqual([lasName, rosterUrl, resultsUrl, keyHint],
      ['Nieuw', 'https://nieuw.example/', 'https://nieuw.example/resultaten', 'hint']);
    assert.deepEqual([profile.versions, profile.resultsPerMessageMax], [['2.3', '2.2'], 5]);
    assert.deepEqual(await theirs(), before);
    assert.equal((await followSuppliers(settings)).changed, 0, 'once is enough');
  });
});
