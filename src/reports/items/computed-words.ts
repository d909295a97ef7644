import { formatNumber } from '../../ui/format.ts';
import type { ChangedField } from './computed-view.ts';

/** Fields of a result as they are named on the page; another stands as it is. */
export const fieldNames: Readonly<Record<string, string>> = {
  input: 'Vingerafdruk van de antwoorden',
  itemScore: 'Punten',
  answered: 'Beantwoord',
  itemVersion: 'Versie van de opgave',
  itemMark: 'Punten van de leraar',
  total: 'Totaal van een taak',
  calibration: 'IJking',
  norm: 'Norm',
  scoreRaw: 'Punten samen',
  scoreMax: 'Meeste punten',
  theta: 'Vaardigheid (theta)',
  thetaSe: 'Standaardfout van theta',
  scaleScore: 'Vaardigheidsscore',
  scaleSe: 'Standaardfout van de score',
  intervalLow: 'Interval, onder',
  intervalHigh: 'Interval, boven',
  roman: 'Niveau I-V',
  letter: 'Niveau A-E',
  romanByTest: 'Niveau volgens de gemaakte toets',
  functioningLevel: 'Functioneringsniveau',
  moment: 'Moment',
  takenOn: 'Dag van afname',
  yearGroup: 'Jaargroep',
  partsTaken: 'Aantal taken',
};

/** What changed between two versions of a result. */
export const changedNames: Readonly<Record<ChangedField, string>> = {
  points: 'de punten',
  day: 'de dag van afname',
  taken: 'het aantal taken',
  form: 'de toetsversie',
  calibration: 'de ijking',
  norm: 'de norm',
  program: 'het programma',
  score: 'de score',
  input: 'wat er is ingevoerd; de getallen bleven gelijk',
};

/** A number with the decimals that a step needs, the Dutch way. */
export function shownNumber(value: number, decimals = 2): string {
  return formatNumber(value, decimals);
}

/** A stored or computed value in full, so that a difference in the last digit can be seen. */
export function shownValue(value: string | number | boolean | null): string {
  if (value === null) return 'niets';
  if (typeof value === 'boolean') return value ? 'ja' : 'nee';
  return typeof value === 'number' ? String(value).replace('.', ',') : value;
}
