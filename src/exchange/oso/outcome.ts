import type { FindingList } from '../catalogue.ts';
import type { OsoOutcome, OsoTestScore, ReferenceScore } from '../uwlr/types.ts';
import type { XmlElement } from '../xml/element.ts';
import { contradiction, numberOf } from '../uwlr/read-oso.ts';
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
  const interval = childOf(element, 'betrouwbaarheidsinterval');
  const low = interval === undefined ? null : numberOf(interval, 'bivlaag');
  const high = interval === undefined ? null : numberOf(interval, 'bivhoog');
  const score: OsoTestScore = {
    itemCount: numberOf(element, 'aantalopgaven'),
    correctCount: numberOf(element, 'aantalgoed'),
    wrongCount: numberOf(element, 'aantalfout'),
    readCount: numberOf(element, 'aantalgelezen'),
    durationSeconds: numberOf(element, 'tijd'),
    ability: numberOf(element, 'vaardigheidsscore'),
    scaleCode: textOf(element, 'codevaardigheidsschaal'),
    interval: low === null || high === null ? null : { low, high },
  };
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
