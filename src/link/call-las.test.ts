import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { openFakeLas, type FakeLas } from '../../test/fake-las.ts';
import { newTestSchool, testPlatform, type TestPlatform } from '../../test/platform.ts';
import { present } from '../base/assert.ts';
import { schoolYearStarting } from '../base/school-year.ts';
import { resolveProfile, type LasProfileChanges } from '../exchange/uwlr/las-profile.ts';
import { writeRosterRequest } from '../exchange/uwlr/write.ts';
import { findLasConnection, saveLasKey } from '../onboarding/store.ts';
import type { LasConnection } from '../onboarding/types.ts';
import { CallOutage } from '../platform/outgoing.ts';
import type { Platform } from '../platform/platform.ts';
import { authorisationOf, callLas } from './call-las.ts';
import { listExchanges } from './message-log-store.ts';
import { findExchange } from './message-log.ts';
import { askInVersions } from './versions.ts';

const actor = { kind: 'job', id: 'link.test' } as const;
const keys = new Map<string, string>();

/** A school with a link to this LAS that wants it so. */
async function linked(
  platform: Platform, las: FakeLas, changes: LasProfileChanges = {}, profileCode = 'standaard',
): Promise<{ readonly schoolId: string; readonly link: LasConnection }> {
  const { schoolId } = await newTestSchool(platform);
  const key = `SLEUTEL-${schoolId}`;
  keys.set(schoolId, key);
  return platform.doors.withTenant(schoolId, actor, 'onboarding', async (tx) => {
    await saveLasKey(tx, {
      newId: platform.newId(), at: platform.clock.now(), lasName: 'LAS', supplierCode: 'las', profileCode,
      profileChanges: changes, xsdVersion: resolveProfile(profileCode, changes).versions[0], rosterUrl: las.url,
      stagedUrl: null, resultsUrl: las.url, historyUrl: null, keyCipher: platform.secrets.seal(key),
      keyDigest: platform.secrets.digest(key), keyHint: 'hint',
    });
    return { schoolId, link: present(await findLasConnection(tx), 'just saved') };
  });
}

describe('a call to the LAS of a school', () => {
  let las: FakeLas;
  let platform: TestPlatform;

  before(async () => {
    las = await openFakeLas();
    platform = await testPlatform({
      LAS_ROSTER_URL: las.url, LAS_CLIENT_CODE: 'onze-code', LAS_CLIENT_NAME: 'Onze naam',
    });
  });
  beforeEach(() => {
    las.calls.length = 0;
    las.answer = () => ({ status: 200, body: '<a/>' });
  });
  after(() => las.close());

  const call = { flow: 'roster', soapAction: 'HaalLeerlinggegevens', body: '<vraag/>' } as const;

  test('has its SOAPAction with or without quotes, as the profile says', async () => {
    const quoted = await linked(platform, las);
    const bare = await linked(platform, las, { soapActionQuoted: false });
    for (const { schoolId, link } of [quoted, bare]) {
      await callLas(platform, schoolId, link, { ...call, url: las.url });
    }
    assert.deepEqual(las.calls.map(({ headers }) => headers['soapaction']),
      ['"HaalLeerlinggegevens"', 'HaalLeerlinggegevens']);
    assert.equal(las.calls[0]?.headers['content-type'], 'text/xml; charset=utf-8');
  });

  test('has the headers of the supplier, and they are in no message log', async () => {
    const { schoolId, link } = await linked(platform, las);
    const own = present(platform.config.lasSuppliers[0], 'of the environment');
    const withHeader = {
      ...platform,
      config: { ...platform.config, lasSuppliers: [{ ...own, headers: { 'x-abonnement': 'heel-geheim' } }] },
    };
    const { exchangeId } = await callLas(withHeader, schoolId, link, {
      ...call, url: las.url, body: writeRosterRequest({
        scope: 'all', school: { kind: 'schoolKey', schoolKey: 'onze-code' }, schoolYear: schoolYearStarting(2026),
        xsdVersion: '2.2', dataSetId: 'heel-geheim', lastReceivedAt: null, groups: [],
      }, authorisationOf(platform, link)),
    });
    assert.equal(las.calls[0]?.headers['x-abonnement'], 'heel-geheim');
    const kept = await platform.doors.withTenant(schoolId, actor, 'onboarding',
      (tx) => findExchange(platform, tx, exchangeId));
    assert.match(kept?.request ?? '', /2026-2027/);
    assert.doesNotMatch(kept?.request ?? '', /geheim|onze-code|SLEUTEL/);
    assert.equal(kept?.httpStatus, 200);
  });

  test('says who we are with the key of the school, opened for the call', async () => {
    const { schoolId, link } = await linked(platform, las);
    assert.deepEqual(authorisationOf(platform, link),
      { schoolKey: keys.get(schoolId), clientCode: 'onze-code', clientName: 'Onze naam' });
  });

  test('that gets no answer stands in the message log too', async () => {
    const { schoolId, link } = await linked(platform, las);
    las.answer = () => null;
    await assert.rejects(callLas(platform, schoolId, link, { ...call, url: las.url }), CallOutage);
    const kept = await platform.doors.withTenant(schoolId, actor, 'onboarding',
      (tx) => listExchanges(tx, { flow: null, outcome: null, page: 1 }));
    assert.deepEqual(kept.map(({ outcome, httpStatus }) => [outcome, httpStatus]), [['no-answer', null]]);
  });

  test('is never made at another supplier than that of the link', async () => {
    const { schoolId, link } = await linked(platform, las);
    await assert.rejects(
      callLas(platform, schoolId, { ...link, supplierCode: 'elders' }, { ...call, url: las.url }), /elders/,
    );
    assert.equal(las.calls.length, 0);
  });
});

describe('the version of the messages', () => {
  let las: FakeLas;
  let platform: TestPlatform;

  before(async () => {
    las = await openFakeLas();
    platform = await testPlatform({ LAS_ROSTER_URL: las.url });
  });
  after(() => las.close());

  test('goes down to one that the LAS knows, and is remembered', async () => {
    const { schoolId, link } = await linked(platform, las, {}, 'uwlr-2.3');
    assert.equal(link.xsdVersion, '2.3');
    const asked: string[] = [];
    const ask = (version: string) => {
      asked.push(version);
      return Promise.resolve(version === '2.2' ? 'data' : 'unknown');
    };
    const asker = { schoolId, actor, purpose: 'roster' } as const;
    assert.equal(await askInVersions(platform, asker, link, ask, (answer) => answer === 'unknown'), 'data');
    assert.deepEqual(asked, ['2.3', '2.2']);
    const again = await platform.doors.withTenant(schoolId, actor, 'roster', findLasConnection);
    assert.equal(again?.xsdVersion, '2.2');
    await askInVersions(platform, asker, present(again, 'still linked'), ask, (answer) => answer === 'unknown');
    assert.deepEqual(asked, ['2.3', '2.2', '2.2'], 'the next time it is tried first');
  });

  test('stays as it is when the LAS knows none of them', async () => {
    const { schoolId, link } = await linked(platform, las, {}, 'uwlr-2.3');
    const asker = { schoolId, actor, purpose: 'roster' } as const;
    const ask = (version: string) => Promise.resolve(`unknown ${version}`);
    assert.equal(await askInVersions(platform, asker, link, ask, () => true), 'unknown 2.2');
    const again = await platform.doors.withTenant(schoolId, actor, 'roster', findLasConnection);
    assert.equal(again?.xsdVersion, '2.3');
  });
});
