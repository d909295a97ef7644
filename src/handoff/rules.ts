import { present } from '../base/assert.ts';
import type { BrinSite } from '../base/brin.ts';
import { plainDate } from '../base/plain-date.ts';
import type { SchoolYear } from '../base/school-year.ts';
import type { Result } from '../ability/types.ts';
import { subjectNames, yearGroupOf, type Moment } from '../content/types.ts';
import type {
  Administration, Fault, OsoTestScore, ReferenceScore, ResultsDocument, Term, TestDefinition, TestResult,
} from '../exchange/uwlr/types.ts';
import { displayedScore } from '../psychometrics/scale.ts';
import { asScaleScore } from '../psychometrics/types.ts';
import type { DeliveryState, HandoffCounts } from './types.ts';

/** A result with everything a message says of it. */
export interface OutgoingResult {
  readonly result: Result;
  /** `resultaat/@key`. */
  readonly resultKey: string;
  readonly pupilKey: string;
  readonly eckId: string | null;
  readonly test: OutgoingTest;
  /** Where a teacher sees it here. */
  readonly infoUrl: string;
}

/** What a message says of the test. */
export interface OutgoingTest {
  readonly code: string;
  readonly title: string;
  readonly moment: Moment;
  readonly itemCount: number;
}

/** Of one message. */
export interface MessageHead {
  readonly site: BrinSite;
  readonly schoolYear: SchoolYear;
  readonly createdAt: Date;
  readonly author: string;
  readonly xsdVersion: string;
  readonly functioningLevelNotation: string;
}

/**
 * The message for these results, one administration a pupil, each test defined once (exchange.md sections 8
 * and 9).
 */
export function buildMessage(results: readonly OutgoingResult[], head: MessageHead): ResultsDocument {
  const byPupil = Map.groupBy(results, ({ pupilKey }) => pupilKey);
  const tests = new Map(results.map((one) => [one.test.code, testOf(one)]));
  return {
    school: {
      schoolYear: head.schoolYear, school: { kind: 'brin', ...head.site }, createdAt: head.createdAt,
      author: head.author, xsdVersion: head.xsdVersion,
    },
    administrations: [...byPupil].map(([pupilKey, own]): Administration => ({
      pupilKey, eckId: own[0]?.eckId ?? null, processedBy: null,
      results: own.map((one) => resultOf(one, head.functioningLevelNotation)),
    })),
    tests: [...tests.values()],
  };
}

function resultOf({ result, resultKey, test, infoUrl }: OutgoingResult, notation: string): TestResult {
  return {
    key: resultKey,
    takenOn: plainDate(result.takenOn),
    testCode: test.code,
    version: term(result.generation),
    partCode: null,
    infoUrl,
    outcome: {
      kind: 'oso',
      oso: { testScore: testScoreOf(result, test), referenceScores: referencesOf(result, notation) },
    },
  };
}

/** Scores leave rounded by the one rule for it; levels were decided on the unrounded score. */
function testScoreOf(result: Result, { itemCount }: OutgoingTest): OsoTestScore {
  const { scoreRaw, scoreMax, intervalLow, intervalHigh } = result;
  // Where an item can give more than one point, the points are no number of items right.
  const counted = scoreRaw !== null && scoreMax === itemCount;
  return {
    itemCount: counted ? itemCount : null, correctCount: counted ? scoreRaw : null,
    wrongCount: null, readCount: null, durationSeconds: null,
    ability: rounded(result.scaleScore), scaleCode: result.scaleCode,
    interval: intervalLow === null || intervalHigh === null
      ? null : { low: rounded(intervalLow), high: rounded(intervalHigh) },
  };
}

function rounded(score: number): number {
  return displayedScore(asScaleScore(score));
}

/** `IV`, `AE` and `FN`, each only when it is known: a level outside the norm period does not exist. */
function referencesOf(result: Result, notation: string): readonly ReferenceScore[] {
  const level = result.functioningLevel && writeFunctioningLevel(result.functioningLevel, notation);
  return [['IV', result.roman], ['AE', result.letter], ['FN', level]].flatMap(([code, value]) =>
    (code && value ? [{ code, comparisonGroup: 'Landelijk', value, qualification: null }] : []));
}

/**
 * A functioning level as a LAS wants it; no standard says how. `plain`: `M5`, `<M3`, `>E8`. `words`: `onder
 * M3`, `boven E8`. `table-only`: nothing outside the table. Anything else is plain. Source: exchange.md
 * section 9.
 */
export function writeFunctioningLevel(level: string, notation: string): string | null {
  const bound = /^[<>]/.exec(level)?.[0];
  if (!bound || (notation !== 'words' && notation !== 'table-only')) return level;
  return notation === 'table-only' ? null : `${bound === '<' ? 'onder' : 'boven'} ${level.slice(1).trim()}`;
}

function testOf({ test, result }: OutgoingResult): TestDefinition {
  const subject = subjectNames[result.subject];
  return {
    code: term(test.code), version: term(result.generation), name: `${subject} ${test.moment}`,
    yearGroup: term(String(yearGroupOf(test.moment))), subject: term(subject), norms: null, parts: [],
    hierarchy: [{ level: 1, entry: term(subject) }, { level: 2, entry: term(test.moment) }],
  };
}

function term(text: string): Term {
  return { text, vocabulary: null, vocabularyLocation: null };
}

/** What a fault says about a message, and so what is done with it. */
export type FaultMeaning =
  /** May pass by itself: later again, with the same keys. */
  | 'later'
  /** Something in it is wrong: the rest goes without it. */
  | 'part'
  /** Nothing will go until somebody acts. */
  | 'link';

/** The codes that are about one pupil or one result (exchange.md section 5). */
const partFaults: ReadonlySet<Fault['code']> = new Set([
  'LeerlingOngeldig',
  'ScoreOngeldig',
  'EldResultaatOngeldig',
  'ToetsNormeringOngeldig',
  'VocabulaireTermOngeldig',
]);

/**
 * After how many tries a LAS that answers `InterneFout` is taken to trip over something in the message: it may
 * be down for a moment, but then it says nothing or TijdelijkNietBeschikbaar before long.
 */
const internalFaultTries = 3;

/**
 * What to do about a fault.
 * @param tries how often the result of the message that was tried most went out, this time included
 */
export function meaningOf(fault: Fault, tries: number): FaultMeaning {
  if (fault.code === 'InterneFout' && tries >= internalFaultTries) return 'part';
  if (fault.retryable) return 'later';
  return partFaults.has(fault.code) ? 'part' : 'link';
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

/**
 * A message in two halves, never dividing a pupil as long as there are two; null when nothing is left to
 * divide.
 */
export function halves<Row extends { readonly pupilKey: string }>(
  rows: readonly Row[],
): readonly [readonly Row[], readonly Row[]] | null {
  const pupils = [...Map.groupBy(rows, ({ pupilKey }) => pupilKey).values()];
  const parts = pupils.length > 1 ? pupils : rows.map((row) => [row]);
  if (parts.length < 2) return null;
  const middle = Math.ceil(parts.length / 2);
  return [parts.slice(0, middle).flat(), parts.slice(middle).flat()];
}

/** How many results go in one message at most. */
export const messageResultsMax = 50;

/** What puts results in the same message: one site and school year, as UWLR has it, and one group. */
export interface MessagePlace {
  readonly site: string;
  readonly schoolYear: string;
  readonly groupId: string | null;
}

/** The results of the next message: those of the first one's site, year and group, in the order given. */
export function nextMessage<Row extends MessagePlace>(rows: readonly Row[]): readonly Row[] {
  const [first] = rows;
  const same = (row: Row) =>
    row.site === first?.site && row.schoolYear === first.schoolYear && row.groupId === first.groupId;
  return rows.filter(same).slice(0, messageResultsMax);
}

/** The test of a form, by what a result names. */
export function outgoingTest(form: {
  readonly testCode: string;
  readonly title: string;
  readonly moment: Moment;
  readonly items: readonly unknown[];
}): OutgoingTest {
  return {
    code: form.testCode,
    title: form.title,
    moment: present(form.moment, 'a form has a moment'),
    itemCount: form.items.length,
  };
}

/** Counts results by where they stand; made = waiting + delivered + refused + unknown. */
export function countStates(states: readonly DeliveryState[]): HandoffCounts {
  const of = (state: DeliveryState) => states.filter((one) => one === state).length;
  return {
    made: states.length, waiting: of('waiting'), delivered: of('delivered'), refused: of('refused'),
    unknown: of('unknown-pupil'),
  };
}
