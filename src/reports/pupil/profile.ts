import type { Result } from '../../ability/types.ts';
import { getNormTable } from '../../content/store.ts';
import { referenceStandard } from '../../content/reference.ts';
import type { Subject } from '../../content/types.ts';
import type { TenantTx } from '../../platform/database/tenancy.ts';
import { callNameAndLast } from '../../ui/format.ts';
import type { Period } from '../frame/choice.ts';
import type { Report, ReportContext, ReportDocument, ReportOf } from '../frame/types.ts';
import { bandFilter, periodFilter, periodName } from '../group/group-filters.ts';
import { historyNotice } from '../group/group-frame.ts';
import { isInPeriod, periodOf } from '../group/standing.ts';
import { listTakings } from '../taking-store.ts';
import { remarksOnInvalid } from './growth-view.ts';
import { emptyPupil, pupilFacts, pupilFrame } from './pupil-frame.ts';
import { resultBefore } from './pupil-line.ts';
import { profilePart, type ProfileSubject } from './profile-view.ts';
import { type PupilRead, readPupil, subjectsOfPupil } from './read-pupil.ts';

/** One moment of a pupil over all subjects. */
export const profileReport: Report = {
  code: 'profiel',
  path: '/leerlingen/:pupilId/profiel',
  name: 'Leerlingprofiel',
  question: 'Hoe staat deze leerling er op één moment voor in alle vakken?',
  about: 'pupil',
  feature: 'pupil_reports',
  read: readProfile,
};

async function readProfile(context: ReportContext, of: ReportOf): Promise<ReportDocument> {
  const { tx, choice } = context;
  const read = await readPupil(context, of);
  const periods = periodsOf(read.results);
  const period = choice.period ?? periods[0];
  const bandKind = choice.bandKind ?? 'roman';
  const subjects = period ? await subjectsAt(tx, read, period) : [];
  const some = subjects.some(({ result }) => result);
  const norms = subjects.find((each) => each.norms)?.norms;
  return {
    ...pupilFrame(read, 'Profiel', 'profiel'),
    lead: `${period ? `Alle vakken, ${periodName(period)}` : 'Alle vakken'}: plaats tussen andere leerlingen, en hoe `
      + 'zeker die is.',
    facts: [...pupilFacts(read, null), ...(period ? [{ label: 'Moment', value: periodName(period) }] : [])],
    filters: period ? [periodFilter(periods, period), bandFilter(bandKind)] : [],
    parts: some && period ? [profilePart({
      subjects, bandKind, pupilLabel: callNameAndLast(read.pupil), periodLabel: periodName(period),
      remarks: remarksOnInvalid(read.invalid.filter((result) => isInPeriod(result, period))),
    })] : [],
    empty: some ? null : emptyOf(read, period),
    notices: some && !read.historyCompleted ? [historyNotice] : [],
    norm: norms ? { source: norms.source, synthetic: norms.synthetic } : null,
  };
}

function emptyOf({ pupil, historyCompleted, results }: PupilRead, period: Period | undefined): ReportDocument['empty'] {
  if (results.length === 0 || !period) return emptyPupil({ pupil, historyCompleted, older: false });
  return {
    title: 'Op dit moment is er niets gemaakt',
    words: `De leerling heeft ${periodName(period)} geen toets gemaakt. Kies een ander moment.`,
  };
}

/** The periods of these results, the newest first. */
export function periodsOf(results: readonly Result[]): readonly Period[] {
  const known = new Map(results.flatMap((result) => {
    const period = periodOf(result);
    return period ? [[periodKey(period), period] as const] : [];
  }));
  return [...known].toSorted(([a], [b]) => (a < b ? 1 : -1)).map(([, period]) => period);
}

/** Sorts by time: the school year, then begin, middle, end. */
function periodKey({ schoolYear, season }: Period): string {
  return `${schoolYear}${'BME'.indexOf(season)}`;
}

/** The subjects of a pupil at one moment: two questions for all of them, and one a subject for its standard. */
async function subjectsAt(tx: TenantTx, read: PupilRead, period: Period): Promise<readonly ProfileSubject[]> {
  const { results } = read;
  const now = results.filter((result) => isInPeriod(result, period));
  const takings = await listTakings(tx, now.map(({ resultId }) => resultId));
  const subjects: ProfileSubject[] = [];
  for (const { subject } of await subjectsOfPupil(tx, read)) {
    const result = countingOf(now, subject);
    subjects.push({
      subject, result,
      earlier: result ? resultBefore(results, result) : undefined,
      taking: result ? takings.get(result.resultId) : undefined,
      norms: result?.normCode && result.normVersion !== null
        ? await getNormTable(tx, result.normCode, result.normVersion) : undefined,
      standard: result ? await referenceStandard(tx, subject) : undefined,
    });
  }
  return subjects;
}

/** The newest result with a norm, else the newest. */
function countingOf(results: readonly Result[], subject: Subject): Result | null {
  const own = results.filter((result) => result.subject === subject);
  return own.findLast(({ normCode }) => normCode !== null) ?? own.at(-1) ?? null;
}
