import type { VNode } from 'preact';
import { DataTable, type Column } from '../ui/components/data-table.tsx';
import { LevelTag } from '../ui/components/tags.tsx';
import { formatScaleScore, sortName } from '../ui/format.ts';
import { displayedScore } from '../psychometrics/scale.ts';
import { asScaleScore } from '../psychometrics/types.ts';
import type { ReadingList, ReadingRow } from './actions.ts';
import { dayColumn, EarlierCell, nameColumn, TextCell, type RefusedRows } from './cells.tsx';
import { fieldNames, fieldOf } from './read-rows.ts';
import { dmtCards } from './rules.ts';
import type { DmtCard, DmtOutcome, DmtVersion } from './types.ts';

/** The rows of a group for DMT: words read and wrong on each card, and what follows from them. */
export function DmtTable({ list, refused }: { readonly list: ReadingList; readonly refused: RefusedRows }): VNode {
  const columns: readonly Column<ReadingRow>[] = [
    nameColumn, dayColumn(list, refused),
    { key: 'version', header: 'Versie', cell: (row) => <VersionCell row={row} refused={refused} /> },
    ...dmtCards.flatMap((card): Column<ReadingRow>[] => [
      { key: `read${card}`, header: `Kaart ${card} gelezen`, align: 'center', cell: (row) => (
        <TextCell row={row} refused={refused} name={fieldNames.read(card)} label={`kaart ${card}, woorden gelezen`}
          stored={cardOf(row, card)?.read.toString()} />) },
      { key: `wrong${card}`, header: 'fout', align: 'center', cell: (row) => (
        <TextCell row={row} refused={refused} name={fieldNames.wrong(card)} label={`kaart ${card}, woorden fout`}
          stored={cardOf(row, card)?.wrong.toString()} />) },
    ]),
    { key: 'outcome', header: 'Vaardigheidsscore', align: 'numeric', cell: ({ now }) =>
      now?.subject === 'dmt' && <Score outcome={now.outcome} /> },
    { key: 'level', header: 'Niveau', cell: ({ now }) =>
      now?.subject === 'dmt' && now.outcome.roman && <LevelTag level={now.outcome.roman} /> },
    { key: 'fn', header: 'Functioneert op', cell: ({ now }) =>
      (now?.subject === 'dmt' ? now.outcome.functioningLevel : null) },
    { key: 'earlier', header: 'Eerder', cell: (row) => (
      <EarlierCell row={row}
        wordsOf={(taking) => (taking.subject === 'dmt' ? shown(taking.outcome.scaleScore) : '')} />) },
  ];
  return (
    <DataTable caption="DMT, een rij per leerling" captionHidden narrow="scroll" rows={list.rows} empty={null}
      rowKey={({ pupil }) => pupil.pupilId} columns={columns} />
  );
}

function cardOf({ now }: ReadingRow, card: number): DmtCard | undefined {
  return now?.subject === 'dmt' ? now.document.cards.find((one) => one.card === card) : undefined;
}

function Score({ outcome }: { readonly outcome: DmtOutcome }): VNode {
  return (
    <>
      {shown(outcome.scaleScore)}
      <div class="cell__note">{shown(outcome.intervalLow)} tot {shown(outcome.intervalHigh)}</div>
    </>
  );
}

function shown(score: number): string {
  return formatScaleScore(displayedScore(asScaleScore(score)));
}

function VersionCell({ row, refused }: { readonly row: ReadingRow; readonly refused: RefusedRows }): VNode | null {
  if (!row.hasMoment) return null;
  const { pupilId } = row.pupil;
  const stored: DmtVersion = row.now?.subject === 'dmt' ? row.now.document.cards[0]?.version ?? 'A' : 'A';
  const value = refused?.typedOf(pupilId)(fieldNames.version) ?? stored;
  return (
    <select class="input input--cell" name={fieldOf(fieldNames.version, pupilId)}
      aria-label={`${sortName(row.pupil)}, versie`}>
      {['A', 'B', 'C'].map((version) => <option value={version} selected={version === value}>{version}</option>)}
    </select>
  );
}
