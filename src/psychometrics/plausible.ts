import { assert } from './assert.ts';
import type { Prior } from './eap.ts';
import type { ItemSet } from './irt.ts';
import { drawFrom, posteriorTable, tabulatePosterior } from './posterior-draws.ts';
import type { PosteriorTable } from './posterior-draws.ts';
import { estimatePopulation } from './population.ts';
import type { ScoredBooklet } from './population.ts';
import { seededRandom } from './random.ts';
import type { Random } from './random.ts';

/** Who took what: one entry a person in each array. */
export type ScoredPersons = {
  readonly booklets: readonly ItemSet[];
  /** Place of each person's booklet. */
  readonly booklet: Int32Array;
  /** Weighted score on it. */
  readonly score: Float64Array;
  /** Place of each person's population; all zero when there is one. */
  readonly population: Int32Array;
};

/** How values are drawn; the same seed gives the same values. */
export type PlausibleOptions = {
  readonly draws: number;
  readonly seed: string;
  /** Rounds before the first kept draw (10) and from one kept draw to the next (2). */
  readonly burnIn?: number;
  readonly between?: number;
};

/** Draws of every person's ability. For statistics on groups: compute on each draw, then average. Never an
 * ability of one pupil. */
export type PlausibleValues = {
  /** Draw after draw, each with all persons. */
  readonly values: Float64Array;
  /** The population behind each draw: draw after draw, each with all populations. */
  readonly populations: readonly (readonly Prior[])[];
};

/** Draws abilities from their posterior given score and population, with normal populations whose mean and
 * spread are drawn along (Gibbs), so that their uncertainty is in the values.
 * Source: Mislevy (1991), Psychometrika 56; Marsman, Maris, Bechger & Glas (2016), Psychometrika 81. */
export function drawPlausibleValues(persons: ScoredPersons, options: PlausibleOptions): PlausibleValues {
  const { draws, seed, burnIn = 10, between = 2 } = options;
  const count = persons.score.length;
  assert(draws >= 1, 'one draw at least');
  const random = seededRandom(seed);
  const { cells, cellOf, populations } = gather(persons);
  let priors = populations.map(({ booklets, n }, at) => {
    assert(n >= 3, `population ${at} has ${n} persons: too few to have a spread`);
    return estimatePopulation(booklets);
  });
  const tables = persons.booklets.map((set) => posteriorTable(set, priors));
  const room = new Float64Array(count);
  const values = new Float64Array(draws * count);
  const kept: Prior[][] = [];
  for (let round = 1; kept.length < draws; round += 1) {
    for (const cell of cells) {
      tabulatePosterior(tables[cell.booklet]!, cell.score, priors[cell.population]!, cell);
    }
    for (let person = 0; person < count; person += 1) {
      room[person] = drawFrom(cells[cellOf[person]!]!, tables[persons.booklet[person]!]!, random.uniform());
    }
    if (round > burnIn && (round - burnIn - 1) % between === 0) {
      values.set(room, kept.length * count);
      kept.push(priors);
    }
    priors = drawPopulations(room, persons.population, priors, random);
  }
  return { values, populations: kept };
}

/** Mean of a statistic over draws and its total variance: within draws, plus between them (Rubin 1987). */
export function combineDraws(
  estimates: readonly number[], variances: readonly number[],
): { readonly estimate: number; readonly se: number } {
  const m = estimates.length;
  assert(m >= 2 && variances.length === m, 'two draws at least, each with its variance');
  const estimate = estimates.reduce((sum, one) => sum + one, 0) / m;
  const between = estimates.reduce((sum, one) => sum + (one - estimate) ** 2, 0) / (m - 1);
  const within = variances.reduce((sum, one) => sum + one, 0) / m;
  return { estimate, se: Math.sqrt(within + (1 + 1 / m) * between) };
}

type Cell = PosteriorTable['cell'] & {
  readonly booklet: number; readonly score: number; readonly population: number; n: number;
};

/** Persons with the same booklet, score and population share one posterior. */
function gather({ booklets, booklet, score, population }: ScoredPersons): {
  cells: Cell[]; cellOf: Int32Array; populations: { booklets: ScoredBooklet[]; n: number }[];
} {
  const cells: Cell[] = [];
  const cellOf = new Int32Array(score.length);
  const found = new Map<string, number>();
  for (let person = 0; person < score.length; person += 1) {
    const set = booklets[booklet[person]!];
    assert(set, `row ${person} names booklet ${booklet[person]}, which is not there`);
    assert(score[person]! >= 0 && score[person]! <= set.maxScore * (1 + 1e-12),
      `row ${person}: score ${score[person]} does not fit a maximum of ${set.maxScore}`);
    const key = `${booklet[person]} ${population[person]} ${score[person]}`;
    let at = found.get(key);
    if (at === undefined) {
      at = cells.length;
      found.set(key, at);
      cells.push({
        booklet: booklet[person]!, score: score[person]!, population: population[person]!, n: 0, first: 0,
        cumulative: new Float64Array(0), count: 0,
      });
    }
    cells[at]!.n += 1;
    cellOf[person] = at;
  }
  const last = population.reduce((most, one) => Math.max(most, one), 0);
  const populations = Array.from({ length: last + 1 }, (_, at) => {
    const own = cells.filter((cell) => cell.population === at);
    return {
      n: own.reduce((sum, cell) => sum + cell.n, 0),
      booklets: booklets.flatMap((set, place) => {
        const here = own.filter((cell) => cell.booklet === place);
        if (here.length === 0) return [];
        return [{
          set, scores: Float64Array.from(here, (cell) => cell.score),
          persons: Float64Array.from(here, (cell) => cell.n),
        }];
      }),
    };
  });
  return { cells, cellOf, populations };
}

/** Means and spreads given the abilities: the variance as sum of squares over a chi-square, the mean normal
 * about theirs. */
function drawPopulations(
  thetas: Float64Array, population: Int32Array, priors: readonly Prior[], random: Random,
): Prior[] {
  const [counts, sums, squares] = [0, 1, 2].map(() => new Float64Array(priors.length)) as
    [Float64Array, Float64Array, Float64Array];
  for (let person = 0; person < thetas.length; person += 1) {
    const group = population[person]!;
    const distance = thetas[person]! - priors[group]!.mean;
    counts[group]! += 1;
    sums[group]! += distance;
    squares[group]! += distance * distance;
  }
  return priors.map((prior, group) => {
    const n = counts[group]!;
    const shift = sums[group]! / n;
    const sd = Math.sqrt((squares[group]! - n * shift * shift) / drawChiSquare(n - 1, random));
    return { mean: prior.mean + shift + (random.normal() * sd) / Math.sqrt(n), sd };
  });
}

/** Marsaglia & Tsang (2000), ACM TOMS 26, for two or more degrees of freedom. */
function drawChiSquare(df: number, random: Random): number {
  const d = df / 2 - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const z = random.normal();
    const v = (1 + c * z) ** 3;
    if (v > 0 && Math.log(1 - random.uniform()) < 0.5 * z * z + d * (1 - v + Math.log(v))) return 2 * d * v;
  }
}
