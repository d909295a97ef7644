/** Times of one thing that was measured, in milliseconds. */
export interface BenchFigure {
  readonly name: string;
  readonly median_ms: number;
  readonly fastest_ms: number;
  readonly slowest_ms: number;
  readonly runs: number;
  /** What was measured besides time, such as iterations. */
  readonly [more: string]: string | number;
}

/** Most memory that this process has held, in megabytes. */
export function peakMb(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}

/** Runs something several times. */
export function timed(name: string, runs: number, work: () => Readonly<Record<string, number>> | void): BenchFigure {
  const times: number[] = [];
  let more: Readonly<Record<string, number>> = {};
  for (let round = 0; round < runs; round += 1) {
    const from = performance.now();
    more = work() ?? {};
    times.push(performance.now() - from);
  }
  times.sort((left, right) => left - right);
  const shown = (value: number): number => Number(value.toPrecision(4));
  return {
    name, median_ms: shown(times[runs >> 1]!), fastest_ms: shown(times[0]!), slowest_ms: shown(times.at(-1)!),
    runs, ...more,
  };
}
