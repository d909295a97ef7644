// Results from before: what a school's administration, or a program on its own computer, still knows of
// earlier tests. In: the files of docs/history-file.md: UWLR-shaped, OSO dossiers or CSV. Out: results with
// origin `migrated` or `typed-in`, through ability. Invariants: every record that was read is kept with what
// became of it, and read = taken + duplicate + refused + waiting, always; names and birth dates stand here only
// as long as a person has to say who it was.
import type { PlainDate } from '../base/plain-date.ts';
import type { Finding } from '../base/findings.ts';
import type { Subject } from '../content/types.ts';
import { defineJob } from '../platform/jobs/jobs.ts';

/** Fetch the old results of one site from the LAS; tried for about an hour when the LAS is down. */
export const historyWantedJob = defineJob<{ schoolId: string; deliveryId: string }>('history.fetch',
  { retries: 8, retryDelaySeconds: 10 });

/** The old results of a file, and what was wrong with it. Use the records only if no finding blocks. */
export interface HistoryReading {
  readonly records: readonly HistoryRecord[];
  readonly findings: readonly Finding[];
}

/** One old result as it was read; what is null was absent or unreadable. */
export interface HistoryRecord {
  /** From 1, in the order of the file. */
  readonly recordNo: number;
  /** Line of a file; null for a message. */
  readonly line: number | null;
  readonly pupil: SourcePupil;
  /** `resultaat/@key`: the source's own, the same for ever. A CSV file and a dossier have none. */
  readonly sourceKey: string | null;
  readonly origin: 'migrated' | 'typed-in';
  /** As the file says it, and as we know it. */
  readonly subjectText: string | null;
  readonly subject: Subject | null;
  /** Moment of the test, `M5`; may be one that we do not know. */
  readonly momentText: string | null;
  /** `3.0 (synthetisch)`, `2.0`, ... */
  readonly generation: string | null;
  readonly takenOn: PlainDate | null;
  /** The pupil's year group then; null where the source does not know it any more. */
  readonly yearGroup: number | null;
  /** Vaardigheidsscore, in points of the scale. */
  readonly score: number | null;
  /** Null: the scale of that subject and generation. */
  readonly scaleCode: string | null;
  /** 90 %, in points of the scale. */
  readonly interval: { readonly low: number; readonly high: number } | null;
  readonly correctCount: number | null;
  readonly itemCount: number | null;
  /** As delivered and never used: levels are computed anew from the norms. */
  readonly references: readonly string[];
}

/** How a pupil stands in an old file. */
export interface SourcePupil {
  /** Key of the pupil in the LAS. */
  readonly key: string | null;
  /** Null in a UWLR-shaped file, which has keys only. */
  readonly person: SourcePerson | null;
}

/** Name and birth date as a file has them. */
export interface SourcePerson {
  readonly lastName: string;
  readonly prefix: string | null;
  readonly callName: string;
  /** Null where the file does not say: then nobody is recognised without a person. */
  readonly birthDate: PlainDate | null;
}

/** What became of a record. */
export type RecordStatus = 'taken' | 'duplicate' | 'refused' | 'waiting';

/** Why a record is not taken, for ever. */
export type RefusalReason =
  /** Something is missing without which a result means nothing: test, day or score. */
  | 'incomplete'
  /** Of an older generation (2.0): its scores cannot be compared. */
  | 'older-generation'
  /** Of another generation or publisher than the tests we know. */
  | 'foreign-generation'
  | 'future-date'
  /** Outside what the scale can give. */
  | 'implausible-score'
  /** The pupil was not in group 3 to 8. */
  | 'year-group-outside'
  /** Typed in by hand, and not brought by the link with the LAS (design decision 8). */
  | 'typed-in-needs-link'
  /** A person said: none of our pupils. */
  | 'left-out'
  /** Two sources contradict each other, and a person chose the other. */
  | 'other-chosen';

/** What has to be known before a record can be taken. */
export type WaitingReason =
  /** Nobody in the roster looks like this pupil. */
  | 'no-candidate'
  /** Several pupils fit equally well. */
  | 'several-candidates'
  /**
   * Somebody is like it, but not the same: an initial, a day and month that changed places, another spelling.
   */
  | 'similar-candidate'
  /** The key is of a pupil with another name and another birth date. */
  | 'key-contradicts'
  /** A person took back how it was matched. */
  | 'taken-back'
  | 'needs-year-group'
  /** Another source has another score for the same test of the same days. */
  | 'conflict'
  /** A 3.0 test that our catalogue lacks: we have to say something, not the school. */
  | 'unknown-test';

/** Waiting reasons that ask who the pupil is. */
export const whoReasons: ReadonlySet<string> = new Set<WaitingReason>([
  'no-candidate', 'several-candidates', 'similar-candidate', 'key-contradicts', 'taken-back',
]);

/** What is wrong with a record, or with the way to its pupil. */
export type ReasonCode = RefusalReason | WaitingReason;

/** Which way a delivery came: over the link with the LAS, or as a file that a person chose. */
export type DeliveryKind = 'history-uwlr' | 'history-uwlr-file' | 'history-csv' | 'history-oso';

/** What the page shows of one delivery; read = taken + duplicate + refused + waiting. */
export interface HistoryDelivery {
  readonly deliveryId: string;
  readonly kind: DeliveryKind;
  /** `preview`: read and judged, nothing taken yet. */
  readonly status: 'received' | 'preview' | 'accepted' | 'refused' | 'waiting';
  readonly receivedAt: Date;
  /** BRIN and site, of what came over the link. */
  readonly site: string | null;
  readonly findings: readonly {
    readonly message: string;
    readonly blocks: boolean;
    readonly line: number | null;
  }[];
  /** Of a preview: what would become of its records. */
  readonly counts: OutcomeCounts;
  readonly typedIn: number;
  readonly reasons: readonly ReasonCount[];
}

/** How many records of a delivery share a reason. */
export interface ReasonCount {
  readonly status: RecordStatus;
  readonly reason: ReasonCode;
  readonly count: number;
}

/** Records by what became of them. */
export interface OutcomeCounts {
  readonly read: number;
  readonly taken: number;
  readonly duplicate: number;
  readonly refused: number;
  readonly waiting: number;
}
