/* Putting somebody's UWLR server through its paces. Flows in: its addresses, a key and a school, from the command
 * line. Flows out: one result a case, for a report. Source of what is expected: exchange.md sections 2 to 5. */
import type { BrinSite } from '../base/brin.ts';
import type { SchoolYear } from '../base/school-year.ts';
import type { RosterDocument } from '../exchange/roster-document.ts';
import type { Authorisation } from '../exchange/uwlr/types.ts';
import type { ClientCertificate } from '../platform/las-suppliers.ts';
import type { Interpreted } from './interpret.ts';

/** Which server, and who we are to it. */
export interface Target {
  /** Leerlinggegevens, alles-in-een. */
  readonly rosterUrl: URL;
  /** Leerlinggegevens, getrapt; null: those cases are skipped. */
  readonly stagedUrl: URL | null;
  /** Leerresultaten; null: those cases are skipped. */
  readonly resultsUrl: URL | null;
  /** Secret: in no report. */
  readonly authorisation: Authorisation;
  readonly school: BrinSite;
  readonly schoolYear: SchoolYear;
  readonly version: string;
  readonly dataSetId: string | null;
  /** Whether cases that may leave a result behind are allowed. */
  readonly deliver: boolean;
  /** Bound of one call. */
  readonly timeoutMs: number;
  /** Beside ours, with every call; values may be secret. */
  readonly headers: Readonly<Record<string, string>>;
  readonly certificate: ClientCertificate | null;
  readonly now: Date;
}

/** One HTTP request. */
export interface Call {
  readonly url: URL;
  readonly method: 'POST' | 'GET';
  /** As it stands in the header, quotes included; null: no such header. */
  readonly soapAction: string | null;
  readonly contentType: string;
  /** Null with GET. */
  readonly body: string | null;
}

/** What earlier cases taught; later ones build on it, or are skipped when it is not there. */
export interface Facts {
  readonly roster: RosterDocument | null;
  readonly structure: RosterDocument | null;
  /** `aanmaakdatum` of the last delivery that was accepted. */
  readonly deliveredAt: Date | null;
  /** All answers so far. */
  readonly seen: readonly Seen[];
}

/** An answer with what it was to. */
export interface Seen {
  readonly caseId: string;
  readonly answer: Interpreted;
}

/** `must`: the standard says so, or nobody can work with it otherwise; `should`: it is wise. */
export type Weight = 'must' | 'should';

/** The chapters of a report, in its order. */
export type Chapter = 'roster' | 'http' | 'header' | 'fields' | 'version' | 'order' | 'staged' | 'results' | 'whole';

/** One thing that is expected of a server. */
export interface ConformCase {
  /** Stable: `header-absent`. */
  readonly id: string;
  readonly chapter: Chapter;
  readonly weight: Weight;
  /** What is tried, in Dutch. */
  readonly title: string;
  /** What should come, in Dutch. */
  readonly expected: string;
  /** What to send; a text is the reason to skip, null means that the case only looks at what came before. */
  readonly call: (target: Target, facts: Facts) => Call | string | null;
  readonly judge: (answer: Interpreted, target: Target, facts: Facts) => Verdict;
}

/** What a case came to. */
export interface Verdict {
  readonly passed: boolean;
  /** What came, in Dutch, when the answer itself does not say enough. */
  readonly came?: string;
  readonly learned?: Partial<Facts>;
}

/** The result of one case. */
export interface CaseResult {
  readonly id: string;
  readonly chapter: Chapter;
  readonly weight: Weight;
  readonly title: string;
  readonly expected: string;
  /** With the key and our names masked; null when nothing was sent. */
  readonly sent: SentCall | null;
  /** In Dutch; null when skipped. */
  readonly came: string | null;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** Why it was skipped. */
  readonly reason: string | null;
  readonly milliseconds: number;
}

/** A call as it may be shown. */
export interface SentCall {
  readonly method: string;
  readonly url: string;
  readonly soapAction: string | null;
  readonly body: string | null;
}
