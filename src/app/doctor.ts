import { readConfig, SETTINGS } from '../platform/config.ts';
import { readFlags } from './arguments.ts';
import { checkCertificate, checkLasCertificates } from './doctor/certificate.ts';
import { checkDatabase } from './doctor/database.ts';
import { checkDependencies, checkKey, checkNode, checkPlayer } from './doctor/installation.ts';
import { checkBasispoort, checkLas, checkMail, checkServer } from './doctor/reach.ts';
import { checkSettings, NOT_SET } from './doctor/settings.ts';
import type { Check } from './doctor/types.ts';
import { EXIT } from './exit.ts';

const FLAGS = { json: { type: 'boolean' }, data: { type: 'string' } } as const;

/** `doctor`: what is configured, reachable and out of date. Changes nothing and disturbs no running platform. */
export async function doctorCommand(args: readonly string[]): Promise<number> {
  const flags = readFlags(args, FLAGS);
  if (!flags) return EXIT.wrongUsage;
  const checks = await examine(process.env, flags.data);
  const ok = checks.every((check) => check.ok);
  process.stdout.write(flags.json ? `${JSON.stringify({ ok, checks }, null, 2)}\n` : inWords(checks));
  return ok ? EXIT.fine : EXIT.refused;
}

/**
 * Every check on these settings.
 * @param dataFolder of the command line, which wins
 */
export async function examine(
  environment: Parameters<typeof checkSettings>[0], dataFolder?: string,
): Promise<readonly Check[]> {
  const settings = checkSettings(environment);
  const installation = [checkNode(process.versions.node), checkDependencies(), await checkPlayer()];
  // What is set wrongly cannot be reached either: first things first.
  if (settings.some(({ ok }) => !ok)) return [...settings, ...installation];
  const config = readConfig(environment, dataFolder === undefined ? {} : { dataFolder });
  // Before the database: looking into a folder holds its lock for a moment, and a platform would be refused then.
  const [server, las, basispoort, mail] = await Promise.all([
    checkServer(config), checkLas(config.lasSuppliers), checkBasispoort(config.basispoort), checkMail(config),
  ]);
  return [
    ...settings, ...installation, checkKey(config), checkCertificate(config.basispoort, new Date()),
    ...checkLasCertificates(config.lasSuppliers, new Date()), ...await checkDatabase(config), server, ...las,
    ...basispoort, mail,
  ];
}

function inWords(checks: readonly Check[]): string {
  const told = checks.filter(({ name, detail }) => !(name in SETTINGS && detail === NOT_SET));
  const width = Math.max(...told.map(({ name }) => name.length));
  const lines = told.map(({ name, ok, detail }) => `${ok ? 'ok  ' : 'FOUT'} ${name.padEnd(width)}  ${detail}\n`);
  const wrong = checks.filter(({ ok }) => !ok).length;
  const summary = wrong === 0 ? 'Alles is in orde.' : `${wrong} van ${checks.length} controles vragen aandacht.`;
  const defaults = 'Andere instellingen hebben hun standaardwaarde; docs/running.md noemt ze alle.';
  return `${lines.join('')}\n${defaults}\n${summary}\n`;
}
