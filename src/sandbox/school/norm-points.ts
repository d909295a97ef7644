/** Mean and standard deviation of a moment, in points of the synthetic scale `SYN-RW-3.0`. */
export interface NormPoint {
  readonly mean: number;
  readonly sd: number;
}

/** What the invented pupils of the whole country score, by moment. The sandbox is a stranger to the platform, so it has
 * its own copy of the published norm means; `history.test.ts` holds it against `content/norms.ts`. */
export const normMeans: ReadonlyMap<string, NormPoint> = new Map([
  ['M3', { mean: 530, sd: 42 }], ['E3', { mean: 556, sd: 41.5 }],
  ['M4', { mean: 581, sd: 41 }], ['E4', { mean: 605, sd: 40.5 }],
  ['M5', { mean: 628, sd: 40 }], ['E5', { mean: 650, sd: 39.5 }],
  ['M6', { mean: 671, sd: 39 }], ['E6', { mean: 691, sd: 38 }],
  ['M7', { mean: 710.5, sd: 37.5 }], ['E7', { mean: 729.5, sd: 36.5 }],
  ['M8', { mean: 747.5, sd: 35.5 }], ['E8', { mean: 764.5, sd: 34.5 }],
]);
