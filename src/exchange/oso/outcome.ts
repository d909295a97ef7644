import type { FindingList } from '../catalogue.ts';
import type { OsoOutcome, OsoTestScore, ReferenceScore } from '../uwlr/types.ts';
import type { XmlElement } from '../xml/element.ts';
import { contradiction, readTestScore } from '../uwlr/read-oso.ts';
import { comparisonGroupCodes, referenceScoreCodes } from '../uwlr/wire.ts';
import { childOf, childrenOf, textOf } from '../xml/element.ts';
import { osoFindings } from './findings.ts';

/** Reads a `resultaat`, and judges what its schema does not: code lists 11 and 22, and numbers that
 * contradict each other. Codes outside the lists are kept as they are; a document is passed by.
 * @returns null when there is no score in it */
export function outcomeOf(element: XmlElement, findings: FindingList): OsoOutcome | null {
  const scored = childOf(element, 'toetsscore');
  const testScore = scored === undefined ? null : testScoreOf(scored, findings);
  const referenceScores = childrenOf(element, 'referentiescore').flatMap((one) =>
    referenceScoreOf(one, findings),
  );
  return testScore === null && referenceScores.length === 0 ? null : { testScore, referenceScores };
}

function testScoreOf(element: XmlElement, findings: FindingList): OsoTestScore | null {
  const score = readTestScore(element);
  const trouble = contradiction(score);
  if (trouble !== null) findings.add(osoFindings['OSO-NUMBERS'], element, trouble);
  return Object.values(score).every((value) => value === null) ? null : score;
}

function referenceScoreOf(element: XmlElement, findings: FindingList): readonly ReferenceScore[] {
  const code = textOf(element, 'codereferentiescore');
  const comparisonGroup = textOf(element, 'codevergelijkingsgroep');
  const value = textOf(element, 'waarde');
  if (code !== null && !referenceScoreCodes.includes(code)) findings.add(
    osoFindings['OSO-REFERENCE'],
    element,
    'deze code staat niet in codelijst 11 van OSO.',
  );
  if (comparisonGroup !== null && !comparisonGroupCodes.includes(comparisonGroup)) findings.add(
    osoFindings['OSO-COMPARISON'],
    element,
    'deze groep staat niet in codelijst 22 van OSO.',
  );
  if (code === null || comparisonGroup === null || value === null) return [];
  return [{ code, comparisonGroup, value, qualification: textOf(element, 'kwalificatie') }];
}
