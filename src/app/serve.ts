import { readConfig } from '../platform/config.ts';
import { stderrLog } from '../platform/log.ts';
import { troubleWords } from '../platform/trouble.ts';
import { readFlags, readPort } from './arguments.ts';
import { EXIT } from './exit.ts';
import { type Running, startPlatform } from './running.ts';
import { settleSandbox, SETTLING_START } from '../demo/settle.ts';
import { untilStopped } from './until-stopped.ts';

const FLAGS = { sandbox: { type: 'boolean' }, port: { type: 'string' }, data: { type: 'string' } } as const;

/** `serve`: the platform until it is told to stop. */
export async function serveCommand(args: readonly string[]): Promise<number> {
  const flags = readFlags(args, FLAGS);
  const port = readPort(flags?.port);
  if (!flags || port === null) return EXIT.wrongUsage;
  const config = readConfig(process.env, {
    ...(port === undefined ? {} : { port }), ...(flags.data === undefined ? {} : { dataFolder: flags.data }),
  });
  const stopped = untilStopped();
  const sandbox = flags.sandbox ?? false;
  const started = await startPlatform(config, { sandbox, sandboxStart: SETTLING_START, log: stderrLog });
  if (!started.ok) {
    process.stderr.write(`${started.refusal}\n`);
    return EXIT.refused;
  }
  const running = started.value;
  process.stdout.write(`\n${config.productName} draait op ${config.publicUrl}\n`);
  // Ctrl-C may come while the invented schools are still being walked: what was done stands, the next start goes on.
  await Promise.race([stopped, running.sandbox ? welcome(running) : undefined]);
  await stopped;
  process.stdout.write('\nStoppen ...\n');
  await running.close();
  return process.exit(EXIT.fine);
}

async function welcome(running: Running): Promise<void> {
  const { publicUrl } = running.platform.config;
  process.stdout.write(`De oefenomgeving staat op ${publicUrl}/sandbox\n`);
  const settled = await settleSandbox(running, (line) => process.stdout.write(`${line}\n`)).catch((error: unknown) =>
    `\nDe voorbeeldscholen zijn niet klaar geworden (${troubleWords(error)}); een volgende start gaat verder.\n`);
  const people = running.sandbox?.seededPeople() ?? [];
  const width = Math.max(0, ...people.map(({ name }) => name.length));
  process.stdout.write(`\nWie kan inloggen, via ${publicUrl}/sandbox/basispoort (zonder wachtwoord):\n`);
  for (const [school, members] of Map.groupBy(people, (person) => `${person.school} (${person.schoolCode})`)) {
    process.stdout.write(`  ${school}\n`);
    for (const { name, role } of members) process.stdout.write(`    ${name.padEnd(width)}  ${role}\n`);
  }
  process.stdout.write(`${settled}\nStoppen: Ctrl-C\n`);
}
