import type { Season } from '../../content/types.ts';
import { momentsInOrder, type Subject, subjectNames } from '../../content/types.ts';
import { crossSectionChart, type CrossSectionRow } from '../../ui/charts/cross-section-chart.ts';
import type { BandKind } from '../../ui/charts/types.ts';
import { compareText, formatPercent, plural } from '../../ui/format.ts';
import { momentName, seasonNames } from '../bands.ts';
import type { Cell, ReportPart, ReportTable } from '../frame/types.ts';
import { nationalPatternRemark } from '../honest/national.ts';
import { mixedNormsRemark } from '../honest/norm-change.ts';
import { shownScore } from '../honest/scores.ts';
import type { GroupThen } from './placing.ts';
import {
  cutsInUnits, type NormsByKey, type Placed, placedOf, type Standing, standingOf,
} from './standing.ts';
import type { SchoolResult } from './types.ts';
import {
  groupNormRemark, inUnits, intervalRemark, leftOutRemark, standingCells, standingColumns, unitRemark,
} from './words.ts';

/** What a cross-section is made of: one season of one school year. */
export interface CrossSectionInput {
  readonly subject: Subject;
  readonly schoolYear: string;
  readonly season: Season;
  readonly results: readonly SchoolResult[];
  readonly norms: NormsByKey;
  readonly groupOf: GroupThen;
  /** Home groups of the year: those without results are named too. */
  readonly groups: readonly { readonly groupId: string; readonly name: string }[];
  readonly bandKind: BandKind;
  /** Whose norms, for in the picture. */
  readonly source: string;
}

/** Pupils of one home group who are at one moment: of a combination group there are several. */
export interface GroupStanding {
  /** Null where the groups of that year are not known. */
  readonly groupId: string | null;
  readonly groupName: string;
  readonly moment: string;
  readonly standing: Standing;
  readonly placed: readonly Placed[];
}

/** Every group at every moment in it, by moment and name. One measure each: pupils with another norm stand apart. */
export function groupStandings(
  { results, norms, groupOf, bandKind }: Pick<CrossSectionInput, 'results' | 'norms' | 'groupOf' | 'bandKind'>,
): readonly GroupStanding[] {
  const placed = placedOf(results, norms).map((each) => ({ each, group: groupOf(each.result) }));
  const parts = Map.groupBy(placed, ({ each, group }) => `${each.moment} ${group?.groupId} ${each.measure}`);
  return [...parts.values()].flatMap((part) => {
    const [first] = part;
    if (!first) return [];
    const members = part.map(({ each }) => each);
    return [{
      groupId: first.group?.groupId ?? null,
      groupName: first.group?.groupName ?? 'Groep van toen niet bekend',
      moment: first.each.moment,
      standing: standingOf(members, bandKind),
      placed: members,
    }];
  }).toSorted((a, b) => placeOf(a) - placeOf(b) || compareText(a.groupName, b.groupName)
    || compareText(a.groupId ?? '', b.groupId ?? ''));
}

function placeOf({ moment }: GroupStanding): number {
  return momentsInOrder.findIndex((known) => known === moment);
}

/** All groups of a school at one season, in one picture and one table; null where no result has a place in a norm. */
export function crossSectionPart(input: CrossSectionInput): ReportPart | null {
  const { subject, season, schoolYear, results, groups } = input;
  const standings = groupStandings(input);
  if (standings.length === 0) return null;
  const known = new Set(standings.map(({ groupId }) => groupId));
  const without = groups.filter(({ groupId }) => !known.has(groupId));
  const placed = standings.flatMap((standing) => standing.placed);
  const title = `Alle groepen, ${subjectNames[subject]}, ${seasonNames[season]} ${schoolYear}`;
  const description = `Per groep het gemiddelde met een interval, op de niveaus van de norm voor groepen. ${
    describe(standings)} Dezelfde getallen staan in de tabel eronder.`;
  return {
    heading: '',
    pictures: [{
      label: 'Grafiek van alle groepen', alt: description,
      svg: crossSectionChart({
        title, description, source: input.source, bandKind: input.bandKind, cuts: cutsInUnits(input.bandKind),
        rows: [...standings.map((each) => rowOf(each, standings)), ...without.map(({ name }): CrossSectionRow =>
          ({ label: name, countLabel: '0', mean: null, dots: [], note: 'nog geen resultaten' }))],
        xLabel: 'plaats naast het landelijk gemiddelde, in standaardafwijkingen',
        intervalLabel: 'interval (90 %)',
      }),
    }],
    tables: [groupTable(standings, without, `${title}: gemiddelden`), ...smallTable(standings)],
    remarks: [
      unitRemark, groupNormRemark(input.bandKind), intervalRemark, smallRemark(standings),
      leftOutRemark(results.length - placed.length), mixedNormsRemark(placed.map(({ result }) => result)),
      nationalPatternRemark,
    ].filter((remark) => remark !== null),
  };
}

function describe(standings: readonly GroupStanding[]): string {
  const judged = standings.filter(({ standing }) => standing.side !== null);
  const [higher, lower] = ([1, -1] as const).map((side) =>
    judged.filter(({ standing }) => standing.side === side).length);
  if (judged.length === 0) return 'Geen groep is groot genoeg voor een oordeel.';
  const stand = judged.length === 1 ? 'staat' : 'staan';
  return `Van ${plural(judged.length, 'groep', 'groepen')} met genoeg resultaten ${stand} er ${higher} hoger en `
    + `${lower} lager dan landelijk; bij de andere kan het verschil toeval zijn.`;
}

function rowOf(
  { groupName, moment, standing, placed }: GroupStanding, all: readonly GroupStanding[],
): CrossSectionRow {
  const several = all.filter((other) => other.groupName === groupName).length > 1;
  const { mean, interval } = standing;
  return {
    label: several ? `${groupName}, ${moment}` : groupName,
    countLabel: String(standing.count),
    mean: mean && interval ? {
      value: mean.mean, low: interval.low, high: interval.high, valueLabel: inUnits(mean.mean),
      levelLabel: standing.level ?? '–',
    } : null,
    dots: mean ? [] : placed.map(({ inPupils }) => inPupils),
  };
}

function groupTable(
  standings: readonly GroupStanding[], without: readonly { readonly name: string }[], caption: string,
): ReportTable {
  return {
    caption,
    columns: [
      { key: 'groep', header: 'Groep', kind: 'short', rowHeader: true },
      { key: 'moment', header: 'Moment', kind: 'short' },
      ...standingColumns,
    ],
    rows: [
      ...standings.map(({ groupName, moment, standing }) =>
        [{ text: groupName }, { text: moment }, ...standingCells(standing)]),
      ...without.map(({ name }) => [
        { text: name }, { text: '–' },
        ...standingCells({
          count: 0, offLevel: 0, mean: null, interval: null, score: null, level: null, levels: null, side: null,
        }),
      ]),
    ],
  };
}

/** The dots of small groups as numbers, without names. */
function smallTable(standings: readonly GroupStanding[]): readonly ReportTable[] {
  const small = standings.filter(({ standing }) => standing.mean === null);
  if (small.length === 0) return [];
  return [{
    caption: 'Kleine groepen: de scores van de leerlingen',
    columns: [
      { key: 'groep', header: 'Groep', kind: 'text', rowHeader: true, wide: true },
      { key: 'moment', header: 'Moment', kind: 'short' },
      { key: 'score', header: 'Score', kind: 'number' },
      { key: 'plaats_leerling', header: 'Plaats tussen leerlingen', kind: 'number' },
    ],
    rows: small.flatMap(({ groupName, moment, placed }) =>
      placed.toSorted((a, b) => b.inPupils - a.inPupils).map(({ result, inPupils }): Cell[] => [
        { text: groupName }, { text: moment },
        { text: String(shownScore(result.scaleScore)), value: result.scaleScore },
        { text: inUnits(inPupils), value: inPupils },
      ])),
  }];
}

function smallRemark(standings: readonly GroupStanding[]): string | null {
  const small = standings.filter(({ standing }) => standing.mean === null).length;
  if (small === 0) return null;
  const share = formatPercent(0.2);
  return `${plural(small, 'groep is', 'groepen zijn')} te klein voor een gemiddelde (minder dan 7 resultaten). `
    + `Daar staat elke leerling als een open rondje, in de norm voor leerlingen (${share} per niveau).`;
}

/** The moment of a standing in words. */
export function standingName({ groupName, moment }: GroupStanding): string {
  const named = momentsInOrder.find((known) => known === moment);
  return named ? `${groupName}, ${momentName(named)}` : groupName;
}
