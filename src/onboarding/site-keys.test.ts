import assert from 'node:assert/strict';
import { before, beforeEach, describe, test } from 'node:test';
import { newTestSchool, testPlatform, type TestPlatform } from '../../test/platform.ts';
import { present } from '../base/assert.ts';
import { change, find, one, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import { relinquish } from './cancel.ts';
import { isKeyUsedElsewhere, listSiteKeys, renameSiteKey, saveSiteKey } from './key-store.ts';
import { findLasConnection, saveLasKey } from './store.ts';

describe('the key of a site', () => {
  let platform: TestPlatform;
  let schoolId: string;
  let site: string;
  before(async () => { platform = await testPlatform(); });
  beforeEach(async () => {
    const school = await newTestSchool(platform);
    schoolId = school.schoolId;
    site = `${school.brin}00`;
    await enterAt('las-een', 'eerste');
    await enterSiteKey(site, 'van-de-vestiging');
  });

  const inSchool = <T>(work: (tx: TenantTx) => Promise<T>, id = schoolId) =>
    platform.doors.withTenant(id, { kind: 'job', id: 'test' }, 'onboarding', work);
  const sealed = (key: string) => ({
    keyCipher: Buffer.from(key), keyDigest: platform.secrets.digest(`${schoolId} ${key}`), keyHint: '',
  });
  const enterAt = (supplierCode: string, key: string) => inSchool((tx) => saveLasKey(tx, {
    newId: platform.newId(), at: platform.clock.now(), lasName: 'LAS', supplierCode, profileCode: 'standaard',
    profileChanges: {}, xsdVersion: '2.2', rosterUrl: 'https://las.example', stagedUrl: null, resultsUrl: null,
    historyUrl: null, ...sealed(key),
  }));
  const enterSiteKey = (at: string, key: string) => inSchool(async (tx) => {
    const { connectionId } = present(await findLasConnection(tx), 'linked');
    await saveSiteKey(tx, connectionId, { site: at, ...sealed(key), enteredAt: platform.clock.now() });
  });
  const kept = async () => (await inSchool((tx) => one<{ count: number }>(tx, sql`select count(*)::int as count
    from las_site_key where school_id = ${tx.schoolId}`))).count;
  const sites = async () => (await inSchool(listSiteKeys)).map((key) => key.site);

  test('goes when the school goes to another LAS, and can be entered there again', async () => {
    await enterAt('las-twee', 'tweede');
    assert.equal(await kept(), 0);
    await enterSiteKey(site, 'van-de-vestiging');
    assert.deepEqual(await sites(), [site]);
  });

  test('stays with another key of the school at the same LAS', async () => {
    await enterAt('las-een', 'tweede');
    assert.deepEqual(await sites(), [site]);
  });

  test('goes to another site of the school when it is entered there, or when its site is renamed', async () => {
    const other = `${site.slice(0, 4)}01`;
    await enterSiteKey(other, 'van-de-vestiging');
    assert.deepEqual(await sites(), [other]);
    await inSchool((tx) => renameSiteKey(tx, other, site));
    assert.deepEqual(await sites(), [site]);
  });

  test('goes when the permission of the school is given back', async () => {
    await relinquish(platform, schoolId);
    assert.equal(await kept(), 0);
  });

  test('counts for another school while the link is in use, and not after it', async () => {
    const { keyDigest } = sealed('van-de-vestiging');
    const other = await newTestSchool(platform);
    const used = () => platform.doors.withPlatform((tx) => isKeyUsedElsewhere(tx, other.schoolId, keyDigest));
    assert.equal(await used(), true);
    await inSchool((tx) => change(tx, sql`update las_connection set ended_at = now()
      where school_id = ${tx.schoolId}`));
    assert.equal(await used(), false);
  });

  test('is never read outside its school: only its digest', async () => {
    for (const column of ['key_cipher', 'key_hint', 'site']) {
      await assert.rejects(platform.doors.withPlatform((tx) =>
        find(tx, sql`select ${sql.ref(column)} from las_site_key limit 1`)), /permission denied/, column);
    }
    await assert.rejects(platform.doors.withPlatform((tx) => change(tx, sql`delete from las_site_key`)),
      /permission denied/);
  });
});
