// How a school steps over: key and Basispoort, then the roster, then three days, then history and the results
// link. In: what the administrator enters and what Basispoort says. Out: a job that fetches the roster, and
// the day on which steps 2 and 3 open. Invariants: key and Basispoort come in either order; steps 2 and 3
// never open before step 1 is done; what was once done is never undone.
import type { PlainDate } from '../base/plain-date.ts';
import type { LasProfile } from '../exchange/uwlr/las-profile.ts';

/** Where a school stands: one row of `onboarding`. Null: has not happened. */
export interface Onboarding {
  readonly schoolId: string;
  readonly keyAcceptedAt: Date | null;
  readonly basispoortAcceptedAt: Date | null;
  readonly rosterStatus: 'none' | 'loading' | 'loaded' | 'failed';
  readonly rosterProgress: RosterProgress | null;
  readonly step1CompletedAt: Date | null;
  readonly instructionsDueAt: Date | null;
  readonly stepsOpenedAt: Date | null;
  readonly historyCompletedAt: Date | null;
  readonly resultsLinkAt: Date | null;
  /** When the roster is next fetched by itself; null as long as step 1 is not done. */
  readonly rosterDueAt: Date | null;
}

/** The phases of loading a roster, in their order. */
export const rosterPhases = ['asking', 'reading', 'checking', 'saving', 'done'] as const;

/** One of rosterPhases. */
export type RosterPhase = (typeof rosterPhases)[number];

/** How far the loading of the roster is, or what stopped it. */
export interface RosterProgress {
  readonly phase: RosterPhase;
  readonly pupils?: number;
  readonly groups?: number;
  readonly staff?: number;
  readonly fault?: RosterFault;
}

/** What stopped the loading: a code, who must act, and what to do, in Dutch sentences. */
export interface RosterFault {
  readonly code: string;
  /** What happened. */
  readonly text: string;
  /** Who must do what. */
  readonly remedy: string;
  /** Whether we try again by ourselves. */
  readonly retrying: boolean;
  /** The delivery that waits for a person, when that is what it waits for. */
  readonly deliveryId?: string;
}

/**
 * Our link with the school's administration system. The key lies in `keyCipher` and is opened for a call
 * only.
 */
export interface LasConnection {
  readonly connectionId: string;
  readonly lasName: string;
  /** Which supplier of the settings it is: our name, certificate and headers there. */
  readonly supplierCode: string;
  /** How this LAS wants to be spoken to. */
  readonly profile: LasProfile;
  readonly rosterUrl: string;
  /** Of the calls in steps (getrapt); null: this LAS has none. */
  readonly stagedUrl: string | null;
  readonly resultsUrl: string | null;
  readonly historyUrl: string | null;
  /** The version that this LAS took last, or the first to try. */
  readonly xsdVersion: string;
  readonly keyCipher: Uint8Array;
  readonly keyDigest: string;
  /** The last four characters: all of the key that is ever shown. */
  readonly keyHint: string;
  readonly createdAt: Date;
  readonly faultCode: string | null;
  readonly faultText: string | null;
  readonly faultAt: Date | null;
}

/** Our link with Basispoort for one site of the school. */
export interface BasispoortConnection {
  readonly institutionId: number;
  /** BRIN and site, `99XX00`. */
  readonly site: string;
  readonly requestedAt: Date;
  readonly grantedAt: Date | null;
  readonly revokedAt: Date | null;
  readonly accessListsAt: Date | null;
  /** The portal says that this school is no more. */
  readonly closedAt: Date | null;
}

/** Why a key was not taken. */
export type KeyRefusal =
  | 'key-empty'
  | 'key-too-long'
  | 'key-characters'
  | 'key-in-use'
  /** The LAS does not take it. */
  | 'key-refused'
  /** It opens a school with another BRIN, or another site of ours than was asked. */
  | 'key-other-school'
  | 'key-other-site'
  /** No such site, or no key of the school yet. */
  | 'site-unknown'
  | 'too-many-attempts'
  | 'no-agreement'
  | 'no-las'
  /** There are several, and this school's was not chosen. */
  | 'las-not-chosen';

/** Why Basispoort could not be asked. */
export type BasispoortRefusal =
  | 'no-agreement' | 'no-basispoort' | 'no-answer' | 'institution-not-found' | 'institution-in-use'
  | 'institution-ambiguous' | 'institution-merged' | 'institution-inactive';

/** Why history and the results link stay closed. */
export interface StepsClosed {
  readonly code: 'steps-closed';
  /** Null as long as step 1 is not done. */
  readonly opensOn: PlainDate | null;
}
