import type { AdmissionRetry } from '../access/sign-in.ts';
import { plainDateInAmsterdam } from '../base/plain-date.ts';
import { openPortal } from '../onboarding/basispoort/open.ts';
import type { Actor } from '../platform/database/tenancy.ts';
import { Outage } from '../platform/outage.ts';
import type { Platform } from '../platform/platform.ts';
import { troubleWords } from '../platform/trouble.ts';
import { worksHere } from './access-lists.ts';
import { matchUsers } from './access-rules.ts';
import { listRecognisable, saveNumbers } from './access-store.ts';

const actor: Actor = { kind: 'job', id: 'sign-in.learn-person' };

/**
 * Asks the portal about one person who stands at the door and whom we do not know by any key yet: somebody who
 * came today, or whose account is new. Recognised by the same rule as everybody; the roster is not changed.
 * @returns whether we know the person now; false too when the portal gives no answer
 */
export function learnPerson(platform: Platform): AdmissionRetry {
  return async (schoolId, { institutionId, kind, basispoortId }) => {
    if (basispoortId === null) return false;
    try {
      const portal = openPortal(platform.config.basispoort);
      if (!portal) return false;
      const today = plainDateInAmsterdam(platform.clock.now());
      const people = kind === 'pupil'
        ? await portal.listPupilsAmong(institutionId, [basispoortId])
        : (await portal.listStaff(institutionId)).filter((member) => worksHere(member, today));
      const asked = people.filter(({ userId }) => userId === basispoortId);
      return await platform.doors.withTenant(schoolId, actor, 'sign-in', async (tx) => {
        const { numbers } = matchUsers(asked, await listRecognisable(tx, kind), platform.secrets.digest);
        await saveNumbers(tx, kind, numbers, platform.clock.now());
        return numbers.length > 0;
      });
    } catch (error) {
      if (!(error instanceof Outage)) throw error;
      platform.log('sign-in.portal-silent', { error: troubleWords(error) });
      return false;
    }
  };
}
