// The load generator in a process of its own. It does what it is told, one order after another.
import { runDevices, type DevicesOrder, type DevicesOutcome } from './devices.ts';
import { openLines } from './lines-open.ts';
import { runLoad, type LoadOrder, type LoadOutcome } from './load.ts';
import { openPortal, type Portal } from './portal.ts';
import { makeRequests, type Requests } from './requests.ts';
import type { BenchRows } from './rows.ts';

/** What the generator can be told. */
export type LoadWord =
  | { readonly kind: 'open'; readonly rows: BenchRows; readonly masterKey: string }
  | { readonly kind: 'send-away'; readonly port: number; readonly count: number }
  | { readonly kind: 'load'; readonly order: LoadOrder }
  | { readonly kind: 'lines'; readonly port: number; readonly count: number }
  | { readonly kind: 'devices'; readonly order: DevicesOrder }
  | { readonly kind: 'stop-devices' };

/** What it answers to each of them. */
export type LoadAnswer =
  | { readonly kind: 'opened'; readonly issuer: string }
  | { readonly kind: 'sent-away'; readonly perSecond: number }
  | { readonly kind: 'loaded'; readonly outcome: LoadOutcome }
  | { readonly kind: 'lines-open' }
  | { readonly kind: 'devices-done'; readonly outcome: DevicesOutcome }
  | { readonly kind: 'stopping' };

let rows: BenchRows = { itemIds: [], answering: [], handingIn: [] };
let masterKey = '';
let requests: Requests | null = null;
let portal: Portal | null = null;
const devices = new AbortController();

process.on('message', (word: LoadWord) => {
  void answerTo(word).then((answer) => process.send?.(answer));
});

async function answerTo(word: LoadWord): Promise<LoadAnswer> {
  switch (word.kind) {
    case 'open':
      ({ rows, masterKey } = word);
      requests = makeRequests(rows, masterKey);
      portal = await openPortal();
      return { kind: 'opened', issuer: portal.issuer };
    case 'send-away': {
      const from = performance.now();
      const pupils = Array.from({ length: word.count }, (_, nth) => rows.answering[nth % rows.answering.length]!);
      requests!.addWaysBack(await portal!.sendAway(word.port, pupils));
      return { kind: 'sent-away', perSecond: Math.round(word.count / ((performance.now() - from) / 1000)) };
    }
    case 'load':
      return { kind: 'loaded', outcome: await runLoad(requests!, word.order) };
    case 'lines':
      await openLines(word.port, masterKey, rows.answering.slice(0, word.count));
      return { kind: 'lines-open' };
    case 'devices':
      return { kind: 'devices-done', outcome: await runDevices(rows, masterKey, word.order, devices.signal) };
    case 'stop-devices':
      devices.abort();
      return { kind: 'stopping' };
  }
}
