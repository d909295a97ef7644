import type { TenantTx } from '../platform/database/tenancy.ts';
import { claimHeldUpMail, listHeldUpSchoolIds, type HeldUpSince } from '../onboarding/results-queue.ts';
import { findContact } from '../onboarding/store.ts';
import { postMail } from '../platform/mail/mail.ts';
import type { Platform } from '../platform/platform.ts';
import { wordsOfFault } from './nl.ts';
import { findTrouble } from './store.ts';

/** Hours for which a LAS may be down before the school hears of it: most are up again before. */
const patienceHours = 4;

/** The codes that only the school can mend: it hears of those at once. */
const schoolMends: readonly string[] = ['AutorisatieOngeldig'];

const hourMs = 3_600_000;

/**
 * Tells the administrator of every school whose results have not moved for hours, once for each time that happens:
 * by the clock of the domain, and of several nodes that look at the same moment one writes.
 * @returns how many mails
 */
export async function mailHeldUpSchools(platform: Platform): Promise<number> {
  const { doors, clock } = platform;
  const since = { before: new Date(clock.now().getTime() - patienceHours * hourMs), schoolMends };
  let mails = 0;
  for (const schoolId of await doors.withPlatform((tx) => listHeldUpSchoolIds(tx, since))) {
    const told = await doors.withTenant(schoolId, { kind: 'job', id: 'handoff.tell' }, 'handoff',
      (tx) => tell(platform, tx, since));
    mails += told ? 1 : 0;
  }
  return mails;
}

async function tell(platform: Platform, tx: TenantTx, since: HeldUpSince): Promise<boolean> {
  const contact = await claimHeldUpMail(tx, since, platform.clock.now()) ? await findContact(tx) : undefined;
  if (!contact) return false;
  const trouble = await findTrouble(tx);
  const { what, remedy } = wordsOfFault(trouble?.code ?? 'no-answer');
  await postMail(platform, tx, {
    kind: 'results-held-up', schoolId: tx.schoolId, to: contact.contactEmail,
    ...heldUpMail(platform, { ...contact, what, remedy, waiting: trouble?.waiting ?? 0 }),
  });
  return true;
}

function heldUpMail({ config }: Platform, view: {
  readonly contactName: string; readonly schoolName: string; readonly what: string; readonly remedy: string;
  readonly waiting: number;
}): { readonly subject: string; readonly text: string } {
  const results = view.waiting === 1 ? '1 resultaat wacht' : `${view.waiting} resultaten wachten`;
  return {
    subject: `${config.productName}: resultaten komen niet in uw LAS`,
    text: `Beste ${view.contactName},

De resultaten van ${view.schoolName} komen op dit moment niet in uw LAS. ${results}. Ze zijn bewaard; er gaat niets
verloren en er komt niets dubbel.

Wat er is: ${view.what}
Wat u kunt doen: ${view.remedy}

Kijk hoe het gaat: ${config.publicUrl}/beheer/resultaten

U krijgt over deze storing geen tweede mail. Komt u er niet uit? Bel ${config.helpPhone} of mail ${config.helpMail}.

Met vriendelijke groet,
${config.productName}
`,
  };
}
