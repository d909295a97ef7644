import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Type } from 'typebox';
import { assetRoutes } from '../../src/app/asset-routes.ts';
import { buildPlayerWhenStale } from '../../src/app/player-bundle.ts';
import { stripAnswers } from '../../src/exchange/qti/strip.ts';
import { asSent } from '../../src/platform/http/as-sent.ts';
import { defaultAccommodations, type Accommodations } from '../../src/planning/accommodations.ts';
import { createServer, type Server } from '../../src/platform/http/server.ts';
import { silentLog } from '../../src/platform/log.ts';
import { secretsOf } from '../../src/platform/secrets/secrets.ts';
import type { Platform } from '../../src/platform/platform.ts';
import { playerPage } from '../../src/taking/pages.tsx';
import { openParcel, parcelAddress, parcelKey } from '../../src/taking/parcel.ts';
import {
  AnswersDelivery, HandInDelivery, HelpMessage, ParcelMessage,
  type ItemAnswers, type LineEvent, type SentAnswer, type SittingState, type Task, type TaskItem,
} from '../../src/taking/wire.ts';

/** What a test wants in a task. */
export type GivenTask = Partial<Omit<Task, 'accommodations'>> & { readonly accommodations?: Partial<Accommodations> };

/** One taak on a server without a database, for journeys about the player itself: it says what a test wants it to say,
 * and shows what it was told. */
export interface PlayerServer {
  readonly url: string;
  /** Address of the page of the taak. */
  readonly address: string;
  /** What every load gets besides the items. */
  task: GivenTask;
  /** What is told with each receipt to the newest device. */
  state: SittingState;
  /** Breaks every connection. */
  down: boolean;
  /** Answers are stored and acknowledged when this is over. */
  held: Promise<void>;
  readonly answers: readonly (SentAnswer & { readonly epoch: number })[];
  /** The answers that count, by item. */
  final(): ReadonlyMap<string, ItemAnswers>;
  readonly handIns: number;
  readonly parcels: number;
  readonly told: readonly string[];
  /** Devices that have the line open. */
  readonly lines: number;
  /** Says something over every open line. */
  tell(event: LineEvent): void;
  close(): Promise<void>;
}

/** Items of the examples of `exchange/qti`, one a file name, as a pupil may have them. */
export function exampleItems(...names: readonly string[]): Promise<TaskItem[]> {
  const folder = path.resolve('src/exchange/qti/examples/valid');
  return Promise.all(names.map(async (name, index) => ({
    id: `item-${index + 1}`, title: `Opgave ${index + 1}`,
    xml: stripAnswers(await readFile(path.join(folder, `${name}.xml`), 'utf8')),
  })));
}

const schoolId = '00000000-0000-4000-8000-00000000000a';
const sittingId = '00000000-0000-4000-8000-00000000000b';

class Bench implements PlayerServer {
  url = '';
  task: GivenTask = {};
  state: SittingState = 'open';
  down = false;
  held = Promise.resolve();
  answers: (SentAnswer & { epoch: number })[] = [];
  handIns = 0;
  parcels = 0;
  told: string[] = [];
  epoch = 0;
  readonly secrets = secretsOf(new Uint8Array(32).fill(9));
  readonly listeners = new Set<(event: LineEvent) => void>();
  readonly items: readonly TaskItem[];
  server: Server | undefined;

  constructor(items: readonly TaskItem[]) {
    this.items = items;
  }

  get address(): string {
    return `${this.url}/afname/${sittingId}`;
  }

  get lines(): number {
    return this.listeners.size;
  }

  final(): ReadonlyMap<string, ItemAnswers> {
    const counted = this.answers.toSorted((one, other) => one.epoch - other.epoch || one.sequence - other.sequence);
    return new Map(counted.map(({ itemId, responses }) => [itemId, responses]));
  }

  store(epoch: number, answers: readonly SentAnswer[]): void {
    for (const answer of answers) {
      const known = this.answers.some((other) => other.epoch === epoch && other.sequence === answer.sequence);
      if (!known) this.answers.push({ ...answer, epoch });
    }
  }

  load(): Task {
    this.epoch += 1;
    const owner = { schoolId, sittingId, epoch: this.epoch };
    const responses = Object.fromEntries(this.final());
    const { accommodations, ...task } = this.task;
    return {
      sittingId, title: 'Rekenen', pupilLabel: 'Noor', formLabel: 'synthetische opgaven, niet van Cito',
      partNo: 1, partCount: 3, paused: false, epoch: this.epoch, items: [...this.items], responses, state: 'open',
      position: Math.max(0, this.items.findIndex(({ id }) => !responses[id])), pass: `pas-${this.epoch}`,
      accommodations: { ...defaultAccommodations, ...accommodations },
      storageKey: parcelKey(this.secrets, owner).toString('base64url'), parcelAddress: parcelAddress(owner), ...task,
    };
  }

  tell(event: LineEvent): void {
    for (const listener of this.listeners) listener(event);
  }

  async close(): Promise<void> {
    this.server?.server.closeAllConnections();
    await this.server?.close();
  }
}

/** Starts such a server on a free port. */
export async function startPlayerServer(items: readonly TaskItem[], task: GivenTask = {}): Promise<PlayerServer> {
  const bench = new Bench(items);
  bench.task = task;
  const server = await createServer({
    log: silentLog, uploadBytesMax: 1000, renderError: ({ status }) => `<h1>fout ${status}</h1>`,
  });
  bench.server = server;
  // Only the name of the product is read.
  const platform = { config: { productName: 'Leerling in beeld' } } as Platform;
  assetRoutes(server, await buildPlayerWhenStale());
  server.get('/afname', async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(`<!doctype html><html lang="nl"><title>Mijn taken</title>
      <link rel="icon" href="data:,">
      <main><h1>Mijn taken</h1></main><script type="module" src="/assets/player/forward.js"></script>`));
  server.get('/afname/:id', async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(playerPage(platform, sittingId)));
  wire(server, bench);
  bench.url = await server.listen({ port: 0, host: '127.0.0.1' });
  return bench;
}

function wire(server: Server, bench: Bench): void {
  server.addHook('onRequest', async (request, reply) => {
    if (!bench.down) return;
    // What had arrived already must not be handled either.
    reply.hijack();
    request.raw.socket.destroy();
  });
  const epochOf = (pass: string): number => Number(pass.slice('pas-'.length));
  server.get('/afname/:id/taak', async (_request, reply) =>
    reply.header('cache-control', 'no-store').send(bench.load()));
  const delivered = { schema: { body: AnswersDelivery }, validatorCompiler: asSent };
  server.post('/afname/antwoorden', delivered, async ({ body: { pass, answers } }) => {
    await bench.held;
    bench.store(epochOf(pass), answers);
    const state = epochOf(pass) < bench.epoch ? 'other-device' : bench.state;
    return { acknowledged: answers.map(({ sequence }) => sequence), state };
  });
  server.post('/afname/nabezorgen', { schema: { body: ParcelMessage } }, async ({ body }, reply) => {
    const opened = openParcel(bench.secrets, body);
    if (!opened.ok) return reply.code(422).send({});
    bench.parcels += 1;
    bench.store(opened.value.epoch, opened.value.answers);
    return {};
  });
  server.post('/afname/:id/inleveren', { schema: { body: HandInDelivery } }, async () => {
    bench.handIns += 1;
    return { ok: true, next: { partNo: 2 } };
  });
  server.post('/afname/:id/hulp', { schema: { body: HelpMessage } }, async ({ body }, reply) => {
    bench.told.push(body.asks ? 'vraagt hulp' : 'geen hulp');
    return reply.code(204).send();
  });
  server.post('/afname/:id/weg', async (_request, reply) => {
    bench.told.push('weg');
    return reply.code(204).send();
  });
  server.get('/afname/:id/lijn', { schema: { querystring: Type.Object({ pass: Type.String() }) } },
    (request, reply) => {
      reply.hijack();
      reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      reply.raw.write(': hier\n\n');
      const listener = (event: LineEvent): void => void reply.raw.write(`event: ${event}\ndata: {}\n\n`);
      bench.listeners.add(listener);
      request.raw.on('close', () => bench.listeners.delete(listener));
    });
}
