import type { SchoolViewer } from '../access/types.ts';
import { audit } from '../platform/audit/audit.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import type { ComparedCandidate } from '../roster/candidate-table.tsx';
import { groupNamesOfPupils, lasKeysOfPupils, listPupils, listStaffNames } from '../roster/store.ts';
import { listOpenDoubts, type RosterDoubt } from './doubt-store.ts';

/**
 * Somebody of a delivery that was taken, about whom a person has to decide, with those of the roster who
 * fit.
 */
export interface OpenDoubt {
  readonly doubt: RosterDoubt;
  readonly candidates: readonly ComparedCandidate[];
}

/** Everybody of the roster who waits for a person; who looks at it is in the audit log. */
export function viewDoubts({ doors, clock }: Platform, viewer: SchoolViewer): Promise<readonly OpenDoubt[]> {
  return doors.withTenant(viewer.schoolId, viewer.actor, 'roster', async (tx) => {
    const doubts = await listOpenDoubts(tx);
    await audit(tx, clock.now(), 'matches.read', undefined, { doubts: doubts.length });
    const sides = await sidesOf(tx, doubts.flatMap(({ candidateIds }) => candidateIds));
    return doubts.map((doubt) => ({
      doubt, candidates: doubt.candidateIds.flatMap((id) => sides.get(id) ?? []),
    }));
  });
}

async function sidesOf(tx: TenantTx, ids: readonly string[]): Promise<ReadonlyMap<string, ComparedCandidate>> {
  const groups = await groupNamesOfPupils(tx, ids);
  const keys = await lasKeysOfPupils(tx, ids);
  const pupils = (await listPupils(tx, ids)).map((pupil): ComparedCandidate => ({
    ...pupil, id: pupil.pupilId,
    where: [
      pupil.active ? (groups.get(pupil.pupilId) ?? []).join(', ') || 'zonder groep' : 'van school',
      // Twins may be alike in everything else.
      ...(keys.get(pupil.pupilId) ?? []).map((key) => `sleutel ${key}`),
    ].join(', '),
  }));
  const staff = (await listStaffNames(tx, ids)).map((member): ComparedCandidate => ({
    id: member.staffId, callName: member.callName ?? '', prefix: member.prefix, lastName: member.lastName,
    birthDate: null, where: member.email ?? 'medewerker',
  }));
  return new Map([...pupils, ...staff].map((side) => [side.id, side]));
}
