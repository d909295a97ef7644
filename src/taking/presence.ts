import { jsonText } from '../platform/database/query.ts';
import type { Platform } from '../platform/platform.ts';
import { troubleWords } from '../platform/trouble.ts';

/** What a node noticed of a pupil; absent is what it was not told. */
export interface Noticed {
  /** Index of the item that is shown, from 0, and how many items have an answer. */
  readonly position?: number;
  readonly answered?: number;
  /** An answer came in. */
  readonly answeredAt?: Date;
  /** A line of the pupil is open, or was lost; `lineAt` says when that line was opened. */
  readonly online?: boolean;
  readonly lineAt?: Date;
  /** The page was left for another tab or program. */
  readonly leftFocus?: number;
}

/**
 * Where the pupils at this node are, for boards. Kept in memory and written once a second, all pupils in one statement:
 * what is lost with a node comes back with the next beat. Answers never depend on it.
 */
export interface Presence {
  notice(of: { readonly schoolId: string; readonly sittingId: string }, noticed: Noticed): void;
  /** Writes what was noticed since the last time; done by itself each second. */
  flush(): Promise<void>;
}

const FLUSH_MS = 1000;

interface Row extends Noticed {
  readonly schoolId: string;
  readonly sittingId: string;
  readonly heardAt: Date;
  readonly leftFocus: number;
}

/** Opens the presence of a node. */
export function openPresence({ database, clock, log }: Pick<Platform, 'database' | 'clock' | 'log'>): Presence {
  let rows = new Map<string, Row>();
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();

  async function write(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (rows.size === 0) return;
    const batch = [...rows.values()];
    rows = new Map();
    try {
      await database.callBatch('keep_presence', [jsonText(batch)]);
    } catch (error) {
      // Boards show a moment ago; the next beat tells it again.
      log('presence.failed', { error: troubleWords(error) });
    }
  }
  function flush(): Promise<void> {
    writing = writing.then(write);
    return writing;
  }
  return {
    notice({ schoolId, sittingId }, noticed) {
      const row = { schoolId, sittingId, heardAt: clock.now(), leftFocus: 0, ...noticed };
      rows.set(sittingId, merge(rows.get(sittingId), row));
      timer ??= setTimeout(() => void flush(), FLUSH_MS).unref();
    },
    flush,
  };
}

/** What was noticed before, with what was noticed now; of two lines the one that was opened last tells. */
function merge(before: Row | undefined, now: Row): Row {
  if (!before) return now;
  const olderLine = now.lineAt !== undefined && before.lineAt !== undefined && now.lineAt < before.lineAt;
  const line = olderLine ? { online: before.online, lineAt: before.lineAt } : {};
  return { ...before, ...now, ...line, leftFocus: before.leftFocus + now.leftFocus };
}
