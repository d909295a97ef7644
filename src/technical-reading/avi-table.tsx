import type { VNode } from 'preact';
import { DataTable, type Column } from '../ui/components/data-table.tsx';
import { sortName } from '../ui/format.ts';
import type { ReadingList, ReadingRow } from './actions.ts';
import { dayColumn, EarlierCell, isWrong, nameColumn, TextCell, type RefusedRows } from './cells.tsx';
import { aviCardsMax, fieldNames, fieldOf } from './read-rows.ts';
import { judgeAvi } from './rules.ts';
import { syntheticAviLimits } from './synthetic-norms.ts';
import type { AviCard, AviJudgement } from './types.ts';
import { aviLevels } from './types.ts';

const places = Array.from({ length: aviCardsMax }, (_, index) => index + 1);

/** The rows of a group for AVI: time and errors on each card that was read, and the level that the teacher decides. */
export function AviTable({ list, refused }: { readonly list: ReadingList; readonly refused: RefusedRows }): VNode {
  const columns: readonly Column<ReadingRow>[] = [
    nameColumn, dayColumn(list, refused),
    ...places.flatMap((place): Column<ReadingRow>[] => [
      { key: `level${place}`, header: `${place}e kaart`, cell: (row) => (
        <ChoiceCell row={row} refused={refused} name={fieldNames.level(place)} label={`${place}e kaart`}
          choices={[['', '-'], ...aviLevels.map((level) => [level, level] as const)]}
          stored={cardAt(row, place)?.level ?? ''} />) },
      { key: `time${place}`, header: 'tijd', align: 'center', cell: (row) => (
        <TextCell row={row} refused={refused} name={fieldNames.seconds(place)} label={`${place}e kaart, tijd`}
          stored={timeOf(cardAt(row, place))} />) },
      { key: `errors${place}`, header: 'fouten', align: 'center', cell: (row) => (
        <>
          <TextCell row={row} refused={refused} name={fieldNames.errors(place)} label={`${place}e kaart, fouten`}
            stored={cardAt(row, place)?.errors.toString()} />
          <Judged card={cardAt(row, place)} />
        </>) },
    ]),
    levelColumn('mastery', 'Beheersing', fieldNames.mastery, refused),
    levelColumn('instruction', 'Instructie', fieldNames.instruction, refused),
    { key: 'earlier', header: 'Eerder', cell: (row) => (
      <EarlierCell row={row} wordsOf={(taking) => (taking.subject === 'avi'
        ? taking.outcome.decided.mastery ?? 'geen niveau' : '')} />) },
  ];
  return (
    <DataTable caption="AVI, een rij per leerling" captionHidden narrow="scroll" rows={list.rows} empty={null}
      rowKey={({ pupil }) => pupil.pupilId} columns={columns} />
  );
}

function levelColumn(
  kind: 'mastery' | 'instruction', header: string, name: string, refused: RefusedRows,
): Column<ReadingRow> {
  return {
    key: kind, header, cell: (row) => {
      const outcome = row.now?.subject === 'avi' ? row.now.outcome : null;
      const suggested = outcome?.suggested[kind] ?? null;
      const isOwn = outcome !== null && outcome.decided[kind] !== suggested;
      const proposal = outcome === null ? 'voorstel' : `voorstel: ${suggested ?? 'geen'}`;
      return (
        <ChoiceCell row={row} refused={refused} name={name} label={header.toLowerCase()}
          choices={[['', proposal], ['geen', 'geen'], ...aviLevels.map((level) => [level, level] as const)]}
          stored={isOwn ? outcome.decided[kind] ?? 'geen' : ''} />
      );
    },
  };
}

function cardAt({ now }: ReadingRow, place: number): AviCard | undefined {
  return now?.subject === 'avi' ? now.document.cards[place - 1] : undefined;
}

function timeOf(card: AviCard | undefined): string | undefined {
  return card && `${Math.floor(card.seconds / 60)}:${String(card.seconds % 60).padStart(2, '0')}`;
}

const judgementWords: Readonly<Record<AviJudgement, string>> = {
  mastery: 'beheersing', instruction: 'instructie', frustration: 'frustratie',
};

function Judged({ card }: { readonly card: AviCard | undefined }): VNode | null {
  return card ? <div class="cell__note">{judgementWords[judgeAvi(card, syntheticAviLimits)]}</div> : null;
}

function ChoiceCell({ row: { pupil, hasMoment }, refused, name, label, choices, stored }: {
  readonly row: ReadingRow; readonly refused: RefusedRows; readonly name: string; readonly label: string;
  readonly choices: readonly (readonly [string, string])[]; readonly stored: string;
}): VNode | null {
  if (!hasMoment) return null;
  const field = fieldOf(name, pupil.pupilId);
  const value = refused?.typedOf(pupil.pupilId)(name) ?? stored;
  return (
    <select class="input input--cell" id={field} name={field} aria-label={`${sortName(pupil)}, ${label}`}
      aria-invalid={isWrong(refused, pupil.pupilId, name)}>
      {choices.map(([key, words]) => <option value={key} selected={key === value}>{words}</option>)}
    </select>
  );
}
