import type { VNode } from 'preact';
import type { Column } from '../ui/components/data-table.tsx';
import { formatDateShort, sortName } from '../ui/format.ts';
import { parsePlainDate } from '../base/plain-date.ts';
import type { ReadingFaults, ReadingList, ReadingRow } from './actions.ts';
import { fieldNames, fieldOf, type TypedReading } from './read-rows.ts';
import type { ReadingTaking } from './types.ts';

/** Rows as they were typed, where they could not be kept. */
export type RefusedRows =
  { readonly typedOf: (pupilId: string) => TypedReading; readonly faults: ReadingFaults } | undefined;

/** The pupil, with the entry that the page shows. */
export const nameColumn: Column<ReadingRow> = {
  key: 'name', header: 'Leerling', rowHeader: true, tight: true,
  cell: ({ pupil, now, hasMoment }) => (
    <>
      {sortName(pupil)}
      {!hasMoment && <div class="cell__note">nu geen toetsmoment</div>}
      <input type="hidden" name={fieldOf(fieldNames.seen, pupil.pupilId)} value={now?.entryNo ?? 0} />
    </>
  ),
};

/** The day of taking. */
export function dayColumn({ today }: ReadingList, refused: RefusedRows): Column<ReadingRow> {
  return {
    key: 'day', header: 'Gemaakt op', cell: ({ pupil, now, hasMoment }) => {
      if (!hasMoment) return null;
      const name = fieldOf(fieldNames.takenOn, pupil.pupilId);
      return (
        <input class="input input--10" type="date" id={name} name={name}
          value={refused?.typedOf(pupil.pupilId)(fieldNames.takenOn) ?? now?.takenOn ?? today}
          aria-invalid={isWrong(refused, pupil.pupilId, fieldNames.takenOn)}
          aria-label={`${sortName(pupil)}, gemaakt op`} />
      );
    },
  };
}

/** A number or a time of a row. */
export function TextCell({ row: { pupil, hasMoment }, refused, name, label, stored = '' }: {
  readonly row: ReadingRow; readonly refused: RefusedRows; readonly name: string; readonly label: string;
  readonly stored?: string | undefined;
}): VNode | null {
  if (!hasMoment) return null;
  const field = fieldOf(name, pupil.pupilId);
  return (
    <input class="input input--score input--answer" id={field} name={field} inputmode="numeric" autocomplete="off"
      data-cell value={refused?.typedOf(pupil.pupilId)(name) ?? stored}
      aria-invalid={isWrong(refused, pupil.pupilId, name)} aria-label={`${sortName(pupil)}, ${label}`} />
  );
}

/** Whether the fault of a row is at this field. */
export function isWrong(refused: RefusedRows, pupilId: string, name: string): 'true' | undefined {
  return refused?.faults.get(pupilId)?.field === name ? 'true' : undefined;
}

/** The two takings before this one. */
export function EarlierCell({ row: { earlier }, wordsOf }: {
  readonly row: ReadingRow; readonly wordsOf: (taking: ReadingTaking) => string;
}): VNode {
  return (
    <>
      {earlier.slice(0, 2).map((taking) => (
        <div class="cell__note">{taking.moment}: {wordsOf(taking)} ({dayWords(taking.takenOn)})</div>))}
    </>
  );
}

function dayWords(day: string): string {
  const date = parsePlainDate(day);
  return date.ok ? formatDateShort(date.value) : day;
}
