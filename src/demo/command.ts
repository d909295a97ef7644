import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { readFlags } from '../app/arguments.ts';
import { EXIT } from '../app/exit.ts';
import { type Running, startPlatform } from '../app/running.ts';
import { readConfig } from '../platform/config.ts';
import { stderrLog } from '../platform/log.ts';
import { schoolPlans } from '../sandbox/school/plans.ts';
import { runStages, type StageReport } from './stages.ts';
import { openWorld } from './world.ts';

/** `demo`: the main job of the product without a browser, in a folder of its own that is gone afterwards. */
export async function demoCommand(args: readonly string[]): Promise<number> {
  const flags = readFlags(args, { json: { type: 'boolean' } });
  if (!flags) return EXIT.wrongUsage;
  const say = (line: string) => void process[flags.json ? 'stderr' : 'stdout'].write(`${line}\n`);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'inbeeld-demo-'));
  try {
    const stages = await runDemo(folder, (stage) => say(lineOf(stage)));
    const ok = stages.every((stage) => stage.ok);
    if (flags.json) process.stdout.write(`${JSON.stringify({ ok, stages }, null, 2)}\n`);
    else say(summaryOf(stages, ok));
    return ok ? EXIT.fine : EXIT.refused;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Starts a platform with its sandbox in a folder and walks the first invented school through every stage. */
export async function runDemo(
  folder: string, onStage: (stage: StageReport) => void = () => undefined,
): Promise<readonly StageReport[]> {
  const [plan] = schoolPlans;
  if (!plan) throw new Error('the sandbox has no school');
  const running = await startDemoPlatform(folder);
  try {
    return await runStages(openWorld(running, plan), onStage);
  } finally {
    await running.close();
  }
}

/** Always the embedded database and free ports, whatever the environment says. */
async function startDemoPlatform(folder: string): Promise<Running> {
  const config = readConfig({}, { port: await freePort(), dataFolder: folder });
  const started = await startPlatform(config, { sandbox: true, log: stderrLog });
  if (!started.ok) throw new Error(started.refusal);
  return started.value;
}

/** A port that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function lineOf({ name, ok, counts, ms, message }: StageReport): string {
  const numbers = Object.entries(counts).map(([what, count]) => `${what} ${count}`).join(', ');
  const time = `${String(Math.round(ms)).padStart(6)} ms`;
  return [ok ? 'ok  ' : 'FOUT', name.padEnd(10), time, numbers, message ?? ''].join('  ').trimEnd();
}

function summaryOf(stages: readonly StageReport[], ok: boolean): string {
  const seconds = stages.reduce((sum, { ms }) => sum + ms, 0) / 1000;
  const held = stages.filter((stage) => stage.ok).length;
  const verdict = ok ? 'De hele weg klopt' : 'De weg klopt niet';
  return `\n${verdict}: ${held} van ${stages.length} stappen in ${seconds.toFixed(1)} s. `
    + 'Verzonnen school, synthetische opgaven en normen, niet van Cito.';
}
