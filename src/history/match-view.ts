import type { SchoolViewer } from '../access/types.ts';
import { schoolYearOf, startOf } from '../base/school-year.ts';
import type { PlainDate } from '../base/plain-date.ts';
import { listOpenDoubts } from '../intake/doubt-store.ts';
import { audit } from '../platform/audit/audit.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { currentSchoolYear, listPupilIdentities } from '../roster/store.ts';
import { compareProfiles, namesAgree, profileOf, supportFor } from '../roster/resemblance.ts';
import type { PupilIdentity } from '../roster/types.ts';
import { comparePersonNames } from '../ui/format.ts';
import { newMatcher } from './match.ts';
import {
  type AutomaticMatch, countOldResults, type Decision, listAutomatic, listDecided, listHomeGroupNames, listReopened,
} from './match-store.ts';
import { listWaitingRecords, type RecordRow } from './store.ts';
import { whoReasons, type SourcePupil, type WaitingReason } from './types.ts';

/** A pupil of an old file who waits for a person, with everything that is of that pupil. */
export interface PupilInDoubt {
  readonly sourcePupil: string;
  readonly source: SourcePupil;
  readonly reason: WaitingReason;
  readonly records: readonly RecordRow[];
  /** The likeliest first; may be empty. */
  readonly candidates: readonly RosterSide[];
  /**
   * Others of old files, by `sourcePupil`, who are like this one and like its first candidate: once too
   * often?
   */
  readonly alike: readonly string[];
}

/** A pupil of the roster as the screen shows it beside the file. */
export interface RosterSide extends Pick<
  PupilIdentity,
  'pupilId' | 'callName' | 'firstNames' | 'prefix' | 'lastName' | 'birthDate' | 'gender' | 'active'
> {
  readonly groupName: string | null;
  /** Results of old files that are this pupil's already. */
  readonly oldResults: number;
}

/** A record of which only the year group is missing. */
export interface YearGroupMissing {
  readonly row: RecordRow;
  readonly pupil: RosterSide | null;
  /** What it was if the pupil never repeated or skipped a year; null when that cannot be. */
  readonly suggestion: number | null;
}

/** Everything of step 2 that waits for a person, and what was decided before. */
export interface MatchView {
  readonly inDoubt: readonly PupilInDoubt[];
  readonly withoutYearGroup: readonly YearGroupMissing[];
  readonly decisions: readonly (Decision & { readonly pupil: RosterSide | null })[];
  /** Every pupil of the school, as the Dutch sort names; who left comes last. */
  readonly pupils: readonly RosterSide[];
  /** Question of whom a match was taken back last; null when nobody. */
  readonly reopenedAt: number | null;
  /** People of the roster in doubt; they have a page of their own. */
  readonly rosterDoubts: number;
}

/** Loads the screen for pupils in doubt; who looks at it is in the audit log. */
export function viewMatches(platform: Platform, viewer: SchoolViewer): Promise<MatchView> {
  const { doors, clock } = platform;
  return doors.withTenant(viewer.schoolId, viewer.actor, 'history', async (tx) => {
    const waiting = await listWaitingRecords(tx);
    await audit(tx, clock.now(), 'matches.read', undefined, { waiting: waiting.length });
    const identities = await listPupilIdentities(tx);
    const sides = await sidesOf(tx, identities);
    const inDoubt = pupilsInDoubt(platform, waiting, identities, sides);
    const last = [...await listReopened(tx)].findLast((source) =>
      inDoubt.some(({ sourcePupil }) => sourcePupil === source));
    return {
      inDoubt,
      rosterDoubts: (await listOpenDoubts(tx)).length,
      reopenedAt: last === undefined ? null : inDoubt.findIndex(({ sourcePupil }) => sourcePupil === last),
      withoutYearGroup: yearGroupsMissing(platform, waiting, identities, sides),
      decisions: (await listDecided(tx)).map((decision) =>
        ({ ...decision, pupil: sides.get(decision.pupilId ?? '') ?? null })),
      pupils: [...sides.values()].sort(
        (a, b) => Number(b.active) - Number(a.active) || comparePersonNames(a, b),
      ),
    };
  });
}

type Sides = ReadonlyMap<string, RosterSide>;

async function sidesOf(tx: TenantTx, identities: readonly PupilIdentity[]): Promise<Sides> {
  const groups = await listHomeGroupNames(tx);
  const counts = await countOldResults(tx);
  return new Map(identities.map((pupil): [string, RosterSide] => [pupil.pupilId, {
    ...pupil, groupName: groups.get(pupil.pupilId) ?? null, oldResults: counts.get(pupil.pupilId) ?? 0,
  }]));
}

function pupilsInDoubt(
  { secrets }: Platform, waiting: readonly RecordRow[], pupils: readonly PupilIdentity[], sides: Sides,
): readonly PupilInDoubt[] {
  const match = newMatcher({
    pupils, decisions: new Map(), keySources: ['uwlr', 'edexml'], digest: secrets.digest,
  });
  return withAlike(withCandidatesFirst(groupBySource(waiting).map((one) => {
    const found = match(one.source);
    const ids = found.kind === 'waiting' ? found.candidateIds : found.kind === 'pupil' ? [found.pupilId] : [];
    return { ...one, candidates: ids.flatMap((id) => sides.get(id) ?? []), alike: [] };
  })));
}

/** Who of an old file may stand in it twice: like each other, and the same pupil the likeliest for both. */
function withAlike(inDoubt: readonly PupilInDoubt[]): readonly PupilInDoubt[] {
  const together = Map.groupBy(inDoubt, ({ candidates: [first] }) => first?.pupilId ?? '');
  const looksLike = (a: PupilInDoubt, b: PupilInDoubt): boolean => {
    if (a === b || !a.source.person || !b.source.person) return false;
    const resemblance = compareProfiles(profileOf(a.source.person), profileOf(b.source.person));
    return namesAgree(resemblance) && supportFor(resemblance) === 'supports';
  };
  return inDoubt.map((one) => {
    const [first] = one.candidates;
    const others = first ? together.get(first.pupilId) ?? [] : [];
    return { ...one, alike: others.filter((other) => looksLike(one, other)).map(({ sourcePupil }) => sourcePupil) };
  });
}

function yearGroupsMissing(
  { clock }: Platform, waiting: readonly RecordRow[], identities: readonly PupilIdentity[], sides: Sides,
): readonly YearGroupMissing[] {
  const yearGroups = new Map(identities.map(({ pupilId, yearGroup }) => [pupilId, yearGroup]));
  const schoolYear = currentSchoolYear(clock);
  return waiting.filter(({ reason }) => reason === 'needs-year-group').map((row) => ({
    row,
    pupil: sides.get(row.pupilId ?? '') ?? null,
    suggestion: suggestYearGroup(yearGroups.get(row.pupilId ?? '') ?? null, schoolYear, row.record.takenOn),
  }));
}

/** One page of those who were matched without a person. */
export interface AutomaticView {
  readonly rows: readonly (AutomaticMatch & { readonly pupil: RosterSide | null })[];
  /** From 1. */
  readonly page: number;
  readonly pageCount: number;
}

const automaticPerPage = 50;

/** Loads who was matched without a person, as the Dutch sort names. */
export function viewAutomatic(platform: Platform, viewer: SchoolViewer, page: number): Promise<AutomaticView> {
  const { doors, clock } = platform;
  return doors.withTenant(viewer.schoolId, viewer.actor, 'history', async (tx) => {
    await audit(tx, clock.now(), 'matches.read');
    const sides = await sidesOf(tx, await listPupilIdentities(tx));
    const rows = (await listAutomatic(tx)).map((row) => ({ ...row, pupil: sides.get(row.pupilId) ?? null }))
      .sort((a, b) => (a.pupil && b.pupil ? comparePersonNames(a.pupil, b.pupil) : 0)
        || (a.sourcePupil < b.sourcePupil ? -1 : 1));
    const pageCount = Math.max(1, Math.ceil(rows.length / automaticPerPage));
    const shown = Math.min(page, pageCount);
    return { rows: rows.slice((shown - 1) * automaticPerPage, shown * automaticPerPage), page: shown, pageCount };
  });
}

/** Who may be somebody of the school comes before who is not known at all; else in the order of the file. */
function withCandidatesFirst(pupils: readonly PupilInDoubt[]): readonly PupilInDoubt[] {
  const [known, unknown] = [pupils.filter(isLikely), pupils.filter((pupil) => !isLikely(pupil))];
  return [...known, ...unknown];
}

function isLikely({ candidates }: PupilInDoubt): boolean {
  return candidates.length > 0;
}

function groupBySource(rows: readonly RecordRow[]): readonly Omit<PupilInDoubt, 'candidates' | 'alike'>[] {
  const asked = rows.filter(
    ({ reason, sourcePupil }) => whoReasons.has(reason ?? '') && sourcePupil !== null,
  );
  return [...Map.groupBy(asked, ({ sourcePupil }) => sourcePupil ?? '')].map(([sourcePupil, records]) => {
    const named = records.find(({ record }) => record.pupil.person) ?? records[0]!;
    return { sourcePupil, source: named.record.pupil, reason: named.reason as WaitingReason, records };
  });
}

/**
 * A year group back from now, as if the pupil went up one each year: a suggestion for a person, never taken
 * by itself.
 */
export function suggestYearGroup(
  yearGroupNow: string | null,
  schoolYearNow: string,
  takenOn: PlainDate | null,
): number | null {
  if (yearGroupNow === null || takenOn === null || !/^[1-8]$/.test(yearGroupNow)) return null;
  const then = Number(yearGroupNow) - (Number(schoolYearNow.slice(0, 4)) - startOf(schoolYearOf(takenOn)));
  return then >= 3 && then <= 8 ? then : null;
}

/** The group of a pupil of the roster in words. */
export function groupWords({ active, groupName }: Pick<RosterSide, 'active' | 'groupName'>): string {
  return active ? groupName ?? 'zonder groep' : 'van school';
}
