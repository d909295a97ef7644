import { schoolYearOf, type SchoolYear } from '../../base/school-year.ts';
import { plainDateInAmsterdam } from '../../base/plain-date.ts';
import { getNormTable } from '../../content/store.ts';
import type { Season, Subject } from '../../content/types.ts';
import { listSitesWithPupils } from '../../roster/store.ts';
import type { BandKind } from '../../ui/charts/types.ts';
import type { ReportContext, ReportDocument, SubjectChoice } from '../frame/types.ts';
import { listSubjectChoices } from '../reading.ts';
import { groupThen, type GroupThen, resultsOfSite } from './placing.ts';
import { normKey, type NormsByKey } from './standing.ts';
import { findFirstRosterYear, listMemberships, listPupilSites, listSchoolResults } from './store.ts';
import type { SchoolResult } from './types.ts';

/** What every report of a school is asked, with what was not chosen filled in. */
export interface SchoolReading {
  readonly subject: Subject;
  readonly subjects: readonly SubjectChoice[];
  readonly bandKind: BandKind;
  /** Null: the whole school. */
  readonly site: string | null;
  /** Sites to choose from; empty for a school with one. */
  readonly sites: readonly string[];
  /** Of today. */
  readonly schoolYear: SchoolYear;
  /** The first year of which the groups are known. */
  readonly firstRosterYear: string | null;
}

/** Fills in what was not chosen. */
export async function readingOf({ tx, choice, now }: ReportContext): Promise<SchoolReading> {
  const subjects = await listSubjectChoices(tx);
  const sites = await listSitesWithPupils(tx);
  return {
    subjects,
    subject: subjects.find(({ subject }) => subject === choice.subject)?.subject ?? subjects[0]?.subject
      ?? 'arithmetic',
    bandKind: choice.bandKind ?? 'roman',
    site: choice.site && sites.includes(choice.site) ? choice.site : null,
    sites: sites.length > 1 ? sites : [],
    schoolYear: schoolYearOf(plainDateInAmsterdam(now)),
    firstRosterYear: await findFirstRosterYear(tx),
  };
}

/** Results of the chosen subject and site, with the norms that they were made with. */
export interface ReadResults {
  readonly results: readonly SchoolResult[];
  readonly norms: NormsByKey;
  readonly groupOf: GroupThen;
}

/**
 * Reads results with what they are judged by.
 * @param groups whether the home groups of then are needed too; with a chosen site they always are
 */
export async function readResults(
  { tx }: ReportContext, { subject, site }: SchoolReading,
  { schoolYears, seasons, groups = false }: {
    readonly schoolYears: readonly string[]; readonly seasons?: readonly Season[]; readonly groups?: boolean;
  },
): Promise<ReadResults> {
  const all = await listSchoolResults(tx, { subject, schoolYears, ...(seasons ? { seasons } : {}) });
  const groupOf = groupThen(groups || site ? await listMemberships(tx, schoolYears) : []);
  const results = site ? resultsOfSite(all, site, groupOf, await listPupilSites(tx)) : all;
  const used = new Map(results.map((result) => [normKey(result), result]));
  const norms = new Map<string, Awaited<ReturnType<typeof getNormTable>>>();
  for (const [key, { normCode, normVersion }] of used) {
    if (normCode !== null && normVersion !== null) norms.set(key, await getNormTable(tx, normCode, normVersion));
  }
  return { results, norms, groupOf };
}

/** Whose norms these results were laid beside; null without norms. */
export function normOf(norms: NormsByKey): ReportDocument['norm'] {
  const tables = [...norms.values()];
  const invented = tables.find(({ synthetic }) => synthetic) ?? tables.at(-1);
  return invented ? { source: invented.source, synthetic: invented.synthetic } : null;
}

/** Whose norms, for in a picture. */
export function sourceInPicture(norm: ReportDocument['norm']): string {
  if (norm === null) return 'zonder norm';
  return norm.synthetic ? 'synthetische norm, niet van Cito' : `norm: ${norm.source}`;
}
