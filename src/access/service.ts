import type { Platform } from '../platform/platform.ts';
import { emailOf } from './mail-link.ts';
import { grantPersonRole, savePerson } from './store.ts';

/** Makes somebody of customer service, who then signs in with a mail link; doing it again changes nothing. */
export async function createServicePerson(
  platform: Platform, person: { readonly name: string; readonly email: string },
): Promise<{ readonly personId: string }> {
  const at = platform.clock.now();
  return platform.doors.withPlatform(async (tx) => {
    const personId = await savePerson(tx, {
      personId: platform.newId(), email: emailOf(person.email), name: person.name, at,
    });
    await grantPersonRole(tx, personId, null, at);
    return { personId };
  });
}
