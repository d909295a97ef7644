import { subjectNames } from '../../content/types.ts';
import type { Report, ReportContext } from '../frame/types.ts';
import { schoolDocument, yearGroupFilter, yearsFilter } from './document.ts';
import { levelSharesPart } from './level-shares-view.ts';
import { normOf, readingOf, readResults, type SchoolReading, sourceInPicture } from './reading.ts';
import { usualYears, yearsName } from './trend.ts';
import { yearsUpTo } from './trend-view.ts';

const PATH = '/rapporten/niveauverdeling';

/** How pupils are divided over the levels through the years. */
export const levelSharesReport: Report = {
  code: 'niveauverdeling',
  path: PATH,
  name: 'Niveauverdeling door de tijd',
  question: 'Hoeveel leerlingen halen welk niveau, en verandert dat?',
  about: 'school',
  feature: 'school_reports',
  async read(context) {
    const reading = await readingOf(context);
    const { years = usualYears, yearGroup } = context.choice;
    const { parts, norm } = await readLevelShares(context, reading, years);
    const name = subjectNames[reading.subject];
    return schoolDocument(context, reading, {
      path: PATH,
      title: `Niveaus door de tijd, ${name}`,
      lead: 'Het deel van de leerlingen in elk niveau, per periode, naast de landelijke verdeling.',
      facts: [
        { label: 'Schooljaren', value: yearsName(yearsUpTo(reading.schoolYear, years)) },
        ...(yearGroup ? [{ label: 'Jaargroep', value: yearGroup }] : []),
      ],
      filters: [yearGroupFilter(yearGroup), yearsFilter(years)],
      parts,
      norm,
      empty: `Voor ${name} zijn er in deze schooljaren geen resultaten met een niveau. Kies een ander vak, een andere `
        + 'jaargroep of meer schooljaren.',
    });
  },
};

/** The distribution of one subject: what the report shows and what the self-evaluation takes in. */
export async function readLevelShares(context: ReportContext, reading: SchoolReading, years: number) {
  const { results, norms } = await readResults(context, reading,
    { schoolYears: yearsUpTo(reading.schoolYear, years) });
  const norm = normOf(norms);
  const part = levelSharesPart({
    subject: reading.subject, yearGroup: context.choice.yearGroup, results, bandKind: reading.bandKind,
    source: sourceInPicture(norm),
  });
  return { parts: part ? [part] : [], norm };
}
