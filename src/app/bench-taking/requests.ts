import { openPasses } from '../../taking/pass.ts';
import { secretsOf } from '../../platform/secrets/secrets.ts';
import type { DeliveryReceipt } from '../../taking/wire.ts';
import type { HttpLine } from './http-line.ts';
import type { WayBack } from './portal.ts';
import type { BenchRows, BenchSitting } from './rows.ts';

/** What pupils do on a test morning. */
export const kinds = ['answers', 'handIns', 'signIns'] as const;
export type Kind = typeof kinds[number];

/** Sends the next request of a kind and resolves once it was done as it should; throws when it was not. */
export type Ask = (line: HttpLine) => Promise<void>;

/** Makes requests until it runs out of pupils who can still do this. */
export interface Requests {
  /** The next request; null when nobody is left. */
  readonly next: Readonly<Record<Kind, () => Ask | null>>;
  addWaysBack(ways: readonly WayBack[]): void;
}

/** Makes the requests of the pupils of a database, with passes signed under the key of its nodes. */
export function makeRequests({ itemIds, answering, handingIn }: BenchRows, masterKey: string): Requests {
  const passes = openPasses(secretsOf(Buffer.from(masterKey, 'hex')));
  const devices = answering.map((sitting) => ({ pass: passes.issue(sitting), sequence: 0 }));
  const inHand = [...handingIn];
  const waysBack: WayBack[] = [];
  let turn = 0;
  return {
    addWaysBack: (ways) => void waysBack.push(...ways),
    next: {
      answers() {
        const device = devices[turn % devices.length]!;
        turn += 1;
        device.sequence += 1;
        const { sequence } = device;
        const itemId = itemIds[sequence % itemIds.length]!;
        const answer = { sequence, itemId, responses: { RESPONSE: String(turn) }, at: new Date().toISOString() };
        const body = JSON.stringify({ pass: device.pass, answers: [answer], position: 1, answered: 1 });
        return async (line) => {
          const { status, body: said } = await line.ask('POST', '/afname/antwoorden', body);
          const stored = status === 200 && (JSON.parse(said) as DeliveryReceipt).acknowledged[0] === sequence;
          if (!stored) throw notDone(status);
        };
      },
      handIns() {
        const sitting = inHand.pop();
        return sitting ? handInOf(sitting, passes.issue(sitting), itemIds.length) : null;
      },
      signIns() {
        const way = waysBack.pop();
        if (!way) return null;
        return async (line) => {
          const { status, headers } = await line.ask('GET', way.path, '', `cookie: ${way.cookie}\r\n`);
          if (status !== 303 || !/\r\nlocation: \/start/i.test(headers)) throw notDone(status);
        };
      },
    },
  };
}

function handInOf({ sittingId }: BenchSitting, pass: string, lastSequence: number): Ask {
  const body = JSON.stringify({ pass, lastSequence });
  return async (line) => {
    const { status } = await line.ask('POST', `/afname/${sittingId}/inleveren`, body);
    if (status !== 200) throw notDone(status);
  };
}

function notDone(status: number): Error {
  return new Error(`status ${status}`);
}
