import { referenceStandard } from '../../content/reference.ts';
import { subjectNames } from '../../content/types.ts';
import type { Report, ReportContext, ReportDocument, ReportPart } from '../frame/types.ts';
import { schoolDocument, yearGroupFilter, yearsFilter } from './document.ts';
import { readingOf, readResults, type SchoolReading } from './reading.ts';
import { aimOf, cutsInWords, referencePart } from './reference-view.ts';
import { usualYears, yearsName } from './trend.ts';
import { yearsUpTo } from './trend-view.ts';

const PATH = '/rapporten/referentieniveaus';

/** Which part of the pupils has reached which reference level, from E6 on. */
export const referenceLevelsReport: Report = {
  code: 'referentieniveaus',
  path: PATH,
  name: 'Referentieniveaus',
  question: 'Hoeveel leerlingen halen 1F, en hoeveel 1S of 2F?',
  about: 'school',
  feature: 'school_reports',
  async read(context) {
    const reading = await readingOf(context);
    const { years = usualYears, yearGroup } = context.choice;
    const { parts, norm, cuts, aim } = await readReferenceLevels(context, reading, years);
    const name = subjectNames[reading.subject];
    return schoolDocument(context, reading, {
      path: PATH,
      title: `Referentieniveaus ${name}`,
      lead: aim ? `Het deel van de leerlingen dat 1F haalt, en ${aim}: per moment en per groep, vanaf eind groep 6.`
        : 'Voor dit vak zijn geen grenzen van de referentieniveaus geladen.',
      facts: [
        { label: 'Schooljaren', value: yearsName(yearsUpTo(reading.schoolYear, years)) },
        ...(cuts ? [{ label: 'Grenzen', value: cuts }] : []),
      ],
      filters: [yearGroupFilter(yearGroup), yearsFilter(years)],
      parts,
      norm,
      byBand: false,
      empty: aim ? `Voor ${name} zijn er in deze schooljaren geen resultaten vanaf eind groep 6.`
        : `Voor ${name} bestaan geen referentieniveaus in dit systeem. Kies een ander vak.`,
    });
  },
};

/** The reference levels of one subject: what the report shows and what the self-evaluation takes in. */
export async function readReferenceLevels(context: ReportContext, reading: SchoolReading, years: number): Promise<{
  readonly parts: readonly ReportPart[];
  readonly norm: ReportDocument['norm'];
  readonly cuts: string | null;
  readonly aim: string | null;
}> {
  const standard = await referenceStandard(context.tx, reading.subject);
  if (!standard) return { parts: [], norm: null, cuts: null, aim: null };
  const { results, groupOf } = await readResults(context, reading,
    { schoolYears: yearsUpTo(reading.schoolYear, years), groups: true });
  const part = referencePart({
    subject: reading.subject, standard, yearGroup: context.choice.yearGroup, results, groupOf,
  });
  return {
    parts: part ? [part] : [], cuts: cutsInWords(standard), aim: aimOf(standard),
    norm: { source: standard.source, synthetic: standard.synthetic },
  };
}
