import { subjectNames } from '../../content/types.ts';
import type { Report, ReportContext } from '../frame/types.ts';
import { schoolDocument, yearGroupFilter, yearsFilter } from './document.ts';
import { normOf, readingOf, readResults, type SchoolReading, sourceInPicture } from './reading.ts';
import { trendPart, yearsUpTo } from './trend-view.ts';
import { historyRemark } from './words.ts';

const PATH = '/rapporten/trend';

/** School years that a trend shows when nothing was chosen. */
export const usualYears = 6;

/** The same year group in successive school years. */
export const trendReport: Report = {
  code: 'trend-jaargroep',
  path: PATH,
  name: 'Trendanalyse per jaargroep',
  question: 'Gaat het in een jaargroep elk jaar beter of minder goed?',
  about: 'school',
  feature: 'school_reports',
  async read(context) {
    const reading = await readingOf(context);
    const { years = usualYears, yearGroup } = context.choice;
    const { parts, norm } = await readTrend(context, reading, years);
    const name = subjectNames[reading.subject];
    return schoolDocument(context, reading, {
      path: PATH,
      title: `Trend per jaargroep ${name}`,
      lead: 'Dezelfde jaargroep in opeenvolgende schooljaren: telkens andere leerlingen.',
      facts: [
        { label: 'Schooljaren', value: yearsName(yearsUpTo(reading.schoolYear, years)) },
        ...(yearGroup ? [{ label: 'Jaargroep', value: yearGroup }] : []),
      ],
      filters: [yearGroupFilter(yearGroup), yearsFilter(years)],
      parts,
      norm,
      empty: `Voor ${name} zijn er in deze schooljaren geen resultaten met een norm. Kies een ander vak, een andere `
        + 'jaargroep of meer schooljaren.',
    });
  },
};

/** The trend of one subject: what the report shows and what the self-evaluation takes in. */
export async function readTrend(context: ReportContext, reading: SchoolReading, years: number) {
  const schoolYears = yearsUpTo(reading.schoolYear, years);
  const { results, norms } = await readResults(context, reading, { schoolYears });
  const norm = normOf(norms);
  const part = trendPart({
    subject: reading.subject, schoolYears, yearGroup: context.choice.yearGroup, results, norms,
    bandKind: reading.bandKind, source: sourceInPicture(norm),
  });
  const first = reading.firstRosterYear;
  const before = first !== null && results.some(({ schoolYear }) => schoolYear < first);
  return { parts: part ? [before ? { ...part, remarks: [...part.remarks, historyRemark(first)] } : part] : [], norm };
}

/** "2021-2022 tot en met 2026-2027". */
export function yearsName(years: readonly string[]): string {
  return years.length < 2 ? years[0] ?? '' : `${years[0]} tot en met ${years.at(-1)}`;
}
