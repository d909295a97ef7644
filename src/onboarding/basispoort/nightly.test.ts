import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, test } from 'node:test';
import { newTestSchool, testPlatform, type TestPlatform } from '../../../test/platform.ts';
import { admitSchool } from '../../access/admission.ts';
import { findSchoolOfInstitution } from '../../access/store.ts';
import { all, change, sql } from '../../platform/database/query.ts';
import type { TenantTx } from '../../platform/database/tenancy.ts';
import { accessListsVerifyJob, accessListsWantedJob } from '../jobs.ts';
import { getOnboarding, listBasispoortConnections, savePermission } from '../store.ts';
import { settleAcceptance } from './actions.ts';
import { runPortalNight } from './nightly.ts';

/** What Basispoort says in these tests. */
interface World {
  permitted: number[];
  granted: Record<string, number[]>;
  withdrawn: Record<string, number[]>;
  schools: Record<number, object>;
  status: number;
}

const world: World = { permitted: [], granted: {}, withdrawn: {}, schools: {}, status: 200 };
const asked: string[] = [];
let institutionCount = 70_000;
let days = 0;

describe('the night of Basispoort', () => {
  let platform: TestPlatform;
  let server: Server;

  before(async () => {
    server = createServer((request, response) => {
      const { method = '', url = '' } = request;
      asked.push(`${method} ${url}`);
      response.writeHead(world.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer(url)));
    });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    const { port } = server.address() as AddressInfo;
    platform = await testPlatform({ BASISPOORT_REST_URL: `http://127.0.0.1:${port}` });
    // Other tests of this run have connections of their own; here they let nobody in and change nothing.
    await platform.doors.withPlatform((tx) => change(tx, sql`update basispoort_connection set closed_at = now()`));
  });
  after(() => { server.close(); });
  beforeEach(() => {
    Object.assign(world, { permitted: [], granted: {}, withdrawn: {}, schools: {}, status: 200 });
    asked.length = 0;
    days += 1;
    platform.clock.set(new Date(Date.parse('2031-03-01T07:00:00Z') + days * 86_400_000));
  });

  function answer(url: string): unknown {
    const day = /(toegekend|ingetrokken)\/(.+)$/.exec(url);
    if (day) return (day[1] === 'toegekend' ? world.granted : world.withdrawn)[day[2] ?? ''] ?? [];
    if (url.endsWith('/instellingen')) return world.permitted;
    const id = /instellingen\/(\d+)\/details$/.exec(url)?.[1];
    if (id) return world.schools[Number(id)] ?? { actief: true, brincode: '', dependancecode: '' };
    if (url.includes('synchronizationpermission')) return { hasSynchronizationPermission: true };
    return null;
  }

  async function school(state: 'asked' | 'in' | 'unasked') {
    const { schoolId, brin } = await newTestSchool(platform);
    const site = `${brin}00`;
    const institutionId = (institutionCount += 1);
    world.schools[institutionId] = { actief: true, brincode: brin, dependancecode: '' };
    const inSchool = <T>(work: (tx: TenantTx) => Promise<T>) =>
      platform.doors.withTenant(schoolId, { kind: 'job', id: 'test' }, 'onboarding', work);
    if (state !== 'unasked') {
      await inSchool(async (tx) => {
        await savePermission(tx, { institutionId, site, reference: null, granted: state === 'in' },
          platform.clock.now());
        await settleAcceptance(platform, tx);
        await change(tx, sql`update onboarding set step1_completed_at = now() where school_id = ${schoolId}`);
      });
    }
    if (state === 'in') world.permitted.push(institutionId);
    return {
      schoolId, institutionId, site, inSchool,
      accepted: async () => (await inSchool((tx) => getOnboarding(tx, schoolId))).basispoortAcceptedAt !== null,
      mayComeIn: async () => admitSchool(await platform.doors.withPlatform((tx) =>
        findSchoolOfInstitution(tx, institutionId))).ok,
      events: () => inSchool((tx) => all<{ eventCode: string }>(tx, sql`select event_code from audit_event
        where event_code like 'basispoort.%' order by at, event_code`)),
    };
  }

  /** Closes what a test made, so that the next has a night of its own. */
  const close = (...ids: readonly number[]) => platform.doors.withPlatform((tx) =>
    change(tx, sql`update basispoort_connection set closed_at = now()
      where institution_id = any(${[...ids]}::bigint[])`));

  test('withdrawn permission stops signing in within one run, keeps everything, and given again opens it', async () => {
    const { institutionId, accepted, mayComeIn, schoolId, events } = await school('in');
    assert.deepEqual([await accepted(), await mayComeIn()], [true, true]);
    world.permitted = [];
    assert.equal((await runPortalNight(platform))?.withdrawn, 1);
    assert.deepEqual([await accepted(), await mayComeIn()], [false, false]);

    platform.clock.advance(86_400_000);
    days += 1;
    world.permitted = [institutionId];
    assert.equal((await runPortalNight(platform))?.granted, 1);
    assert.deepEqual([await accepted(), await mayComeIn()], [true, true]);
    assert.ok(platform.jobs.asked.some(({ name, data }) =>
      name === accessListsWantedJob.name && (data as { schoolId: string }).schoolId === schoolId));
    assert.deepEqual((await events()).map(({ eventCode }) => eventCode).sort(),
      ['basispoort.granted', 'basispoort.granted', 'basispoort.withdrawn']);
    await close(institutionId);
  });

  test('a school that ticked us before anybody asked is known by its site', async () => {
    const early = await school('unasked');
    world.permitted = [early.institutionId, 99_999_999];
    const counts = await runPortalNight(platform);
    assert.deepEqual([counts?.appeared, counts?.unknown], [1, 1]);
    assert.equal(await early.accepted(), true);
    await close(early.institutionId);
  });

  test('a night is run once, and one that broke off is run again', async () => {
    world.status = 500;
    assert.equal(await runPortalNight(platform), null);
    world.status = 200;
    assert.equal(await runPortalNight(platform), null, 'not at once: the portal gets a few minutes');
    await platform.doors.withPlatform((tx) => change(tx, sql`update basispoort_run
      set started_at = now() - interval '40 minutes' where finished_at is null`));
    assert.ok(await runPortalNight(platform));
    asked.length = 0;
    assert.equal(await runPortalNight(platform), null);
    assert.deepEqual(asked, []);
  });

  test('a merged school is followed when its site went along, and closed when it did not', async () => {
    const follows = await school('in');
    const stops = await school('in');
    const nextId = (institutionCount += 1);
    world.schools[follows.institutionId] = { actief: false, gefuseerdNaar: nextId };
    world.schools[nextId] = { actief: true, brincode: follows.site.slice(0, 4), dependancecode: '' };
    world.schools[stops.institutionId] = { actief: false, gefuseerdNaar: 4101 };
    assert.equal((await runPortalNight(platform))?.closed, 2);
    const [followed] = await follows.inSchool(listBasispoortConnections);
    assert.deepEqual([followed?.institutionId, followed?.closedAt], [nextId, null]);
    assert.equal(await follows.accepted(), true);
    const [stopped] = await stops.inSchool(listBasispoortConnections);
    assert.notEqual(stopped?.closedAt, null);
    assert.equal(await stops.accepted(), false);
    assert.equal(await stops.mayComeIn(), false);
    await close(nextId, stops.institutionId);
  });

  test('three days are asked for, the tiles are put, and once a week the lists are read back', async () => {
    const verifications = () => platform.jobs.asked.filter(({ name }) => name === accessListsVerifyJob.name).length;
    await platform.doors.withPlatform((tx) => change(tx, sql`update basispoort_run set lists_verified = false`));
    const before = verifications();
    await runPortalNight(platform);
    for (const word of ['toegekend', 'ingetrokken']) {
      assert.equal(asked.filter((line) => line.includes(`/${word}/`)).length, 3, word);
    }
    assert.equal(asked.filter((line) => line.startsWith('PUT ')).length, 3);
    assert.equal(verifications(), before + 1);
    for (let night = 1; night <= 7; night += 1) {
      days += 1;
      platform.clock.advance(86_400_000);
      await runPortalNight(platform);
      assert.equal(verifications(), before + (night < 7 ? 1 : 2), `night ${night}`);
    }
  });
});
