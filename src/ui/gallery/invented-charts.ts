import type {
  BandCuts, DistributionChartData, GroupChartData, GroupRow, GrowthChartData, GrowthMoment, GrowthPoint,
  PointMark,
} from '../charts/types.ts';

// Invented pupils and an invented scale, for the gallery and the goldens of the charts.

const source = 'synthetische norm, niet van Cito';
const intervalLabel = 'score-interval (90\u00A0%)';

const means: Readonly<Record<string, number>> = {
  M3: 520, E3: 544, M4: 566, E4: 586, M5: 604, E5: 620, M6: 634, E6: 647, M7: 659, E7: 670, B8: 676, M8: 682,
};

/** The moments of a pupil who started group 3 in this calendar year and repeats nothing. */
export function momentsFrom(startYear: number, codes: readonly string[]): readonly GrowthMoment[] {
  const seasons = { B: 'begin', M: 'midden', E: 'eind' } as const;
  return codes.map((code) => {
    const year = startYear + Number(code.charAt(1)) - 3;
    const mean = means[code]!;
    return {
      code,
      label: `${seasons[code.charAt(0) as 'B' | 'M' | 'E']} groep ${code.charAt(1)}`,
      schoolYearLabel: `${year}-${year + 1}`,
      mean,
      cuts: cutsOf(mean),
    };
  });
}

/** Cuts of 20 % bands of a normal population with a spread of 30 points. */
export function cutsOf(mean: number): BandCuts {
  return [mean - 25.25, mean - 7.6, mean + 7.6, mean + 25.25];
}

/** An interval of 90 % at a standard error of 9.24 points. */
function around(score: number): { readonly low: number; readonly high: number } {
  return { low: score - 15.2, high: score + 15.2 };
}

function point(momentIndex: number, score: number, mark: PointMark, label: string): GrowthPoint {
  return { momentIndex, score, ...around(score), mark, scoreLabel: String(score), label };
}

/** A pupil with five years of results, all marks, a gap and a retake. */
export const growthOfSanne: GrowthChartData = {
  title: 'Groei van Sanne de Vries, Rekenen-Wiskunde',
  description: 'Sanne groeide van 508 in midden groep 3 naar 668 in midden groep 7. Zij ging van niveau IV '
    + 'naar niveau II. Eind groep 5 is niet gemaakt.',
  bandKind: 'roman',
  moments: momentsFrom(2022, ['M3', 'E3', 'M4', 'E4', 'M5', 'E5', 'M6', 'E6', 'M7']),
  points: [
    point(0, 508, 'imported', 'M3: 508, overgenomen'),
    point(1, 539, 'imported', 'E3: 539, overgenomen'),
    point(2, 556, 'typed-in', 'M4: 556, in het LAS ingetypt'),
    point(3, 590, 'imported', 'E4: 590, overgenomen'),
    point(4, 612, 'paper', 'M5: 612, op papier'),
    point(6, 631, 'off-level', 'M6: 631, toets M5'),
    point(6, 640, 'paper', 'M6: 640, op papier'),
    point(7, 661, 'screen', 'E6: 661, op het scherm'),
    point(8, 668, 'screen', 'M7: 668, op het scherm'),
  ],
  yLabel: 'vaardigheidsscore',
  intervalLabel,
  source,
};

/** A pupil of group 3 with one result, in letters. */
export const growthOfAmir: GrowthChartData = {
  ...growthOfSanne,
  title: 'Groei van Amir El Idrissi, Rekenen-Wiskunde',
  description: 'Amir heeft één resultaat: 533 in midden groep 3.',
  bandKind: 'letter',
  moments: momentsFrom(2026, ['M3', 'E3', 'M4', 'E4']).map((moment) => {
    const mean = moment.mean!;
    return { ...moment, cuts: [mean - 38.4, mean - 20.2, mean, mean + 20.2] };
  }),
  points: [point(0, 533, 'screen', 'M3: 533, op het scherm')],
};

/** A pupil with results on moments that have no norm in the middle, so that bands and mean are broken. */
export const growthWithoutNorms: GrowthChartData = {
  ...growthOfSanne,
  title: 'Groei van Zoë van der Ploeg, Rekenen-Wiskunde',
  description: 'Bij eind groep 4 en midden groep 5 is geen norm geladen.',
  moments: growthOfSanne.moments.slice(0, 8)
    .map((moment, index) => index === 3 || index === 4 ? { ...moment, mean: null, cuts: null } : moment),
  points: growthOfSanne.points.filter(({ momentIndex }) => momentIndex > 1 && momentIndex < 8),
};

/** Nothing yet. */
export const growthOfNobody: GrowthChartData = {
  ...growthOfSanne,
  title: 'Groei van Noor in \'t Veld, Rekenen-Wiskunde',
  description: 'Er zijn nog geen resultaten.',
  points: [],
};

/** The class list of the gallery, in Dutch order, each with a score or the reason why there is none. */
export const classList: readonly (readonly [name: string, score: number | string])[] = [
  ['Aydın, Elif', 641], ['Bakker, Daan', 596], ['Berg, Fleur van den', 611], ['Boer, Milan de', 583],
  ['Çelik, Emir', 604], ['Dijk, Sofie van', 628], ['El Idrissi, Amir', 566],
  ['Haan, Lotte de', 'nog niet gemaakt'],
  ['Hoekstra, Sjoerd', 619], ['Jansen, Finn', 601], ['Kowalska, Zuzanna', 633], ['Linden, Bram van der', 578],
  ['Mulder, Tess', 652], ['Nguyễn, Minh', 615], ['Öztürk, Defne', 590],
  ['Peters, Lars', 'was ziek, taak 2 ontbreekt'],
  ['Ploeg, Zoë van der', 607], ['Postma, Jesse', 598], ['Ramdin, Kiran', 624], ['Smit, Julia', 571],
  ['Veen, Guus van', 609], ['Veld, Noor in \'t', 617], ['Visser, Saar', 586], ['Vries, Sanne de', 612],
];

function rowOf([name, score]: (typeof classList)[number], index: number): GroupRow {
  if (typeof score === 'string') return { name, result: null, reason: score };
  const level = ['V', 'IV', 'III', 'II', 'I'][cutsOf(604).filter((cut) => score >= cut).length]!;
  const mark = index === 6 || index === 19 ? 'off-level' : index % 5 === 1 ? 'paper' : 'screen';
  return {
    name, result: { score, ...around(score), mark, scoreLabel: String(score), levelLabel: level },
  };
}

/** Group 5 at M5. */
export const groupFive: GroupChartData = {
  title: 'Groep 5, Rekenen-Wiskunde M5',
  description: '22 van de 24 leerlingen hebben een resultaat. Het gemiddelde van de groep is 606; landelijk '
    + 'is het 604.',
  bandKind: 'roman',
  cuts: cutsOf(604),
  mean: 604,
  groupMean: { score: 606, label: 'gemiddelde van de groep (606)' },
  rows: classList.map(rowOf),
  xLabel: 'vaardigheidsscore',
  intervalLabel,
  source,
};

/** Nobody has a result, and there is no norm. */
export const groupWithoutResults: GroupChartData = {
  ...groupFive,
  title: 'Plusgroep, Rekenen-Wiskunde M5',
  description: 'Er zijn nog geen resultaten.',
  cuts: null,
  mean: null,
  groupMean: null,
  rows: classList.slice(0, 3).map(([name]) => ({ name, result: null, reason: 'nog niet gemaakt' })),
};

/** How group 5 spreads over the levels. */
export const spreadOfGroupFive: DistributionChartData = {
  title: 'Verdeling van groep 5 over de niveaus, Rekenen-Wiskunde M5',
  description: 'Van 22 leerlingen hebben er 3 niveau V, 6 niveau IV, 4 niveau III, 6 niveau II en 3 niveau '
    + 'I. Landelijk is elk niveau 20 procent.',
  bandKind: 'roman',
  groupLabel: 'Groep 5 (22)',
  counts: [3, 6, 4, 6, 3],
  nationalLabel: 'Landelijk',
  nationalShares: [0.2, 0.2, 0.2, 0.2, 0.2],
  source,
};

/** A small group in letters, with empty bands and a very small one. */
export const spreadOfPlusGroup: DistributionChartData = {
  ...spreadOfGroupFive,
  title: 'Verdeling van de plusgroep over de niveaus, Rekenen-Wiskunde M5',
  description: 'Van 31 leerlingen heeft er 1 niveau C, 6 niveau B en 24 niveau A.',
  bandKind: 'letter',
  groupLabel: 'Plusgroep (31)',
  counts: [0, 0, 1, 6, 24],
  nationalShares: [0.1, 0.15, 0.25, 0.25, 0.25],
};
