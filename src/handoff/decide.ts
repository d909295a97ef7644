/* What is done about what a LAS says, one rule a code (exchange.md section 5). Pure: delivery.ts carries it
 * out, desk.ts stores it. */
import type { Fault } from '../exchange/uwlr/types.ts';
import { halves, type Part, type PartRow, type Suspicion } from './splitting.ts';
import type { OwnFaultCode } from './types.ts';

/** What came back on a message. */
export type Verdict =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'fault'; readonly fault: Fault }
  /** It sends us to another address, which is never followed: the message holds the key of the school. */
  | { readonly kind: 'moved' }
  /** Nobody knows whether it arrived, or it did not leave at all (`las-stopped`). */
  | { readonly kind: 'silent'; readonly code: OwnFaultCode };

/** What the LAS said, or that it said nothing, as it is stored. */
export interface StoredFault {
  readonly code: string;
  readonly text: string;
}

/** What is done, and what else the answer says. */
export type Decision = Reaction & {
  /** Whether the LAS may have taken the results all the same. */
  readonly mayHold: boolean;
  /** Whether it tripped (`InterneFout`); null when it said nothing. */
  readonly internalFault: boolean | null;
};

type Reaction =
  | { readonly kind: 'delivered' }
  /** These results wait for their time. `goOn`: it is about these alone, the next part goes at once. */
  | { readonly kind: 'later'; readonly fault: StoredFault; readonly pauseSeconds: number; readonly goOn: boolean }
  | { readonly kind: 'refused'; readonly fault: StoredFault }
  /** The same results go at once, otherwise: divided, with a later time of making, or in another version. */
  | { readonly kind: 'again'; readonly parts: readonly Part[]; readonly xsdVersion: string | null }
  /** Nothing of this school goes until somebody acts. */
  | { readonly kind: 'stopped'; readonly fault: StoredFault };

/** The message that it is about. */
export interface SentMessage {
  readonly rows: readonly PartRow[];
  /** How often the row that was tried most went out since it was put in the queue, this time included. */
  readonly tries: number;
  /** To how many messages in a row, before this one, the LAS answered `InterneFout`; of the row with the most. */
  readonly internalFaults: number;
  readonly postdated: boolean;
  /** The version that it was written in, and those that this LAS may want. */
  readonly xsdVersion: string;
  readonly versions: readonly string[];
}

/** What happened before in the same delivery. */
export interface DeliverySoFar {
  /** Whether the LAS took a message. */
  readonly lasTakes: boolean;
  readonly triedVersions: readonly string[];
}

/**
 * Decides what is done about an answer. Every code of UWLR has its reaction: wait and go again with the same
 * keys; find the one pupil, test or result and let the rest go; try another version or a later time of making
 * once; or stop, because only a person can mend it.
 */
export function decide(message: SentMessage, verdict: Verdict, soFar: DeliverySoFar): Decision {
  return { ...react(message, verdict, soFar), mayHold: mayHold(verdict), internalFault: internalFault(verdict) };
}

function internalFault(verdict: Verdict): boolean | null {
  if (verdict.kind === 'silent') return null;
  return verdict.kind === 'fault' && verdict.fault.code === 'InterneFout';
}

/** A refusal tells that it was not taken; a LAS that breaks, or an answer that is lost, tells nothing. */
function mayHold(verdict: Verdict): boolean {
  switch (verdict.kind) {
    case 'accepted': return true;
    case 'moved': return false;
    case 'silent': return verdict.code !== 'las-stopped';
    case 'fault': return verdict.fault.side === 'server' && verdict.fault.code !== 'TijdelijkNietBeschikbaar';
  }
}

function react(message: SentMessage, verdict: Verdict, soFar: DeliverySoFar): Reaction {
  if (verdict.kind === 'accepted') return { kind: 'delivered' };
  if (verdict.kind === 'moved') return { kind: 'stopped', fault: ownFault('address-moved') };
  if (verdict.kind === 'silent') return later(message, ownFault(verdict.code));
  const fault = storedFault(verdict.fault);
  const suspicion = suspicionOf(verdict.fault, message.internalFaults);
  if (suspicion) return divide(message, fault, suspicion, soFar);
  if (verdict.fault.retryable) return later(message, fault);
  return otherwise(message, verdict.fault, soFar) ?? { kind: 'stopped', fault };
}

/** Codes about something in the message, and what that is. */
const suspicions: ReadonlyMap<string, Suspicion> = new Map([
  ['LeerlingOngeldig', 'pupil'],
  ['ScoreOngeldig', 'result'],
  ['EldResultaatOngeldig', 'result'],
  ['ToetsNormeringOngeldig', 'test'],
  ['VocabulaireTermOngeldig', 'test'],
]);

/** Those codes. */
export const suspectCodes: readonly string[] = [...suspicions.keys()];

/**
 * After how many answers `InterneFout` in a row a LAS is taken to trip over something in the message: it may
 * be down for a moment, but then it says nothing or TijdelijkNietBeschikbaar before long.
 */
const internalFaultsMin = 3;

/** What in the message is wrong; null when it is not about something in it.
 * @param internalFaults how many came before this one */
export function suspicionOf({ code }: Fault, internalFaults: number): Suspicion | null {
  if (code === 'InterneFout') return internalFaults + 1 >= internalFaultsMin ? 'result' : null;
  return suspicions.get(code) ?? null;
}

function divide(
  message: SentMessage, fault: StoredFault, suspicion: Suspicion, { lasTakes }: DeliverySoFar,
): Reaction {
  const divided = halves(message.rows, suspicion);
  if (divided) return { kind: 'again', parts: divided, xsdVersion: null };
  // A LAS that trips over everything is ill itself: nothing is refused for that.
  if (fault.code === 'InterneFout' && !lasTakes) return later(message, fault, true);
  return { kind: 'refused', fault };
}

/** The codes after which the same results may go in another form, once. */
function otherwise(message: SentMessage, { code }: Fault, { triedVersions }: DeliverySoFar): Reaction | null {
  const again = (postdated: boolean, xsdVersion: string | null): Reaction => ({
    kind: 'again', xsdVersion, parts: [{ rows: message.rows, postdated, afterTwin: null }],
  });
  if (code === 'XsdVersieOngeldig') {
    const next = message.versions.find((one) => one !== message.xsdVersion && !triedVersions.includes(one));
    return next === undefined ? null : again(message.postdated, next);
  }
  // No code says that the time of making is not later than one the LAS has seen; a LAS that was moved from
  // another machine, or that reads our time without its zone, may think so.
  return code === 'OngeldigBericht' && !message.postdated ? again(true, null) : null;
}

function later({ tries, internalFaults }: SentMessage, fault: StoredFault, goOn = false): Reaction {
  const times = fault.code === 'InterneFout' ? internalFaults + 1 : tries;
  return { kind: 'later', fault, pauseSeconds: pauseAfter(times), goOn };
}

const pauseSecondsMin = 30;
const pauseSecondsMax = 3600;

/**
 * How long results wait that a LAS did not take: half a minute, twice as long after each try, an hour at most.
 * @param tries at least 1
 * @returns seconds by the clock of the domain
 */
export function pauseAfter(tries: number): number {
  return Math.min(pauseSecondsMax, pauseSecondsMin * 2 ** (tries - 1));
}

/** What a LAS writes is for the screen of the school, and no longer than a screen can bear. */
const faultTextMax = 500;

function ownFault(code: OwnFaultCode): StoredFault {
  return { code, text: '' };
}

function storedFault({ code, wireCode, text }: Fault): StoredFault {
  return { code: code === 'unknown' ? wireCode : code, text: text.slice(0, faultTextMax) };
}
