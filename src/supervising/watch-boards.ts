import type { Platform } from '../platform/platform.ts';
import { troubleWords } from '../platform/trouble.ts';
import { currentSchoolYear } from '../roster/store.ts';
import type { TakingFacts } from './board-rules.ts';
import { listTaking, type WatchedBoard } from './board-store.ts';

/** What the boards that are open at this node show, read once a second for all of them. */
export interface BoardWatch {
  /** Calls back with the state of a board, at once and then every second; the answer stops it. */
  watch(schoolId: string, board: WatchedBoard, callback: (facts: readonly TakingFacts[]) => void): () => void;
  stop(): void;
}

interface Watcher {
  readonly schoolId: string;
  readonly board: WatchedBoard;
  readonly callback: (facts: readonly TakingFacts[]) => void;
}

const READ_EVERY_MS = 1000;
const actor = { kind: 'job', id: 'live-board' } as const;

/**
 * Opens the reader of a node. One statement a second for each school of which a board is open here, however many
 * boards; nothing at all while none is. Other nodes read for themselves: what they show is in the database.
 */
export function openBoardWatch(platform: Platform, everyMs = READ_EVERY_MS): BoardWatch {
  const watchers = new Set<Watcher>();
  let timer: NodeJS.Timeout | undefined;

  async function readAll(): Promise<void> {
    for (const [schoolId, ofSchool] of Map.groupBy(watchers, (watcher) => watcher.schoolId)) {
      try {
        await readSchool(platform, schoolId, ofSchool);
      } catch (error) {
        // The board says how old it is; the next second may be better.
        platform.log('board.failed', { school: schoolId, error: troubleWords(error) });
      }
    }
    timer = undefined;
    wind(everyMs);
  }
  function wind(delayMs: number): void {
    if (watchers.size === 0 || timer) return;
    timer = setTimeout(() => void readAll(), delayMs).unref();
  }
  return {
    watch(schoolId, board, callback) {
      const watcher = { schoolId, board, callback };
      watchers.add(watcher);
      wind(0);
      return () => void watchers.delete(watcher);
    },
    stop() {
      watchers.clear();
      clearTimeout(timer);
    },
  };
}

async function readSchool(platform: Platform, schoolId: string, watchers: readonly Watcher[]): Promise<void> {
  const boards = [...new Map(watchers.map(({ board }) => [keyOf(board), board])).values()];
  const rows = await platform.doors.withTenant(schoolId, actor, 'taking',
    (tx) => listTaking(tx, boards, currentSchoolYear(platform.clock)));
  const byBoard = Map.groupBy(rows, keyOf);
  for (const { board, callback } of watchers) callback(byBoard.get(keyOf(board)) ?? []);
}

function keyOf({ groupId, subject }: WatchedBoard): string {
  return `${groupId} ${subject}`;
}
