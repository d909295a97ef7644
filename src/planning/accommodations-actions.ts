import { may } from '../access/rules.ts';
import type { SchoolViewer } from '../access/types.ts';
import type { Result } from '../base/result.ts';
import { ok, refuse } from '../base/result.ts';
import { audit } from '../platform/audit/audit.ts';
import type { Platform } from '../platform/platform.ts';
import { findGroup, findPupil, groupsOfPupil, listGroupPupils } from '../roster/store.ts';
import type { ClassGroup, PupilName } from '../roster/types.ts';
import { saveAccommodations, accommodationsFor } from './accommodations-store.ts';
import type { Accommodations } from './accommodations.ts';

/** A pupil with what the pupil uses. */
export interface PupilAccommodations {
  readonly pupil: PupilName;
  readonly settings: Accommodations;
}

/** What one pupil uses, for who may plan for a group of that pupil. */
export async function readPupilAccommodations(
  platform: Platform, viewer: SchoolViewer, pupilId: string,
): Promise<Result<PupilAccommodations & { readonly groups: readonly ClassGroup[] }, 'not-found'>> {
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'planning', async (tx) => {
    const pupil = await findPupil(tx, pupilId);
    const groups = await groupsOfPupil(tx, pupilId);
    const groupIds = groups.map(({ groupId }) => groupId);
    if (!pupil?.active || !may(viewer, 'plan-test', { groupIds })) return refuse('not-found');
    await audit(tx, platform.clock.now(), 'pupil.read', { kind: 'pupil', id: pupilId });
    return ok({ pupil, groups, settings: (await accommodationsFor(tx, [pupilId])).get(pupilId)! });
  });
}

/** What every pupil of a group uses. */
export async function readGroupAccommodations(
  platform: Platform, viewer: SchoolViewer, groupId: string,
): Promise<Result<{ readonly group: ClassGroup; readonly pupils: readonly PupilAccommodations[] }, 'not-found'>> {
  if (!may(viewer, 'plan-test', { groupIds: [groupId] })) return refuse('not-found');
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'planning', async (tx) => {
    const group = await findGroup(tx, groupId);
    if (!group?.active) return refuse('not-found');
    const pupils = await listGroupPupils(tx, groupId);
    const settings = await accommodationsFor(tx, pupils.map(({ pupilId }) => pupilId));
    await audit(tx, platform.clock.now(), 'group.read', { kind: 'group', id: groupId });
    return ok({ group, pupils: pupils.map((pupil) => ({ pupil, settings: settings.get(pupil.pupilId)! })) });
  });
}

/**
 * Sets what one pupil, or pupils of one group, use from now on. What a taak that has begun goes with stays as it is.
 * @returns how many pupils have something else than before
 */
export async function setAccommodations(
  platform: Platform, viewer: SchoolViewer, of: { readonly pupilId: string } | { readonly groupId: string },
  profiles: ReadonlyMap<string, Accommodations>,
): Promise<Result<number, 'not-found'>> {
  const now = platform.clock.now();
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'planning', async (tx) => {
    const groupIds = 'groupId' in of ? [of.groupId]
      : (await groupsOfPupil(tx, of.pupilId)).map(({ groupId }) => groupId);
    if (!may(viewer, 'plan-test', { groupIds })) return refuse('not-found');
    const known = 'groupId' in of ? (await listGroupPupils(tx, of.groupId)).map(({ pupilId }) => pupilId)
      : (await findPupil(tx, of.pupilId))?.active ? [of.pupilId] : [];
    const wanted = known.flatMap((pupilId) => {
      const settings = profiles.get(pupilId);
      return settings ? [{ pupilId, settings }] : [];
    });
    if (known.length === 0 || wanted.length < profiles.size) return refuse('not-found');
    const before = await accommodationsFor(tx, known);
    const changes = wanted.filter(({ pupilId, settings }) =>
      Object.entries(settings).some(([name, value]) => before.get(pupilId)?.[name as keyof Accommodations] !== value));
    if (changes.length === 0) return ok(0);
    const changedBy = `${viewer.actor.kind}:${viewer.actor.id}`;
    await saveAccommodations(tx, changes, { changedBy, at: now });
    const about = 'groupId' in of ? { kind: 'group', id: of.groupId } as const
      : { kind: 'pupil', id: of.pupilId } as const;
    await audit(tx, now, 'accommodations.changed', about, { count: changes.length });
    return ok(changes.length);
  });
}
