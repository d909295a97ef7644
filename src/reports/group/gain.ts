import { type Subject, subjectNames } from '../../content/types.ts';
import type { Period } from '../frame/choice.ts';
import type { Report, ReportContext, ReportDocument, ReportOf } from '../frame/types.ts';
import { subjectFilter } from '../reading.ts';
import { gainParts, hasGains } from './gain-view.ts';
import { periodFilter, periodName } from './group-filters.ts';
import { groupFrame, historyNotice } from './group-frame.ts';
import { groupAtMoment, periodsWithResults, readGroup, resultsFor, withCurrent } from './read-group.ts';
import { isBefore } from './standing.ts';

/** What every pupil of a group gained between two moments, beside what pupils with the same start gain. */
export const groupGain: Report = {
  code: 'vaardigheidsgroei',
  path: '/groepen/:groupId/vaardigheidsgroei',
  name: 'Vaardigheidsgroei',
  question: 'Hoeveel groeide elke leerling tussen twee momenten, en was dat te verwachten?',
  about: 'group',
  feature: 'group_reports',
  read: readGain,
};

async function readGain(context: ReportContext, of: ReportOf): Promise<ReportDocument> {
  const { tx, choice } = context;
  const read = await readGroup(context, of);
  const subject = read.subjects.find((known) => known.subject === choice.subject)?.subject
    ?? read.subjects[0]?.subject ?? 'arithmetic';
  const known = await periodsWithResults(tx, read, [subject]);
  const periods = withCurrent(read, known);
  // A season that has just begun has nothing to show yet.
  const to = choice.period ?? known[0] ?? read.current;
  const before = known.filter((period) => isBefore(period, to));
  const from = choice.since && isBefore(choice.since, to) ? choice.since : before[0];
  const frame = {
    ...groupFrame(read, `Vaardigheidsgroei ${read.group.name}`, 'vaardigheidsgroei'),
    filters: [
      subjectFilter(read.subjects, subject),
      ...(from ? [periodFilter(before, from, 'Van', (since) => ({ since }))] : []),
      periodFilter(periods, to, 'Naar'),
    ],
  };
  if (!from) {
    return {
      ...frame, lead: `${subjectNames[subject]}, tot ${periodName(to)}.`, facts: [], parts: [], notices: [], norm: null,
      empty: { title: 'Er is nog geen eerder moment', words: emptyWords(read.historyCompleted) },
    };
  }
  return { ...frame, ...await partsOf(context, read, { subject, from, to }) };
}

async function partsOf(
  context: ReportContext, read: Awaited<ReturnType<typeof readGroup>>,
  { subject, from, to }: { readonly subject: Subject; readonly from: Period; readonly to: Period },
) {
  const results = await resultsFor(context.tx, read, [subject], [from, to]);
  const both = {
    from: await groupAtMoment(context, read, subject, from, results),
    to: await groupAtMoment(context, read, subject, to, results),
  };
  const { norms } = both.to;
  const isThere = hasGains(both);
  return {
    lead: `${subjectNames[subject]}, van ${periodName(from)} naar ${periodName(to)}.`,
    facts: [
      { label: 'Vak', value: subjectNames[subject] }, { label: 'Van', value: periodName(from) },
      { label: 'Naar', value: periodName(to) },
    ],
    parts: isThere ? gainParts(both) : [],
    empty: isThere ? null : {
      title: 'Nog geen twee resultaten om naast elkaar te leggen',
      words: `Van geen leerling is er een resultaat van ${periodName(from)} én van ${periodName(to)}. `
        + emptyWords(read.historyCompleted),
    },
    notices: isThere && !read.historyCompleted ? [historyNotice] : [],
    norm: norms ? { source: norms.source, synthetic: norms.synthetic } : null,
  };
}

function emptyWords(historyCompleted: boolean): string {
  return historyCompleted ? 'Kies andere momenten, of wacht tot er toetsen zijn ingeleverd.'
    : 'Oude resultaten komen mee in stap 2 van de overstap; die doet de beheerder van uw school.';
}
