// The first page of everybody: what to do now. In: counts over every stage. Out: pages. Owns no table but the
// roles that a school appoints itself.

import type { StepFacts } from '../onboarding/rules.ts';
import type { WaitingCounts } from './waiting.ts';

/** Where a school stands, as far as its first pages tell. */
export interface SchoolState extends StepFacts {
  readonly schoolName: string;
  readonly agreementAcceptedAt: Date | null;
  /** What the LAS last answered that a person must act on; null when there is nothing. */
  readonly lasFaultCode: string | null;
  readonly lasFaultAt: Date | null;
  /** When the licence was cancelled. */
  readonly cancelledAt: Date | null;
}

/** What went wrong or waits on the way in and out; counts of the whole school. */
export interface Troubles extends WaitingCounts {
  /** Kinds of roster delivery (from the LAS, by file) of which the newest was refused. */
  readonly refusedRosters: number;
  /** The same of old results. */
  readonly refusedHistories: number;
  /** Sites under the school's BRIN that ordered by themselves, and wait for an answer. */
  readonly sitesAsked: number;
  readonly refusedResults: number;
  readonly waitingResults: number;
}

/**
 * How far a group is with the tests of this season; counts of pupils of year groups 3 to 8, each counted
 * once.
 */
export interface GroupProgress {
  /** Null on the row that counts all groups together. */
  readonly groupId: string | null;
  readonly name: string | null;
  readonly pupils: number;
  /** Without any planned test. */
  readonly unplanned: number;
  /** With a screen test that is not handed in. */
  readonly toTake: number;
  /** With a paper test whose scores are not entered. */
  readonly toEnter: number;
  readonly taken: number;
  /** Own results of this school year that the LAS has not taken; results, not pupils. */
  readonly notInLas: number;
}

/** A school as customer service sees it in a list. */
export interface ServiceSchool extends SchoolState {
  /** BRIN and site of six characters; several, with commas, when the school has several sites. */
  readonly sites: string;
}

/** A delivery as customer service sees it: no findings, no content. */
export interface ServiceDelivery {
  readonly deliveryId: string;
  readonly kind: 'roster-uwlr' | 'roster-edexml' | 'history-uwlr' | 'history-csv' | 'history-oso' | 'history-uwlr-file';
  readonly status: 'received' | 'preview' | 'accepted' | 'refused' | 'waiting' | 'unchanged' | 'undone';
  readonly receivedAt: Date;
  readonly counts: Readonly<Record<string, unknown>>;
}

/** Results on their way to the LAS, by state and fault. */
export interface ServiceResults {
  readonly status: 'waiting' | 'delivered' | 'refused' | 'superseded';
  readonly faultCode: string | null;
  readonly count: number;
  readonly lastAt: Date;
}

/** A mail as customer service sees it: that it was sent, never what is in it. */
export interface ServiceMail {
  readonly mailId: string;
  readonly kind: string;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
}
