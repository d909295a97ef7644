/** How many items of one kind a test holds: a domain, an item type, or a set of items of which one gives
 * another away (`max` 1). */
export type ContentRule = {
  readonly name: string;
  /** Places of the items in the bank. */
  readonly items: readonly number[];
  readonly min: number;
  readonly max: number;
  /** Share of the test that this domain should have; the domain furthest behind goes first. Null = no
   * share. */
  readonly share: number | null;
};

/** Rules laid out for a bank: for each rule which items it counts. */
export type ContentPlan = {
  readonly rules: readonly ContentRule[];
  readonly members: readonly Uint8Array[];
};

/** Why rules cannot be kept, naming the rule. */
export type ContentFault = {
  readonly code: 'minAboveMax' | 'moreThanBankHolds' | 'unknownItem' | 'minimaExceedTest';
  readonly rule: string;
};

/** Lays rules out for a bank of this many items. */
export function contentPlan(rules: readonly ContentRule[], items: number): ContentPlan {
  return {
    rules,
    members: rules.map((rule) => {
      const member = new Uint8Array(items);
      for (const item of rule.items) member[item] = 1;
      return member;
    }),
  };
}

/** What is wrong with rules for a test of this length. Domains with a minimum are taken not to overlap:
 * their minima together must fit in the test. */
export function contentFaults(
  rules: readonly ContentRule[], bankItems: number, testItems: number,
): ContentFault[] {
  const faults: ContentFault[] = [];
  let needed = 0;
  for (const { name: rule, items, min, max } of rules) {
    if (min > max) faults.push({ code: 'minAboveMax', rule });
    if (min > items.length) faults.push({ code: 'moreThanBankHolds', rule });
    if (items.some((item) => !(item >= 0 && item < bankItems))) faults.push({ code: 'unknownItem', rule });
    if (needed <= testItems && needed + min > testItems) faults.push({ code: 'minimaExceedTest', rule });
    needed += min;
  }
  return faults;
}

/** Leaves out the items that the rules do not allow next.
 * @param used items given so far per rule
 * @param left places left in the test, this one included */
export function restrictContent(
  { rules, members }: ContentPlan, used: Int32Array, left: number, allowed: Uint8Array,
): void {
  let needed = 0;
  rules.forEach(({ min, max }, rule) => {
    if (used[rule]! >= max) leaveOut(allowed, members[rule]!, 1);
    needed += Math.max(0, min - used[rule]!);
  });
  // No place to spare: what comes next must fill a minimum that is still open.
  if (needed > 0 && needed >= left) {
    for (let item = 0; item < allowed.length; item += 1) {
      if (!rules.some(({ min }, rule) => used[rule]! < min && members[rule]![item] === 1)) allowed[item] = 0;
    }
  }
  const behind = furthestBehind({ rules, members }, used, allowed);
  if (behind >= 0) leaveOut(allowed, members[behind]!, 0);
}

/** True when every minimum has been met. */
export function contentMet({ rules }: ContentPlan, used: Int32Array): boolean {
  return rules.every(({ min }, rule) => used[rule]! >= min);
}

/** The rule whose share lags most and that still has an item, the first on a tie; -1 when no rule has a
 * share. */
function furthestBehind({ rules, members }: ContentPlan, used: Int32Array, allowed: Uint8Array): number {
  let given = 0;
  rules.forEach(({ share }, rule) => { if (share !== null) given += used[rule]!; });
  let behind = -1;
  let lag = -Infinity;
  rules.forEach(({ share }, rule) => {
    if (share === null) return;
    const lagging = share - (given === 0 ? 0 : used[rule]! / given);
    if (lagging <= lag || !members[rule]!.some((member, item) => member === 1 && allowed[item] === 1)) return;
    lag = lagging;
    behind = rule;
  });
  return behind;
}

function leaveOut(allowed: Uint8Array, member: Uint8Array, which: 0 | 1): void {
  for (let item = 0; item < allowed.length; item += 1) if (member[item] === which) allowed[item] = 0;
}
