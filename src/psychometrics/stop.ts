/** When a test ends. Null = that rule does not count. The most items always count; the others only once the
 * fewest have been given and the content is complete. */
export type StopRule = {
  readonly minItems: number;
  readonly maxItems: number;
  /** Precise enough: the standard error is this or less, in logits. */
  readonly seAtMost: number | null;
  /** Nothing left to ask: the chosen item has less information than this at the ability. */
  readonly informationAtLeast: number | null;
  /** Not worth it: the next item lowers the standard error by less than this. */
  readonly gainAtLeast: number | null;
  /** Decided: theta plus and minus z standard errors holds none of these cuts. */
  readonly cuts: { readonly thetas: readonly number[]; readonly z: number } | null;
};

/** Why a test ended. */
export type StopReason =
  | 'maxItems' | 'precise' | 'classified' | 'nothingInformative' | 'littleGain' | 'noItemLeft';

/** A rule with only a number of items. */
export function fixedLength(items: number): StopRule {
  return {
    minItems: items, maxItems: items, seAtMost: null, informationAtLeast: null, gainAtLeast: null, cuts: null,
  };
}

/** Why the test should end now, or undefined when it goes on.
 * @param information of the item that would come next; without it only the rules about what is known */
export function stopReason(
  rule: StopRule, count: number, theta: number, se: number, information?: number,
): StopReason | undefined {
  if (count >= rule.maxItems) return 'maxItems';
  if (count < rule.minItems) return undefined;
  if (information === undefined) {
    if (rule.seAtMost !== null && se <= rule.seAtMost) return 'precise';
    const cuts = count > 0 ? rule.cuts : null;
    if (cuts?.thetas.every((cut) => Math.abs(theta - cut) > cuts.z * se)) return 'classified';
    return undefined;
  }
  if (rule.informationAtLeast !== null && information < rule.informationAtLeast) return 'nothingInformative';
  if (rule.gainAtLeast === null || count === 0) return undefined;
  const gain = se - 1 / Math.sqrt(1 / (se * se) + information);
  return gain < rule.gainAtLeast ? 'littleGain' : undefined;
}
