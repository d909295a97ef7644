import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { newTestSchool, testPlatform, type TestPlatform } from '../../test/platform.ts';
import { openMailLink } from '../access/mail-link.ts';
import type { SchoolViewer } from '../access/types.ts';
import { findViewer } from '../access/viewer.ts';
import { present } from '../base/assert.ts';
import { all, one, sql } from '../platform/database/query.ts';
import { sendMailJob } from '../platform/mail/mail.ts';
import { placeOrder } from './actions.ts';
import { acceptAgreement, hasAcceptedAgreement } from './agreement.ts';
import { decideSiteRequest, listSiteRequests } from './site-request-store.ts';
import { features } from './store.ts';
import type { OrderInput } from './types.ts';

let platform: TestPlatform;
before(async () => { platform = await testPlatform(); });

let orders = 0;

/** An order of a school that no other test knows. */
function input(change: Partial<OrderInput> = {}): OrderInput {
  orders += 1;
  return {
    brinSite: `97A${String.fromCharCode(64 + orders)}00`, schoolName: 'De Bestelling',
    contactName: 'Bea Beheer', contactEmail: `bea${orders}@school.example`, packageCode: 'basis',
    schoolYear: '2026-2027', pupilCount: '180', ...change,
  };
}

async function placed(order: OrderInput): Promise<string> {
  const result = await placeOrder(platform, order);
  assert.ok(result.ok, 'the order is taken');
  return result.value.schoolId;
}

function mailsOf(schoolId: string) {
  return platform.doors.withPlatform((tx) => all<{ kind: string; toAddress: string; textBody: string }>(tx,
    sql`select kind, to_address, text_body from mail_message
      where school_id = ${schoolId} order by mail_id`));
}

describe('an order', () => {
  test('makes a school with its site at the start of the steps, and sends the instructions', async () => {
    const asked = platform.jobs.asked.length;
    const order = input();
    const schoolId = await placed(order);
    const school = await platform.doors.withPlatform((tx) => one<object>(tx, sql`
      select name, brin || site_code as site, package_code, pupil_count, roster_status, step1_completed_at
      from school join school_site using (school_id) join licence_order using (school_id)
      join onboarding using (school_id)
      where school_id = ${schoolId}`));
    assert.deepEqual(school, {
      name: 'De Bestelling', site: order.brinSite, packageCode: 'basis', pupilCount: 180,
      rosterStatus: 'none', step1CompletedAt: null,
    });
    const mails = await mailsOf(schoolId);
    assert.deepEqual(mails.map(({ kind, toAddress }) => [kind, toAddress]),
      [['instructies', order.contactEmail]]);
    for (const word of [/STAP 1/, /STAP 2/, /STAP 3/, /autorisatiesleutel/, /ICT-coördinator/, /08\.30/]) {
      assert.match(mails[0]?.textBody ?? '', word);
    }
    assert.deepEqual(platform.jobs.asked.slice(asked).map(({ name }) => name), [sendMailJob.name]);
  });

  test('makes the contact person the first administrator, by the link in the mail', async () => {
    const schoolId = await placed(input());
    const [mail] = await mailsOf(schoolId);
    const token = present(/\/uitnodiging\/(\S+)/.exec(mail?.textBody ?? '')?.[1], 'a link in the mail');
    const opened = await openMailLink(platform, token);
    const viewer = opened.ok ? await findViewer(platform, opened.value) : null;
    assert.deepEqual([viewer?.label, viewer?.roles, viewer?.schoolId],
      ['Bea Beheer', ['administrator'], schoolId]);
  });

  test('is taken once a school year; of two at once, one', async () => {
    const order = input();
    const results = await Promise.all([placeOrder(platform, order), placeOrder(platform, order)]);
    assert.deepEqual(results.map(({ ok }) => ok).sort(), [false, true]);
    const again = await placeOrder(platform, { ...order, contactEmail: 'ander@school.example' });
    assert.deepEqual(again, { ok: false, refusal: { code: 'ordered-before' } });
  });

  test('for the next year takes an administrator: ordering is no way into a known school', async () => {
    const order = input();
    const schoolId = await placed(order);
    const next = { ...order, schoolYear: '2027-2028', packageCode: 'compleet' };
    const stranger = await placeOrder(platform, { ...next, contactEmail: 'vreemde@elders.example' });
    assert.deepEqual(stranger, { ok: false, refusal: { code: 'not-its-administrator' } });
    assert.equal((await mailsOf(schoolId)).length, 1);
    assert.equal(await placed(next), schoolId);
  });

  test('with a field that has to be mended leaves nothing behind', async () => {
    const order = input({ pupilCount: 'veel' });
    const refused = await placeOrder(platform, order);
    assert.deepEqual(refused, { ok: false, refusal: { code: 'fields', fields: ['pupilCount'] } });
    const known = await platform.doors.withPlatform((tx) =>
      all(tx, sql`select 1 from school_site where brin || site_code = ${order.brinSite}`));
    assert.deepEqual(known, []);
  });

  test('gives the school what its package of that year holds, and nothing in another year', async () => {
    const order = input();
    const schoolId = await placed(order);
    await placed({ ...order, schoolYear: '2027-2028', packageCode: 'compleet' });
    const held = (schoolYear: string) =>
      platform.doors.withPlatform((tx) => features(tx, schoolId, schoolYear));
    assert.deepEqual([...await held('2026-2027')].sort(), ['group_reports', 'paper_tests', 'pupil_reports']);
    assert.ok((await held('2027-2028')).has('screen_tests'));
    assert.equal((await held('2028-2029')).size, 0);
  });
});

describe('an order of a second site under one BRIN', () => {
  const siteRequests = (schoolId: string) => platform.doors.withTenant(
    schoolId, { kind: 'job', id: 'test' }, 'onboarding', listSiteRequests);

  test('asks the administrator of the first, once, and makes no second school', async () => {
    const order = input();
    const schoolId = await placed(order);
    const second = { ...input(), brinSite: `${order.brinSite.slice(0, 4)}01`, contactEmail: 'elders@school.example' };
    for (const _ of [1, 2]) {
      assert.deepEqual(await placeOrder(platform, second), { ok: false, refusal: { code: 'asked-its-school' } });
    }
    const requests = await siteRequests(schoolId);
    assert.deepEqual(requests.map(({ siteCode, contactEmail }) => [siteCode, contactEmail]),
      [['01', 'elders@school.example']]);
    const asked = (await mailsOf(schoolId)).filter(({ kind }) => kind === 'vestiging-gevraagd');
    assert.deepEqual(asked.map(({ toAddress }) => toAddress), [order.contactEmail]);
  });

  test('after a no it orders as a school of its own', async () => {
    const order = input();
    const schoolId = await placed(order);
    const second = { ...input(), brinSite: `${order.brinSite.slice(0, 4)}01` };
    await placeOrder(platform, second);
    const [request] = await siteRequests(schoolId);
    await platform.doors.withTenant(schoolId, { kind: 'job', id: 'test' }, 'onboarding', (tx) =>
      decideSiteRequest(tx, present(request, 'a request').requestId, 'declined', { by: 'x', at: new Date() }));
    assert.notEqual(await placed(second), schoolId);
  });
});

test('a school names its board in its order, and the last order counts', async () => {
  const order = input({ boardNumber: '12 345' });
  const schoolId = await placed(order);
  await placed({ ...order, schoolYear: '2027-2028', boardNumber: '54321' });
  const school = await platform.doors.withPlatform((tx) => one<{ boardNumber: string }>(tx,
    sql`select board_number from school where school_id = ${schoolId}`));
  assert.equal(school.boardNumber, '54321');
});

describe('the processing agreement', () => {
  async function administrator(): Promise<SchoolViewer> {
    const { schoolId } = await newTestSchool(platform);
    const id = platform.newId();
    return {
      kind: 'person', id, schoolId, schoolName: 'De Proef', label: 'Bea', roles: ['administrator'],
      ownGroupIds: [], actor: { kind: 'person', id },
    };
  }
  const look = (viewer: SchoolViewer) => platform.doors.withTenant(
    viewer.schoolId, viewer.actor, 'administration', async (tx) => ({
      accepted: await hasAcceptedAgreement(tx, viewer.schoolId),
      events: (await all(tx, sql`select 1 from audit_event where event_code = 'agreement.accepted'`)).length,
    }));

  test('is accepted once, and stays so', async () => {
    const viewer = await administrator();
    assert.deepEqual(await look(viewer), { accepted: false, events: 0 });
    for (const _ of [1, 2]) assert.equal((await acceptAgreement(platform, viewer, true)).ok, true);
    assert.deepEqual(await look(viewer), { accepted: true, events: 1 });
  });

  test('is not accepted by who may not sign for the board', async () => {
    const viewer = await administrator();
    assert.deepEqual(await acceptAgreement(platform, viewer, false), { ok: false, refusal: 'not-mandated' });
    assert.deepEqual(await look(viewer), { accepted: false, events: 0 });
  });
});
