// School administration to roster: receive, check, show what was found, take it or not. In: answers of a LAS
// over UWLR, EDEXML files of a person. Out: the roster, changed as a whole or not at all, and a delivery that
// tells what happened. Invariants: a delivery is kept whatever became of it, but for nights without news after
// thirty days; nothing blocked, foreign, older or doubtful in bulk is ever taken without a person; the last that
// changed something can be taken back to the last row; names lie in a delivery encrypted, for thirty days.
import type { Finding } from '../base/findings.ts';
import type { RosterDocument } from '../exchange/roster-document.ts';
import type { GuardReason } from '../roster/rules.ts';
import type { RosterSource } from '../roster/types.ts';

/**
 * What became of a delivery: looked at (preview), taken, not taken, waiting for a person, a fetch that brought
 * nothing new, or taken and taken back.
 */
export type DeliveryStatus =
  'received' | 'preview' | 'accepted' | 'refused' | 'waiting' | 'unchanged' | 'undone';

/** A roster delivery as the page of deliveries lists it: without the people in it. */
export interface RosterDelivery {
  readonly deliveryId: string;
  readonly kind: 'roster-uwlr' | 'roster-edexml';
  readonly status: DeliveryStatus;
  readonly receivedAt: Date;
  readonly receivedBy: string;
  /** Over the link: what the sites of one fetch have in common. Null for a file. */
  readonly fetchId: string | null;
  readonly site: string | null;
  readonly schoolYear: string | null;
  readonly documentCreatedAt: Date | null;
  readonly findings: readonly Finding[];
  readonly counts: DeliveryCounts;
  readonly acceptedAt: Date | null;
  readonly undoneAt: Date | null;
}

/** How much was in a delivery and what it changed for pupils; only what is known at that moment. */
export interface DeliveryCounts {
  readonly pupils?: number;
  readonly groups?: number;
  readonly staff?: number;
  readonly added?: number;
  readonly changed?: number;
  readonly moved?: number;
  readonly gone?: number;
  /** Of those changed: who had left and came back. */
  readonly returned?: number;
  readonly doubtful?: number;
  /** Taken back: people and groups that had to stay, inactive. */
  readonly stayed?: number;
  readonly guard?: GuardReason;
}

/** What came in, before anything was decided about it. */
export interface IncomingRoster {
  readonly source: RosterSource;
  readonly bytes: Uint8Array;
  /** BRIN and site that it should be of, `99XX00`; null: whatever site of the school it names. */
  readonly site: string | null;
  /** Null when it cannot be used at all. */
  readonly document: RosterDocument | null;
  readonly findings: readonly Finding[];
  /** Over the link: when we asked, and the digest of the key that we asked with. */
  readonly asked?: { readonly at: Date; readonly keyDigest: string };
}
