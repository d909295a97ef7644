import { plainDateInAmsterdam } from '../base/plain-date.ts';
import { schoolYearOf } from '../base/school-year.ts';
import type { PublishedForm } from '../content/store.ts';
import { isAnswered } from '../exchange/qti/answered.ts';
import type { ResponseInputs } from '../exchange/qti/score.ts';
import { stripAnswers } from '../exchange/qti/strip.ts';
import type { Sitting } from './types.ts';
import type { TaskItem } from './wire.ts';

/** The items of a form as a pupil may have them, without key; in the order of the form. */
export function pupilItems(form: PublishedForm): TaskItem[] {
  return form.items.map(({ item }) => {
    const known = stripped.get(item.qtiXml);
    const xml = known ?? stripAnswers(item.qtiXml);
    if (known === undefined) stripped.set(item.qtiXml, xml);
    return { id: item.id, title: item.title, xml };
  });
}

// A class opens the same form at the same minute: each item is stripped once in the life of the process.
const stripped = new Map<string, string>();

/**
 * Whether a pupil may go on with a taak now: not handed in or ended, the plan stands, and still the school year that
 * it was planned for. What a device answered before that is stored whenever it arrives.
 */
export function isOpenAt(
  { submittedAt, discardedAt, planStatus, schoolYear }: Pick<
    Sitting, 'submittedAt' | 'discardedAt' | 'planStatus' | 'schoolYear'>,
  now: Date,
): boolean {
  return submittedAt === null && discardedAt === null && (planStatus === 'planned' || planStatus === 'started')
    && schoolYear === schoolYearOf(plainDateInAmsterdam(now));
}

/** Index of the first item without an answer, where a pupil goes on; 0 when all have one. */
export function firstOpenItem(itemIds: readonly string[], answers: Readonly<Record<string, ResponseInputs>>): number {
  return Math.max(0, itemIds.findIndex((itemId) => !isAnswered(answers[itemId])));
}
