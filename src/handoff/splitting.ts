/* A message is accepted or refused as a whole. One that is refused for something in it is halved until only that
 * is left: of thirty pupils the one whom the LAS does not know is found in eleven messages at most. */

/** What dividing looks at. */
export interface PartRow {
  readonly resultId: string;
  readonly pupilId: string;
  readonly testCode: string;
}

/** Results that go together, out of a message that went wrong. */
export interface Part {
  readonly rows: readonly PartRow[];
  /** Whether it carries a time of making well ahead, because the LAS seemed to know a later one. */
  readonly postdated: boolean;
  /** Comes right after its other half, and what they were divided for: once that half was taken, what is wrong
   * must be in this one. Null: nothing is known of it. */
  readonly afterTwin: Suspicion | null;
}

/** What the LAS tripped over: a pupil with everything of that pupil, a test with everything of that test, or any
 * one result. */
export type Suspicion = 'pupil' | 'test' | 'result';

/**
 * A part in two, never dividing a pupil as long as there are two, nor a test that is the trouble; null when
 * what is left has to be refused together.
 */
export function halves(rows: readonly PartRow[], suspicion: Suspicion): readonly [Part, Part] | null {
  const units = unitsOf(rows, suspicion);
  if (units.length < 2) return null;
  const middle = Math.ceil(units.length / 2);
  const part = (from: readonly (readonly PartRow[])[], afterTwin: Suspicion | null): Part =>
    ({ rows: from.flat(), postdated: false, afterTwin });
  return [part(units.slice(0, middle), null), part(units.slice(middle), suspicion)];
}

function unitsOf(rows: readonly PartRow[], suspicion: Suspicion): readonly (readonly PartRow[])[] {
  if (suspicion === 'test') return [...Map.groupBy(rows, ({ testCode }) => testCode).values()];
  const pupils = [...Map.groupBy(rows, ({ pupilId }) => pupilId).values()];
  return pupils.length > 1 || suspicion === 'pupil' ? pupils : rows.map((row) => [row]);
}

/** The parts that are left after one was taken: its other half is divided at once, without being sent whole. */
export function afterTaken(parts: readonly Part[]): readonly Part[] {
  const [next, ...others] = parts;
  if (!next?.afterTwin) return parts;
  return [...(halves(next.rows, next.afterTwin) ?? [{ ...next, afterTwin: null }]), ...others];
}

/** The parts that are left after one was not taken: nothing follows for its other half. */
export function afterNotTaken(parts: readonly Part[]): readonly Part[] {
  const [next, ...others] = parts;
  return next ? [{ ...next, afterTwin: null }, ...others] : parts;
}
