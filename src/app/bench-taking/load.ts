import { HttpLine } from './http-line.ts';
import { kinds, type Ask, type Kind, type Requests } from './requests.ts';

/** How much to ask, and how. */
export interface LoadOrder {
  readonly ports: readonly number[];
  readonly seconds: number;
  /** How many times as often each kind is asked as the others. */
  readonly mix: Partial<Readonly<Record<Kind, number>>>;
  /** Lines that are busy all the time; or, with a rate, the most that may be. */
  readonly clients: number;
  /** Requests a second, whether the server keeps up or not; null: as many as it takes. */
  readonly perSecond: number | null;
}

/** What came of it. */
export interface LoadOutcome {
  readonly seconds: number;
  readonly failed: number;
  /** Times from when a request was due until its answer was there, in milliseconds, by kind. */
  readonly done: Readonly<Partial<Record<Kind, Times>>>;
}

/** A kind of request: how many were done, and how long they took. */
export interface Times {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** Asks as ordered. With a rate, a request that waits for a free line counts its waiting: nothing is left out. */
export async function runLoad(requests: Requests, order: LoadOrder): Promise<LoadOutcome> {
  const lines = Array.from({ length: order.clients }, (_, nth) => new HttpLine(order.ports[nth % order.ports.length]!));
  const times: Record<Kind, number[]> = { answers: [], handIns: [], signIns: [] };
  const pick = picker(order.mix);
  let failed = 0;
  const from = performance.now();
  const until = from + order.seconds * 1000;
  const ask = async (line: HttpLine, kind: Kind, request: Ask, due: number): Promise<void> => {
    try {
      await request(line);
      times[kind].push(performance.now() - due);
    } catch {
      failed += 1;
    }
  };
  if (order.perSecond === null) {
    await Promise.all(lines.map(async (line) => {
      while (performance.now() < until) {
        const kind = pick();
        const request = requests.next[kind]();
        if (!request) break;
        await ask(line, kind, request, performance.now());
      }
    }));
  } else {
    await atRate(lines, { perSecond: order.perSecond, from, until }, async (line, due) => {
      const kind = pick();
      const request = requests.next[kind]();
      if (request) await ask(line, kind, request, due);
    });
  }
  const seconds = (performance.now() - from) / 1000;
  for (const line of lines) line.close();
  const done = Object.fromEntries(kinds.filter((kind) => times[kind].length > 0)
    .map((kind) => [kind, timesOf(times[kind])]));
  return { seconds, failed, done };
}

async function atRate(
  lines: readonly HttpLine[], { perSecond, from, until }: { perSecond: number; from: number; until: number },
  work: (line: HttpLine, due: number) => Promise<void>,
): Promise<void> {
  const free = [...lines];
  let sent = 0;
  while (performance.now() < until || sent < Math.floor((perSecond * (until - from)) / 1000)) {
    const due = from + (sent * 1000) / perSecond;
    if (due > until) break;
    if (due <= performance.now() && free.length > 0) {
      const line = free.pop()!;
      sent += 1;
      void work(line, due).finally(() => free.push(line));
    } else {
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }
  while (free.length < lines.length) await new Promise((resolve) => setTimeout(resolve, 1));
}

/** Kinds in the ratio of a mix, evenly spread: the same every time. */
function picker(mix: LoadOrder['mix']): () => Kind {
  const owed = kinds.map((kind) => ({ kind, share: mix[kind] ?? 0, owed: 0 })).filter(({ share }) => share > 0);
  const total = owed.reduce((sum, { share }) => sum + share, 0);
  return () => {
    for (const each of owed) each.owed += each.share / total;
    const most = owed.reduce((best, each) => (each.owed > best.owed ? each : best));
    most.owed -= 1;
    return most.kind;
  };
}

function timesOf(values: number[]): Times {
  values.sort((a, b) => a - b);
  const at = (share: number): number => {
    const value = values[Math.min(values.length - 1, Math.floor(share * values.length))]!;
    return Math.round(value * 10) / 10;
  };
  return { count: values.length, p50: at(0.5), p99: at(0.99), max: at(1) };
}
