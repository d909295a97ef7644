import type { FastifyReply } from 'fastify';
import type { ServerResponse } from 'node:http';
import type { Server } from './server.ts';

/** A page that stays open and is told what happens: server-sent events. */
export interface EventStream {
  /** Tells the page; data is JSON. Nothing happens once the page has gone. */
  send(event: string, data: object): void;
  /** Hangs up. A browser comes back by itself, unless the page closed its side. */
  end(): void;
}

/** What the owner of a stream wants to hear. */
export interface StreamEvents {
  /** The page went away, or `end` was called; once. */
  onClose(): void;
  /** Every half minute or so while the page is there. */
  onBeat?(): void;
}

/** The open pages of a node. */
export interface EventStreams {
  /** Answers with a stream instead of a page; the route returns nothing afterwards. */
  open(reply: FastifyReply, events: StreamEvents): EventStream;
  readonly count: number;
}

/** Seconds between two signs of life on a stream: proxies hang up on silence after a minute. */
const BEAT_SECONDS = 25;
/** Bytes that may wait for a page that reads nothing any more. */
const WAITING_BYTES_MAX = 65_536;
/** How soon a browser comes back, in milliseconds: spread, so that a node that starts is not met by a wave. */
const COME_BACK_MS = { min: 1000, spread: 4000 };

interface Open {
  readonly response: ServerResponse;
  readonly events: StreamEvents;
}

const streamsOfServers = new WeakMap<object, EventStreams>();

/**
 * The streams of a server, always the same ones. Tens of thousands may be open: one timer serves them all, a slice of
 * them each second, and of the request nothing is kept but its connection. Ask for it while routes are being added.
 */
export function eventStreams(server: Server): EventStreams {
  const known = streamsOfServers.get(server.server);
  if (known) return known;
  const made = makeStreams(server);
  streamsOfServers.set(server.server, made);
  return made;
}

function makeStreams(server: Server): EventStreams {
  const slices = Array.from({ length: BEAT_SECONDS }, () => new Set<Open>());
  let count = 0;
  let second = 0;
  let wheel: NodeJS.Timeout | undefined;

  function turn(): void {
    second = (second + 1) % BEAT_SECONDS;
    for (const open of slices[second]!) {
      write(open.response, ':\n\n');
      open.events.onBeat?.();
    }
  }
  // A server that closes waits for its connections, and these never end by themselves.
  server.addHook('preClose', async () => {
    clearInterval(wheel);
    for (const slice of slices) for (const { response } of slice) response.end();
  });
  return {
    get count() { return count; },
    open(reply, events) {
      reply.hijack();
      const response = reply.raw;
      response.writeHead(200, {
        ...reply.getHeaders() as Record<string, string>, 'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store', 'x-accel-buffering': 'no',
        // Nobody asks anything more over it: a server that stops need not wait for that.
        'connection': 'close',
      });
      const open: Open = { response, events };
      const slice = slices[Math.floor(Math.random() * BEAT_SECONDS)]!;
      slice.add(open);
      count += 1;
      wheel ??= setInterval(turn, 1000).unref();
      response.on('close', () => {
        slice.delete(open);
        count -= 1;
        events.onClose();
      });
      // A page that goes away while it is told something.
      response.on('error', () => undefined);
      response.write(`retry: ${COME_BACK_MS.min + Math.floor(Math.random() * COME_BACK_MS.spread)}\n\n`);
      return {
        send: (event, data) => write(response, `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
        end: () => void response.end(),
      };
    },
  };
}

function write(response: ServerResponse, text: string): void {
  if (response.writableEnded || response.destroyed) return;
  if (response.writableLength > WAITING_BYTES_MAX) response.destroy();
  else response.write(text);
}
