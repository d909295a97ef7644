import { subjectNames } from '../../content/types.ts';
import { listGroups } from '../../roster/store.ts';
import { seasonNames } from '../bands.ts';
import type { Period } from '../frame/choice.ts';
import type { Filter, Report, ReportContext } from '../frame/types.ts';
import { crossSectionPart } from './cross-section-view.ts';
import { schoolDocument } from './document.ts';
import { normOf, readingOf, readResults, type SchoolReading, sourceInPicture } from './reading.ts';
import { listSchoolPeriods } from './store.ts';
import { yearsUpTo } from './trend-view.ts';
import { historyRemark } from './words.ts';

const PATH = '/rapporten/dwarsdoorsnede';

/** All groups of a school at one moment. */
export const crossSectionReport: Report = {
  code: 'dwarsdoorsnede',
  path: PATH,
  name: 'Dwarsdoorsnede',
  question: 'Waar staan al onze groepen op dit moment?',
  about: 'school',
  feature: 'school_reports',
  async read(context) {
    const reading = await readingOf(context);
    const { period, periods } = await periodOf(context, reading);
    const { parts, norm } = await readCrossSection(context, reading, period);
    return schoolDocument(context, reading, {
      path: PATH,
      title: `Dwarsdoorsnede ${subjectNames[reading.subject]}`,
      lead: 'Alle groepen op één moment, naast het landelijk gemiddelde.',
      facts: [{ label: 'Periode', value: periodName(period) }],
      filters: [periodFilter(period, periods)],
      parts,
      norm,
      empty: `Voor ${subjectNames[reading.subject]} zijn er nog geen resultaten met een norm in ${periodName(period)}. `
        + 'Kies een ander vak of een andere periode.',
    });
  },
};

/** The cross-section of one subject: what the report shows and what the self-evaluation takes in. */
export async function readCrossSection(context: ReportContext, reading: SchoolReading, { schoolYear, season }: Period) {
  const { results, norms, groupOf } = await readResults(context, reading,
    { schoolYears: [schoolYear], seasons: [season], groups: true });
  const norm = normOf(norms);
  const groups = (await listGroups(context.tx, { schoolYear })).filter(({ kind, yearGroup, pupilCount, site }) =>
    kind === 'class' && yearGroup !== '1' && yearGroup !== '2' && pupilCount > 0
    && (reading.site === null || site === reading.site));
  const part = crossSectionPart({
    subject: reading.subject, schoolYear, season, results, norms, groupOf, groups,
    bandKind: reading.bandKind, source: sourceInPicture(norm),
  });
  const before = reading.firstRosterYear !== null && schoolYear < reading.firstRosterYear;
  return {
    parts: part ? [before ? { ...part, remarks: [...part.remarks, historyRemark(reading.firstRosterYear)] } : part]
      : [],
    norm,
  };
}

/** The chosen period, else the newest with results, and those to choose from. */
export async function periodOf(
  { tx, choice }: ReportContext, { subject, schoolYear }: Pick<SchoolReading, 'subject' | 'schoolYear'>,
): Promise<{ readonly period: Period; readonly periods: readonly Period[] }> {
  const periods = await listSchoolPeriods(tx, subject, yearsUpTo(schoolYear, 8));
  return { period: choice.period ?? periods[0] ?? { schoolYear, season: 'M' }, periods };
}

/** "midden 2026-2027". */
export function periodName({ schoolYear, season }: Period): string {
  return `${seasonNames[season]} ${schoolYear}`;
}

function periodFilter(period: Period, periods: readonly Period[]): Filter {
  const same = (other: Period) => other.schoolYear === period.schoolYear && other.season === period.season;
  return {
    label: 'Periode', look: 'list',
    options: (periods.some(same) ? periods : [period, ...periods])
      .map((each) => ({ label: periodName(each), change: { period: each }, current: same(each) })),
  };
}
