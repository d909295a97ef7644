// The nouns of the test bank. In: item files and tables that a publisher (here: our own seeded generators)
// delivers. Out: forms that planning can choose, items that taking can show, calibrations and norms that ability
// computes with.
// Invariant: a published version never changes; a correction is a new version beside the old one.

import type { Shift } from '../psychometrics/routing.ts';
import type { ItemParameters } from '../psychometrics/types.ts';

/** Part of the school year in which a test is taken: begin, middle or end. */
export type Season = 'B' | 'M' | 'E';

/** A test moment: season and year group, e.g. `M5`, the middle of group 5. `E8` is a point of the scale
 * only. */
export type Moment =
  | 'M3' | 'E3' | 'M4' | 'E4' | 'M5' | 'E5' | 'M6' | 'E6' | 'M7' | 'E7' | 'B8' | 'M8' | 'E8';

/** All moments in the order in which a pupil passes them. */
export const momentsInOrder: readonly Moment[] = [
  'M3', 'E3', 'M4', 'E4', 'M5', 'E5', 'M6', 'E6', 'M7', 'E7', 'B8', 'M8', 'E8',
];

/** The season of a moment: `M` of `M5`. */
export function seasonOf(moment: Moment): Season {
  return moment.charAt(0) as Season;
}

/** The year group (3 to 8) of a moment: 5 of `M5`. */
export function yearGroupOf(moment: Moment): number {
  return Number(moment.charAt(1));
}

/** A subject with a scale of its own. Scales of different subjects cannot be compared. */
export type Subject =
  | 'arithmetic' | 'reading' | 'spelling' | 'verb-spelling' | 'punctuation' | 'listening' | 'vocabulary';

/** The name of each subject as schools know it. */
export const subjectNames: Readonly<Record<Subject, string>> = {
  arithmetic: 'Rekenen-Wiskunde',
  reading: 'Begrijpend lezen',
  spelling: 'Spelling',
  'verb-spelling': 'Spelling werkwoorden',
  punctuation: 'Leestekens',
  listening: 'Begrijpend luisteren',
  vocabulary: 'Woordenschat',
};

/** How a form is taken. Item scores of a paper form are entered by the teacher in a grid. */
export type Medium = 'screen' | 'paper';

/** The part of a subject that an item belongs to, e.g. getallen, samenvatten, verleden tijd. */
export type Domain =
  | 'number' | 'ratio' | 'measurement' | 'relations'
  | 'understanding' | 'interpreting' | 'evaluating' | 'summarising' | 'looking-up'
  | 'sound-words' | 'rule-words' | 'memory-words' | 'loan-words'
  | 'present-tense' | 'past-tense' | 'participle' | 'other-verb-forms'
  | 'capitals' | 'sentence-marks' | 'commas' | 'speech-marks'
  | 'whole';

/** The name of each domain as schools know it. */
export const domainNames: Readonly<Record<Domain, string>> = {
  number: 'Getallen',
  ratio: 'Verhoudingen',
  measurement: 'Meten en meetkunde',
  relations: 'Verbanden',
  understanding: 'Begrijpen',
  interpreting: 'Interpreteren',
  evaluating: 'Evalueren',
  summarising: 'Samenvatten',
  'looking-up': 'Opzoeken',
  'sound-words': 'Luisterwoorden',
  'rule-words': 'Regelwoorden',
  'memory-words': 'Weetwoorden',
  'loan-words': 'Leenwoorden',
  'present-tense': 'Tegenwoordige tijd',
  'past-tense': 'Verleden tijd',
  participle: 'Voltooid deelwoord',
  'other-verb-forms': 'Andere werkwoordsvormen',
  capitals: 'Hoofdletters',
  'sentence-marks': 'Punt, vraagteken, uitroepteken',
  commas: 'Komma en dubbele punt',
  'speech-marks': 'Aanhalingstekens',
  whole: 'Geheel',
};

/** The domains of each subject; `whole` where a subject has no parts. */
export const domainsOf: Readonly<Record<Subject, readonly Domain[]>> = {
  arithmetic: ['number', 'ratio', 'measurement', 'relations'],
  reading: ['understanding', 'interpreting', 'evaluating', 'summarising', 'looking-up'],
  spelling: ['sound-words', 'rule-words', 'memory-words', 'loan-words'],
  'verb-spelling': ['present-tense', 'past-tense', 'participle', 'other-verb-forms'],
  punctuation: ['capitals', 'sentence-marks', 'commas', 'speech-marks'],
  listening: ['whole'],
  vocabulary: ['whole'],
};

/**
 * What surrounds the question. Arithmetic: a bare sum (`formal`) or a sum in a context (`functional`). Reading: about
 * a factual text or a story (`fiction`). Language: the pupil writes it, or recognises what is right or wrong.
 */
export type Presentation = 'formal' | 'functional' | 'factual' | 'fiction' | 'write' | 'recognise';

/** The name of each presentation as schools know it. */
export const presentationNames: Readonly<Record<Presentation, string>> = {
  formal: 'Kale som',
  functional: 'In een context',
  factual: 'Zakelijke tekst',
  fiction: 'Verhaal',
  write: 'Zelf schrijven',
  recognise: 'Herkennen',
};

/** One question, as QTI 3 with its key: never send `qtiXml` to a pupil without `stripAnswers`. */
export interface Item {
  readonly id: string;
  readonly version: number;
  /** Neutral, e.g. "Opgave 7"; gives nothing away and is shown to the pupil. */
  readonly title: string;
  readonly qtiXml: string;
  /** Highest SCORE that the item's own response processing can give; the lowest is 0. */
  readonly maxScore: number;
  readonly domain: Domain;
  readonly presentation: Presentation;
  /** Extended text has no key: a teacher gives its points before the taak is scored. */
  readonly needsMarking: boolean;
}

/** A subject at a moment: what a teacher plans. */
export interface Test {
  readonly code: string;
  readonly subject: Subject;
  readonly moment: Moment;
  /** As schools read it, e.g. "Rekenen-Wiskunde M5". */
  readonly title: string;
  /** Whether a pupil may have it read aloud: never where reading itself is measured. */
  readonly readAloud: boolean;
}

/**
 * Which form is taken as which taak of a test. A test has one to three taken in each medium; all of them, and all
 * shifts, are on one calibration.
 */
export interface TestPart {
  readonly testCode: string;
  readonly medium: Medium;
  /** From 1. */
  readonly partNo: number;
  /** 0 as planned, -1 a moment easier, 1 a moment harder: only on screen, only after the first taak. */
  readonly shift: Shift;
  readonly formCode: string;
}

/** When to go on easier or harder after a taak; the highest version counts for tests that start from then on. */
export interface RoutingRule {
  readonly testCode: string;
  readonly afterPart: number;
  readonly version: number;
  /** Logits of the calibration; below this ability the next taak is the easier one. */
  readonly easierBelow: number;
  /** Logits of the calibration, above `easierBelow`; from this ability on the next taak is the harder one. */
  readonly harderFrom: number;
}

/**
 * One taak in one medium: the items, their order and their weights. `testCode` and `moment` are those of the test for
 * which it was made; as an easier or harder taak it may serve in the tests of the moments beside it (`TestPart`).
 */
export interface Form {
  readonly code: string;
  readonly version: number;
  readonly testCode: string;
  readonly subject: Subject;
  readonly moment: Moment;
  readonly medium: Medium;
  readonly title: string;
  /** In the order in which the pupil meets them. */
  readonly itemIds: readonly string[];
  /** Integer weight per item, same order as `itemIds`; weighted score = sum of weight x item score. */
  readonly weights: readonly number[];
  readonly generation: string;
  readonly scaleCode: string;
  readonly calibrationCode: string;
}

/** Item parameters of a bank and the straight line from theta to the reported scale. */
export interface Calibration {
  readonly code: string;
  readonly version: number;
  readonly subject: Subject;
  readonly scaleCode: string;
  readonly source: string;
  /** One entry an item; the category score is the weighted score (weight x item score). */
  readonly items: readonly ItemParameters[];
  /** Reported scale score = a x theta + c; theta in logits of this calibration. */
  readonly scale: { readonly a: number; readonly c: number };
}

/** How the functioning level follows from the means: halfway between two moments, or the highest mean
 * reached. */
export type FunctioningLevelMethod = 'midpoint' | 'highestReached';

/** The national norm group at one moment, in scale points. */
export interface MomentNorm {
  readonly moment: Moment;
  readonly mean: number;
  /** Standard deviation between pupils; normal distribution. */
  readonly sd: number;
  /** Standard deviation between group means, which vary far less than pupils. */
  readonly groupMeanSd: number;
  /** Months of education since the start of group 3 (didactische leeftijd), 10 a year. */
  readonly teachingMonths: number;
}

/** Days of the year (`MM-DD`, both included) on which a level may be given for a moment of that season. */
export interface NormPeriod {
  readonly season: Season;
  readonly from: string;
  readonly to: string;
}

/** A norm table: how pupils of each moment are spread over one scale. Means rise strictly with the moment. */
export interface NormTable {
  readonly id: string;
  readonly version: number;
  readonly subject: Subject;
  readonly scaleCode: string;
  readonly generation: string;
  /** First day of use, `YYYY-MM-DD`. */
  readonly validFrom: string;
  /** Whose numbers these are, in Dutch; shown wherever a number of this table is shown. */
  readonly source: string;
  readonly fnMethod: FunctioningLevelMethod;
  /** In the order of `momentsInOrder`; a moment without a test may be absent. */
  readonly moments: readonly MomentNorm[];
  readonly periods: readonly NormPeriod[];
}

/** Everything of one subject: tests with their taken and routing, forms, items, calibration and norms. */
export interface Bank {
  readonly subject: Subject;
  readonly tests: readonly Test[];
  readonly parts: readonly TestPart[];
  readonly routing: readonly RoutingRule[];
  readonly forms: readonly Form[];
  readonly items: readonly Item[];
  readonly calibration: Calibration;
  readonly normTable: NormTable;
}

/** Banks that are published together, once. A correction is a higher version of the package. */
export interface ContentPackage {
  readonly code: string;
  readonly version: number;
  readonly title: string;
  /** Whose content this is, in Dutch. */
  readonly source: string;
  /** Codes of tests, of this package or published before, that can no longer be planned. */
  readonly retires: readonly string[];
  readonly banks: readonly Bank[];
}
