/** School years that a trend takes. */
export const trendFrom = 3;

/** Rule 8 of domain.md 6.2: whether so many school years with a mean may be called a trend. */
export function trendSpeaks(years: number): boolean {
  return years >= trendFrom;
}

/** What a trend follows: the same year group with other pupils each year, or the same pupils through the years. */
export type TrendKind = 'year-group' | 'cohort';

/** Rule 8 of domain.md 6.2: what a trend answers, and that it does not speak yet. */
export function trendRemarks(kind: TrendKind, years: number): readonly string[] {
  const answers = kind === 'year-group'
    ? 'Elk punt gaat over andere leerlingen: dit laat zien hoe het onderwijs in deze jaargroep zich ontwikkelt.'
    : 'Elke lijn volgt dezelfde leerlingen: dit laat zien hoe zij groeien, niet of het onderwijs veranderde.';
  return trendSpeaks(years) ? [answers] : [`Voor een trend zijn ten minste ${trendFrom} schooljaren nodig.`, answers];
}
