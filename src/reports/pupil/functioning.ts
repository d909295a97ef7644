import { subjectNames } from '../../content/types.ts';
import { callNameAndLast } from '../../ui/format.ts';
import type { Report, ReportContext, ReportDocument, ReportOf } from '../frame/types.ts';
import { subjectFilter } from '../reading.ts';
import { functioningParts } from './functioning-view.ts';
import { aroundLines, ofSubject } from './growth.ts';
import { pupilFacts, pupilFrame, yearsFilter } from './pupil-frame.ts';
import { newestNorms } from './pupil-line.ts';
import { inYears, linesOfPupil, readPupil, subjectsOfPupil, subjectToShow } from './read-pupil.ts';

/** A pupil by functioning level, for an own line (eigen leerlijn) and its plan (OPP). */
export const functioningReport: Report = {
  code: 'functioneren',
  path: '/leerlingen/:pupilId/functioneren',
  name: 'Alternatief leerlingrapport',
  question: 'Op welk niveau functioneert deze leerling, naast de gemiddelde leerling van de eigen jaargroep?',
  about: 'pupil',
  feature: 'pupil_reports',
  read: readFunctioning,
};

async function readFunctioning(context: ReportContext, of: ReportOf): Promise<ReportDocument> {
  const { tx, choice, now } = context;
  const read = await readPupil(context, of);
  const subjects = await subjectsOfPupil(tx, read);
  const subject = subjectToShow(subjects, choice.subject, read.results);
  const lines = await linesOfPupil(tx, ofSubject(read, subject, choice.years, now));
  const norms = lines[0] && newestNorms(lines[0]);
  const parts = functioningParts({
    subject, lines, pupilLabel: callNameAndLast(read.pupil),
    invalid: inYears(read.invalid.filter((result) => result.subject === subject), choice.years, now),
  });
  const { empty, notices } = aroundLines(read, subject, lines);
  return {
    ...pupilFrame(read, 'Functioneringsniveau', 'functioneren'),
    lead: `${subjects.length === 0 ? 'Per vak' : subjectNames[subject]}: op welk moment de gemiddelde leerling deze `
      + 'score heeft. Past bij een leerling met een eigen leerlijn of een OPP.',
    facts: pupilFacts(read, subjects.length === 0 ? null : subject),
    filters: subjects.length === 0 ? [] : [subjectFilter(subjects, subject), yearsFilter(choice.years)],
    parts, notices,
    empty: parts.length > 0 ? null : empty ?? {
      title: 'Er is geen functioneringsniveau',
      words: 'Voor de schaal van deze resultaten zijn geen normen. De scores staan in het rapport over de groei.',
    },
    norm: norms ? { source: norms.source, synthetic: norms.synthetic } : null,
  };
}
