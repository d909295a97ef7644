// The nouns of the test bank. In: item files and tables that a publisher (here: our own seeded generator)
// delivers.
// Out: forms that planning can choose, items that taking can show, calibrations and norms that ability
// computes with.
// Invariant: a published version never changes; a correction is a new version beside the old one.

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

/** The part of arithmetic an item belongs to: getallen, verhoudingen, meten en meetkunde, verbanden. */
export type Domain = 'number' | 'ratio' | 'measurement' | 'relations';

/** The name of each domain as schools know it. */
export const domainNames: Readonly<Record<Domain, string>> = {
  number: 'Getallen',
  ratio: 'Verhoudingen',
  measurement: 'Meten en meetkunde',
  relations: 'Verbanden',
};

/** A bare sum (`formal`) or a sum in a context (`functional`). */
export type Presentation = 'formal' | 'functional';

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
}

/** A subject at a moment: what a teacher plans. */
export interface Test {
  readonly code: string;
  readonly subject: Subject;
  readonly moment: Moment;
  /** As schools read it, e.g. "Rekenen-Wiskunde M5". */
  readonly title: string;
}

/** One taak of a test in one medium: the items, their order and their weights. */
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

/** Everything of one subject that is loaded together: tests, forms, items, calibration and norms. */
export interface Bank {
  readonly subject: Subject;
  readonly tests: readonly Test[];
  readonly forms: readonly Form[];
  readonly items: readonly Item[];
  readonly calibration: Calibration;
  readonly normTable: NormTable;
}
