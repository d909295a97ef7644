import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { SANDBOX_START } from '../../platform/clock/sandbox-clock.ts';
import { restPortal } from '../../onboarding/basispoort/rest.ts';
import { openTransport } from '../../onboarding/basispoort/transport.ts';
import type { RosterPortal } from '../../onboarding/basispoort/types.ts';
import { listeningSandbox, type ListeningSandbox } from '../sandbox-for-tests.ts';
import { sandboxCredentials } from '../sandbox.ts';
import { spoil } from './faults.ts';

describe('a Basispoort in trouble', () => {
  const schoolA = 4101;
  let listening: ListeningSandbox;
  let portal: RosterPortal;
  before(async () => {
    listening = await listeningSandbox();
    portal = restPortal({
      restUrl: `${listening.url}/sandbox/basispoort`, environment: 'sandbox',
      identityCode: sandboxCredentials.identityCode, publisherToken: sandboxCredentials.publisherToken,
    }, openTransport(() => [], null), [1, 1]);
  });
  after(() => listening.close());
  beforeEach(async () => {
    listening.clock.set(SANDBOX_START);
    await turn({});
    await tick(true);
  });

  async function post(path: string, fields: Readonly<Record<string, string>>): Promise<void> {
    const answer = await fetch(`${listening.url}/sandbox/basispoort${path}`, {
      method: 'POST', redirect: 'manual', body: new URLSearchParams(fields),
    });
    assert.equal(answer.status, 303);
  }
  const turn = (fields: Readonly<Record<string, string>>) => post('/instellingen', fields);
  const tick = (on: boolean) => post(`/beheer/${schoolA}`, on ? { toestemming: 'on' } : {});

  for (const storing of ['429', '500', '503', 'plain-text', 'truncated']) {
    test(`"${storing}" that passes costs a try and nothing else`, async () => {
      await turn({ storing, aantal: '2' });
      assert.equal((await portal.listPupils(schoolA)).length, 226);
    });
  }

  for (const storing of ['401', '403', '404', '409', 'huge-id']) {
    test(`"${storing}" is told at once, by path and status`, async () => {
      await turn({ storing, aantal: '1' });
      await assert.rejects(portal.listPupils(schoolA), { name: 'Outage', retryable: false });
      assert.equal((await portal.listPupils(schoolA)).length, 226, 'and it is over');
    });
  }

  test('a role that nobody knows, and people without ECK iD, are read all the same', async () => {
    await turn({ storing: 'unknown-role', aantal: '1' });
    const staff = await portal.listStaff(schoolA);
    assert.ok(staff.some(({ roles }) => roles.length === 2));
    await turn({ storing: 'eckid-gone', aantal: '1' });
    assert.ok((await portal.listPupils(schoolA)).every(({ eckId }) => eckId === null));
    await turn({ storing: 'eckid-changed', aantal: '1' });
    const changed = await portal.listPupils(schoolA);
    const usual = await portal.listPupils(schoolA);
    assert.equal(changed.filter(({ eckId }, index) => eckId !== usual[index]?.eckId).length, 1);
  });

  test('a school may withdraw while we read', async () => {
    await turn({ storing: 'permission-gone', aantal: '1' });
    await assert.rejects(portal.listPupils(schoolA), { message: /403 GEEN_TOESTEMMING/ });
    assert.equal(await portal.hasPermission(schoolA, false), false);
  });

  test('a tick counts after the night when the knob says so, and that day is remembered', async () => {
    await turn({ volgendeDag: 'on' });
    await tick(false);
    assert.equal(await portal.hasPermission(schoolA, false), true);
    listening.clock.set(new Date('2027-01-20T07:30:00Z'));
    assert.equal(await portal.hasPermission(schoolA, false), false);
    const day = '2027-01-20' as Parameters<RosterPortal['listPermissionChanges']>[1];
    assert.deepEqual(await portal.listPermissionChanges('withdrawn', day), [schoolA]);
  });

  test('a school that is closed is found no more, and leads to the one it went into', async () => {
    const site = { brin: '99XA', site: '00' } as Parameters<RosterPortal['findSchool']>[0];
    assert.deepEqual(await portal.findSchool(site), { kind: 'found', institutionId: schoolA });
    await turn({ gesloten: `${schoolA}`, opgegaanIn: '4102' });
    assert.deepEqual(await portal.findSchool(site),
      { kind: 'merged', institutionId: 4102, site: { brin: '99XB', site: '00' } });
    await turn({ gesloten: `${schoolA}` });
    assert.deepEqual(await portal.findSchool(site), { kind: 'inactive' });
  });

  test('a fault without a hold on an answer leaves it whole', () => {
    assert.equal(spoil('huge-id', '{"hasSynchronizationPermission":true}'), '{"hasSynchronizationPermission":true}');
    assert.equal(spoil('unknown-role', '{"rollen":[]}'), '{"rollen":["Tovenaar"]}');
    assert.equal(spoil('unknown-role', '{"rollen":["Inval"]}'), '{"rollen":["Tovenaar","Inval"]}');
    assert.equal(spoil('unknown-tag', '{"tags":[]}'), '{"tags":["toverApplicatie"]}');
  });
});
