import type { Moment, MomentNorm, Season } from '../../content/types.ts';

/** Where a season lies in a school year, as a share of it. */
const placeInYear: Readonly<Record<Season, number>> = { B: 0.25, M: 0.5, E: 1 };

/** Where a moment lies when every year group is 1 long and group 3 runs from 2 to 3: M5 is 4.5, E5 is 5. */
export function momentPlace(moment: Moment): number {
  return Number(moment.charAt(1)) - 1 + placeInYear[moment.charAt(0) as Season];
}

/**
 * Where a score lies among the moments of its norms: at the moment of which it is the mean, between two in proportion.
 * Before the first and after the last it goes on as between the two that are nearest, for drawing only.
 */
export function placeAmongMoments(moments: readonly Pick<MomentNorm, 'moment' | 'mean'>[], score: number): number {
  const next = Math.min(Math.max(moments.findIndex(({ mean }) => score < mean), 1), moments.length - 1);
  const index = score >= moments.at(-1)!.mean ? moments.length - 1 : next;
  const [before, after] = [moments[index - 1]!, moments[index]!];
  const share = (score - before.mean) / (after.mean - before.mean);
  return momentPlace(before.moment) + share * (momentPlace(after.moment) - momentPlace(before.moment));
}
