import { subjectNames } from '../../content/types.ts';
import { sortName } from '../../ui/format.ts';
import type { Report, ReportContext, ReportDocument, ReportOf } from '../frame/types.ts';
import { subjectFilter } from '../reading.ts';
import { bandFilter, normFilter, orderFilter, periodFilter, periodName } from './group-filters.ts';
import { groupFrame, historyNotice } from './group-frame.ts';
import { groupParts, type GroupView } from './group-view.ts';
import { type GroupRead, groupAtMoment, periodsWithResults, readGroup, resultsFor, withCurrent } from './read-group.ts';
import { byMoment } from './standing.ts';
import type { GroupAtMoment } from './types.ts';
import { withoutWords } from './without.ts';

/** Where every pupil of a group stands in one subject at one moment. */
export const groupReport: Report = {
  code: 'groepsrapport',
  path: '/groepen/:groupId/rapport',
  name: 'Groepsrapport',
  question: 'Waar staat elke leerling van de groep nu, en hoe zeker is dat?',
  about: 'group',
  feature: 'group_reports',
  read: readGroupReport,
};

async function readGroupReport(context: ReportContext, of: ReportOf): Promise<ReportDocument> {
  const { tx, choice } = context;
  const read = await readGroup(context, of);
  const subject = read.subjects.find((known) => known.subject === choice.subject)?.subject
    ?? read.subjects[0]?.subject ?? 'arithmetic';
  const period = choice.period ?? read.current;
  const periods = withCurrent(read, await periodsWithResults(tx, read, [subject]));
  const results = await resultsFor(tx, read, [subject], [period]);
  const at = await groupAtMoment(context, read, subject, period, results);
  const view: GroupView = {
    bandKind: choice.bandKind ?? 'roman', norm: choice.norm ?? 'afname', order: choice.order ?? 'name',
  };
  const empty = emptyOf(at, read);
  return {
    ...groupFrame(read, `Groepsrapport ${read.group.name}`, 'rapport'),
    lead: `${subjectNames[subject]}, ${periodName(period)}: wie staat waar, en hoe zeker is dat.`,
    facts: [{ label: 'Vak', value: subjectNames[subject] }, { label: 'Moment', value: periodName(period) }],
    filters: [
      subjectFilter(read.subjects, subject), periodFilter(periods, period),
      ...(empty ? [] : [normFilter(view.norm), bandFilter(view.bandKind), orderFilter(view.order)]),
    ],
    parts: empty ? [] : groupParts(at, view),
    empty,
    notices: noticesOf(at, read, empty !== null),
    norm: at.norms ? { source: at.norms.source, synthetic: at.norms.synthetic } : null,
  };
}

function emptyOf(
  { members, period, subject }: GroupAtMoment, { historyCompleted }: GroupRead,
): ReportDocument['empty'] {
  if (members.some(({ result }) => result)) return null;
  const title = 'Hier staan nog geen resultaten';
  if (members.length === 0) return { title, words: 'Er zitten geen leerlingen in deze groep.' };
  const withTest = byMoment(members, period).flatMap(([moment, each]) => (moment ? each : []));
  const words = withTest.length === 0
    ? 'Voor de jaargroepen in deze groep zijn er op dit moment geen toetsen.'
    : `${subjectNames[subject]}: ${withoutWords(withTest.map(({ reason }) => reason))} `
      + 'Een resultaat verschijnt hier vanzelf als alle taken zijn ingeleverd.';
  return {
    title,
    words: historyCompleted ? words
      : `${words} Oude resultaten komen mee in stap 2 van de overstap; die doet de beheerder van uw school.`,
  };
}

function noticesOf(
  { members, period }: GroupAtMoment, { historyCompleted }: GroupRead, isEmpty: boolean,
): ReportDocument['notices'] {
  if (isEmpty) return [];
  const without = byMoment(members, period).flatMap(([moment, each]) => (moment ? [] : each));
  return [
    ...(historyCompleted ? [] : [historyNotice]),
    ...(without.length === 0 ? [] : [{
      title: 'Niet iedereen heeft op dit moment een toets',
      text: `Voor ${without.length === 1 ? 'één leerling' : `${without.length} leerlingen`} is er dan geen toets: `
        + `${without.map(({ pupil }) => sortName(pupil)).join('; ')}.`,
    }]),
  ];
}
