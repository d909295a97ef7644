import type { Result } from '../../ability/types.ts';
import { type Subject, subjectNames } from '../../content/types.ts';
import type { BandKind } from '../../ui/charts/types.ts';
import { enumerate, plural, sortName } from '../../ui/format.ts';
import { momentName } from '../bands.ts';
import { dataCell, nothing, textCell } from '../cells.ts';
import type { Cell, ReportColumn, ReportPart, ReportTable } from '../frame/types.ts';
import { otherSubjectRemark } from '../honest/comparable.ts';
import { conditionsOf, originNames } from '../honest/conditions.ts';
import { averagePupilRemark, isFarFromTest, farFromTestRemark } from '../honest/functioning.ts';
import { letterRemark, levelShown, outsidePeriodRemark, relativeLevelRemark } from '../honest/levels.ts';
import { earlierYearRemark } from './group-view.ts';
import { growthHref } from './member-table.ts';
import { byMoment } from './standing.ts';
import type { GroupAtMoment, Member } from './types.ts';

/** How an overview is looked at. */
export interface OverviewView {
  readonly bandKind: BandKind;
  readonly figure: 'level' | 'functioning';
}

/** What a matrix is made of: the same pupils in the same order in every subject, at one moment. */
export type Overview = readonly [GroupAtMoment, ...GroupAtMoment[]];

/** Pupils by subjects, a part for each year group that has tests. */
export function overviewParts(overview: Overview, view: OverviewView): readonly ReportPart[] {
  const [first] = overview;
  const parts = byMoment(first.members, first.period).flatMap(([moment, members]) =>
    (moment ? [{ moment, members }] : []));
  return parts.map(({ moment, members }, index): ReportPart => {
    const ids = members.map(({ pupil }) => pupil.pupilId);
    return {
      heading: momentName(moment),
      lead: 'Per vak het laatste resultaat van dit moment. Een vakje leidt naar de groei van de leerling.',
      pictures: [],
      tables: [matrixOf(overview, view, ids, momentName(moment))],
      remarks: [
        ...withoutRemark(overview, new Set(ids)), ...(index === parts.length - 1 ? remarksOn(overview, view) : []),
      ],
    };
  });
}

/** Of each subject the first part of the names of its columns in a data file. */
const keyOf: Readonly<Record<Subject, string>> = {
  arithmetic: 'rekenen', reading: 'begrijpend_lezen', spelling: 'spelling', 'verb-spelling': 'werkwoorden',
  punctuation: 'leestekens', listening: 'begrijpend_luisteren', vocabulary: 'woordenschat',
};

function matrixOf(
  overview: Overview, view: OverviewView, pupilIds: readonly string[], heading: string,
): ReportTable {
  const usual = usualOrigin(overview);
  const rows = pupilIds.map((pupilId) => rowOf(overview, view, pupilId, usual));
  return {
    caption: `Overzicht van alle vakken, ${heading}`,
    columns: [
      { key: 'leerling', header: 'Leerling', kind: 'text', rowHeader: true, wide: true },
      ...overview.flatMap(({ subject }) => columnsOf(subject, view)),
      { key: 'bijzonderheden', header: 'Bijzonderheden', kind: 'text', wide: true },
    ],
    rows,
    foot: footOf(overview, pupilIds),
  };
}

function columnsOf(subject: Subject, { figure }: OverviewView): readonly ReportColumn[] {
  const key = keyOf[subject];
  const shown = (isShown: boolean) => (isShown ? {} : { dataOnly: true as const });
  const header = subjectNames[subject];
  return [
    { key: `${key}_niveau`, header, kind: 'short', ...shown(figure === 'level') },
    {
      key: `${key}_functioneringsniveau`, header: figure === 'level' ? `${header}, functioneringsniveau` : header,
      kind: 'short', ...shown(figure === 'functioning'),
    },
    { key: `${key}_score`, header: `${header}, score`, kind: 'number', dataOnly: true },
    { key: `${key}_score_fout`, header: `${header}, standaardfout`, kind: 'number', dataOnly: true },
  ];
}

function rowOf(
  overview: Overview, { bandKind }: OverviewView, pupilId: string, usual: string | undefined,
): readonly Cell[] {
  const members = overview.map((at) => ({ at, member: memberOf(at, pupilId) }));
  const [first] = members;
  const cells = members.flatMap(({ at, member }): readonly Cell[] => {
    const result = member?.result;
    if (!result) return [nothing, nothing, nothing, nothing];
    const level = levelShown(result, bandKind, 'afname', at.norms);
    const href = growthHref(pupilId, at.subject);
    return [
      level ? { text: level, level, href } : { text: 'geen niveau', value: null, href },
      { ...textCell(result.functioningLevel), href },
      dataCell(result.scaleScore),
      dataCell(result.scaleSe),
    ];
  });
  return [
    { text: first?.member ? sortName(first.member.pupil) : '', href: `/leerlingen/${pupilId}/groei` },
    ...cells,
    textCell(members.flatMap(({ at, member }) => (member ? oddities(at.subject, member, usual) : [])).join('; ')),
  ];
}

function memberOf({ members }: GroupAtMoment, pupilId: string): Member | undefined {
  return members.find(({ pupil }) => pupil.pupilId === pupilId);
}

/** What differs from how most of the matrix was taken. */
function oddities(subject: Subject, { result, taking }: Member, usual: string | undefined): readonly string[] {
  if (!result) return [];
  const words = conditionsOf(result, taking).filter((word) => word !== usual);
  return words.length === 0 ? [] : [`${subjectNames[subject]}: ${words.join(', ')}`];
}

/** How most results came to be; said once under the matrix and not in every row. */
function usualOrigin(overview: Overview): string | undefined {
  const results = overview.flatMap(({ members }) => members.flatMap(({ result }) => result ?? []));
  const origins = results.map(({ origin }) => originNames[origin]);
  const counted = [...Map.groupBy(origins, (origin) => origin)].toSorted(([, a], [, b]) => b.length - a.length);
  return counted[0]?.[0];
}

function footOf(overview: Overview, pupilIds: readonly string[]): readonly Cell[] {
  const counts = overview.flatMap((at): readonly Cell[] => {
    const count = resultsOf(at, new Set(pupilIds)).length;
    const cell = { text: `${count} van ${pupilIds.length}` };
    return [cell, cell, nothing, nothing];
  });
  return [{ text: 'Met een resultaat' }, ...counts, { text: '' }];
}

function resultsOf({ members }: GroupAtMoment, pupilIds: ReadonlySet<string>): readonly Result[] {
  return members.flatMap(({ pupil, result }) => (result && pupilIds.has(pupil.pupilId) ? [result] : []));
}

/** Who of a part has no result yet. */
function withoutRemark(overview: Overview, pupilIds: ReadonlySet<string>): readonly string[] {
  const without = overview.flatMap((at) => {
    const missing = pupilIds.size - resultsOf(at, pupilIds).length;
    return missing > 0 && missing < pupilIds.size ? [`${subjectNames[at.subject]} ${missing}`] : [];
  });
  return without.length === 0 ? [] : [`Een streepje is: geen resultaat van dit moment (${enumerate(without)}). `
    + 'Waarom staat in het rapport van het vak.'];
}

/** What holds for the whole matrix, said once. */
function remarksOn(overview: Overview, view: OverviewView): readonly string[] {
  const results = overview.flatMap(({ members }) => members.flatMap(({ result }) => result ?? []));
  const isLevel = view.figure === 'level';
  const usual = usualOrigin(overview);
  return [
    usual ? `Hoe afgenomen: ${usual}, behalve waar iets anders bij de bijzonderheden staat.` : null,
    overview.length > 1 ? otherSubjectRemark : null,
    isLevel && results.some(({ moment }) => moment === null) ? outsidePeriodRemark : null,
    isLevel ? relativeLevelRemark : averagePupilRemark,
    !isLevel && results.some(isFarFromTest) ? farFromTestRemark : null,
    isLevel && view.bandKind === 'letter' ? letterRemark : null,
    overview[0].period.schoolYear === overview[0].group.schoolYear ? null : earlierYearRemark,
  ].filter((remark) => remark !== null);
}

/** How many pupils have how many results, in one sentence. */
export function overviewLead(overview: Overview): string {
  const [{ members }] = overview;
  const all = overview.reduce((sum, at) => sum + at.members.filter(({ result }) => result).length, 0);
  return `${plural(members.length, 'leerling', 'leerlingen')}, ${plural(all, 'resultaat', 'resultaten')}.`;
}
