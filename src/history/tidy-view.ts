import type { SchoolViewer } from '../access/types.ts';
import { brin6 } from '../base/brin.ts';
import { plainDateInAmsterdam } from '../base/plain-date.ts';
import { findLasConnection, listSites } from '../onboarding/store.ts';
import { audit } from '../platform/audit/audit.ts';
import type { Platform } from '../platform/platform.ts';
import { currentSchoolYear, listGroups, listPupilIdentities } from '../roster/store.ts';
import { findColumnMapping } from './column-store.ts';
import { listHomeGroupNames } from './match-store.ts';
import { readHistoryFile } from './read-file.ts';
import { judgeOnly } from './take.ts';
import { tidyFile, tidyRoster, type TidyPoint } from './tidy.ts';
import type { OutcomeCounts } from './types.ts';
import { countOutcomes } from './rules.ts';

/** What the page that looks over both administrations shows. */
export interface TidyView {
  /** Pupils at the school now; 0 before step 1. */
  readonly pupilCount: number;
  readonly roster: readonly TidyPoint[];
  /** Null without a file. */
  readonly file: {
    readonly counts: OutcomeCounts; readonly points: readonly TidyPoint[]; readonly blocked: boolean;
  } | null;
  readonly lasName: string | null;
}

/** Looks over the roster and, where a person chose one, a file. Nothing is stored, of the file neither. */
export async function viewTidy(
  platform: Platform, viewer: SchoolViewer, file: Uint8Array | null,
): Promise<TidyView> {
  const { doors, clock } = platform;
  return doors.withTenant(viewer.schoolId, viewer.actor, 'history', async (tx) => {
    const today = plainDateInAmsterdam(clock.now());
    const pupils = (await listPupilIdentities(tx)).filter(({ active }) => active);
    await audit(tx, clock.now(), 'matches.read', undefined, { pupils: pupils.length });
    const roster = tidyRoster({
      pupils, today, homeGroups: await listHomeGroupNames(tx),
      groups: await listGroups(tx, { schoolYear: currentSchoolYear(clock) }),
    });
    const lasName = (await findLasConnection(tx))?.lasName ?? null;
    if (file === null) return { pupilCount: pupils.length, roster, file: null, lasName };
    const school = { ownSites: (await listSites(tx)).map(brin6), mapping: await findColumnMapping(tx) };
    const { records, findings, kind } = readHistoryFile(file, school);
    const blocked = findings.some(({ blocks }) => blocks);
    const judged = blocked ? [] : await judgeOnly(platform, tx, records, kind);
    const counts = countOutcomes(judged.map(({ outcome }) => outcome.status));
    return {
      pupilCount: pupils.length, roster, lasName,
      file: { counts, blocked, points: tidyFile(judged, findings, today) },
    };
  });
}
