import { addDays, plainDateInAmsterdam } from '../base/plain-date.ts';
import type { ResultsDocument, TestDefinition, TestResult } from '../exchange/uwlr/types.ts';
import { schoolOf, type Edit } from './messages.ts';
import type { Facts, Target } from './types.ts';

/** When a delivery says it was made: later than what the server made itself, whose clock may be ahead of ours, and
 * than what it accepted. */
export function madeAt({ now }: Target, { roster, deliveredAt }: Facts, secondsLater: number): Date {
  const last = deliveredAt ?? new Date(Math.max(now.getTime(), roster?.school.createdAt?.getTime() ?? 0));
  return new Date((Math.floor(last.getTime() / 1000) + secondsLater) * 1000);
}

/** One result of each of these pupils, of a test that does not exist. */
export function resultsOf(
  target: Target, facts: Facts, pupilKeys: readonly string[], secondsLater: number,
): ResultsDocument {
  const createdAt = madeAt(target, facts, secondsLater);
  const resultOf = (nth: number): TestResult => ({
    key: `CONFORM-${target.school.brin}${target.school.site}-${nth + 1}`,
    takenOn: addDays(plainDateInAmsterdam(createdAt), -1),
    testCode: test.code.text, version: null, partCode: null, infoUrl: null,
    outcome: {
      kind: 'oso',
      oso: {
        testScore: {
          itemCount: 24, correctCount: 20, wrongCount: 4, readCount: null, durationSeconds: null, ability: 652.4,
          scaleCode: 'CONFORM', interval: { low: 640.1, high: 664.7 },
        },
        referenceScores: [
          { code: 'IV', comparisonGroup: 'Landelijk', value: 'II', qualification: null },
          { code: 'FN', comparisonGroup: 'Landelijk', value: 'M5', qualification: null },
        ],
      },
    },
  });
  return {
    school: {
      schoolYear: target.schoolYear, school: schoolOf(target), createdAt, author: 'conform', xsdVersion: target.version,
    },
    administrations: pupilKeys.map((pupilKey, nth) =>
      ({ pupilKey, eckId: null, processedBy: null, results: [resultOf(nth)] })),
    tests: [test],
  };
}

const term = (text: string) => ({ text, vocabulary: null, vocabularyLocation: null });

/** A test that no school takes, so that whatever stays behind can be recognised. */
const test: TestDefinition = {
  code: term('CONFORM-TEST'), version: null, name: 'Proef van de koppeling (geen echte toets)', yearGroup: null,
  subject: null, norms: null, hierarchy: [], parts: [],
};

/** A plain score instead of the scores of OSO. */
export function asScore(score: number): Edit {
  return (xml) => xml.replace(/<lr:osoresultaat>.*?<\/lr:osoresultaat>/s, `<lr:score>${score}</lr:score>`);
}

/** Norms with the test, one for each band. */
export function withNorms(...bands: readonly (readonly [from: number, to: number])[]): Edit {
  const norms = bands.map(([from, to]) => `<lr:norm><lr:term>${from}</lr:term>`
    + `<lr:beginnormwaarde>${from}</lr:beginnormwaarde><lr:eindnormwaarde>${to}</lr:eindnormwaarde></lr:norm>`);
  return (xml) => xml.replace('</lr:toets>',
    `<lr:toetsnormering>${norms.join('')}</lr:toetsnormering></lr:toets>`);
}


/** The result is of a part of the test, which the test names. */
export const ofPart: Edit = (xml) => xml
  .replace(/(<lr:resultaat key="[^"]*)(".*?<\/lr:toetscode>)/s,
    '$1-A$2<lr:toetsonderdeelcode>CONFORM-A</lr:toetsonderdeelcode>')
  .replace('</lr:toets>', '<lr:toetsonderdelen><lr:toetsonderdeel>'
    + '<lr:toetsonderdeelvolgnummer>1</lr:toetsonderdeelvolgnummer>'
    + '<lr:toetsonderdeelcode>CONFORM-A</lr:toetsonderdeelcode></lr:toetsonderdeel></lr:toetsonderdelen></lr:toets>');

/** The code of the test is bound to a vocabulary that nobody can fetch. */
export const withVocabulary: Edit = (xml) => xml.replace(/(<lr:toets>\s*<lr:toetscode)>/,
  '$1 vocabulaire="urn:conform:onbekend" vocabulairelocatie="urn:conform:nergens">');
