import type { ResponseInput, ResponseInputs } from './score.ts';

/** Whether there is something in the responses of an item: an answer that was wiped is none. */
export function isAnswered(responses: ResponseInputs | undefined): boolean {
  return Object.values(responses ?? {}).some((value) => !isEmpty(value));
}

function isEmpty(value: ResponseInput): boolean {
  if (typeof value === 'string') return value.trim() === '';
  return value === null || (Array.isArray(value) && value.length === 0);
}
