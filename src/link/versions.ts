import { versionsToTry, type XsdVersion } from '../exchange/uwlr/las-profile.ts';
import { saveXsdVersion } from '../onboarding/store.ts';
import type { Actor, Purpose } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import type { LasLink } from './call-las.ts';

/** Who asks, for the transaction that remembers the version. */
export interface VersionAsker {
  readonly schoolId: string;
  readonly actor: Actor;
  readonly purpose: Purpose;
}

/**
 * Asks a LAS in the version that it took last, and when it does not know that one (`XsdVersieOngeldig`) in the
 * others of its profile, in their order (exchange.md 5). The version that it took is remembered with the connection.
 * @param ask one call; it is made again for every version, so with a new `aanmaakdatum` where it has one
 * @param isUnknownVersion whether the LAS refused for the version
 * @returns the first answer that is about something else, else the last
 */
export async function askInVersions<Answer>(
  platform: Platform, { schoolId, actor, purpose }: VersionAsker, link: LasLink & { readonly xsdVersion: string },
  ask: (version: XsdVersion) => Promise<Answer>, isUnknownVersion: (answer: Answer) => boolean,
): Promise<Answer> {
  const [first, ...others] = versionsToTry(link.profile, link.xsdVersion);
  let version = first ?? link.profile.versions[0];
  let answer = await ask(version);
  for (const next of others) {
    if (!isUnknownVersion(answer)) break;
    version = next;
    answer = await ask(version);
  }
  if (version !== link.xsdVersion && !isUnknownVersion(answer)) {
    await platform.doors.withTenant(schoolId, actor, purpose, (tx) => saveXsdVersion(tx, link.connectionId, version));
  }
  return answer;
}
