import type { RosterPupil } from '../../exchange/roster-document.ts';
import { plainDate } from '../../base/plain-date.ts';
import type { OldPupil, OldResult } from '../school/history.ts';
import type { ReceivedResult } from './result-store.ts';

/**
 * The results that the LAS received, as it gives them back among the old ones: under the key with which they
 * came. What has no ability score, or is of nobody in the roster, stays behind.
 */
export function receivedAsHistory(
  received: readonly ReceivedResult[], pupils: readonly RosterPupil[],
): readonly OldResult[] {
  const byKey = new Map(pupils.map((pupil) => [pupil.key, pupil]));
  return received.flatMap((result) => {
    const pupil = inOldFile(byKey.get(result.pupilKey));
    const score = result.outcome.kind === 'oso' ? result.outcome.oso.testScore : null;
    const moment = momentOf(result);
    if (!pupil || !score || score.ability === null || moment === null) return [];
    return [{
      key: result.resultKey,
      pupilKey: result.pupilKey,
      pupil,
      moment,
      generation: '3.0 (synthetisch)' as const,
      scaleCode: score.scaleCode ?? '',
      takenOn: plainDate(result.takenOn),
      yearGroup: Number(moment.slice(1)),
      typedIn: false,
      score: Math.round(score.ability),
      correctCount: score.correctCount,
      itemCount: score.itemCount,
      interval: score.interval,
      level: levelOf(result),
    }];
  });
}

function inOldFile(pupil: RosterPupil | undefined): OldPupil | null {
  if (!pupil?.lastName || !pupil.callName || !pupil.birthDate) return null;
  const { key, lastName, prefix, callName, birthDate } = pupil;
  return { key, lastName, prefix, callName, birthDate };
}

/** The platform calls a test by subject and moment: `Rekenen-Wiskunde M5`. */
function momentOf({ testName }: ReceivedResult): string | null {
  return /\b([BME][3-8])$/u.exec(testName ?? '')?.[1] ?? null;
}

function levelOf({ outcome }: ReceivedResult): string | null {
  if (outcome.kind !== 'oso') return null;
  return outcome.oso.referenceScores.find(({ code }) => code === 'IV')?.value ?? null;
}
