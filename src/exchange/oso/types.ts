// The OSO dossier in our words: who the pupil is, where it went to school, and its test results. In: bytes,
// through read.ts. Out: dossiers, one by one. Invariant: of a BSN or onderwijsnummer nothing is kept, nor of
// anything that is no test result.
import type { Brin, SiteCode } from '../../base/brin.ts';
import type { PlainDate } from '../../base/plain-date.ts';
import type { SchoolYear } from '../../base/school-year.ts';
import type { OsoOutcome } from '../uwlr/types.ts';

/** One pupil's dossier, as far as we use it. */
export interface OsoDossier {
  readonly metadata: OsoMetadata;
  /** `overdrachtsoort`, code list 29: `overstapdossier`, `overdrachtbinnenbrin`, `swv-dossier`, ... */
  readonly kind: string | null;
  /** `huidigeschool`: where the dossier was made. Keys of a pupil mean something at that school only. */
  readonly school: { readonly brin: Brin | null; readonly site: SiteCode | null };
  /** The latest `schooljaar` of the school career; null without one. */
  readonly schoolYear: SchoolYear | null;
  readonly pupil: OsoPupil;
  readonly tests: readonly OsoTest[];
}

/** What a dossier says of itself. */
export interface OsoMetadata {
  /** `standaardversie`, such as `2019.1`. */
  readonly version: string | null;
  /** `deeldossier`, code list 33: `LAS`, `LVS`, `LASLVS` or `TIB`. */
  readonly part: string | null;
  readonly createdOn: PlainDate | null;
}

/** Who a dossier is about; enough to recognise the pupil, and no number of the state. */
export interface OsoPupil {
  /** `leerlingid`: the key in the LAS of the school that made the dossier. */
  readonly key: string | null;
  readonly lastName: string | null;
  readonly prefix: string | null;
  /** Call name; without one the first of the first names. */
  readonly callName: string | null;
  readonly birthDate: PlainDate | null;
}

/** One `toets`: a test that was taken, with its outcome. */
export interface OsoTest {
  /** `eldtoetscode`. */
  readonly code: string | null;
  /** `leergebied`. */
  readonly subject: string | null;
  readonly name: string | null;
  /** `toetsversie`. */
  readonly version: string | null;
  readonly takenOn: PlainDate | null;
  /** Code list 13: `0` to `8`, `11` to `16`, `S`, `P`; null when absent or not in it. */
  readonly yearGroup: string | null;
  readonly outcome: OsoOutcome | null;
  /** Outcomes of parts, such as a verbal scale. */
  readonly parts: readonly {
    readonly code: string | null;
    readonly name: string | null;
    readonly outcome: OsoOutcome | null;
  }[];
  /** 1-based line of the start tag. */
  readonly line: number | null;
}
