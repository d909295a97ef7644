/* The messages of UWLR 2.2 in our words. Both sides use them: the platform asks and delivers, a LAS answers.
 * Flows in: bytes, through the read-*.ts files. Flows out: bytes, through the write-*.ts files. Names on the
 * wire: wire.ts. */
import type { Brin, SiteCode } from '../../base/brin.ts';
import type { PlainDate } from '../../base/plain-date.ts';
import type { SchoolYear } from '../../base/school-year.ts';
import type { RosterDocument } from '../roster-document.ts';

/** The header that every request carries (exchange.md section 3). Secret: never logged, never in a
 * message. */
export interface Authorisation {
  /** Autorisatiesleutel: per school, handed to it by its LAS. */
  readonly schoolKey: string;
  /** Klantcode: per supplier of tests, issued by the LAS supplier. */
  readonly clientCode: string;
  /** Klantnaam, belongs to the code. */
  readonly clientName: string;
}

/** The school a message is about: by BRIN and site, or by the LAS's own key; never both. */
export type SchoolRef =
  | { readonly kind: 'brin'; readonly brin: Brin; readonly site: SiteCode }
  | { readonly kind: 'schoolKey'; readonly schoolKey: string };

/** Asks a LAS for its roster: whole (`all`) or in steps. */
export interface RosterRequest {
  readonly scope: RosterScope;
  readonly school: SchoolRef;
  readonly schoolYear: SchoolYear;
  /** `2.2`, or what the connection is set to. */
  readonly xsdVersion: string;
  /** Names an agreed data set (`gegevenssetid`), for the LASes that want it. */
  readonly dataSetId: string | null;
  /** Only changes after this instant interest us; null asks for the data in any case. */
  readonly lastReceivedAt: Date | null;
  /** With scope `pupils` and `staff` only, and then at least one. */
  readonly groups: readonly GroupRef[];
}

/** Which request: leerlinggegevens (all), structuur, leerlingen or leerkrachten. */
export type RosterScope = 'all' | 'structure' | 'pupils' | 'staff';

/** A group whose pupils or staff are asked for; key null means those in no such group. */
export interface GroupRef {
  readonly kind: 'group' | 'compositeGroup';
  readonly key: string | null;
}

/** What a LAS answers to a RosterRequest. With scope `structure` the document has no pupils and no staff, and
 * so on. */
export type RosterAnswer =
  | { readonly kind: 'roster'; readonly document: RosterDocument }
  /** Nothing changed since lastReceivedAt. */
  | { readonly kind: 'unchanged' }
  /** Nothing found; also the only answer of a school without pupils. */
  | { readonly kind: 'nothing' };

/** Results with the definitions of their tests, self-contained: what goes to a LAS, and what history comes
 * from. */
export interface ResultsDocument {
  readonly school: ResultsSchool;
  readonly administrations: readonly Administration[];
  /** Each testCode once; every result's testCode is here. */
  readonly tests: readonly TestDefinition[];
}

/** Whose results, and when the message was made. */
export interface ResultsSchool {
  readonly schoolYear: SchoolYear;
  readonly school: SchoolRef;
  /** Strictly later with each message to one LAS for one school; whole seconds. */
  readonly createdAt: Date;
  readonly author: string | null;
  readonly xsdVersion: string;
}

/** The results of one pupil; a pupil may occur in several. */
export interface Administration {
  /** The pupil's key in the LAS (`leerlingid`). */
  readonly pupilKey: string;
  readonly eckId: string | null;
  /** The LAS key of the member of staff who processed them. */
  readonly processedBy: string | null;
  readonly results: readonly TestResult[];
}

/** One result of one test, or of one part of it. */
export interface TestResult {
  /** The sender's, unique in the message, the same for ever. */
  readonly key: string;
  readonly takenOn: PlainDate;
  readonly testCode: string;
  readonly version: Term | null;
  /** Null: of the whole test. */
  readonly partCode: string | null;
  readonly outcome: Outcome;
  /** Where a person can look at it at the sender's. */
  readonly infoUrl: string | null;
}

/** A plain score, the OSO structure of nationally normed tests, or a kind that was agreed between two
 * others. */
export type Outcome =
  /** Whole, 0 or more; means something only with the norms of the test. */
  | { readonly kind: 'score'; readonly score: number }
  | { readonly kind: 'oso'; readonly oso: OsoOutcome }
  /** `anderresultaat`: read and counted, never written. */
  | { readonly kind: 'other' };

/** Test score and reference scores as in OSO 1.2 (exchange.md section 9). At least one of the two is
 * there. */
export interface OsoOutcome {
  readonly testScore: OsoTestScore | null;
  readonly referenceScores: readonly ReferenceScore[];
}

/** The numbers of one taking. Counts are whole and 0 or more. */
export interface OsoTestScore {
  readonly itemCount: number | null;
  readonly correctCount: number | null;
  readonly wrongCount: number | null;
  /** Words or items read, of reading tests. */
  readonly readCount: number | null;
  readonly durationSeconds: number | null;
  /** Vaardigheidsscore, on the scale that scaleCode names. */
  readonly ability: number | null;
  readonly scaleCode: string | null;
  /** Confidence interval on the same scale; low is not above high. */
  readonly interval: { readonly low: number; readonly high: number } | null;
}

/** One comparison: `IV` Landelijk `II`, `FN` Landelijk `M5`. Code lists: wire.ts. */
export interface ReferenceScore {
  readonly code: string;
  readonly comparisonGroup: string;
  readonly value: string;
  readonly qualification: string | null;
}

/** A word that may be bound to a vocabulary. */
export interface Term {
  readonly text: string;
  readonly vocabulary: string | null;
  readonly vocabularyLocation: string | null;
}

/** What a test is: its name, subject, norms and parts. */
export interface TestDefinition {
  readonly code: Term;
  readonly version: Term | null;
  readonly name: string | null;
  readonly yearGroup: Term | null;
  readonly subject: Term | null;
  readonly norms: Norms | null;
  /** The path under which a LAS files the test; level 1 is the top. */
  readonly hierarchy: readonly { readonly level: number; readonly entry: Term }[];
  readonly parts: readonly TestPart[];
}

/** A part of a test that can have results of its own. */
export interface TestPart {
  /** From 1, unique in the test. */
  readonly sequence: number;
  readonly code: Term;
  readonly name: string | null;
  readonly norms: Norms | null;
}

/** Norms for plain scores; to be ignored with an OSO outcome. */
export interface Norms {
  readonly vocabulary: string | null;
  readonly vocabularyLocation: string | null;
  readonly category: Term | null;
  readonly level: Term | null;
  readonly weight: number | null;
  readonly bands: readonly NormBand[];
}

/** One band: scores from `from` up to and including `to`. */
export interface NormBand {
  readonly term: string;
  readonly description: string | null;
  readonly from: number;
  readonly to: number;
  readonly colour: NormColour | null;
  /** School marks 1..10. */
  readonly markFrom: number | null;
  readonly markTo: number | null;
}

/** A colour to show a band in: red, green, blue 0..255 and opacity 0..1. */
export interface NormColour {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly alpha: number;
}

/** The fault codes of exchange.md section 5, without `Client.` or `Server.`. */
export const clientFaultCodes = [
  'OngeldigBericht', 'OngeldigeKlantIdentificatie', 'AutorisatieOngeldig', 'VocabulaireTermOngeldig',
  'XsdVersieOngeldig', 'LeerlingOngeldig', 'ToetsNormeringOngeldig', 'ScoreOngeldig', 'EldResultaatOngeldig',
] as const;

/** The codes of trouble at the LAS itself. */
export const serverFaultCodes = ['InterneFout', 'TijdelijkNietBeschikbaar'] as const;

/** A code that UWLR names. */
export type FaultCode = (typeof clientFaultCodes)[number] | (typeof serverFaultCodes)[number];

/** A refusal by a LAS, as leniently as it may have been written. */
export interface Fault {
  /** `unknown` for whatever UWLR does not name; then `wireCode` tells. */
  readonly code: FaultCode | 'unknown';
  /** The code as it stood there, without prefix; at most 64 characters. */
  readonly wireCode: string;
  /** What the LAS wrote; may hold personal data, so for the screen of the school, never for a log. */
  readonly text: string;
  /** Whose doing it is. */
  readonly side: 'client' | 'server';
  /** Whether the same call may succeed later without anybody mending anything. */
  readonly retryable: boolean;
}
