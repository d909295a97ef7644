import { formatNumber, plural } from '../../ui/format.ts';
import type { BandKind } from '../../ui/charts/types.ts';
import type { Cell, ReportColumn } from '../frame/types.ts';
import { shownScore } from '../honest/scores.ts';
import type { Standing } from './standing.ts';

/** A dash where there is nothing to show. */
export const nothing: Cell = { text: '–', value: null };

/** A school year where room is short: "'26/'27". */
export function shortYear(schoolYear: string): string {
  return `’${schoolYear.slice(2, 4)}/’${schoolYear.slice(7, 9)}`;
}

/** Standard units with their sign and one decimal: "+0,4", "−1,2", "0,0". */
export function inUnits(units: number): string {
  const text = formatNumber(units, 1);
  return units > 0 && /[1-9]/u.test(text) ? `+${text}` : text;
}

/** What the unit of the school reports is; under every picture that has it. */
export const unitRemark = 'De plaats is het verschil met het landelijk gemiddelde, gemeten in stappen waarin groepen '
  + 'landelijk van elkaar verschillen (standaardafwijking van groepsgemiddelden): 0 is gemiddeld, +1 is hoger dan '
  + 'ongeveer 84 van de 100 groepen.';

/** How sure a mean is; under every picture with means. */
export const intervalRemark = 'Het interval (90 %) laat zien hoeveel een gemiddelde door toeval kan schommelen. '
  + 'Liggen twee intervallen over elkaar, trek dan geen conclusie uit het verschil.';

/** Columns of a standing, in the order of `standingCells`. */
export const standingColumns: readonly ReportColumn[] = [
  { key: 'aantal', header: 'Leerlingen', kind: 'number' },
  { key: 'ander_moment', header: 'Toets van ander moment', kind: 'number' },
  { key: 'gemiddelde_score', header: 'Gemiddelde score', kind: 'number' },
  { key: 'plaats', header: 'Plaats', kind: 'number' },
  { key: 'plaats_laag', header: 'Plaats, ondergrens', kind: 'number', dataOnly: true },
  { key: 'plaats_hoog', header: 'Plaats, bovengrens', kind: 'number', dataOnly: true },
  { key: 'plaats_interval', header: 'Interval (90 %)', kind: 'short' },
  { key: 'niveau', header: 'Niveau', kind: 'short' },
  { key: 'niveau_interval', header: 'Niveaus in het interval', kind: 'short' },
  { key: 'oordeel', header: 'Naast landelijk', kind: 'text', wide: true },
];

/** A standing as cells: numbers unrounded for a data file. */
export function standingCells({ count, offLevel, mean, interval, score, level, levels, side }: Standing): Cell[] {
  return [
    { text: String(count), value: count },
    { text: String(offLevel), value: offLevel },
    score === null ? nothing : { text: String(shownScore(score)), value: score },
    mean ? { text: inUnits(mean.mean), value: mean.mean } : nothing,
    interval ? { text: inUnits(interval.low), value: interval.low } : nothing,
    interval ? { text: inUnits(interval.high), value: interval.high } : nothing,
    interval ? { text: `${inUnits(interval.low)} tot ${inUnits(interval.high)}` } : nothing,
    level ? { text: level, level } : nothing,
    levels ? { text: levels[0] === levels[1] ? levels[0] : `${levels[0]} tot ${levels[1]}` } : nothing,
    { text: sideWords(side, count) },
  ];
}

function sideWords(side: Standing['side'], count: number): string {
  if (count === 0) return 'geen resultaten';
  if (side === null) return `te weinig leerlingen (${count})`;
  if (side === 0) return 'geen verschil buiten toeval';
  return side > 0 ? 'hoger dan landelijk' : 'lager dan landelijk';
}

/** Said where years lie before the first year of which the school's groups are known. */
export function historyRemark(schoolYear: string): string {
  return `Van de schooljaren vóór ${schoolYear} zijn alleen de resultaten bekend van leerlingen die daarna nog `
    + 'op school zaten. Wie eerder vertrok, telt daar niet mee.';
}

/** What was left out of the means, or null. */
export function leftOutRemark(count: number): string | null {
  return count === 0 ? null : `${plural(count, 'resultaat telt', 'resultaten tellen')} niet mee in een gemiddelde: `
    + 'van buiten de normperiode of zonder norm.';
}

/** How the levels of group means are read, by kind. */
export function groupNormRemark(bandKind: BandKind): string {
  return `De niveaus ${bandKind === 'roman' ? 'I tot en met V' : 'A tot en met E'} van gemiddelden horen bij de `
    + 'norm voor groepen. Die norm is smaller dan de norm voor leerlingen: gemiddelden verschillen minder dan '
    + 'leerlingen.';
}
