import { reaches } from '../../access/rules.ts';
import { referenceStandard } from '../../content/reference.ts';
import type { PublishedNormTable } from '../../content/store.ts';
import { enumerate, plural } from '../../ui/format.ts';
import { listPupilNames } from '../../roster/store.ts';
import type { Period } from '../frame/choice.ts';
import type { Filter, Report, ReportContext, ReportTable } from '../frame/types.ts';
import { cohortPart } from './cohort-view.ts';
import { periodName, periodOf } from './cross-section.ts';
import { crossSectionPart } from './cross-section-view.ts';
import { schoolDocument, yearsFilter } from './document.ts';
import { evaluationParts, pupilTables, type SubjectParts } from './evaluation-view.ts';
import { levelSharesPart } from './level-shares-view.ts';
import { normOf, type ReadResults, readingOf, readResults, type SchoolReading, sourceInPicture } from './reading.ts';
import { referencePart } from './reference-view.ts';
import { usualYears, yearsName } from './trend.ts';
import { trendPart, yearsUpTo } from './trend-view.ts';

const PATH = '/rapporten/zelfevaluatie';

/** The reports of a school on all subjects as one bundle, for the talk about its own quality. */
export const selfEvaluationReport: Report = {
  code: 'zelfevaluatie',
  path: PATH,
  name: 'Schoolzelfevaluatie',
  question: 'Hoe staat onze school ervoor, in alle vakken bij elkaar?',
  about: 'school',
  feature: 'school_reports',
  async read(context) {
    const reading = await readingOf(context);
    const { years = usualYears } = context.choice;
    const { period } = await periodOf(context, reading);
    const mayName = reaches(context.viewer, 'read-pupil-report') === 'school';
    const named = mayName && context.choice.names === true;
    const onPage = context.as === 'page';
    const shown = onPage ? reading.subjects.filter(({ subject }) => subject === reading.subject) : reading.subjects;
    const { subjects, norms, tables } = await readBundle(context, reading, { shown, years, period, named });
    const parts = evaluationParts({ subjects, bandKind: reading.bandKind, pupilTables: tables });
    return schoolDocument(context, reading, {
      path: PATH,
      title: 'Schoolzelfevaluatie',
      lead: `${onPage ? 'Hier vak voor vak, in de PDF alle vakken in één bundel' : 'Alle vakken in één bundel'}: `
        + `${periodName(period)}, en ${plural(years, 'schooljaar', 'schooljaren')} terug.`,
      facts: [
        { label: 'Nu', value: periodName(period) },
        { label: 'Schooljaren', value: yearsName(yearsUpTo(reading.schoolYear, years)) },
        ...(onPage ? [] : [{ label: 'Vakken', value: enumerate(shown.map(({ name }) => name)) }]),
        { label: 'Namen', value: named ? 'met namen van leerlingen' : 'zonder namen' },
      ],
      filters: [yearsFilter(years), ...(mayName ? [namesFilter(named)] : [])],
      parts,
      norm: normOf(norms),
      ...(onPage ? {} : { bySubject: false }),
      empty: 'Er zijn in deze schooljaren nog geen resultaten met een norm. Neem eerst toetsen af, of laat de '
        + 'oude resultaten overkomen.',
    });
  },
};

/** Reads each subject that is shown once and draws every part from it. */
async function readBundle(context: ReportContext, reading: SchoolReading, { shown, years, period, named }: {
  readonly shown: SchoolReading['subjects'];
  readonly years: number; readonly period: Period; readonly named: boolean;
}) {
  const subjects: SubjectParts[] = [];
  const norms = new Map<string, PublishedNormTable>();
  const read: ReadResults[] = [];
  for (const { subject } of shown) {
    const results = await readResults(context, { ...reading, subject },
      { schoolYears: yearsUpTo(reading.schoolYear, years), groups: true });
    read.push(results);
    for (const [key, table] of results.norms) norms.set(key, table);
    subjects.push(await partsOf(context, { ...reading, subject }, results, years, period));
  }
  return { subjects, norms, tables: named ? await readPupilTables(context, reading, read, period) : [] };
}

async function partsOf(
  { tx }: ReportContext, { subject, bandKind, schoolYear }: SchoolReading, { results, norms, groupOf }: ReadResults,
  years: number, period: Period,
): Promise<SubjectParts> {
  const source = sourceInPicture(normOf(norms));
  const standard = await referenceStandard(tx, subject);
  const shared = { subject, results, norms, bandKind, source, yearGroup: undefined };
  return {
    subject,
    crossSection: crossSectionPart({
      ...shared, ...period, groupOf, groups: [], results: results.filter((result) => isOf(result, period)),
    }),
    trend: trendPart({ ...shared, schoolYears: yearsUpTo(schoolYear, years) }),
    cohort: cohortPart({ ...shared, stayers: false }),
    levelShares: levelSharesPart(shared),
    reference: standard ? referencePart({ ...shared, standard, groupOf }) : null,
  };
}

async function readPupilTables(
  { tx }: ReportContext, { bandKind }: SchoolReading, read: readonly ReadResults[], period: Period,
): Promise<readonly ReportTable[]> {
  const results = read.flatMap((each) => each.results.filter((result) => isOf(result, period)));
  const [first] = read;
  if (!first || results.length === 0) return [];
  const names = await listPupilNames(tx, [...new Set(results.map(({ pupilId }) => pupilId))]);
  return pupilTables({ results, groupOf: first.groupOf, names, bandKind });
}

function isOf(result: Period, { schoolYear, season }: Period): boolean {
  return result.schoolYear === schoolYear && result.season === season;
}

function namesFilter(named: boolean): Filter {
  return {
    label: 'Namen', look: 'switch',
    options: [
      { label: 'Zonder namen', change: { names: undefined }, current: !named },
      { label: 'Met namen per groep', change: { names: true }, current: named },
    ],
  };
}
