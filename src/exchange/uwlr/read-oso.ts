import type { FindingList } from '../catalogue.ts';
import type { XmlElement } from '../xml/element.ts';
import type { OsoOutcome, OsoTestScore, ReferenceScore } from './types.ts';
import { childOf, textOf } from '../xml/element.ts';
import { checkNoAttributes, checkNoText, checkShape } from '../xml/shape.ts';
import { uwlrFindings } from './findings.ts';
import { comparisonGroupCodes, namespaces, referenceScoreCodes, referenceScoreShape } from './wire.ts';
import { testScoreShape, uwlrShapeFindings } from './wire.ts';

/** Reads an `osoresultaat` (exchange.md section 9), and judges what its schema does not: code lists 11 and
 * 22, numbers
 * that contradict each other, and one that is empty. Codes outside the lists are kept as they are.
 * @returns null when there is nothing in it */
export function osoOutcomeOf(element: XmlElement, findings: FindingList): OsoOutcome | null {
  let testScore: OsoTestScore | null = null;
  const referenceScores: ReferenceScore[] = [];
  checkNoAttributes(element, uwlrShapeFindings, findings);
  checkNoText(element, uwlrShapeFindings, findings);
  for (const child of element.children) {
    if (child.namespace === namespaces.oso && child.name === 'toetsscore' && testScore === null) {
      if (referenceScores.length > 0) findings.add(
        uwlrFindings['UWLR-ORDER'],
        child,
        'dit hoort eerder te staan.',
      );
      testScore = testScoreOf(child, findings);
    } else if (child.namespace === namespaces.oso && child.name === 'referentiescore') {
      const score = referenceScoreOf(child, findings);
      if (score !== null) referenceScores.push(score);
    } else {
      findings.add(uwlrFindings['UWLR-UNKNOWN'], child, 'dit element hoort hier niet.');
    }
  }
  const empty = testScore === null || Object.values(testScore).every((value) => value === null);
  if (!empty || referenceScores.length > 0) {
    const hollow = empty ? childOf(element, 'toetsscore') : undefined;
    if (hollow !== undefined) findings.add(uwlrFindings['UWLR-OSO-SCORE-EMPTY'], hollow, 'hier staat geen score in.');
    return { testScore: empty ? null : testScore, referenceScores };
  }
  findings.add(uwlrFindings['UWLR-OSO-EMPTY'], element, 'er staat geen score in.');
  return null;
}

function testScoreOf(element: XmlElement, findings: FindingList): OsoTestScore {
  checkShape(element, testScoreShape, uwlrShapeFindings, findings);
  const score = readTestScore(element);
  const trouble = contradiction(score);
  if (trouble !== null) findings.add(uwlrFindings['UWLR-OSO-NUMBERS'], element, trouble);
  return score;
}

/** The fields of a `toetsscore`, without judging them: OSO and UWLR have the same. */
export function readTestScore(element: XmlElement): OsoTestScore {
  const interval = childOf(element, 'betrouwbaarheidsinterval');
  const low = interval === undefined ? null : numberOf(interval, 'bivlaag');
  const high = interval === undefined ? null : numberOf(interval, 'bivhoog');
  return {
    itemCount: numberOf(element, 'aantalopgaven'),
    correctCount: numberOf(element, 'aantalgoed'),
    wrongCount: numberOf(element, 'aantalfout'),
    readCount: numberOf(element, 'aantalgelezen'),
    durationSeconds: numberOf(element, 'tijd'),
    ability: numberOf(element, 'vaardigheidsscore'),
    scaleCode: textOf(element, 'codevaardigheidsschaal'),
    interval: low === null || high === null ? null : { low, high },
  };
}

/** What cannot be true of one taking, in Dutch; null when all is well. */
export function contradiction(score: OsoTestScore): string | null {
  const { itemCount, correctCount, wrongCount, readCount, durationSeconds, interval } = score;
  const numbers = [itemCount, correctCount, wrongCount, readCount, durationSeconds];
  if (numbers.some((value) => value !== null && value < 0)) return 'een aantal is negatief.';
  const answered = (correctCount ?? 0) + (wrongCount ?? 0);
  if (itemCount !== null && answered > itemCount) return 'er is meer goed en fout dan er opgaven zijn.';
  return interval !== null && interval.low > interval.high ? 'bivlaag ligt boven bivhoog.' : null;
}

function referenceScoreOf(element: XmlElement, findings: FindingList): ReferenceScore | null {
  checkShape(element, referenceScoreShape, uwlrShapeFindings, findings);
  const code = textOf(element, 'codereferentiescore');
  const comparisonGroup = textOf(element, 'codevergelijkingsgroep');
  const value = textOf(element, 'waarde');
  if (code === null || comparisonGroup === null || value === null) return null;
  if (!referenceScoreCodes.includes(code)) {
    findings.add(
      uwlrFindings['UWLR-OSO-REFERENCE'],
      element,
      'deze code staat niet in codelijst 11 van OSO.',
    );
  }
  if (!comparisonGroupCodes.includes(comparisonGroup)) {
    findings.add(
      uwlrFindings['UWLR-OSO-COMPARISON'],
      element,
      'deze groep staat niet in codelijst 22 van OSO.',
    );
  }
  if (levels[code]?.includes(value) === false) {
    const at = childOf(element, 'waarde') ?? element;
    findings.add(uwlrFindings['UWLR-OSO-LEVEL'], at, `deze waarde bestaat niet bij ${code}.`);
  }
  return { code, comparisonGroup, value, qualification: textOf(element, 'kwalificatie') };
}

/** The levels of Cito: in five equal groups, and the older division. */
const levels: Readonly<Record<string, readonly string[]>> = {
  IV: ['I', 'II', 'III', 'IV', 'V'], AE: ['A', 'B', 'C', 'D', 'E'],
};

/** A number of the schema's decimal form, or null. */
export function numberOf(element: XmlElement, name: string): number | null {
  const text = textOf(element, name);
  return text !== null && /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(text) ? Number(text) : null;
}
