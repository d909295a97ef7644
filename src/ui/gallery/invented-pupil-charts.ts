import type { FunctioningChartData, FunctioningPoint } from '../charts/functioning-chart.ts';
import type { ProfileChartData } from '../charts/profile-chart.ts';
import type { GrowthChartData, PointMark } from '../charts/types.ts';
import { growthOfSanne } from './invented-charts.ts';

// Invented pupils for the gallery and the goldens of the charts of one pupil.

const source = 'synthetische norm, niet van Cito';
const levels = ['M3', 'E3', 'M4', 'E4', 'M5', 'E5', 'M6', 'E6', 'M7', 'E7', 'B8', 'M8', 'E8'];

function momentsOf(startYear: number, codes: readonly string[]): FunctioningChartData['moments'] {
  const seasons = { B: 'begin', M: 'midden', E: 'eind' } as const;
  return codes.map((code) => {
    const year = startYear + Number(code.charAt(1)) - 3;
    return {
      code, label: `${seasons[code.charAt(0) as 'B' | 'M' | 'E']} groep ${code.charAt(1)}`,
      schoolYearLabel: `${year}-${year + 1}`, nominalRow: levels.indexOf(code),
    };
  });
}

function point(momentIndex: number, level: string, spread: number, mark: PointMark): FunctioningPoint {
  const row = level.startsWith('<') ? -1 : level.startsWith('>') ? levels.length : levels.indexOf(level);
  return {
    momentIndex, row, lowRow: Math.max(-1, row - spread), highRow: Math.min(levels.length, row + spread), mark,
    levelLabel: level, label: `functioneert op ${level}`,
  };
}

/** A pupil with an own line: behind the year group, growing, one moment missed, later an easier test. */
export const functioningOfJens: FunctioningChartData = {
  title: 'Functioneringsniveau van Jens Eigenlijn, Rekenen-Wiskunde',
  description: 'Jens groeide van M3 in midden groep 4 naar M5 in midden groep 7. Midden groep 6 is niet gemaakt.',
  levels,
  moments: momentsOf(2022, ['M4', 'E4', 'M5', 'E5', 'M6', 'E6', 'M7']),
  points: [
    point(0, 'M3', 1, 'imported'), point(1, 'M3', 1, 'imported'), point(2, 'E3', 1, 'paper'),
    point(3, 'E4', 1, 'paper'), point(5, 'E4', 1, 'off-level'), point(6, 'M5', 1, 'off-level'),
  ],
  yLabel: 'functioneringsniveau',
  intervalLabel: 'van laagste tot hoogste (90\u00A0%)',
  source,
};

/** Below the first moment of the table, and above the last. */
export const functioningOutside: FunctioningChartData = {
  ...functioningOfJens,
  title: 'Functioneringsniveau van Rand Buitentabel, Rekenen-Wiskunde',
  description: 'Eerst onder de tabel, daarna erboven.',
  moments: momentsOf(2024, ['M3', 'E3']),
  points: [point(0, '<M3', 1, 'screen'), point(1, '>E8', 2, 'screen')],
};

/** Nothing yet. */
export const functioningOfNobody: FunctioningChartData = {
  ...functioningOfJens,
  title: 'Functioneringsniveau van Noor in \'t Veld, Rekenen-Wiskunde',
  description: 'Er zijn nog geen resultaten.',
  points: [],
};

/** Five years with a new norm from E5 on, which moved every level up, and once more for the last moment alone. */
export const growthOverNorms: GrowthChartData = {
  ...growthOfSanne,
  title: 'Groei van Sanne de Vries over een normwijziging, Rekenen-Wiskunde',
  description: 'Vanaf eind groep 5 geldt een andere norm, en midden groep 7 weer een andere.',
  moments: growthOfSanne.moments.map((moment, index) => {
    const { cuts, mean } = moment;
    const up = (index >= 5 ? 14 : 0) + (index >= 8 ? 10 : 0);
    return {
      ...moment, mean: mean === null ? null : mean + up,
      cuts: cuts && [cuts[0] + up, cuts[1] + up, cuts[2] + up, cuts[3] + up],
    };
  }),
  normChanges: [5, 8],
};

/** One moment over all subjects: on paper, off level, not taken and outside the norm period. */
export const profileOfSanne: ProfileChartData = {
  title: 'Profiel van Sanne de Vries, midden 2026-2027',
  description: 'Rekenen-Wiskunde II, Begrijpend lezen IV, Spelling I, Leestekens III.',
  bandKind: 'roman',
  shares: [0.2, 0.2, 0.2, 0.2, 0.2],
  rows: [
    profileRow('Rekenen-Wiskunde', 0.71, 0.52, 0.86, 'screen', 'II'),
    profileRow('Begrijpend lezen', 0.28, 0.14, 0.47, 'paper', 'IV'),
    profileRow('Spelling', 0.97, 0.9, 0.99, 'screen', 'I'),
    { name: 'Spelling werkwoorden', place: null, reason: 'niet gemaakt op dit moment' },
    profileRow('Leestekens', 0.55, 0.3, 0.78, 'off-level', 'III'),
    { name: 'Begrijpend luisteren', place: null, reason: 'buiten de normperiode: geen niveau' },
  ],
  xLabel: 'plaats tussen alle leerlingen van dat moment',
  intervalLabel: 'onzekerheid (90\u00A0%)',
  source,
};

/** The same in letters, whose bands differ in size. */
export const profileInLetters: ProfileChartData = {
  ...profileOfSanne,
  bandKind: 'letter',
  shares: [0.1, 0.15, 0.25, 0.25, 0.25],
  rows: [
    profileRow('Rekenen-Wiskunde', 0.48, 0.3, 0.66, 'screen', 'C'),
    profileRow('Begrijpend lezen', 0.06, 0.01, 0.16, 'typed-in', 'E'),
  ],
};

function profileRow(
  name: string, share: number, low: number, high: number, mark: PointMark, levelLabel: string,
): ProfileChartData['rows'][number] {
  return { name, place: { share, low, high, mark, levelLabel, label: `niveau ${levelLabel}` } };
}
