import { plainDateInAmsterdam, type PlainDate } from '../base/plain-date.ts';
import { openPortal } from '../onboarding/basispoort/open.ts';
import { listListed, saveListed } from '../onboarding/basispoort/listed-store.ts';
import { listConnections, saveDoubts } from '../onboarding/basispoort/store.ts';
import { METHOD_ID, TILE_IDS, tilesOf } from '../onboarding/basispoort/tiles.ts';
import type { PortalPerson, PortalStaffMember, RosterPortal } from '../onboarding/basispoort/types.ts';
import { accessListsVerifyJob, accessListsWantedJob } from '../onboarding/jobs.ts';
import { listBasispoortConnections, markAccessListsPushed } from '../onboarding/store.ts';
import type { BasispoortConnection } from '../onboarding/types.ts';
import type { Actor } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { judgeList, listChanges, matchUsers } from './access-rules.ts';
import { listNumbers, listRecognisable, saveNumbers, type Who } from './access-store.ts';

const actor: Actor = { kind: 'job', id: accessListsWantedJob.name };

/**
 * Learns the portal's numbers of our pupils and staff and brings the lists of our tiles in line with the
 * roster: active staff get the teachers' tile, active pupils the tests' tile. Only differences with what we
 * sent before go out; doing it again changes nothing. A site that gave no permission is passed by, and the
 * people of no site that did are taken off.
 *
 * A role at the portal neither opens a tile nor closes one: what somebody may do here follows from the groups
 * that the LAS links and from appointments in Gebruikersbeheer, and a director has no role there at all.
 */
export async function pushAccessLists(platform: Platform, schoolId: string): Promise<void> {
  const { doors, config, clock } = platform;
  const portal = openPortal(config.basispoort);
  if (!portal) return;
  const connections = await doors.withTenant(schoolId, actor, 'roster', listBasispoortConnections);
  const granted = connections.filter(isOpen);
  if (granted.length === 0) return;
  await portal.putTiles(tilesOf(config.productName, config.publicUrl));
  const today = plainDateInAmsterdam(clock.now());
  const staff: PortalPerson[] = [];
  const pupils: PortalPerson[] = [];
  for (const { institutionId } of granted) {
    const members = await portal.listStaff(institutionId);
    staff.push(...members.filter((member) => worksHere(member, today)));
    pupils.push(...await portal.listPupils(institutionId));
  }
  await pushList(platform, portal, schoolId, 'staff', staff);
  await pushList(platform, portal, schoolId, 'pupil', pupils);
  await doors.withTenant(schoolId, actor, 'roster', async (tx) => {
    for (const { institutionId } of granted) await markAccessListsPushed(tx, institutionId, clock.now());
  });
}

/** Whether the school lets us read and show tiles at this site now. */
export function isOpen({ grantedAt, revokedAt, closedAt }: BasispoortConnection): boolean {
  return grantedAt !== null && revokedAt === null && closedAt === null;
}

/** Whether somebody is still at the school; the last day counts. */
export function worksHere({ endsOn }: PortalStaffMember, today: PlainDate): boolean {
  return endsOn === null || endsOn >= today;
}

async function pushList(
  platform: Platform, portal: RosterPortal, schoolId: string, who: Who, users: readonly PortalPerson[],
): Promise<void> {
  const { doors, clock, secrets } = platform;
  const tileId = TILE_IDS[who];
  const { known, listed, numbers, doubts } = await doors.withTenant(schoolId, actor, 'roster', async (tx) => {
    const recognised = matchUsers(users, await listRecognisable(tx, who), secrets.digest);
    await saveNumbers(tx, who, recognised.numbers, clock.now());
    await saveDoubts(tx, who, recognised.doubts.map((doubt) => ({ ...doubt, userKind: who })), clock.now());
    return { known: await listNumbers(tx, who), listed: await listListed(tx, tileId), ...recognised };
  });
  const [present, doubted] = [
    new Set(users.map(({ userId }) => userId)), new Set(doubts.map(({ userId }) => userId)),
  ];
  const wanted = known
    .filter(({ active, userId }) => active && present.has(userId) && !doubted.has(userId))
    .map(({ userId }) => userId);
  const { add, remove } = listChanges(listed, wanted);
  await portal.grant({ tileIds: [tileId], userIds: add });
  await portal.revoke({ tileIds: [tileId], userIds: remove });
  await doors.withTenant(schoolId, actor, 'roster', (tx) =>
    saveListed(tx, tileId, { added: add, removed: remove }, clock.now()));
  platform.log('basispoort.access-list', {
    school: schoolId, list: tileId, users: users.length, matched: numbers.length, wanted: wanted.length,
    doubts: doubts.length, added: add.length, removed: remove.length,
  });
}

/**
 * Reads the lists of our tiles back whole, once for all schools, because the portal drops numbers that it does
 * not know without a word. Where a school's part is not what we sent, it is pushed anew.
 * @returns how many schools were mended
 */
export async function verifyAccessLists(platform: Platform): Promise<number> {
  const { doors, config, clock, jobs } = platform;
  const portal = openPortal(config.basispoort);
  if (!portal) return 0;
  const actual = {
    staff: new Set(await portal.listUsers({ methodId: METHOD_ID, tileId: TILE_IDS.staff })),
    pupil: new Set(await portal.listUsers({ methodId: METHOD_ID, tileId: TILE_IDS.pupil })),
  };
  const connections = await doors.withPlatform(listConnections);
  let mended = 0;
  for (const schoolId of new Set(connections.map((connection) => connection.schoolId))) {
    const verifier: Actor = { kind: 'job', id: accessListsVerifyJob.name };
    mended += await doors.withTenant(schoolId, verifier, 'roster', async (tx) => {
      let wrong = 0;
      for (const who of ['staff', 'pupil'] as const) {
        const ours = (await listNumbers(tx, who)).map(({ userId }) => userId);
        const verdict = judgeList(actual[who], await listListed(tx, TILE_IDS[who]), ours);
        // Who was dropped is put on again by the next push, and who is there unasked is taken off.
        const { stray: added, dropped: removed } = verdict;
        await saveListed(tx, TILE_IDS[who], { added, removed }, clock.now());
        wrong += verdict.dropped.length + verdict.stray.length;
      }
      if (wrong === 0) return 0;
      await jobs.send(tx, accessListsWantedJob, { schoolId });
      platform.log('basispoort.lists-differ', { school: schoolId, wrong });
      return 1;
    });
  }
  return mended;
}
