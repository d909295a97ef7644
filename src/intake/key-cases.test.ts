import assert from 'node:assert/strict';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { newTestSchool, testPlatform, type TestPlatform } from '../../test/platform.ts';
import type { SchoolViewer } from '../access/types.ts';
import { schoolYearStarting } from '../base/school-year.ts';
import type { RosterDocument } from '../exchange/roster-document.ts';
import { writeFault, writeRosterAnswer } from '../exchange/uwlr/write.ts';
import { enterKey, KEY_ATTEMPTS_PER_HOUR } from '../onboarding/key-actions.ts';
import { findKeyTrial, listSiteKeys } from '../onboarding/key-store.ts';
import { findLasConnection, getOnboarding, markBasispoortAccepted } from '../onboarding/store.ts';
import { agreementVersion } from '../ordering/agreement.ts';
import { readConfig } from '../platform/config.ts';
import { all, change, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import { inventedDocument, inventedPupil } from '../roster/invented-document.ts';
import { fetchRosterNow } from './fetch-roster.ts';
import { startInventedLas, type InventedLas } from './invented-las.ts';
import { keyTrial, tryKeptKey } from './key-trial.ts';

describe('keys (domain.md 4.4)', () => {
  let las: InventedLas;
  let platform: TestPlatform;
  let school: { readonly schoolId: string; readonly brin: string };
  let viewer: SchoolViewer;
  let keyCount = 0;

  before(async () => {
    las = await startInventedLas();
    platform = await testPlatform({ LAS_ROSTER_URL: las.url, LAS_CLIENT_CODE: 'code', LAS_CLIENT_NAME: 'naam' });
  });
  after(() => las.close());
  beforeEach(async () => {
    keyCount += 1;
    platform.clock.set(new Date('2027-01-19T08:00:00Z'));
    school = await newTestSchool(platform);
    viewer = await administratorOf(school.schoolId);
    answerWith({});
  });

  async function administratorOf(schoolId: string): Promise<SchoolViewer> {
    const id = platform.newId();
    const actor = { kind: 'person', id } as const;
    await platform.doors.withTenant(schoolId, actor, 'ordering', (tx) => change(tx,
      sql`insert into agreement_acceptance values (${schoolId}, ${agreementVersion}, now(), 'person:x')`));
    return {
      kind: 'person', id, schoolId, schoolName: 'De Proef', label: 'Bea', roles: ['administrator'],
      ownGroupIds: [], actor,
    };
  }

  const key = (name = 'eigen') => `sleutel-${name}-${keyCount}-1234`;
  const enter = (pasted: string, site: string | null = null, who = viewer) =>
    enterKey(platform, who, pasted, null, { trial: keyTrial(platform), site });
  const inSchool = <T>(work: (tx: TenantTx) => Promise<T>) =>
    platform.doors.withTenant(school.schoolId, viewer.actor, 'onboarding', work);
  const linkDigest = async () => (await inSchool(findLasConnection))?.keyDigest ?? null;
  const addSite = (code: string) => platform.doors.withPlatform((tx) => change(tx, sql`insert into school_site
    (school_id, brin, site_code, valid_from) values (${school.schoolId}, ${school.brin}, ${code}, '2020-08-01')`));

  /** A LAS that knows these keys, each for some sites (two digits), and answers with five pupils. */
  function answerWith(
    { keys, brin, site, schoolYear }: {
      readonly keys?: Readonly<Record<string, readonly string[]>>; readonly brin?: string; readonly site?: string;
      readonly schoolYear?: RosterDocument['school']['schoolYear'];
    },
  ): void {
    las.answer((asked) => {
      const code = /dependancecode>(\d\d)</.exec(asked)?.[1] ?? '00';
      const given = /autorisatiesleutel>([^<]*)</.exec(asked)?.[1] ?? '';
      if (keys && !keys[given]?.includes(code)) return writeFault('AutorisatieOngeldig', 'Nee.');
      const pupils = ['1', '2', '3', '4', '5'].map((one) => inventedPupil(`${code}-${one}`));
      const document = inventedDocument(pupils, { brin6: `${brin ?? school.brin}${site ?? code}` });
      const year = schoolYear ?? document.school.schoolYear;
      const sent = { ...document, school: { ...document.school, schoolYear: year } };
      return writeRosterAnswer('all', { kind: 'roster', document: sent }, '2.2');
    });
  }

  test('key typo: the LAS says so at the paste, nothing is kept, and the key that was there stays', async () => {
    answerWith({ keys: { [key()]: ['00'] } });
    assert.deepEqual(await enter(` ${key()}\r\n`), { ok: true, value: 'entered' });
    const before = await linkDigest();
    assert.deepEqual(await enter(`${key()}x`), { ok: false, refusal: 'key-refused' });
    assert.equal(await linkDigest(), before);
    assert.equal((await inSchool((tx) => getOnboarding(tx, school.schoolId))).rosterStatus, 'none');
  });

  test('key guessed: after ten tries in an hour nobody asks the LAS any more', async () => {
    answerWith({ keys: {} });
    for (let count = 0; count < KEY_ATTEMPTS_PER_HOUR; count += 1) await enter(`${key()}-${count}`);
    const asked = las.asked.length;
    assert.deepEqual(await enter(key()), { ok: false, refusal: 'too-many-attempts' });
    assert.equal(las.asked.length, asked);
  });

  test('LAS down at the paste: the key is kept, tried later, and then good or a fault of the link', async () => {
    las.answer(null);
    assert.deepEqual(await enter(key()), { ok: true, value: 'untried' });
    assert.equal(await inSchool(findKeyTrial), 'no-answer');
    await assert.rejects(tryKeptKey(platform, school.schoolId), { name: 'Outage', retryable: true });
    answerWith({});
    await tryKeptKey(platform, school.schoolId);
    assert.equal(await inSchool(findKeyTrial), 'accepted');
    answerWith({ keys: {} });
    await tryKeptKey(platform, school.schoolId);
    assert.deepEqual([await inSchool(findKeyTrial), (await inSchool(findLasConnection))?.faultCode],
      ['refused', 'AutorisatieOngeldig']);
  });

  test('key of another school: the BRIN in the first answer gives it away, and no school is named', async () => {
    answerWith({ brin: '97ZZ' });
    assert.deepEqual(await enter(key()), { ok: false, refusal: 'key-other-school' });
    assert.equal(await linkDigest(), null);
    answerWith({ site: '03' });
    assert.deepEqual(await enter(key()), { ok: false, refusal: 'key-other-site' });
    assert.equal(await linkDigest(), null);
  });

  test('key used by another school: refused without a call, and customer service is told', async () => {
    assert.equal((await enter(key())).ok, true);
    const other = await newTestSchool(platform);
    const stranger = await administratorOf(other.schoolId);
    const asked = las.asked.length;
    assert.deepEqual(await enter(key(), null, stranger), { ok: false, refusal: 'key-in-use' });
    assert.equal(las.asked.length, asked);
    const mails = await platform.doors.withPlatform((tx) => all<{ toAddress: string; textBody: string }>(tx,
      sql`select to_address, text_body from mail_message where school_id = ${other.schoolId}`));
    assert.deepEqual(mails.map(({ toAddress }) => toAddress), [platform.config.helpMail]);
    assert.match(mails[0]?.textBody ?? '', new RegExp(`${other.brin}00`));
    assert.doesNotMatch(mails[0]?.textBody ?? '', new RegExp(`${school.brin}|${key()}`));
  });

  test('key twice by the same school: already linked, and the LAS is not asked again', async () => {
    await enter(key());
    const asked = las.asked.length;
    assert.deepEqual(await enter(key()), { ok: true, value: 'same' });
    assert.equal(las.asked.length, asked);
  });

  test('key expired in the LAS: the link is a fault, everything stays, and a new key mends it', async () => {
    await enter(key());
    await inSchool((tx) => markBasispoortAccepted(tx, platform.clock.now()));
    await fetchRosterNow(platform, school.schoolId);
    answerWith({ keys: { [key('nieuw')]: ['00'] } });
    await fetchRosterNow(platform, school.schoolId);
    const state = await inSchool((tx) => getOnboarding(tx, school.schoolId));
    assert.equal(state.rosterProgress?.fault?.code, 'AutorisatieOngeldig');
    assert.notEqual(state.step1CompletedAt, null);
    assert.deepEqual(await enter(key('nieuw')), { ok: true, value: 'replaced' });
    await fetchRosterNow(platform, school.schoolId);
    const after = await inSchool(async (tx) => ({
      pupils: (await all(tx, sql`select 1 from pupil where school_id = ${tx.schoolId} and active`)).length,
      fault: (await findLasConnection(tx))?.faultCode,
    }));
    assert.deepEqual(after, { pupils: 5, fault: null });
  });

  test('one key for several sites: one entry opens them all', async () => {
    await addSite('01');
    answerWith({ keys: { [key()]: ['00', '01'] } });
    assert.deepEqual(await enter(key()), { ok: true, value: 'entered' });
  });

  test('a key per site: each site is fetched with its own', async () => {
    await addSite('01');
    answerWith({ keys: { [key()]: ['00'], [key('een')]: ['01'] } });
    assert.deepEqual(await enter(key()), { ok: true, value: 'some-sites' });
    assert.deepEqual(await enter(key('een'), `${school.brin}02`), { ok: false, refusal: 'site-unknown' });
    assert.deepEqual(await enter(key('een'), `${school.brin}01`), { ok: true, value: 'entered' });
    assert.deepEqual((await inSchool(listSiteKeys)).map(({ site }) => site), [`${school.brin}01`]);
    await inSchool((tx) => markBasispoortAccepted(tx, platform.clock.now()));
    assert.equal(await fetchRosterNow(platform, school.schoolId), 'changed');
    const pupils = await inSchool((tx) => all(tx, sql`select 1 from pupil where school_id = ${tx.schoolId}`));
    assert.equal(pupils.length, 10);
  });

  test('another LAS: the old link ends with its date, a new one begins, and pupils and results stay', async () => {
    const file = path.join(await mkdtemp(path.join(tmpdir(), 'inbeeld-las-')), 'las.json');
    const supplier = (code: string) => (
      { code, name: code, rosterUrl: las.url, clientCode: 'code', clientName: 'naam' });
    await writeFile(file, JSON.stringify({ suppliers: [supplier('parnas'), supplier('esis')] }));
    const { lasSuppliers } = readConfig({ LAS_FILE: file });
    const both = { ...platform, config: { ...platform.config, lasSuppliers } };
    const trial = keyTrial(both);
    assert.deepEqual(await enterKey(both, viewer, key(), null, { trial }), { ok: false, refusal: 'las-not-chosen' });
    assert.equal((await enterKey(both, viewer, key(), 'parnas', { trial })).ok, true);
    await inSchool((tx) => markBasispoortAccepted(tx, platform.clock.now()));
    await fetchRosterNow(both, school.schoolId);
    assert.deepEqual(await enterKey(both, viewer, key('nieuw'), 'esis', { trial }), { ok: true, value: 'replaced' });
    await fetchRosterNow(both, school.schoolId);
    const links = await inSchool((tx) => all<{ supplierCode: string; ended: boolean }>(tx, sql`
      select supplier_code, ended_at is not null as ended from las_connection
      where school_id = ${tx.schoolId} order by ended_at nulls last`));
    assert.deepEqual(links, [{ supplierCode: 'parnas', ended: true }, { supplierCode: 'esis', ended: false }]);
    const pupils = await inSchool((tx) => all(tx, sql`select 1 from pupil where school_id = ${tx.schoolId}`));
    assert.equal(pupils.length, 5);
  });

  test('empty roster: the key is good, and who must do what is about the LAS', async () => {
    las.answer(writeRosterAnswer('all', { kind: 'nothing' }, '2.2'));
    assert.deepEqual(await enter(key()), { ok: true, value: 'entered' });
    await fetchRosterNow(platform, school.schoolId);
    const { rosterProgress } = await inSchool((tx) => getOnboarding(tx, school.schoolId));
    assert.equal(rosterProgress?.fault?.code, 'no-data');
    assert.match(rosterProgress?.fault?.remedy ?? '', /Kijk in uw LAS of de leerlingen in een groep/);
  });

  test('wrong school year in July: the data of next year are refused, and the page says which year it is', async () => {
    platform.clock.set(new Date('2027-07-20T08:00:00Z'));
    answerWith({ schoolYear: schoolYearStarting(2027) });
    assert.deepEqual(await enter(key()), { ok: true, value: 'entered' });
    await fetchRosterNow(platform, school.schoolId);
    const findings = await inSchool((tx) => all<{ findings: readonly { code: string; message: string }[] }>(tx,
      sql`select findings from delivery where school_id = ${tx.schoolId}`));
    const [year] = findings.flatMap((delivery) => delivery.findings.filter(({ code }) => code === 'INTAKE-YEAR'));
    assert.match(year?.message ?? '', /Dit zijn de gegevens van schooljaar 2027-2028\. Het is nu 2026-2027/);
  });
});
