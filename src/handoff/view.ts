import { may } from '../access/rules.ts';
import type { SchoolViewer } from '../access/types.ts';
import { findResultsLink, type ResultsLink } from '../onboarding/results-queue.ts';
import { stepsOpen } from '../onboarding/rules.ts';
import { getOnboarding } from '../onboarding/store.ts';
import type { StepsClosed } from '../onboarding/types.ts';
import { audit, type AuditSubject } from '../platform/audit/audit.ts';
import type { Platform } from '../platform/platform.ts';
import { currentSchoolYear, listGroups, listPupilNames } from '../roster/store.ts';
import type { GroupSummary, PupilName } from '../roster/types.ts';
import { comparePersonNames, compareText, type PersonName } from '../ui/format.ts';
import { listToRemove, type ToRemove } from './again-store.ts';
import { queueNow } from './desk.ts';
import { countStates } from './rules.ts';
import { findLastDelivered, listOnTheirWay } from './store.ts';
import type { DeliveryState, HandoffCounts, ResultOnItsWay } from './types.ts';

/** What the page of step 3 shows. */
export interface HandoffView {
  /** Null when the step is open. */
  readonly closed: StepsClosed | null;
  readonly openedAt: Date | null;
  readonly link: Pick<ResultsLink, 'lasName' | 'faultCode' | 'faultText' | 'faultAt'> | null;
  readonly lastDeliveredAt: Date | null;
  readonly counts: HandoffCounts;
  readonly rows: readonly (ResultOnItsWay & { readonly pupil: PupilName | undefined })[];
  readonly groups: readonly GroupSummary[];
  readonly filter: HandoffFilter;
  readonly mayAct: boolean;
  readonly mayWithdraw: boolean;
  /** Withdrawn results that a person has to remove in the LAS. */
  readonly toRemove: readonly (ToRemove & { readonly pupil: PupilName | undefined })[];
}

/** Which results are listed. */
export interface HandoffFilter {
  readonly groupId: string | null;
  readonly state: DeliveryState | null;
  readonly page: number;
}

/**
 * Loads what the page of step 3 shows, with who looks at it in the audit log; counts are of the group that was
 * chosen.
 */
export function viewHandoff(
  platform: Platform, viewer: SchoolViewer, filter: HandoffFilter,
): Promise<HandoffView> {
  const { doors, clock } = platform;
  return doors.withTenant(viewer.schoolId, viewer.actor, 'handoff', async (tx) => {
    const state = await getOnboarding(tx, viewer.schoolId);
    const open = stepsOpen(state);
    const link = await findResultsLink(tx);
    const rows = await listOnTheirWay(tx, link ? queueNow(platform, link) : null, filter.groupId);
    await audit(tx, clock.now(), 'results.read', groupOf(filter), { results: rows.length });
    const toRemove = link ? await listToRemove(tx, link.connectionId) : [];
    const names = await listPupilNames(tx,
      [...new Set([...rows, ...toRemove].map(({ pupilId }) => pupilId))]);
    const byId = new Map(names.map((name) => [name.pupilId, name]));
    return {
      closed: open.ok ? null : open.refusal,
      openedAt: state.resultsLinkAt,
      link: link?.resultsUrl ? link : null,
      lastDeliveredAt: link ? await findLastDelivered(tx, link.connectionId) : null,
      counts: countStates(rows.map((row) => row.state)),
      rows: rows.filter((row) => !filter.state || row.state === filter.state)
        .map((row) => ({ ...row, pupil: byId.get(row.pupilId) })).toSorted(asInAClassList),
      groups: await listGroups(tx, { schoolYear: currentSchoolYear(clock) }),
      filter,
      mayAct: may(viewer, 'run-onboarding'),
      mayWithdraw: may(viewer, 'withdraw-result'),
      toRemove: toRemove.map((one) => ({ ...one, pupil: byId.get(one.pupilId) })),
    };
  });
}

/** By name as the Dutch sort it; a pupil's newest result first. */
function asInAClassList(
  a: HandoffView['rows'][number], b: HandoffView['rows'][number],
): number {
  const nobody: PersonName = { callName: null, prefix: null, lastName: null };
  return comparePersonNames(a.pupil ?? nobody, b.pupil ?? nobody) || compareText(a.pupilId, b.pupilId)
    || compareText(b.takenOn, a.takenOn) || compareText(a.resultId, b.resultId);
}

function groupOf({ groupId }: HandoffFilter): AuditSubject | undefined {
  return groupId ? { kind: 'group', id: groupId } : undefined;
}
