import { brin6 } from '../base/brin.ts';
import { plainDateInAmsterdam } from '../base/plain-date.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import { issueMailLink, linkHours } from '../access/mail-link.ts';
import { findPersonIdByEmail, grantPersonRole, listRolesOfPerson, savePerson } from '../access/store.ts';
import type { PlatformTx } from '../platform/database/tenancy.ts';
import { postMail } from '../platform/mail/mail.ts';
import type { Platform } from '../platform/platform.ts';
import { instructionsMail } from './instructions-mail.ts';
import { readOrder } from './rules.ts';
import { saveBoardOfSchool } from './board-store.ts';
import { siteRequestMail } from './site-request-mail.ts';
import { findSchoolOfBrin, insertSiteRequest } from './site-request-store.ts';
import { findSchoolOfSite, insertOrder, insertSchool, listPackages, lockSite } from './store.ts';
import type { Order, OrderInput, OrderRefusal } from './types.ts';

/**
 * Takes an order: school, order, administrator, invitation and mail, all or nothing. For a school that is a
 * customer already only one of its administrators can order: otherwise ordering would be a way in.
 */
export async function placeOrder(
  platform: Platform, input: OrderInput,
): Promise<Result<{ readonly schoolId: string }, OrderRefusal>> {
  const read = readOrder(input, platform.clock.now());
  if (!read.ok) return refuse({ code: 'fields', fields: read.refusal });
  const order = read.value;
  return platform.doors.withPlatform(async (tx) => {
    await lockSite(tx, order.brinSite);
    if (await askItsSchool(platform, tx, order)) return refuse({ code: 'asked-its-school' });
    const known = await findSchoolOfSite(tx, order.brinSite, order.schoolYear);
    if (known?.ordered) return refuse({ code: 'ordered-before' });
    if (known && !await isAdministrator(tx, order.contactEmail, known.schoolId)) {
      return refuse({ code: 'not-its-administrator' });
    }
    const schoolId = known?.schoolId ?? await newSchool(platform, tx, order);
    await insertOrder(tx, schoolId, platform.newId(), order, platform.clock.now());
    await saveBoardOfSchool(tx, schoolId, order.boardNumber);
    await invite(platform, tx, schoolId, order);
    return ok({ schoolId });
  });
}

/**
 * A site of a BRIN of which another site is a customer becomes no second school by itself: most often it is one
 * school with two sites. Its administrators are asked, once; after a no it may order as a school of its own.
 * @returns whether the answer is awaited
 */
async function askItsSchool(platform: Platform, tx: PlatformTx, order: Order): Promise<boolean> {
  const school = await findSchoolOfBrin(tx, order.brinSite);
  if (!school || school.answer === 'declined') return false;
  if (school.answer === 'waiting') return true;
  const { brinSite, contactName, contactEmail } = order;
  await insertSiteRequest(tx, school.schoolId, {
    requestId: platform.newId(), ...brinSite, contactName, contactEmail, at: platform.clock.now(),
  });
  await postMail(platform, tx, {
    kind: 'vestiging-gevraagd', schoolId: school.schoolId, to: school.contactEmail,
    ...siteRequestMail({ ...platform.config, ...school, site: brin6(brinSite), asker: contactName }),
  });
  return true;
}

async function isAdministrator(tx: PlatformTx, email: string, schoolId: string): Promise<boolean> {
  const personId = await findPersonIdByEmail(tx, email);
  const roles = personId ? await listRolesOfPerson(tx, personId) : [];
  return roles.some((role) => role.schoolId === schoolId);
}

async function newSchool(platform: Platform, tx: PlatformTx, order: Order): Promise<string> {
  const schoolId = platform.newId();
  const at = platform.clock.now();
  await insertSchool(tx, schoolId, order, at, plainDateInAmsterdam(at));
  return schoolId;
}

async function invite(platform: Platform, tx: PlatformTx, schoolId: string, order: Order): Promise<void> {
  const at = platform.clock.now();
  const personId = await savePerson(tx, {
    personId: platform.newId(), email: order.contactEmail, name: order.contactName, at,
  });
  await grantPersonRole(tx, personId, schoolId, at);
  const link = await issueMailLink(platform, tx, { personId, schoolId, hours: linkHours.invitation });
  const packages = await listPackages(tx);
  const packageName = packages.find(({ code }) => code === order.packageCode)?.name ?? order.packageCode;
  const { productName, helpPhone, helpMail, stepDelayDays } = platform.config;
  await postMail(platform, tx, {
    kind: 'instructies', schoolId, to: order.contactEmail,
    ...instructionsMail({ ...order, link, packageName, productName, helpPhone, helpMail, stepDelayDays }),
  });
}
