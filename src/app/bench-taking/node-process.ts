// A node of the platform in a process of its own, that can be measured and killed. Told how by its first message.
import { readConfig } from '../../platform/config.ts';
import { openDoors } from '../../platform/database/tenancy.ts';
import { createServer } from '../../platform/http/server.ts';
import { newId } from '../../platform/ids.ts';
import { openJobs } from '../../platform/jobs/jobs.ts';
import { openLive } from '../../platform/live/live.ts';
import { silentLog } from '../../platform/log.ts';
import type { Platform } from '../../platform/platform.ts';
import { systemClock } from '../../platform/clock/clock.ts';
import { secretsOf } from '../../platform/secrets/secrets.ts';
import { AnswersDelivery } from '../../taking/wire.ts';
import { openDatabase } from '../open-database.ts';
import { startPlatform } from '../running.ts';
import { answerUnbatched } from './unbatched.ts';

/** How a node is to run. */
export interface NodeOrder {
  readonly environment: Readonly<Record<string, string>>;
  readonly port: number;
  readonly dataFolder: string;
  /** One answer a transaction, as it was before answers were batched: for comparison. */
  readonly unbatched: boolean;
}

/** What a node tells its starter. */
export type NodeWord =
  | { readonly kind: 'ready' }
  | { readonly kind: 'memory'; readonly rssBytes: number; readonly heapBytes: number };

const tell = (word: NodeWord): void => void process.send?.(word);

process.on('message', (message: NodeOrder | 'memory') => {
  if (message === 'memory') tellMemory();
  else void start(message);
});

async function start({ environment, port, dataFolder, unbatched }: NodeOrder): Promise<void> {
  const config = readConfig(environment, { port, dataFolder });
  if (unbatched) {
    await startUnbatched(config);
  } else {
    const started = await startPlatform(config, { sandbox: false, log: silentLog });
    if (!started.ok) throw new Error(started.refusal);
  }
  tell({ kind: 'ready' });
}

async function startUnbatched(config: ReturnType<typeof readConfig>): Promise<void> {
  const database = await openDatabase(config);
  if (!database.ok) throw new Error(database.refusal);
  const platform: Platform = {
    config, database: database.value, doors: openDoors(database.value), clock: systemClock, newId, log: silentLog,
    jobs: openJobs(database.value, silentLog), live: openLive(database.value, silentLog),
    secrets: secretsOf(Buffer.from(config.masterKey ?? '', 'hex')),
  };
  const server = await createServer({ log: silentLog, uploadBytesMax: 1, renderError: ({ status }) => String(status) });
  const answer = answerUnbatched(platform);
  server.post('/afname/antwoorden', { schema: { body: AnswersDelivery } }, (request) => answer(request.body));
  await server.listen({ port: config.port, host: '127.0.0.1' });
}

/** Collected first: what is measured is what is kept. */
function tellMemory(): void {
  for (let times = 0; times < 3; times += 1) globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  tell({ kind: 'memory', rssBytes: rss, heapBytes: heapUsed });
}
