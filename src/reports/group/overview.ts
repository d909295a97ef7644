import { present } from '../../base/assert.ts';
import type { Report, ReportContext, ReportDocument, ReportOf } from '../frame/types.ts';
import { bandFilter, figureFilter, periodFilter, periodName } from './group-filters.ts';
import { groupFrame, historyNotice } from './group-frame.ts';
import { type Overview, overviewLead, overviewParts, type OverviewView } from './overview-view.ts';
import { groupAtMoments, periodsWithResults, readGroup, resultsFor, withCurrent } from './read-group.ts';

/** Every pupil of a group in every subject at one moment. */
export const groupOverview: Report = {
  code: 'groepsoverzicht',
  path: '/groepen/:groupId/overzicht',
  name: 'Groepsoverzicht',
  question: 'Hoe staat elke leerling van de groep in alle vakken?',
  about: 'group',
  feature: 'group_reports',
  read: readOverview,
};

async function readOverview(context: ReportContext, of: ReportOf): Promise<ReportDocument> {
  const { tx, choice } = context;
  const read = await readGroup(context, of);
  const subjects = read.subjects.map(({ subject }) => subject);
  const periods = withCurrent(read, await periodsWithResults(tx, read, subjects));
  const period = choice.period ?? read.current;
  const results = await resultsFor(tx, read, subjects, [period]);
  const all = await groupAtMoments(context, read, subjects, period, results);
  // A subject that nobody took is no column; with nothing at all there is no matrix.
  const taken = all.filter(({ members }) => members.some(({ result }) => result));
  const view: OverviewView = { bandKind: choice.bandKind ?? 'roman', figure: choice.figure ?? 'level' };
  const isEmpty = taken.length === 0;
  const overview = isEmpty ? null : [present(taken[0], 'a subject'), ...taken.slice(1)] as const satisfies Overview;
  return {
    ...groupFrame(read, `Groepsoverzicht ${read.group.name}`, 'overzicht'),
    lead: `Alle vakken, ${periodName(period)}.${overview ? ` ${overviewLead(overview)}` : ''}`,
    facts: [{ label: 'Moment', value: periodName(period) }],
    filters: [
      periodFilter(periods, period),
      ...(isEmpty ? [] : [figureFilter(view.figure)]),
      ...(view.figure === 'level' && !isEmpty ? [bandFilter(view.bandKind)] : []),
    ],
    parts: overview ? overviewParts(overview, view) : [],
    empty: isEmpty ? {
      title: 'Hier staan nog geen resultaten',
      words: read.historyCompleted
        ? 'Van dit moment is er in geen enkel vak een resultaat. Kies een eerder moment, of wacht tot er toetsen zijn '
          + 'ingeleverd.'
        : 'Oude resultaten komen mee in stap 2 van de overstap; die doet de beheerder van uw school. Nieuwe resultaten '
          + 'verschijnen hier vanzelf.',
    } : null,
    notices: !isEmpty && !read.historyCompleted ? [historyNotice] : [],
    norm: normOf(overview),
    landscape: true,
  };
}

function normOf(overview: Overview | null): ReportDocument['norm'] {
  const norms = (overview ?? []).flatMap(({ norms: each }) => each ?? []);
  const [first] = norms;
  if (!first) return null;
  const sources = new Set(norms.map(({ source }) => source));
  return { source: [...sources].join('; '), synthetic: norms.some(({ synthetic }) => synthetic) };
}
