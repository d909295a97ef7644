import { plainDate } from '../base/plain-date.ts';
import { subjectNames, type Season, type Subject } from '../content/types.ts';
import { leftOverPath, stillToDoPath } from '../planning/addresses.ts';
import type { Board } from '../planning/board.ts';
import type { LeftOverPlan } from '../planning/left-over-store.ts';
import { leftOverWords, seasonNames } from '../planning/nl.ts';
import { progressOf, type GroupProgress, type ProgressState } from '../planning/progress.ts';
import type { Cell, Filter, ReportColumn, ReportDocument, ReportPart } from '../reports/frame/types.ts';
import type { PupilName } from '../roster/types.ts';
import { formatDateShort, formatDateTime, plural, sortName } from '../ui/format.ts';
import { stateWords as deliveryWords, whyNotInLas } from './nl.ts';
import { toDoOf, type ToDo } from './still-to-do-lines.ts';
import type { ResultOnItsWay } from './types.ts';

/** What the report is made of. */
export interface StillToDo {
  readonly board: Pick<Board, 'rows' | 'groups' | 'subjects' | 'season' | 'seasons' | 'schoolYear'>;
  /** Own results of this school year, of these groups or of the school. */
  readonly results: readonly ResultOnItsWay[];
  readonly leftOver: readonly LeftOverPlan[];
  /** Names of whoever stands in it, also of who left. */
  readonly names: ReadonlyMap<string, PupilName>;
  readonly isLinkOn: boolean;
  /** Groups for which the reader may plan and enter: there the cells lead to where it is done. */
  readonly mayPlan: ReadonlySet<string>;
  readonly now: Date;
}

/** The words, counts and lists of the report, without its title. */
export type StillToDoParts = Pick<ReportDocument, 'lead' | 'facts' | 'parts' | 'empty' | 'notices'>;

/** Who still has to take what, and what was made but is not in the school administration. */
export function stillToDoParts(input: StillToDo): StillToDoParts {
  const { board, now } = input;
  // Groups 1 and 2 take no tests.
  const progress = progressOf(board, now)
    .filter(({ counts, pupils }) => counts['no-test'] < pupils * board.subjects.length);
  const toDo = progress.flatMap((group) => toDoOf(board, group, now));
  const notThere = input.results.filter(({ state }) => state !== 'delivered');
  const parts = [
    countsPart(progress), toDoPart(toDo, input), deliveryPart(input, notThere), leftOverPart(input),
  ].filter((part) => part.tables.some(({ rows }) => rows.length > 0));
  const isDone = toDo.length === 0 && notThere.length === 0 && input.leftOver.length === 0;
  const period = `${seasonNames[board.season]} ${board.schoolYear}`;
  return {
    lead: isDone ? `Er is niets meer te doen: ${period}.` : leadOf(openTests(progress), notThere.length, period),
    facts: [{ label: 'Periode', value: period }, { label: 'Stand van', value: formatDateTime(now) }],
    notices: [],
    parts: isDone ? [] : parts,
    empty: isDone ? {
      title: 'Alles is gemaakt en in het LAS',
      words: 'Niemand hoeft nog een toets te maken, en alle resultaten van dit schooljaar staan in uw administratie.',
    } : null,
  };
}

function openTests(progress: readonly GroupProgress[]): number {
  return progress.reduce((sum, { counts }) => sum + Object.entries(counts)
    .reduce((all, [state, count]) => all + (state === 'done' || state === 'no-test' ? 0 : count), 0), 0);
}

function leadOf(toDo: number, notThere: number, period: string): string {
  const first = toDo === 0 ? 'Alle toetsen zijn gemaakt' : `${plural(toDo, 'toets is', 'toetsen zijn')} nog niet klaar`;
  const second = notThere === 0 ? 'alle resultaten staan in het LAS'
    : `${plural(notThere, 'resultaat staat', 'resultaten staan')} nog niet in het LAS`;
  return `${first}, ${second}. ${period.charAt(0).toUpperCase()}${period.slice(1)}.`;
}

/** Choosing a subject, and a period where there is more than one to come. */
export function stillToDoFilters(
  { season, seasons, schoolYear }: StillToDo['board'], subjects: readonly Subject[], chosen: Subject | undefined,
): readonly Filter[] {
  return [
    { label: 'Vakgebied', look: 'tabs', options: [
      { label: 'Alle vakken', change: { subject: undefined }, current: chosen === undefined },
      ...subjects.map((subject) => (
        { label: subjectNames[subject], change: { subject }, current: subject === chosen })),
    ] },
    { label: 'Periode', look: 'switch', options: seasons.map((one: Season) => ({
      label: `${seasonNames[one]} ${schoolYear}`, change: { period: { schoolYear, season: one } },
      current: one === season,
    })) },
  ];
}

const countColumns: readonly (readonly [key: string, header: string, states: readonly ProgressState[]])[] = [
  ['niet_klaargezet', 'Niet klaargezet', ['unplanned']],
  ['moet_nog', 'Moet nog', ['ready', 'not-open', 'expired']],
  ['bezig', 'Bezig', ['busy', 'between']],
  ['nog_invoeren', 'Nog invoeren', ['to-enter']],
  ['afgebroken', 'Afgebroken of ongeldig', ['broken-off', 'invalid']],
  ['ingeleverd', 'Ingeleverd', ['handed-in']],
  ['klaar', 'Klaar', ['done']],
];

function countsPart(progress: readonly GroupProgress[]): ReportPart {
  const count = ({ counts }: GroupProgress, states: readonly ProgressState[]) =>
    states.reduce((sum, state) => sum + counts[state], 0);
  const total = (of: (group: GroupProgress) => number) =>
    numberCell(progress.reduce((sum, group) => sum + of(group), 0));
  return {
    heading: 'Hoe ver zijn de groepen?', lead: 'De getallen zijn toetsen: een leerling kan er meer dan één hebben.',
    pictures: [], remarks: [],
    tables: [{
      caption: 'Hoe ver de groepen zijn',
      columns: [
        { key: 'groep', header: 'Groep', kind: 'text', rowHeader: true, wide: true },
        { key: 'leerlingen', header: 'Leerlingen', kind: 'number' },
        ...countColumns.map(([key, header]): ReportColumn => ({ key, header, kind: 'number' })),
      ],
      rows: progress.map((group) => [
        { text: group.name, href: stillToDoPath(group.groupId) }, numberCell(group.pupils),
        ...countColumns.map(([, , states]) => numberCell(count(group, states))),
      ]),
      ...(progress.length > 1 ? { foot: [
        { text: 'Samen' }, total(({ pupils }) => pupils),
        ...countColumns.map(([, , states]) => total((group) => count(group, states))),
      ] } : {}),
    }],
  };
}

function numberCell(value: number): Cell {
  return { text: String(value), value };
}

function toDoPart(toDo: readonly ToDo[], { mayPlan, board }: StillToDo): ReportPart {
  const groupOf = new Map(board.groups.map(({ name, groupId }) => [name, groupId]));
  return {
    heading: 'Wie moet nog wat?', pictures: [], remarks: [],
    tables: [{
      caption: 'Wat nog gedaan moet worden',
      columns: [
        { key: 'leerling', header: 'Leerling', kind: 'text', rowHeader: true },
        { key: 'groep', header: 'Groep', kind: 'short' },
        { key: 'jaargroep', header: 'Jaargroep', kind: 'short', dataOnly: true },
        { key: 'vak', header: 'Vak', kind: 'text' },
        { key: 'toets', header: 'Toets', kind: 'text' },
        { key: 'stand', header: 'Stand', kind: 'text' },
        { key: 'open_tot', header: 'Open tot', kind: 'text', dataOnly: true },
        { key: 'wat_nu', header: 'Wat nu?', kind: 'text', wide: true },
      ],
      rows: toDo.map((line) => [
        { text: line.who }, { text: line.groupName }, { text: line.yearGroup }, { text: subjectNames[line.subject] },
        textCell(line.test), { text: line.state }, textCell(line.until),
        mayPlan.has(groupOf.get(line.groupName) ?? '') ? { text: line.next, href: line.href } : { text: line.next },
      ]),
    }],
  };
}

function deliveryPart({ names, isLinkOn }: StillToDo, notThere: readonly ResultOnItsWay[]): ReportPart {
  return {
    heading: 'Gemaakt, maar niet in het LAS', pictures: [], remarks: [],
    tables: [{
      caption: 'Resultaten die niet in het LAS staan',
      columns: [
        { key: 'leerling', header: 'Leerling', kind: 'text', rowHeader: true },
        { key: 'toets', header: 'Toets', kind: 'text' },
        { key: 'gemaakt_op', header: 'Gemaakt op', kind: 'short' },
        { key: 'stand_las', header: 'Stand', kind: 'short' },
        { key: 'waarom', header: 'Waarom, en wat nu?', kind: 'text', wide: true },
        { key: 'code_las', header: 'Code van het LAS', kind: 'text', dataOnly: true },
      ],
      rows: notThere.map((result) => [
        { text: nameOf(names, result.pupilId) }, { text: result.title }, dayCell(result.takenOn),
        { text: deliveryWords[result.state] }, { text: whyNotInLas(result, isLinkOn) },
        textCell(result.faultCode ?? ''),
      ]),
    }],
  };
}

function leftOverPart({ leftOver, names, mayPlan }: StillToDo): ReportPart {
  return {
    heading: 'Begonnen en blijven liggen', pictures: [], remarks: [],
    lead: 'De leerling is van school, of het schooljaar is voorbij. Zo blijft de toets staan tot iemand hem afsluit.',
    tables: [{
      caption: 'Toetsen die blijven liggen',
      columns: [
        { key: 'leerling', header: 'Leerling', kind: 'text', rowHeader: true },
        { key: 'groep', header: 'Groep', kind: 'short' },
        { key: 'schooljaar', header: 'Schooljaar', kind: 'short' },
        { key: 'toets_en_vak', header: 'Toets', kind: 'text' },
        { key: 'taken_in', header: 'Taken in', kind: 'short' },
        { key: 'wat_nu_blijft', header: 'Wat nu?', kind: 'text', wide: true },
      ],
      rows: leftOver.map((plan) => {
        const next = leftOverWords(plan);
        return [
          { text: nameOf(names, plan.pupilId) }, { text: plan.groupName }, { text: plan.schoolYear },
          { text: `${subjectNames[plan.subject]} ${plan.testMoment}` },
          { text: `${plan.partsIn} van ${plan.partCount}` },
          mayPlan.has(plan.groupId) ? { text: next, href: leftOverPath } : { text: next },
        ];
      }),
    }],
  };
}

function nameOf(names: StillToDo['names'], pupilId: string): string {
  const name = names.get(pupilId);
  return name ? sortName(name) : 'onbekend';
}

function textCell(text: string): Cell {
  return text === '' ? { text: '–', value: null } : { text };
}

function dayCell(day: string): Cell {
  return { text: formatDateShort(plainDate(day)), value: day };
}
