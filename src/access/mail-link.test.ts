import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { peopleOf } from '../../test/people.ts';
import { newTestSchool, testPlatform, type TestPlatform } from '../../test/platform.ts';
import { present } from '../base/assert.ts';
import { all, change, sql } from '../platform/database/query.ts';
import { sha256 } from '../platform/secrets/secrets.ts';
import { issueMailLink, openMailLink, readMailLink, requestMailLink } from './mail-link.ts';
import { createServicePerson } from './service.ts';
import { grantPersonRole, savePerson } from './store.ts';
import { findViewer } from './viewer.ts';

describe('a link in a mail', () => {
  let platform: TestPlatform;
  before(async () => { platform = await testPlatform(); });

  async function administrator() {
    const { schoolId } = await newTestSchool(platform, { name: 'De Uitnodiging' });
    const email = `beheer-${schoolId}@school.example`;
    return platform.doors.withPlatform(async (tx) => {
      const at = platform.clock.now();
      const personId = await savePerson(tx, { personId: platform.newId(), email, name: 'Bea Beheer', at });
      await grantPersonRole(tx, personId, schoolId, at);
      const href = await issueMailLink(platform, tx, { personId, schoolId, hours: 1 });
      return { schoolId, personId, email, token: present(href.split('/').at(-1), 'a token') };
    });
  }

  function mailsTo(email: string) {
    return platform.doors.withPlatform((tx) => all<{ textBody: string }>(tx,
      sql`select text_body from mail_message where to_address = ${email} order by mail_id`));
  }

  test('looking at a link does not use it; using it signs in as administrator of that school', async () => {
    const { token, personId, schoolId } = await administrator();
    for (const _ of [1, 2]) {
      const link = await readMailLink(platform, token);
      assert.ok(link.ok);
      assert.deepEqual([link.value.personName, link.value.schoolName], ['Bea Beheer', 'De Uitnodiging']);
    }
    const opened = await openMailLink(platform, token);
    assert.deepEqual(opened, { ok: true, value: { kind: 'person', id: personId, schoolId } });
    const viewer = opened.ok ? await findViewer(platform, opened.value) : null;
    assert.deepEqual(viewer?.roles, ['administrator']);
  });

  test('of two that use a link at once, one comes in', async () => {
    const { token } = await administrator();
    const opened = await Promise.all([openMailLink(platform, token), openMailLink(platform, token)]);
    assert.deepEqual(opened.map(({ ok }) => ok).sort(), [false, true]);
    assert.deepEqual(await openMailLink(platform, token), { ok: false, refusal: 'used' });
  });

  test('a link that is too old, or that nobody made, opens nothing', async () => {
    const { token } = await administrator();
    await platform.doors.withPlatform((tx) => change(tx,
      sql`update invitation set expires_at = now() where token_hash = ${sha256(token)}`));
    assert.deepEqual(await openMailLink(platform, token), { ok: false, refusal: 'expired' });
    assert.deepEqual(await openMailLink(platform, `${token}x`), { ok: false, refusal: 'unknown' });
  });

  test('a link is worth nothing once the role has ended', async () => {
    const { token, personId } = await administrator();
    await platform.doors.withPlatform((tx) =>
      change(tx, sql`delete from person_role where person_id = ${personId}`));
    assert.deepEqual(await openMailLink(platform, token), { ok: false, refusal: 'unknown' });
  });

  test('an administrator who asks for a link gets one that works, whatever capitals were typed', async () => {
    const { email, personId, schoolId } = await administrator();
    await requestMailLink(platform, ` ${email.toUpperCase()} `, '192.0.2.1');
    const [mail] = await mailsTo(email);
    const token = present(/\/uitnodiging\/(\S+)/.exec(mail?.textBody ?? '')?.[1], 'a link in the mail');
    assert.deepEqual(await openMailLink(platform, token),
      { ok: true, value: { kind: 'person', id: personId, schoolId } });
  });

  test('after three mails in a quarter of an hour there comes no fourth', async () => {
    const { email } = await administrator();
    for (const _ of [1, 2, 3, 4, 5]) await requestMailLink(platform, email, '192.0.2.2');
    assert.equal((await mailsTo(email)).length, 3);
  });

  test('an address that nobody has gets no mail', async () => {
    await requestMailLink(platform, 'niemand@school.example', '192.0.2.3');
    assert.deepEqual(await mailsTo('niemand@school.example'), []);
  });

  test('a teacher whose address the LAS gave gets a link for each school, and comes in as that member of staff',
    async () => {
      const email = `juf-${platform.newId()}@school.example`;
      const schools = await Promise.all([1, 2].map(() => teacherWith(email.toUpperCase())));
      await requestMailLink(platform, email, '192.0.2.4');
      const [mail] = await mailsTo(email);
      const tokens = [...(mail?.textBody ?? '').matchAll(/\/uitnodiging\/(\S+)/g)]
        .map(([, token]) => present(token, 'a token'));
      const users = await Promise.all(tokens.map(async (token) => {
        const opened = await openMailLink(platform, token);
        return opened.ok ? opened.value : null;
      }));
      const expected = schools.map(({ schoolId, teacherId }) => ({ kind: 'staff', id: teacherId, schoolId }));
      assert.deepEqual(new Set(users.map((user) => JSON.stringify(user))),
        new Set(expected.map((user) => JSON.stringify(user))));
    });

  test('an address that two people of a school share lets neither in, nor does a link of one who left', async () => {
    const email = `team-${platform.newId()}@school.example`;
    const { schoolId, teacherId } = await teacherWith(email);
    const inSchool = (statement: ReturnType<typeof sql>) => platform.doors.withTenant(schoolId,
      { kind: 'job', id: 'test' }, 'roster', (tx) => change(tx, statement));
    const otherId = platform.newId();
    await inSchool(sql`insert into staff_member (school_id, staff_id, last_name, email, created_at, changed_at)
      values (${schoolId}, ${otherId}, 'Tweede', ${email}, now(), now())`);
    await requestMailLink(platform, email, '192.0.2.5');
    assert.deepEqual(await mailsTo(email), []);
    await inSchool(sql`update staff_member set active = false where school_id = ${schoolId}
      and staff_id = ${otherId}`);
    await requestMailLink(platform, email, '192.0.2.5');
    const [mail] = await mailsTo(email);
    const token = present(/\/uitnodiging\/(\S+)/.exec(mail?.textBody ?? '')?.[1], 'a link in the mail');
    await inSchool(sql`update staff_member set active = false where school_id = ${schoolId}
      and staff_id = ${teacherId}`);
    assert.deepEqual(await openMailLink(platform, token), { ok: false, refusal: 'unknown' });
  });

  async function teacherWith(email: string) {
    const { schoolId } = await newTestSchool(platform);
    const people = await peopleOf(platform, schoolId);
    await platform.doors.withTenant(schoolId, { kind: 'job', id: 'test' }, 'roster', (tx) => change(tx, sql`
      update staff_member set email = ${email} where school_id = ${schoolId} and staff_id = ${people.teacherId}`));
    return people;
  }

  test('somebody of customer service is made once and belongs to no school', async () => {
    const person = { name: 'Karin', email: 'Karin@inbeeld.example' };
    const first = await createServicePerson(platform, person);
    assert.deepEqual(await createServicePerson(platform, person), first);
    const viewer = await findViewer(platform, { kind: 'person', id: first.personId, schoolId: null });
    assert.deepEqual([viewer?.roles, viewer?.schoolId], [['service'], null]);
  });
});
