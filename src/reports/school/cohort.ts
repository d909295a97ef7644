import { subjectNames } from '../../content/types.ts';
import type { Filter, Report, ReportContext } from '../frame/types.ts';
import { cohortPart } from './cohort-view.ts';
import { schoolDocument, yearGroupFilter, yearsFilter } from './document.ts';
import { normOf, readingOf, readResults, type SchoolReading, sourceInPicture } from './reading.ts';
import { usualYears, yearsName } from './trend.ts';
import { yearsUpTo } from './trend-view.ts';

const PATH = '/rapporten/cohort';

/** The same pupils through the years. */
export const cohortReport: Report = {
  code: 'trend-cohort',
  path: PATH,
  name: 'Trendanalyse per cohort',
  question: 'Hoe groeien dezelfde leerlingen door de jaren heen?',
  about: 'school',
  feature: 'school_reports',
  async read(context) {
    const reading = await readingOf(context);
    const { years = usualYears, yearGroup, stayers = false } = context.choice;
    const { parts, norm } = await readCohort(context, reading, years);
    const name = subjectNames[reading.subject];
    return schoolDocument(context, reading, {
      path: PATH,
      title: `Dezelfde leerlingen door de jaren, ${name}`,
      lead: 'Elke lijn volgt dezelfde leerlingen. Dat is een andere vraag dan de trend per jaargroep.',
      facts: [
        { label: 'Schooljaren', value: yearsName(yearsUpTo(reading.schoolYear, years)) },
        { label: 'Leerlingen', value: stayers ? 'alleen blijvers' : 'wie er nu zijn' },
      ],
      filters: [yearGroupFilter(yearGroup), yearsFilter(years), stayersFilter(stayers)],
      parts,
      norm,
      empty: `Voor ${name} zijn er in deze schooljaren geen resultaten met een norm van leerlingen die er nu `
        + 'zijn. Kies een ander vak of meer schooljaren.',
    });
  },
};

/** The cohorts of one subject: what the report shows and what the self-evaluation takes in. */
export async function readCohort(context: ReportContext, reading: SchoolReading, years: number) {
  const { yearGroup, stayers = false } = context.choice;
  const { results, norms } = await readResults(context, reading,
    { schoolYears: yearsUpTo(reading.schoolYear, years) });
  const norm = normOf(norms);
  const part = cohortPart({
    subject: reading.subject, results, norms, yearGroup, stayers, bandKind: reading.bandKind,
    source: sourceInPicture(norm),
  });
  return { parts: part ? [part] : [], norm };
}

function stayersFilter(stayers: boolean): Filter {
  return {
    label: 'Welke leerlingen', look: 'switch',
    options: [
      { label: 'Wie er nu zijn', change: { stayers: undefined }, current: !stayers },
      { label: 'Alleen blijvers', change: { stayers: true }, current: stayers },
    ],
  };
}
