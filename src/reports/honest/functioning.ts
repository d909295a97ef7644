import type { Result } from '../../ability/types.ts';
import { type Moment, momentsInOrder } from '../../content/types.ts';

type Functioning = Pick<Result, 'functioningLevel' | 'testMoment'>;

/** Whether another test was taken than the one of the pupil's own moment. */
export function isOffLevel({ moment, testMoment }: Pick<Result, 'moment' | 'testMoment'>): boolean {
  return moment !== null && testMoment !== null && moment !== testMoment;
}

/** A functioning level further than this many moments from the test, a school year, is imprecise. */
const FAR = 2;

/** Rule 5 of domain.md 6.2: whether a functioning level lies so far from the moment of the test that it is imprecise.
 * Outside the table (`<M3`, `>E8`) it counts as one moment further. */
export function isFarFromTest({ functioningLevel, testMoment }: Functioning): boolean {
  if (functioningLevel === null || testMoment === null) return false;
  const beyond = functioningLevel.startsWith('<') ? -1 : Number(functioningLevel.startsWith('>'));
  return Math.abs(placeOfLevel(functioningLevel) + beyond - place(testMoment)) > FAR;
}

/** The place of a functioning level among the moments, from 0; of `<M3` that of M3. */
export function placeOfLevel(functioningLevel: string): number {
  return place(functioningLevel.replace(/^[<>]/u, ''));
}

function place(moment: string): number {
  return momentsInOrder.indexOf(moment as Moment);
}

/** Said where a functioning level stands far from the moment of the test (rule 5). */
export const farFromTestRemark = 'Een functioneringsniveau dat ver van het moment van de toets ligt, is onzeker. '
  + 'Een toets die beter past, zegt meer.';

/** Said where functioning levels stand (rule 5). */
export const averagePupilRemark = 'Het functioneringsniveau zegt: zo scoort de gemiddelde leerling op dat moment. Het '
  + 'zegt niet dat de leerling alle stof van dat moment kent.';
