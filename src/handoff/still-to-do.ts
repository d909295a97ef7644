import { may } from '../access/rules.ts';
import { findResultsLink } from '../onboarding/results-queue.ts';
import { getOnboarding } from '../onboarding/store.ts';
import { stillToDoPath } from '../planning/addresses.ts';
import { loadBoard } from '../planning/board.ts';
import { everySubject } from '../planning/bundles.ts';
import { listLeftOverPlans } from '../planning/left-over-store.ts';
import type { Report, ReportContext, ReportDocument } from '../reports/frame/types.ts';
import { groupOf, listSubjectChoices } from '../reports/reading.ts';
import { currentSchoolYear, listGroupYears, listPupilNames } from '../roster/store.ts';
import type { ClassGroup } from '../roster/types.ts';
import { queueNow } from './desk.ts';
import { listOnTheirWay } from './store.ts';
import { stillToDoFilters, stillToDoParts } from './still-to-do-view.ts';

const name = 'Afnameoverzicht';

/** Who of a group still has to take what, and what of it is not in the school administration. */
const groupStillToDo: Report = {
  code: 'afnameoverzicht-groep', path: stillToDoPath(':groupId'), name,
  question: 'Wie van mijn groep moet nog wat, en wat staat nog niet in het LAS?',
  about: 'group', feature: 'group_reports',
  read: async (context, of) => {
    const group = await groupOf(context, of);
    return {
      ...await read(context, [group], group.groupId),
      title: `${name} van ${group.name}`,
      breadcrumbs: [
        { href: '/groepen', label: 'Groepen' }, { href: `/groepen/${group.groupId}`, label: group.name },
      ],
      seen: { kind: 'group', id: group.groupId },
    };
  },
};

/** The same for the classes of the school. */
const schoolStillToDo: Report = {
  code: 'afnameoverzicht', path: stillToDoPath(), name,
  question: 'Wie moet nog wat, en wat staat nog niet in het LAS?',
  about: 'school', feature: 'group_reports',
  read: async (context) => {
    const groups = await listGroupYears(context.tx, currentSchoolYear(context.platform.clock));
    return {
      ...await read(context, groups.filter(({ kind }) => kind === 'class'), null),
      title: `${name} van de school`,
      breadcrumbs: [{ href: '/rapporten', label: 'Rapporten' }],
      seen: { kind: 'school', id: context.viewer.schoolId },
    };
  },
};

/** The reports of this folder, beside those of the catalogue. */
export const handoffReports: readonly Report[] = [groupStillToDo, schoolStillToDo];

type Read = Omit<ReportDocument, 'title' | 'breadcrumbs' | 'seen'>;

/** One question a source: the board, the results, what stays behind, and the names of who is not on the board. */
async function read(
  { platform, tx, viewer, now, choice }: ReportContext, groups: readonly ClassGroup[], groupId: string | null,
): Promise<Read> {
  const choices = (await listSubjectChoices(tx)).map(({ subject }) => subject);
  const subjects = choice.subject ? [choice.subject] : choices;
  const loaded = await loadBoard(tx, {
    bundle: { ...everySubject, subjects }, groupIds: groups.map((group) => group.groupId), yearGroup: null,
    season: choice.period?.season ?? null,
  }, now);
  if (!loaded.ok) return nothingToShow(loaded.refusal === 'other-school-year');
  const board = loaded.value;
  const link = await findResultsLink(tx);
  const results = await listOnTheirWay(tx, link ? queueNow(platform, link) : null, groupId, board.schoolYear);
  const ofSubject = results.filter(({ subject }) => subjects.includes(subject));
  const leftOver = (await listLeftOverPlans(tx, board.schoolYear))
    .filter((plan) => subjects.includes(plan.subject) && (groupId === null || plan.groupId === groupId));
  const { resultsLinkAt } = await getOnboarding(tx, viewer.schoolId);
  return {
    ...stillToDoParts({
      board, results: ofSubject, leftOver, now, names: await namesOf(tx, [...ofSubject, ...leftOver]),
      isLinkOn: resultsLinkAt !== null, mayPlan: plannable(viewer, [...groups, ...leftOver]),
    }),
    filters: stillToDoFilters(board, choices, choice.subject), norm: null, landscape: true,
  };
}

function plannable(
  viewer: ReportContext['viewer'], groups: readonly { readonly groupId: string }[],
): ReadonlySet<string> {
  return new Set(groups.map(({ groupId }) => groupId)
    .filter((groupId) => may(viewer, 'plan-test', { groupIds: [groupId] })));
}

async function namesOf(tx: ReportContext['tx'], some: readonly { readonly pupilId: string }[]) {
  const names = await listPupilNames(tx, [...new Set(some.map(({ pupilId }) => pupilId))]);
  return new Map(names.map((pupil) => [pupil.pupilId, pupil]));
}

function nothingToShow(isOtherYear: boolean): Read {
  return {
    lead: 'Dit overzicht gaat over het schooljaar van nu.', facts: [], filters: [], parts: [], notices: [], norm: null,
    empty: isOtherYear ? {
      title: 'Deze groep is van een ander schooljaar',
      words: 'Kijk bij de groep van dit schooljaar wie nog een toets moet maken.',
    } : {
      title: 'Er zijn nog geen groepen',
      words: 'Groepen en leerlingen komen uit uw administratie. Daarna ziet u hier wie nog een toets moet maken.',
    },
  };
}
