import type { VNode } from 'preact';
import { schoolPage } from '../access/frame.tsx';
import type { SchoolViewer } from '../access/types.ts';
import { subjectNames } from '../content/types.ts';
import type { Platform } from '../platform/platform.ts';
import { Button, ButtonRow } from '../ui/components/button.tsx';
import { RadioGroup } from '../ui/components/choice-fields.tsx';
import { ErrorSummary, type FieldError } from '../ui/components/form.tsx';
import { Tabs } from '../ui/components/tabs.tsx';
import { SyntheticLabel } from '../ui/components/tags.tsx';
import { TextArea } from '../ui/components/text-field.tsx';
import { enumerate, plural, sortName } from '../ui/format.ts';
import type { PageNotice } from '../ui/page.tsx';
import { fieldOfFault, formFields, gridPath } from './fields.ts';
import { GridTable, type TypedGrid } from './grid-table.tsx';
import type { PaperGrid } from './grid.ts';
import { faultWords, wayWords } from './nl.ts';
import { PasteNotice } from './paste-notice.tsx';
import type { Placed } from './paste.ts';
import { differencesOf, isEmptyRow } from './rules.ts';
import type { PaperSaved } from './save.ts';
import type { PaperWay } from './types.ts';

/** Address of the script that walks the grid and saves while somebody types; the page works without it. */
export const gridScriptPath = '/assets/paper/grid.js';

/** What the grid shows besides what is stored. */
export interface GridPageAfter {
  readonly saved?: PaperSaved;
  readonly typed?: TypedGrid;
  /** What was pasted and is shown before it is saved. */
  readonly placed?: Placed;
  readonly pastedText?: string;
}

/** The name of a taak as the page says it. */
export function titleOf({ form, place, partCount }: PaperGrid): string {
  return `${subjectNames[form.subject]} ${form.moment}${partCount > 1 ? `, taak ${place.partNo}` : ''}`;
}

/** The grid in which a teacher types a taak on paper. */
export function gridPage(
  platform: Platform, viewer: SchoolViewer, grid: PaperGrid, after: GridPageAfter,
): string {
  const { group, form, place } = grid;
  const errors = after.typed ? errorsOf(grid, after.typed) : [];
  const second = place.round === 2;
  return schoolPage(platform, viewer, {
    title: `${titleOf(grid)} ${second ? 'nog eens invoeren' : 'op papier invoeren'}`, current: '/groepen', wide: true,
    hasErrors: errors.length > 0, lead: leadOf(grid),
    breadcrumbs: [
      { href: '/groepen', label: 'Groepen' }, { href: `/groepen/${group.groupId}`, label: group.name },
      { href: `/groepen/${group.groupId}/klaarzetten?vak=${form.subject}`, label: 'Toetsen klaarzetten' },
    ],
    notices: after.saved ? savedNotices(grid, after.saved) : [],
    children: (
      <>
        {errors.length > 0 && (
          <ErrorSummary errors={errors}
            title={after.placed ? 'Niet alles wat u plakte, kan' : 'Er is nog niets bewaard'} />)}
        {grid.partCount > 1 && <PartTabs grid={grid} />}
        <GridForm grid={grid} after={after} />
        <p><SyntheticLabel text="synthetische toets en norm, niet van Cito" /></p>
        <script src={gridScriptPath} defer />
      </>
    ),
  });
}

function openRows({ rows }: PaperGrid): number {
  return rows.filter(({ sitting }) => !sitting?.submittedAt).length;
}

function leadOf(grid: PaperGrid): string {
  if (grid.place.round === 2) {
    return 'Voer in wat op het papier staat. U ziet niet wat uw collega invoerde; daarna leggen we beide naast elkaar.';
  }
  const open = openRows(grid);
  if (open === 0) return 'Alle leerlingen zijn ingeleverd. U kunt hier nog verbeteren.';
  return `${hintOf(grid)} Nog ${plural(open, 'leerling', 'leerlingen')}.`;
}

function hintOf({ way, totalMax, form }: PaperGrid): string {
  const most = Math.max(...form.items.map(({ item }) => item.maxScore));
  const hints: Record<PaperWay, string> = {
    answers: 'Vul per opgave de letter of het antwoord van de leerling in.',
    points: `Vul per opgave het aantal punten in: ${most === 1 ? '1 is goed, 0 is fout' : `0 tot en met ${most}`}.`,
    totals: `Vul per leerling het totaal aantal punten in: 0 tot en met ${totalMax}.`,
  };
  return hints[way];
}

function savedNotices(grid: PaperGrid, saved: PaperSaved): PageNotice[] {
  const { changedCells, submitted, corrected, differing } = saved;
  const done = [
    ...(changedCells > 0 ? [`${plural(changedCells, 'vakje', 'vakjes')} bewaard`] : []),
    ...(submitted > 0 ? [`${plural(submitted, 'leerling', 'leerlingen')} ingeleverd`] : []),
    ...(corrected > 0 ? [`${plural(corrected, 'resultaat', 'resultaten')} opnieuw berekend`] : []),
  ].map((text, index) => (index === 0 ? text.charAt(0).toUpperCase() + text.slice(1) : text));
  const reportHref = `/groepen/${grid.group.groupId}/rapport?vak=${grid.form.subject}`;
  const reportLink = <a href={reportHref}>groepsrapport</a>;
  const report = grid.partCount > 1
    ? <p>Zijn alle taken van een leerling ingeleverd? Dan staat het resultaat in het {reportLink}.</p>
    : <p>Het resultaat staat in het {reportLink}.</p>;
  const text = submitted > 0 || corrected > 0 ? report : null;
  const main: PageNotice = done.length === 0
    ? { kind: 'info', title: 'Er was niets nieuws om te bewaren', text: null }
    : { kind: 'success', title: `${enumerate(done)}.`, text };
  if (differing === 0) return [main];
  return [main, {
    kind: 'warning', title: `${plural(differing, 'leerling', 'leerlingen')} niet ingeleverd`,
    text: <p>De eerste en de tweede invoer verschillen. <a href={differencesPath(grid)}>Bekijk de verschillen</a>.</p>,
  }];
}

/** The page on which both entries stand beside each other. */
export function differencesPath({ place }: PaperGrid): string {
  return `/groepen/${place.groupId}/papier/${place.testCode}/verschillen?taak=${place.partNo}`;
}

function PartTabs({ grid: { place, partCount } }: { readonly grid: PaperGrid }): VNode {
  return (
    <Tabs label="Taken" items={Array.from({ length: partCount }, (_, index) => ({
      href: gridPath({ ...place, partNo: index + 1 }), label: `Taak ${index + 1}`, current: place.partNo === index + 1,
    }))} />
  );
}

function GridForm({ grid, after }: { readonly grid: PaperGrid; readonly after: GridPageAfter }): VNode {
  const open = openRows(grid);
  const second = grid.place.round === 2;
  return (
    <form class="flow" method="post" action={gridPath(grid.place)} noValidate data-walk data-paper-grid>
      <input type="hidden" name={formFields.shownWay} value={grid.way} />
      <input type="hidden" name={formFields.pastedFrom} value="" />
      {after.placed && <PasteNotice placed={after.placed} grid={grid} />}
      {!second && <WayChoice grid={grid} />}
      <Signs grid={grid} />
      <GridTable grid={grid} title={titleOf(grid)} typed={after.typed} />
      <p class="draft-status" role="status" data-draft-status />
      <ButtonRow>
        {!second && open > 0 && !after.placed && (
          <Button variant="primary" icon="check" name="doe" value="inleveren">Lever in wat klaar is</Button>)}
        <Button name="doe" value="bewaren" variant={second || after.placed || open === 0 ? 'primary' : 'secondary'}>
          {after.placed ? 'Bewaar wat geplakt is' : open > 0 || second ? 'Bewaar voor later' : 'Bewaar de verbetering'}
        </Button>
      </ButtonRow>
      <PasteBox text={after.pastedText} />
      <SecondEntry grid={grid} />
    </form>
  );
}

function WayChoice({ grid }: { readonly grid: PaperGrid }): VNode {
  const choices = (Object.keys(wayWords) as PaperWay[]).map((value) => ({ value, ...wayWords[value] }));
  return (
    <details class="explain">
      <summary>Manier van invoeren: {wayWords[grid.way].label.toLowerCase()}</summary>
      <div class="flow">
        <RadioGroup name={formFields.way} label="Hoe voert deze groep in?" choices={choices} value={grid.way} />
        <Button name="doe" value="wisselen" small>Bewaar en wissel</Button>
      </div>
    </details>
  );
}

/** What missing, skipped and not reached are: three things, and what each counts for. */
function Signs({ grid }: { readonly grid: PaperGrid }): VNode {
  if (grid.way === 'totals') {
    return (
      <details class="explain">
        <summary>Wat een totaal betekent voor het resultaat</summary>
        <p>
          Opgaven tellen niet allemaal even zwaar mee. Bij een totaal weten we niet welke opgaven goed waren. We rekenen
          dan met de kans op dit totaal; het score-interval wordt wat breder. Een leeg vakje is nog niet ingevoerd.
        </p>
      </details>
    );
  }
  return (
    <details class="explain">
      <summary>Leeg, overgeslagen (-) of niet aan toe gekomen (/)</summary>
      <ul>
        <li><strong>Leeg</strong>: nog niet ingevoerd. De rij kan pas worden ingeleverd als alles gevuld is, of als u
          “klaar” aanvinkt. Lege vakjes tellen dan als niet aan toe gekomen.</li>
        <li><strong>-</strong> overgeslagen: de leerling zag de opgave en liet die open. Geeft 0 punten.</li>
        <li><strong>/</strong> niet aan toe gekomen: de leerling stopte eerder. Geeft 0 punten: een toets heeft geen
          tijdslimiet. Een / vult ook de lege vakjes erna.</li>
        {grid.way === 'answers' && (
          <li><strong>=1</strong>: punten in plaats van een antwoord, als u het zelf hebt nagekeken.</li>)}
      </ul>
      <p>Verandert u later iets in een ingeleverde rij, dan berekenen we dat resultaat opnieuw.</p>
    </details>
  );
}

function PasteBox({ text = '' }: { readonly text?: string | undefined }): VNode {
  return (
    <details class="explain" data-paste-box open={text !== ''}>
      <summary>Plakken uit een spreadsheet</summary>
      <div class="flow">
        <TextArea name={formFields.pasted} label="Geplakte cellen" rows={5} monospace value={text} spellCheck={false}
          hint="Een rij per leerling. Met namen in de eerste kolom of zonder, met of zonder kopregel." />
        <Button name="doe" value="plakken" small>Bekijk wat waar komt</Button>
      </div>
    </details>
  );
}

function SecondEntry({ grid }: { readonly grid: PaperGrid }): VNode {
  const started = grid.rows.some((row) => !isEmptyRow(row.second));
  const differing = grid.rows.reduce((sum, { first, second }) => sum + differencesOf(first, second).length, 0);
  const other = gridPath({ ...grid.place, round: grid.place.round === 2 ? 1 : 2 });
  return (
    <details class="explain" open={grid.place.round === 2}>
      <summary>Dubbele invoer</summary>
      <p>
        {grid.place.round === 2
          ? <a href={other}>Terug naar de eerste invoer</a>
          : <>Een collega kan dezelfde taak <a href={other}>nog eens invoeren</a> zonder deze cijfers te zien.</>}
        {started && <> <a href={differencesPath(grid)}>Bekijk de verschillen</a>
          {grid.place.round === 1 && ` (${differing})`}.</>}
      </p>
    </details>
  );
}

function errorsOf(grid: PaperGrid, { faults }: TypedGrid): readonly FieldError[] {
  return grid.rows.flatMap(({ pupil, plan }) => (faults.get(plan.planId) ?? []).map((fault) => {
    const { place } = fault;
    const position = place.kind === 'item'
      ? grid.form.items.find(({ item }) => item.id === place.itemId)?.position : undefined;
    const where = position === undefined ? sortName(pupil) : `${sortName(pupil)}, opgave ${position}`;
    return { field: fieldOfFault(grid, plan.planId, fault), message: `${where}: ${faultWords[fault.code]}.` };
  }));
}
