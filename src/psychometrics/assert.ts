/** Thrown when the mathematics is asked for something that has no answer: a bug of the caller. Names items,
 * never persons. */
export class MeasurementBug extends Error {
  override name = 'MeasurementBug';
}

/** Stops with a MeasurementBug when a condition that must hold does not. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new MeasurementBug(message);
}
