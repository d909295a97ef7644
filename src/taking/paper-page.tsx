import type { VNode } from 'preact';
import { schoolPage } from '../access/frame.tsx';
import type { SchoolViewer } from '../access/types.ts';
import type { FormItem } from '../content/store.ts';
import { subjectNames } from '../content/types.ts';
import type { Platform } from '../platform/platform.ts';
import { Button, ButtonRow } from '../ui/components/button.tsx';
import { DataTable, type Column } from '../ui/components/data-table.tsx';
import { ErrorSummary, type FieldError } from '../ui/components/form.tsx';
import { Notice } from '../ui/components/notice.tsx';
import { StatusTag, SyntheticLabel } from '../ui/components/tags.tsx';
import { enumerate, plural, sortName } from '../ui/format.ts';
import type { PageNotice } from '../ui/page.tsx';
import { cellFaultWords } from './nl.ts';
import type { GridFaults, PaperGrid, PaperRow, PaperSaved } from './paper.ts';
import type { TypedRow } from './paper-rules.ts';

/** Address of the script that moves on to the next cell after a digit; the page works without it. */
export const gridScriptPath = '/assets/taking/paper-grid.js';

/** What was typed and could not be saved: shown again as it was typed. */
export interface RefusedGrid {
  readonly rows: readonly TypedRow[];
  readonly faults: GridFaults;
}

/** Names of the fields of a row. */
export const fieldNames = {
  cell: (planId: string, position: number) => `s-${planId}-${position}`,
  takenOn: (planId: string) => `dag-${planId}`,
  ready: (planId: string) => `klaar-${planId}`,
  seen: (planId: string) => `stand-${planId}`,
} as const;

/** The grid in which a teacher types the scores of a paper test. */
export function paperPage(
  platform: Platform, viewer: SchoolViewer, grid: PaperGrid,
  { saved, refused }: { readonly saved?: PaperSaved; readonly refused?: RefusedGrid },
): string {
  const { group, form } = grid;
  const testName = `${subjectNames[form.subject]} ${form.moment}`;
  const errors = refused ? errorsOf(grid, refused.faults) : [];
  const open = openRows(grid);
  return schoolPage(platform, viewer, {
    title: `${testName} op papier invoeren`, current: '/groepen', wide: true, hasErrors: errors.length > 0,
    lead: open > 0
      ? `Vul per opgave het aantal punten in: ${pointsHint(form.items)}. Nog ${plural(open, 'leerling', 'leerlingen')}.`
      : 'Alle leerlingen zijn ingeleverd. U kunt hier nog verbeteren.',
    breadcrumbs: [
      { href: '/groepen', label: 'Groepen' }, { href: `/groepen/${group.groupId}`, label: group.name },
      { href: `/groepen/${group.groupId}/klaarzetten?vak=${form.subject}`, label: 'Toetsen klaarzetten' },
    ],
    notices: saved ? [savedNotice(saved, `/groepen/${group.groupId}/rapport?vak=${form.subject}`)] : [],
    children: (
      <>
        {errors.length > 0 && <ErrorSummary errors={errors} title="Er is nog niets bewaard" />}
        <GridForm grid={grid} testName={testName} refused={refused} />
        <p><SyntheticLabel text="synthetische toets en norm, niet van Cito" /></p>
        <script src={gridScriptPath} defer />
      </>
    ),
  });
}

function openRows({ rows }: PaperGrid): number {
  return rows.filter(({ sitting }) => !sitting?.submittedAt).length;
}

function pointsHint(items: readonly FormItem[]): string {
  const most = Math.max(...items.map(({ item }) => item.maxScore));
  return most === 1 ? '1 is goed, 0 is fout' : `0 tot en met ${most}`;
}

function savedNotice({ changedCells, submitted, corrected }: PaperSaved, reportHref: string): PageNotice {
  const done = [
    ...(changedCells > 0 ? [`${plural(changedCells, 'vakje', 'vakjes')} bewaard`] : []),
    ...(submitted > 0 ? [`${plural(submitted, 'leerling', 'leerlingen')} ingeleverd`] : []),
    ...(corrected > 0 ? [`${plural(corrected, 'resultaat', 'resultaten')} opnieuw berekend`] : []),
  ];
  if (done.length === 0) return { kind: 'info', title: 'Er was niets nieuws om te bewaren', text: null };
  const report = <p>Het resultaat staat in het <a href={reportHref}>groepsrapport</a>.</p>;
  const text = submitted > 0 || corrected > 0 ? report : null;
  return { kind: 'success', title: `${capital(enumerate(done))}.`, text };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function GridForm({ grid, testName, refused }: {
  readonly grid: PaperGrid; readonly testName: string; readonly refused: RefusedGrid | undefined;
}): VNode {
  const { group, form } = grid;
  const open = openRows(grid);
  return (
    <form class="flow" method="post" action={`/groepen/${group.groupId}/papier/${form.testCode}`} noValidate
      data-paper-grid>
      <Notice kind="info" title="Een leeg vakje telt als fout">
        <p>
          Rijen die helemaal gevuld zijn, kunt u inleveren. Heeft een leerling opgaven overgeslagen of niet gehaald?
          Laat die vakjes leeg en zet een vinkje bij “klaar”. Een leeg vakje telt dan als fout, net als bij een
          toets op het scherm. Verandert u later iets in een ingeleverde rij, dan berekenen we dat resultaat opnieuw.
        </p>
      </Notice>
      <DataTable caption={`${testName}, een rij per leerling`} captionHidden narrow="scroll" rows={grid.rows}
        empty={null} rowKey={({ plan }) => plan.planId} columns={columnsOf(grid, refused)} />
      <ButtonRow>
        {open > 0 && (
          <Button variant="primary" icon="check" name="doe" value="inleveren">Lever in wat klaar is</Button>)}
        <Button name="doe" value="bewaren" variant={open > 0 ? 'secondary' : 'primary'}>
          {open > 0 ? 'Bewaar voor later' : 'Bewaar de verbetering'}
        </Button>
      </ButtonRow>
    </form>
  );
}

function columnsOf({ form, today }: PaperGrid, refused: RefusedGrid | undefined): readonly Column<PaperRow>[] {
  const typedOf = ({ plan }: PaperRow) => refused?.rows.find(({ planId }) => planId === plan.planId);
  return [
    { key: 'name', header: 'Leerling', rowHeader: true, tight: true,
      cell: (row) => <NameCell row={row} seen={typedOf(row)?.seenEntryNo ?? row.lastEntryNo} /> },
    // Beside the name, because the end of a long row is out of sight.
    { key: 'day', header: 'Gemaakt op', cell: (row) => (
      <DayCell row={row} value={typedOf(row)?.takenOn ?? row.sitting?.takenOn ?? today}
        wrong={refused?.faults.get(row.plan.planId)?.some(({ itemId }) => itemId === null) ?? false} />
    ) },
    { key: 'ready', header: 'Klaar', align: 'center', tight: true,
      cell: (row) => <ReadyCell row={row} checked={typedOf(row)?.ready ?? false} /> },
    ...form.items.map(({ item, position }): Column<PaperRow> => ({
      key: item.id, header: String(position), align: 'center', cell: (row) => (
        <ScoreCell row={row} position={position} maxScore={item.maxScore}
          value={typedOf(row)?.cells.get(item.id) ?? storedValue(row, item.id)}
          wrong={refused?.faults.get(row.plan.planId)?.some(({ itemId }) => itemId === item.id) ?? false} />
      ),
    })),
  ];
}

function storedValue({ cells }: PaperRow, itemId: string): string {
  return cells.get(itemId)?.toString() ?? '';
}

/** The entries that this page shows are named with it, so that a colleague's later cells are kept; what was refused
 * shows those it was typed over. */
function NameCell({ row: { pupil, plan, sitting }, seen }: { readonly row: PaperRow; readonly seen: number }): VNode {
  return (
    <>
      {sortName(pupil)}
      {sitting?.submittedAt && <div><StatusTag tone="success">ingeleverd</StatusTag></div>}
      <input type="hidden" name={fieldNames.seen(plan.planId)} value={seen} />
    </>
  );
}

function ScoreCell({ row: { pupil, plan }, position, maxScore, value, wrong }: {
  readonly row: PaperRow; readonly position: number; readonly maxScore: number; readonly value: string;
  readonly wrong: boolean;
}): VNode {
  const name = fieldNames.cell(plan.planId, position);
  return (
    <input class="input input--score" id={name} name={name} value={value} inputmode="numeric" autocomplete="off"
      maxLength={String(maxScore).length} data-max={maxScore} aria-invalid={wrong ? 'true' : undefined}
      aria-label={`${sortName(pupil)}, opgave ${position}`} />
  );
}

function DayCell({ row: { pupil, plan }, value, wrong }: {
  readonly row: PaperRow; readonly value: string; readonly wrong: boolean;
}): VNode {
  const name = fieldNames.takenOn(plan.planId);
  return (
    <input class="input input--10" type="date" id={name} name={name} value={value}
      aria-invalid={wrong ? 'true' : undefined} aria-label={`${sortName(pupil)}, gemaakt op`} />
  );
}

function ReadyCell({ row: { pupil, plan, sitting }, checked }: {
  readonly row: PaperRow; readonly checked: boolean;
}): VNode | null {
  if (sitting?.submittedAt) return null;
  return (
    <input class="choice__control" type="checkbox" name={fieldNames.ready(plan.planId)} checked={checked}
      aria-label={`${sortName(pupil)}, klaar: lege vakjes tellen als fout`} />
  );
}

function errorsOf(grid: PaperGrid, faults: GridFaults): readonly FieldError[] {
  return grid.rows.flatMap(({ pupil, plan }) => (faults.get(plan.planId) ?? []).map(({ itemId, code }) => {
    const position = grid.form.items.find(({ item }) => item.id === itemId)?.position;
    return position === undefined
      ? { field: fieldNames.takenOn(plan.planId), message: `${sortName(pupil)}: ${cellFaultWords[code]}.` }
      : {
        field: fieldNames.cell(plan.planId, position),
        message: `${sortName(pupil)}, opgave ${position}: ${cellFaultWords[code]}.`,
      };
  }));
}
