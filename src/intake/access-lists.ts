import { openBasispoort, type BasispoortClient } from '../onboarding/basispoort/client.ts';
import type { BasispoortPerson } from '../onboarding/basispoort/wire.ts';
import { accessListsWantedJob } from '../onboarding/jobs.ts';
import { listBasispoortConnections, markAccessListsPushed } from '../onboarding/store.ts';
import type { Actor } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { listChanges, matchUsers, METHODE_ID, PRODUCT_IDS, tilesOf } from './access-rules.ts';
import { listNumbers, listRecognisable, saveNumbers } from './access-store.ts';

const actor: Actor = { kind: 'job', id: accessListsWantedJob.name };

/**
 * Makes our tiles at Basispoort, learns its numbers of our pupils and staff, and brings the access lists in
 * line with the roster: active staff get the teachers' tile, active pupils the tests' tile. Only differences
 * go out; doing it again changes nothing. A site that gave no permission is passed by.
 */
export async function pushAccessLists(platform: Platform, schoolId: string): Promise<void> {
  const { doors, config, clock } = platform;
  const { restUrl } = config.basispoort;
  if (!restUrl) return;
  const connections = await doors.withTenant(schoolId, actor, 'roster', listBasispoortConnections);
  const granted = connections.filter(({ grantedAt, revokedAt }) => grantedAt && !revokedAt);
  if (granted.length === 0) return;
  const basispoort = openBasispoort({ ...config.basispoort, restUrl });
  const tiles = tilesOf(config.productName, config.publicUrl);
  await basispoort.putMethode(tiles.methode);
  await basispoort.putProduct(METHODE_ID, tiles.staff);
  await basispoort.putProduct(METHODE_ID, tiles.pupil);
  const staff: BasispoortPerson[] = [];
  const pupils: BasispoortPerson[] = [];
  for (const { institutionId } of granted) {
    staff.push(...await basispoort.listStaff(institutionId));
    pupils.push(...await basispoort.listPupils(institutionId));
  }
  await pushList(platform, basispoort, schoolId, 'staff', staff);
  await pushList(platform, basispoort, schoolId, 'pupil', pupils);
  await doors.withTenant(schoolId, actor, 'roster', async (tx) => {
    for (const { institutionId } of granted) await markAccessListsPushed(tx, institutionId, clock.now());
  });
}

async function pushList(
  platform: Platform, basispoort: BasispoortClient, schoolId: string, who: 'staff' | 'pupil',
  users: readonly BasispoortPerson[],
): Promise<void> {
  const { doors, clock, secrets } = platform;
  const numbers = await doors.withTenant(schoolId, actor, 'roster', async (tx) => {
    await saveNumbers(
      tx,
      who,
      matchUsers(users, await listRecognisable(tx, who), secrets.digest),
      clock.now(),
    );
    return listNumbers(tx, who);
  });
  const listed = await basispoort.listUsers(METHODE_ID, PRODUCT_IDS[who]);
  const present = new Set(users.map(({ userId }) => userId));
  const wanted = numbers
    .filter(({ active, userId }) => active && present.has(userId))
    .map(({ userId }) => userId);
  const { add, remove } = listChanges(listed, wanted, numbers.map(({ userId }) => userId));
  await basispoort.addUsers(METHODE_ID, PRODUCT_IDS[who], add);
  await basispoort.removeUsers(METHODE_ID, PRODUCT_IDS[who], remove);
  platform.log('basispoort.access-list', {
    school: schoolId, list: PRODUCT_IDS[who], users: users.length, matched: wanted.length, added: add.length,
    removed: remove.length,
  });
}
