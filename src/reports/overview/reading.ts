import { reaches } from '../../access/rules.ts';
import type { SchoolViewer } from '../../access/types.ts';
import { features } from '../../ordering/store.ts';
import { mayTakeTests } from '../../planning/rules.ts';
import type { Feature } from '../../ordering/types.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  currentSchoolYear, groupNamesOfPupils, listGroups, listMembers, listPupilsNow,
} from '../../roster/store.ts';
import type { ClassGroup, PupilName } from '../../roster/types.ts';
import type { TenantTx } from '../../platform/database/tenancy.ts';
import { isMeant } from './search.ts';

/** More than these are not shown: who finds so many types another letter. */
export const FOUND_MAX = 50;

/** A pupil who was looked for, with the groups that tell two of one name apart. */
export interface FoundPupil extends PupilName {
  readonly groups: readonly string[];
}

/** What the page of reports knows. */
export interface ReportsView {
  /** What was typed to find a pupil; empty for nothing. */
  readonly typed: string;
  /** As the Dutch sort names, at most FOUND_MAX; null when nothing was looked for. */
  readonly found: { readonly pupils: readonly FoundPupil[]; readonly count: number } | null;
  /** Whether the whole school was looked through, or the own groups. */
  readonly reach: 'school' | 'own-groups';
  /** Groups of this school year that the viewer may see. */
  readonly groups: readonly ClassGroup[];
  /** The one whose reports are listed; null when there is none. */
  readonly group: ClassGroup | null;
  readonly features: ReadonlySet<Feature>;
}

/** What somebody chose on the page of reports. */
export interface ReportsChoice {
  readonly typed: string;
  readonly groupId?: string;
}

/** Reads the page of reports: the groups of this viewer, and the pupils that were looked for among them. */
export function readReports(platform: Platform, viewer: SchoolViewer, choice: ReportsChoice): Promise<ReportsView> {
  const schoolYear = currentSchoolYear(platform.clock);
  const reach = reaches(viewer, 'read-pupil-report') === 'school' ? 'school' : 'own-groups';
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'reporting', async (tx) => {
    const all = await listGroups(tx, { schoolYear });
    const groups = reaches(viewer, 'read-group-report') === 'school'
      ? all : all.filter(({ groupId }) => viewer.ownGroupIds.includes(groupId));
    const typed = choice.typed.trim();
    return {
      typed, reach, groups,
      found: typed === '' ? null : await findPupils(tx, typed, reach === 'school' ? null : viewer.ownGroupIds),
      group: groups.find(({ groupId }) => groupId === choice.groupId) ?? groups.find(mayTakeTests) ?? groups[0] ?? null,
      features: await features(tx, viewer.schoolId, schoolYear),
    };
  });
}

/** @param groupIds where to look; null for the whole school */
async function findPupils(
  tx: TenantTx, typed: string, groupIds: readonly string[] | null,
): Promise<NonNullable<ReportsView['found']>> {
  const known = groupIds === null ? await listPupilsNow(tx) : await listMembers(tx, groupIds);
  const meant = new Map(known.filter((pupil) => isMeant(typed, pupil)).map((pupil) => [pupil.pupilId, pupil]));
  const shown = [...meant.values()].slice(0, FOUND_MAX);
  const groups = await groupNamesOfPupils(tx, shown.map(({ pupilId }) => pupilId));
  return {
    count: meant.size,
    pupils: shown.map((pupil) => ({ ...pupil, groups: groups.get(pupil.pupilId) ?? [] })),
  };
}
