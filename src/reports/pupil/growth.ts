import { type Subject, subjectNames } from '../../content/types.ts';
import { callNameAndLast } from '../../ui/format.ts';
import type { Report, ReportContext, ReportDocument, ReportOf } from '../frame/types.ts';
import { bandFilter } from '../group/group-filters.ts';
import { historyNotice } from '../group/group-frame.ts';
import { subjectFilter } from '../reading.ts';
import { growthParts } from './growth-view.ts';
import { emptyPupil, pupilFacts, pupilFrame, yearsFilter } from './pupil-frame.ts';
import { newestNorms, type PupilLine } from './pupil-line.ts';
import { inYears, linesOfPupil, type PupilRead, readPupil, subjectsOfPupil, subjectToShow } from './read-pupil.ts';

/** All results of a pupil in one subject through the years. */
export const growthReport: Report = {
  code: 'groei',
  path: '/leerlingen/:pupilId/groei',
  name: 'Leerlingrapport: groei',
  question: 'Hoe groeit deze leerling, en is het verschil met de vorige keer meer dan toeval?',
  about: 'pupil',
  feature: 'pupil_reports',
  read: readGrowth,
};

async function readGrowth(context: ReportContext, of: ReportOf): Promise<ReportDocument> {
  const { tx, choice, now } = context;
  const read = await readPupil(context, of);
  const subjects = await subjectsOfPupil(tx, read);
  const subject = subjectToShow(subjects, choice.subject, read.results);
  const bandKind = choice.bandKind ?? 'roman';
  const lines = await linesOfPupil(tx, ofSubject(read, subject, choice.years, now));
  const norms = lines[0] && newestNorms(lines[0]);
  return {
    ...pupilFrame(read, 'Groei', 'groei'),
    lead: `${subjects.length === 0 ? 'Per vak' : subjectNames[subject]}: alle resultaten op één schaal, met hoe zeker `
      + 'ze zijn.',
    facts: pupilFacts(read, subjects.length === 0 ? null : subject),
    filters: subjects.length === 0 ? []
      : [subjectFilter(subjects, subject), bandFilter(bandKind), yearsFilter(choice.years)],
    parts: growthParts({
      subject, bandKind, lines, pupilLabel: callNameAndLast(read.pupil),
      invalid: inYears(read.invalid.filter((result) => result.subject === subject), choice.years, now),
    }),
    ...aroundLines(read, subject, lines),
    norm: norms ? { source: norms.source, synthetic: norms.synthetic } : null,
  };
}

/** Results in a subject within the chosen years. */
export function ofSubject(
  { results }: PupilRead, subject: Subject, years: number | undefined, now: Date,
): PupilRead['results'] {
  return inYears(results.filter((result) => result.subject === subject), years, now);
}

/** Why there is nothing, or what is not there yet. */
export function aroundLines(
  { pupil, results, historyCompleted }: PupilRead, subject: Subject, lines: readonly PupilLine[],
): Pick<ReportDocument, 'empty' | 'notices'> {
  if (lines.length > 0) return { empty: null, notices: historyCompleted ? [] : [historyNotice] };
  const older = results.some((result) => result.subject === subject);
  return { empty: emptyPupil({ pupil, historyCompleted, older }), notices: [] };
}
