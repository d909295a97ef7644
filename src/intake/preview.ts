import type { RosterChanges } from '../roster/plan.ts';

/** Pupils whom a preview names and who are in the roster already. */
export function changedPupilIds({ pupils, moved, doubts }: RosterChanges): readonly string[] {
  return [...new Set([
    ...pupils.changed.map(({ pupilId }) => pupilId), ...pupils.gone.map(({ pupilId }) => pupilId),
    ...moved.map(({ pupilId }) => pupilId),
    ...doubts.filter(({ who }) => who === 'pupil').flatMap(({ candidateIds }) => candidateIds),
  ])];
}
