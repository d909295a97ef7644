/** A place in a row of years where another norm begins. */
export interface MeasureBreak {
  /** The first year with it. */
  readonly schoolYear: string;
  /** As it stands in a picture. */
  readonly label: string;
}

/** Said where a line stops because the norm changed (domain.md 6.2, rules 4 and 10). */
export const brokenLineRemark = 'Waar een stippellijn staat, begint een andere norm of schaal. De lijn loopt '
  + 'daar niet door: een verschil kan van de norm komen.';

/** Where a measure begins that the year before did not have. */
export function breaksOf(
  years: readonly { readonly schoolYear: string; readonly measure: string }[],
): readonly MeasureBreak[] {
  const byYear = [...Map.groupBy(years, ({ schoolYear }) => schoolYear)];
  return byYear.flatMap(([schoolYear, now], index) => {
    const before = byYear[index - 1]?.[1].map(({ measure }) => measure) ?? [];
    const isNew = before.length > 0 && now.some(({ measure }) => !before.includes(measure));
    return isNew ? [{ schoolYear, label: 'andere norm' }] : [];
  });
}
