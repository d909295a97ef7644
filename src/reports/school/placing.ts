import type { Membership, SchoolResult } from './types.ts';

/** Looks up which home group a pupil was in when a test was taken; undefined where the groups of that year are not
 * known. */
export type GroupThen = (result: Pick<SchoolResult, 'pupilId' | 'schoolYear' | 'takenOn'>) => Membership | undefined;

/** Home groups as they were. A test from before the pupil was known in any group of that year counts for the first
 * one: rosters begin when a school starts with us, tests do not. */
export function groupThen(memberships: readonly Membership[]): GroupThen {
  const byPupilYear = Map.groupBy(memberships, ({ pupilId, schoolYear }) => `${pupilId} ${schoolYear}`);
  return ({ pupilId, schoolYear, takenOn }) => {
    const times = (byPupilYear.get(`${pupilId} ${schoolYear}`) ?? [])
      .toSorted((a, b) => (a.joinedOn === b.joinedOn ? 0 : a.joinedOn < b.joinedOn ? -1 : 1));
    return times.findLast(({ joinedOn, leftOn }) => joinedOn <= takenOn && (leftOn === null || takenOn < leftOn))
      ?? times.findLast(({ joinedOn }) => joinedOn <= takenOn) ?? times[0];
  };
}

/** Results of pupils who were placed in a site when they took the test; where the groups of that year are not known,
 * the site that names the pupil now. */
export function resultsOfSite(
  results: readonly SchoolResult[], site: string, groupOf: GroupThen, siteNow: ReadonlyMap<string, string>,
): readonly SchoolResult[] {
  return results.filter((result) => (groupOf(result)?.site || siteNow.get(result.pupilId)) === site);
}
