/** Thrown when the program contradicts itself: a bug, never something a user did. Its message holds ids only. */
export class Bug extends Error {
  override name = 'Bug';
}

/** Stops with a Bug when a condition that must hold does not. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Bug(message);
}

/** Returns the value, or stops with a Bug when it is absent. */
export function present<T>(value: T | null | undefined, message: string): T {
  if (value === null || value === undefined) throw new Bug(message);
  return value;
}

/** Marks a place that the types say cannot be reached. */
export function unreachable(value: never): never {
  throw new Bug(`unreachable: ${String(value)}`);
}
