import type { Board } from '../access/types.ts';
import { all, change, sql } from '../platform/database/query.ts';
import type { PlatformTx } from '../platform/database/tenancy.ts';

/** Keeps a board; its name is the one that was given last. */
export async function saveBoard(tx: PlatformTx, board: Board, at: Date): Promise<void> {
  await change(tx, sql`insert into board (board_number, name, created_at)
    values (${board.boardNumber}, ${board.name}, ${at})
    on conflict (board_number) do update set name = excluded.name`);
}

/** Every board with how many schools named it, by name. */
export function listBoards(tx: PlatformTx): Promise<readonly (Board & { readonly schoolCount: number })[]> {
  return all(tx, sql`select board_number, name,
      (select count(*)::int from school where school.board_number = board.board_number) as school_count
    from board order by name, board_number`);
}

/** Remembers which board a school belongs to: the number of its last order counts. */
export async function saveBoardOfSchool(
  tx: PlatformTx, schoolId: string, boardNumber: string | null,
): Promise<void> {
  if (boardNumber === null) return;
  await change(tx, sql`update school set board_number = ${boardNumber} where school_id = ${schoolId}`);
}
