import { EXIT } from './app/exit.ts';
import { WrongSetting } from './platform/wrong-setting.ts';

/** What `npm run -s inbeeld -- COMMAND` can do; each command is loaded only when it is asked for. */
const COMMANDS: Readonly<Record<string, Command>> = {
  serve: {
    use: 'serve [--sandbox] [--port N] [--data DIR]   het platform; met --sandbox ook de proefomgeving',
    run: async (args) => (await import('./app/serve.ts')).serveCommand(args),
  },
  sandbox: {
    use: 'sandbox [--port N] [--data DIR]             alleen de proefomgeving: LAS, Basispoort, postbakje',
    run: async (args) => (await import('./app/serve-sandbox.ts')).sandboxCommand(args),
  },
  demo: {
    use: 'demo [--json]                               de hele weg van een school, zonder browser',
    run: async (args) => (await import('./demo/command.ts')).demoCommand(args),
  },
  check: {
    use: 'check FILE... [--json] [--junit] [--sarif]  controleer EDEXML, UWLR, OSO of een CSV (- = invoer)',
    explains: true,
    run: async (args) => (await import('./exchange/check/command.ts')).checkCommand(args, await fileIo()),
  },
  conform: {
    use: 'conform ADRES --school BRIN ...             leg een UWLR-server langs de verwachte antwoorden',
    explains: true,
    run: async (args) => (await import('./conform/command.ts')).conformCommand(args, await fileIo()),
  },
  fuzz: {
    use: 'fuzz [--runs N] [--seed S] [--json]         beschadig alle voorbeelden en kijk hoe ze gelezen worden',
    run: async (args) => (await import('./exchange/fuzz/command.ts')).fuzzCommand(args, await fileIo()),
  },
  'qti-score': {
    use: 'qti-score ITEM.xml RESPONSES.json           scoor een QTI-item met zijn eigen response processing',
    run: async (args) => (await import('./exchange/qti/command.ts')).qtiScoreCommand(args, await fileIo()),
  },
  content: {
    use: 'content check|import|export PAKKET.zip      toetspakketten van QTI-items met ijking en normen',
    explains: true,
    run: async (args) => (await import('./app/content.ts')).contentCommand(args),
  },
  calibrate: {
    use: 'calibrate --responses F.csv [--json]        schat itemparameters uit gescoorde antwoorden',
    run: async (args) => (await import('./measurement/calibrate-command.ts')).calibrateCommand(args, await fileIo()),
  },
  scoretable: {
    use: 'scoretable --parameters P.json --method M   vaardigheid bij elke score',
    run: async (args) => (await import('./measurement/ability-command.ts')).scoreTableCommand(args, await fileIo()),
  },
  ability: {
    use: 'ability --parameters P.json --responses F   vaardigheid van elke persoon (--method mle|wle|eap)',
    run: async (args) => (await import('./measurement/ability-command.ts')).abilityCommand(args, await fileIo()),
  },
  itemfit: {
    use: 'itemfit --parameters P.json --responses F   waargenomen tegen verwacht per opgave',
    run: async (args) => (await import('./measurement/quality-commands.ts')).itemFitCommand(args, await fileIo()),
  },
  dif: {
    use: 'dif --responses F.csv --group KOLOM         werken opgaven in twee groepen anders',
    run: async (args) => (await import('./measurement/quality-commands.ts')).difCommand(args, await fileIo()),
  },
  plausible: {
    use: 'plausible --parameters P.json --responses F plausible values, met een seed',
    run: async (args) => (await import('./measurement/draw-commands.ts')).plausibleCommand(args, await fileIo()),
  },
  simulate: {
    use: 'simulate --parameters P.json --persons N    antwoorden van verzonnen personen',
    run: async (args) => (await import('./measurement/draw-commands.ts')).simulateCommand(args, await fileIo()),
  },
  recompute: {
    use: 'recompute [--school BRIN] [--json]          reken alle bewaarde resultaten na en toon verschillen',
    run: async (args) => (await import('./app/recompute.ts')).recomputeCommand(args),
  },
  bench: {
    use: 'bench NAAM                                  hoe snel en goed; zonder naam een lijst van namen',
    run: async (args) => (await import('./app/bench.ts')).benchCommand(args),
  },
  doctor: {
    use: 'doctor [--json]                             wat is ingesteld, bereikbaar en bijgewerkt',
    run: async (args) => (await import('./app/doctor.ts')).doctorCommand(args),
  },
  test: {
    use: 'test [FILE ...]                             alle controles, of alleen de genoemde testbestanden',
    run: async (args) => (await import('../tools/test.ts')).testCommand(args),
  },
};

interface Command {
  readonly use: string;
  /** Whether it tells more about its use by itself. */
  readonly explains?: true;
  readonly run: (args: readonly string[]) => Promise<number>;
}

async function fileIo() {
  return (await import('./app/file-io.ts')).fileIo;
}

function asksHelp(args: readonly string[]): boolean {
  return args.some((arg) => arg === '-h' || arg === '--help');
}

async function main([name = '', ...args]: readonly string[]): Promise<number> {
  const command = COMMANDS[name];
  if (!command) {
    const lines = Object.values(COMMANDS).map(({ use }) => `  ${use}`);
    const asked = name === 'help' || asksHelp([name]);
    const stream = asked ? process.stdout : process.stderr;
    stream.write(`Gebruik: npm run -s inbeeld -- OPDRACHT\n${lines.join('\n')}\n`);
    return asked ? EXIT.fine : EXIT.wrongUsage;
  }
  if (command.explains !== true && asksHelp(args)) {
    process.stdout.write(`Gebruik: npm run -s inbeeld -- ${command.use.replace(/ {2,}/, '\n  ')}\n`);
    return EXIT.fine;
  }
  return command.run(args);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof WrongSetting) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = EXIT.wrongUsage;
  } else {
    const words = error instanceof Error ? error.stack : String(error);
    process.stderr.write(`Dit is een fout in het programma zelf.\n${words}\n`);
    process.exitCode = EXIT.ourBug;
  }
}
