import { callNameAndLast } from '../../ui/format.ts';
import { currentSchoolYear } from '../../roster/store.ts';
import type { Period } from '../frame/choice.ts';
import type { Filter, Report } from '../frame/types.ts';
import { pupilTabs } from '../pupil/pupil-frame.ts';
import { pupilOf } from '../reading.ts';
import { periodWords } from './parent-view.ts';
import { readParentReports } from './read-parents.ts';
import { listPeriods } from './results-store.ts';

/** The report that a school gives to the parents of a pupil. */
export const parentsReport: Report = {
  code: 'ouderrapport',
  path: '/leerlingen/:pupilId/ouderrapport',
  name: 'Ouderrapport',
  question: 'Wat laat ik de ouders van een leerling zien?',
  about: 'pupil',
  feature: 'pupil_reports',
  async read(context, of) {
    const { tx, choice, platform } = context;
    const { pupil, groups } = await pupilOf(context, of);
    const periods = await listPeriods(tx, [pupil.pupilId]);
    const period = choice.period ?? periods[0] ?? { schoolYear: currentSchoolYear(platform.clock), season: 'M' };
    const [report] = await readParentReports(tx, [pupil], period, () => groups.map(({ name }) => name));
    const [group] = groups;
    return {
      ...report!,
      breadcrumbs: [
        ...(group ? [{ href: `/groepen/${group.groupId}`, label: group.name }] : []),
        { href: `/leerlingen/${pupil.pupilId}/groei`, label: callNameAndLast(pupil) },
      ],
      related: pupilTabs(pupil, choice, 'ouderrapport'),
      filters: [periodFilter(periods, period)],
    };
  },
};

function periodFilter(periods: readonly Period[], current: Period): Filter {
  return {
    label: 'Toetsen van', look: 'list',
    options: periods.map((period) => ({
      label: periodWords(period), change: { period },
      current: period.schoolYear === current.schoolYear && period.season === current.season,
    })),
  };
}
