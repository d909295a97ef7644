import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
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

  test('somebody of customer service is made once and belongs to no school', async () => {
    const person = { name: 'Karin', email: 'Karin@inbeeld.example' };
    const first = await createServicePerson(platform, person);
    assert.deepEqual(await createServicePerson(platform, person), first);
    const viewer = await findViewer(platform, { kind: 'person', id: first.personId, schoolId: null });
    assert.deepEqual([viewer?.roles, viewer?.schoolId], [['service'], null]);
  });
});
