import { present } from '../base/assert.ts';
import type { BrinSite } from '../base/brin.ts';
import { plainDate } from '../base/plain-date.ts';
import type { SchoolYear } from '../base/school-year.ts';
import type { Result } from '../ability/types.ts';
import { subjectNames, yearGroupOf, type Moment } from '../content/types.ts';
import type {
  Administration, OsoTestScore, ReferenceScore, ResultsDocument, Term, TestDefinition, TestResult,
} from '../exchange/uwlr/types.ts';
import { writeFunctioningLevel, type LasProfile } from '../exchange/uwlr/las-profile.ts';
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
  /** Items in all taken that count in it. */
  readonly itemCount: number;
  /** Where a teacher sees it here. */
  readonly infoUrl: string;
}

/** What a message says of the test. */
export interface OutgoingTest {
  readonly code: string;
  readonly moment: Moment;
}

/** Of one message. */
export interface MessageHead {
  readonly site: BrinSite;
  readonly schoolYear: SchoolYear;
  readonly createdAt: Date;
  readonly author: string;
  readonly xsdVersion: string;
  /** How this LAS wants its messages. */
  readonly profile: LasProfile;
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
      results: own.map((one) => resultOf(one, head.profile)),
    })),
    tests: [...tests.values()],
  };
}

function resultOf({ result, resultKey, test, itemCount, infoUrl }: OutgoingResult, profile: LasProfile): TestResult {
  return {
    key: resultKey,
    takenOn: plainDate(result.takenOn),
    testCode: test.code,
    version: term(result.generation),
    partCode: null,
    infoUrl,
    outcome: {
      kind: 'oso',
      oso: { testScore: testScoreOf(result, itemCount), referenceScores: referencesOf(result, profile) },
    },
  };
}

/** Scores leave rounded by the one rule for it; levels were decided on the unrounded score. */
function testScoreOf(result: Result, itemCount: number): OsoTestScore {
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
function referencesOf(result: Result, profile: LasProfile): readonly ReferenceScore[] {
  const level = result.functioningLevel && writeFunctioningLevel(result.functioningLevel, profile);
  return [['IV', result.roman], ['AE', result.letter], ['FN', level]].flatMap(([code, value]) =>
    (code && value ? [{ code, comparisonGroup: 'Landelijk', value, qualification: null }] : []));
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

/** How many results go in one message at most; a LAS may want fewer. */
export const messageResultsMax = 50;

/** What puts results in the same message: one site and school year, as UWLR has it, and one group. */
export interface MessagePlace {
  readonly site: string;
  readonly schoolYear: string;
  readonly groupId: string | null;
}

/** A result that waits, as far as the choice of a message looks at it. */
export interface Waiting extends MessagePlace {
  readonly pupilId: string;
  readonly testCode: string;
  readonly generation: string;
  /** How often the LAS refused it. */
  readonly refusals: number;
}

/**
 * The results of the next message: those of the first one's site, year and group, in the order given. A test has
 * one version in a message, because its code is the key there. What was refused before goes by pupil, so that it
 * costs nobody else a thing.
 * @param sizeMax how many at most
 */
export function nextMessage<Row extends Waiting>(rows: readonly Row[], sizeMax = messageResultsMax): readonly Row[] {
  const first = rows.find(({ refusals }) => refusals === 0) ?? rows[0];
  if (!first) return [];
  const generations = new Map<string, string>();
  const fits = (row: Row): boolean => {
    if (row.site !== first.site || row.schoolYear !== first.schoolYear || row.groupId !== first.groupId) return false;
    if (first.refusals > 0 ? row.pupilId !== first.pupilId : row.refusals > 0) return false;
    const generation = generations.get(row.testCode) ?? row.generation;
    generations.set(row.testCode, generation);
    return generation === row.generation;
  };
  return rows.filter(fits).slice(0, Math.min(sizeMax, messageResultsMax));
}

/** The test of a form, by what a result names. */
export function outgoingTest(form: { readonly testCode: string; readonly moment: Moment }): OutgoingTest {
  return { code: form.testCode, moment: present(form.moment, 'a form has a moment') };
}

/** Counts results by where they stand; made = waiting + delivered + refused + unknown + earlier. */
export function countStates(states: readonly DeliveryState[]): HandoffCounts {
  const of = (state: DeliveryState) => states.filter((one) => one === state).length;
  return {
    made: states.length, waiting: of('waiting'), delivered: of('delivered'), refused: of('refused'),
    unknown: of('unknown-pupil'), earlier: of('earlier-las'),
  };
}
