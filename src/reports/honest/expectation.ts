/** What a category says beside what was expected: `silent` inside the band. */
export type CategoryVerdict = 'more' | 'less' | 'silent';

/** Rule 9 of domain.md 6.2: a category analysis speaks only outside the expectation band.
 * @param observed points in the category; `low` and `high` are the bounds of the band, which belong to it */
export function categoryVerdict(observed: number, { low, high }: {
  readonly low: number; readonly high: number;
}): CategoryVerdict {
  if (observed < low) return 'less';
  return observed > high ? 'more' : 'silent';
}

/** Said under every category analysis (rule 9). */
export const categoryRemark = 'Alleen een categorie buiten de verwachte bandbreedte valt op. Binnen de band is het '
  + 'verschil gewoon.';
