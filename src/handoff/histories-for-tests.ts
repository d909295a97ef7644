/* For tests: random histories of a school, its queue and a LAS to which everything happens that can happen, on a
 * world that is given: a model in memory (queue-model.ts) or the real store and a real LAS over HTTP. */
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { FaultCode } from '../exchange/uwlr/types.ts';
import { deliverQueue, type Desk } from './delivery.ts';
import type { SentMessage } from './decide.ts';

/** What a call to the LAS meets. `late`: no answer, and the message arrives when others went by. */
export type CallTrouble =
  | 'none' | 'lost-before' | 'lost-after' | 'late' | 'page-before' | 'page-after' | 'cut-after' | 'internal-after'
  | FaultCode;

/** What happens between two steps of a delivery. */
export type Between =
  /** The machine dies. */
  | { readonly do: 'die' }
  /** Another machine delivers, in turn, or because this one stood still for minutes. */
  | { readonly do: 'other-node'; readonly turnExpired: boolean }
  | PersonAct;

/** What people and time do. `which` counts the sittings so far, round and round. */
export type PersonAct =
  | { readonly do: 'make'; readonly pupil: number; readonly value: number }
  | { readonly do: 'correct' | 'withdraw'; readonly which: number; readonly value: number }
  /** Removes what stands on the list from the LAS, and says so. */
  | { readonly do: 'tick-off' }
  | { readonly do: 'resend' }
  | { readonly do: 'clock'; readonly seconds: number };

/** One event of a history. */
export type HistoryEvent =
  | PersonAct
  | {
    readonly do: 'deliver'; readonly calls: readonly CallTrouble[];
    readonly between: readonly { readonly step: number; readonly event: Between }[];
  }
  | { readonly do: 'forget' | 'learn'; readonly pupil: number }
  | { readonly do: 'arrive-late' | 'backup' | 'restore' | 'mend' };

/** A school, its queue and its LAS. */
export interface World<Message extends SentMessage> {
  /** A new sitting of a pupil; they are counted from 0. */
  make(pupil: number, value: number): Promise<void>;
  correct(sitting: number, value: number): Promise<void>;
  withdraw(sitting: number): Promise<void>;
  /** Everything of the period once more. */
  resend(): Promise<void>;
  /** A person says to have removed it from the LAS. */
  tickOff(sitting: number): Promise<void>;
  clock(seconds: number): void;
  readonly desk: Desk<Message>;
  /** A sender that died, or stood still, loses its turn. */
  expireTurn(): Promise<void>;
  /** The time of what waits has come. */
  endPauses(): Promise<void>;
  /** A person mended what stopped the link, and wants what was refused to go again. */
  mend(): Promise<void>;
  readonly las: WorldLas;
  /** Own results in force: value by sitting. */
  inForce(): Promise<ReadonlyMap<number, number>>;
  /** Sittings on the list of what a person has to remove from the LAS. */
  toRemove(): Promise<ReadonlySet<number>>;
  /** Results that are not in the LAS according to us. */
  unsettled(): Promise<number>;
}

/** The LAS of a world. */
export interface WorldLas {
  /** What the next calls meet. */
  troubles: readonly CallTrouble[];
  forget(pupil: number): void;
  learn(pupil: number): void;
  arriveLate(): Promise<void>;
  backup(): Promise<void>;
  restore(): Promise<void>;
  /** Somebody removes what it has of a sitting. */
  remove(sitting: number): Promise<void>;
  /** What it holds: value by sitting; a sitting that it has twice, or one that nobody made, is a key of its own. */
  holds(): Promise<ReadonlyMap<string, number>>;
}

class Died extends Error {}

/** Plays a history, lets everything calm down, and holds the law: the LAS has every result in force once, with
 * the value that it has now, and nothing else but what a person was told to remove. */
export async function playHistory<Message extends SentMessage>(
  world: World<Message>, events: readonly HistoryEvent[],
): Promise<void> {
  const player = { world, sittings: 0, restored: false };
  for (const event of events) await play(player, event);
  await calmDown(player);
  const [inForce, holds] = [await world.inForce(), await world.las.holds()];
  const toRemove = await world.toRemove();
  const extra = [...holds.keys()].filter((sitting) => !inForce.has(Number(sitting)));
  assert.deepEqual(extra.filter((sitting) => !toRemove.has(Number(sitting))), [],
    'the LAS holds what is not in force, and nobody was told to remove it');
  const wanted = [...inForce].map(([sitting, value]) => [String(sitting), value] as const);
  const held = wanted.map(([sitting]) => [sitting, holds.get(sitting) ?? null] as const);
  assert.deepEqual(held, wanted, 'the LAS misses a result, or holds an old value');
  assert.equal(await world.unsettled(), 0, 'everything in force is known to be in the LAS');
  for (const sitting of toRemove) assert.ok(!inForce.has(sitting), 'nobody removes what is in force');
}

interface Player<Message extends SentMessage> {
  readonly world: World<Message>;
  sittings: number;
  restored: boolean;
}

async function play<Message extends SentMessage>(player: Player<Message>, event: HistoryEvent): Promise<void> {
  const { las } = player.world;
  switch (event.do) {
    case 'deliver': return deliver(player, event.calls, event.between);
    case 'forget': return las.forget(event.pupil);
    case 'learn': return las.learn(event.pupil);
    case 'arrive-late': return las.arriveLate();
    case 'backup': return las.backup();
    case 'restore':
      player.restored = true;
      return las.restore();
    case 'mend': return player.world.mend();
    default: return act(player, event);
  }
}

async function act<Message extends SentMessage>(player: Player<Message>, event: PersonAct): Promise<void> {
  const { world, sittings } = player;
  switch (event.do) {
    case 'make':
      player.sittings += 1;
      return world.make(event.pupil, event.value);
    case 'correct': return sittings > 0 ? world.correct(event.which % sittings, event.value) : undefined;
    case 'withdraw': return sittings > 0 ? world.withdraw(event.which % sittings) : undefined;
    case 'tick-off': return tickOff(world);
    case 'resend': return world.resend();
    case 'clock': return world.clock(event.seconds);
  }
}

/** Nobody can know of what is late, nor of what comes back with a backup: here neither brings it back. */
async function tickOff<Message extends SentMessage>(world: World<Message>): Promise<void> {
  await world.las.arriveLate();
  for (const sitting of await world.toRemove()) {
    await world.las.remove(sitting);
    await world.tickOff(sitting);
  }
  await world.las.backup();
}

/** One delivery, with what happens between its steps. */
async function deliver<Message extends SentMessage>(
  player: Player<Message>, calls: readonly CallTrouble[],
  between: readonly { readonly step: number; readonly event: Between }[],
): Promise<void> {
  const { world } = player;
  world.las.troubles = calls;
  await world.endPauses();
  let step = 0;
  let tickedOff = false;
  const passing = async () => {
    step += 1;
    for (const { event } of between.filter((one) => one.step === step)) {
      // A machine that dies with what was ticked off while it was under way leaves nobody who knows of it.
      if (event.do === 'die' && tickedOff) continue;
      tickedOff ||= event.do === 'tick-off';
      await happen(player, event);
    }
  };
  const around = <Given extends readonly unknown[], Made>(work: (...given: Given) => Promise<Made>) =>
    async (...given: Given): Promise<Made> => {
      await passing();
      const made = await work(...given);
      await passing();
      return made;
    };
  const { prepare, send, settle } = world.desk;
  try {
    await deliverQueue({ prepare: around(prepare), send: around(send), settle: around(settle) });
  } catch (error) {
    if (!(error instanceof Died)) throw error;
    await world.expireTurn();
  }
}

async function happen<Message extends SentMessage>(player: Player<Message>, event: Between): Promise<void> {
  if (event.do === 'die') throw new Died();
  if (event.do !== 'other-node') return act(player, event);
  if (event.turnExpired) await player.world.expireTurn();
  await deliverQueue(player.world.desk);
}

/** Faults stop, the LAS knows everybody, a LAS that was put back gets the period again, and the queue runs dry. */
async function calmDown<Message extends SentMessage>(player: Player<Message>): Promise<void> {
  const { world, restored } = player;
  world.las.troubles = [];
  await world.las.arriveLate();
  for (const pupil of pupils) world.las.learn(pupil);
  await world.expireTurn();
  if (restored) await world.resend();
  for (let round = 0; round < 4; round += 1) {
    await world.mend();
    await world.endPauses();
    await deliverQueue(world.desk);
  }
}

/** The pupils of a world; their sites and groups differ. */
export const pupils: readonly number[] = [0, 1, 2, 3, 4, 5];

const codes: readonly FaultCode[] = [
  'OngeldigBericht', 'OngeldigeKlantIdentificatie', 'AutorisatieOngeldig', 'VocabulaireTermOngeldig',
  'XsdVersieOngeldig', 'LeerlingOngeldig', 'ToetsNormeringOngeldig', 'ScoreOngeldig', 'EldResultaatOngeldig',
  'InterneFout', 'TijdelijkNietBeschikbaar',
];
const anyTrouble: fc.Arbitrary<CallTrouble> = fc.oneof(
  { weight: 5, arbitrary: fc.constant('none') },
  {
    weight: 5,
    arbitrary: fc.constantFrom('lost-before', 'lost-after', 'late', 'page-before', 'page-after', 'cut-after',
      'internal-after'),
  },
  { weight: 3, arbitrary: fc.constantFrom(...codes) },
);
const anyPupil = fc.constantFrom(...pupils);
const anyValue = fc.integer({ min: 1, max: 24 });
const anyAct: fc.Arbitrary<PersonAct> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('make'), pupil: anyPupil, value: anyValue }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('correct' as const, 'correct' as const, 'withdraw' as const),
      which: fc.nat(9), value: anyValue,
    }),
  },
  { weight: 1, arbitrary: fc.constantFrom('resend', 'tick-off').map((what) => ({ do: what } as const)) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('clock'), seconds: fc.integer({ min: -90_000, max: 90_000 }) }) },
);
const anyBetween: fc.Arbitrary<Between> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ do: 'die' } as const) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('other-node'), turnExpired: fc.boolean() }) },
  { weight: 3, arbitrary: anyAct },
);
const anyDelivery: fc.Arbitrary<HistoryEvent> = fc.record({
  do: fc.constant('deliver'), calls: fc.array(anyTrouble, { maxLength: 6 }),
  between: fc.array(fc.record({ step: fc.integer({ min: 1, max: 14 }), event: anyBetween }), { maxLength: 3 }),
});

/** Any history. Corrections and withdrawals are as likely as new results. */
export const anyHistory: fc.Arbitrary<readonly HistoryEvent[]> = fc.array(fc.oneof(
  { weight: 6, arbitrary: anyAct },
  { weight: 6, arbitrary: anyDelivery },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('forget' as const, 'learn' as const), pupil: anyPupil }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('arrive-late', 'backup', 'restore', 'mend').map((what) => ({ do: what } as const)),
  },
), { minLength: 1, maxLength: 14 });

const one: HistoryEvent = { do: 'make', pupil: 0, value: 1 };
const withdrawal: PersonAct = { do: 'withdraw', which: 0, value: 1 };
const delivery = (
  calls: readonly CallTrouble[], between: readonly { readonly step: number; readonly event: Between }[] = [],
): HistoryEvent => ({ do: 'deliver', calls, between });

/** Shrunk histories in which the law was broken once: while this was written, or by breaking it on purpose. They
 * are played first. */
export const onceWrong: readonly (readonly [readonly HistoryEvent[]])[] = [
  // A message that stood still, and arrived after another machine was told that the LAS does not know the pupil.
  [[one, delivery(['LeerlingOngeldig'], [{ step: 2, event: { do: 'other-node', turnExpired: true } }]), withdrawal]],
  // A LAS that breaks for the third time, after it stored what came, while the result is withdrawn.
  [[
    one, delivery(['InterneFout']),
    delivery(['TijdelijkNietBeschikbaar'], [{ step: 1, event: { do: 'make', pupil: 5, value: 1 } }]),
    delivery(['internal-after'], [{ step: 2, event: { do: 'withdraw', which: 0, value: 1 } }]),
  ]],
  // Withdrawn while it is under way, and taken.
  [[one, delivery([], [{ step: 2, event: { do: 'withdraw', which: 0, value: 1 } }])]],
  // Withdrawn and ticked off while it is under way, and taken.
  [[one, delivery([], [{ step: 2, event: withdrawal }, { step: 2, event: { do: 'tick-off' } }])]],
  // The same, after everything was asked again.
  [[one, delivery([], [
    { step: 2, event: { do: 'resend' } }, { step: 2, event: withdrawal }, { step: 2, event: { do: 'tick-off' } },
  ])]],
  // Corrected while it is under way, by a machine that dies.
  [[one, delivery(['lost-after'], [
    { step: 3, event: { do: 'correct', which: 0, value: 2 } }, { step: 5, event: { do: 'die' } },
  ]), delivery(['late'])]],
  // Refused, and never tried again when a person wanted everything.
  [[one, delivery(['LeerlingOngeldig'])]],
  // A page instead of an answer, and no second try.
  [[one, delivery(['page-before']), delivery([])]],
  // A LAS that was put back.
  [[one, delivery([]), { do: 'backup' }, { do: 'correct', which: 0, value: 2 }, delivery([]), { do: 'restore' }]],
  // The same, and then a clock that goes back.
  [[{ do: 'backup' }, one, delivery([]), { do: 'restore' }, { do: 'clock', seconds: -90_000 }]],
];

/** At which of two sites a pupil is. */
export function siteOfPupil(pupil: number): number {
  return pupil % 2;
}
