import { may } from '../access/rules.ts';
import type { SchoolViewer } from '../access/types.ts';
import type { Platform } from '../platform/platform.ts';
import { actorOf } from './grid.ts';
import { keepWay } from './store.ts';
import type { PaperWay } from './types.ts';

/** Remembers how a group enters paper tests; nothing for who may not enter them. */
export async function chooseWay(
  platform: Platform, viewer: SchoolViewer, groupId: string, way: PaperWay,
): Promise<void> {
  if (!may(viewer, 'enter-paper-test', { groupIds: [groupId] })) return;
  const at = platform.clock.now();
  await platform.doors.withTenant(viewer.schoolId, viewer.actor, 'taking', (tx) =>
    keepWay(tx, groupId, way, { changedBy: actorOf(tx), at }));
}
