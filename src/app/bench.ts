import { EXIT } from './exit.ts';

/** The named benchmarks; each prints one JSON document. */
const benchmarks: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  measurement: async (args) => {
    const { fileIo } = await import('./file-io.ts');
    return (await import('../measurement/bench.ts')).benchCommand(['measurement', ...args], fileIo);
  },
  exchange: async (args) => (await import('./bench-exchange/command.ts')).benchExchangeCommand(args),
  taking: async (args) => (await import('./bench-taking/command.ts')).benchTakingCommand(args),
  advice: async (args) => (await import('../advice-bench/command.ts')).benchAdviceCommand(args),
  reports: async (args) => (await import('./bench-reports/command.ts')).benchReportsCommand(args),
  matching: async (args) => (await import('../matching-bench/command.ts')).benchMatchingCommand(args),
};

/** `inbeeld bench NAME`: runs a named benchmark. */
export async function benchCommand([name = '', ...args]: readonly string[]): Promise<number> {
  const benchmark = benchmarks[name];
  if (benchmark) return benchmark(args);
  process.stderr.write(`Gebruik: inbeeld bench ${Object.keys(benchmarks).join('|')}\n`);
  return EXIT.wrongUsage;
}
