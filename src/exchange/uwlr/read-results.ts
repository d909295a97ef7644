import type { FindingList, Place } from '../catalogue.ts';
import type { XmlElement } from '../xml/element.ts';
import type { Administration, Outcome, ResultsSchool, TestResult } from './types.ts';
import { dateOf } from '../edexml/values.ts';
import { readDateTime } from '../xml/date-time.ts';
import { attributeOf, childOf, childrenOf, textOf } from '../xml/element.ts';
import { checkShape } from '../xml/shape.ts';
import { uwlrFindings } from './findings.ts';
import { osoOutcomeOf } from './read-oso.ts';
import { schoolRefOf, schoolYearIn } from './read-request.ts';
import { termOf } from './read-tests.ts';
import { administrationShape, resultsSchoolShape, uwlrShapeFindings } from './wire.ts';

/** A result with where it stood, for the rules that need the whole message. */
export interface PlacedResult {
  readonly result: TestResult;
  readonly place: Place;
}

/** The results of one pupil with their places, and how many could not be used. */
export interface ReadAdministration {
  readonly administration: Administration;
  readonly results: readonly PlacedResult[];
  /** All `resultaat` elements, usable or not. */
  readonly count: number;
}

/** Reads `school` of leerresultaten; null when school, year, version or time of making is unusable. */
export function resultsSchoolOf(element: XmlElement, findings: FindingList): ResultsSchool | null {
  checkShape(element, resultsSchoolShape, uwlrShapeFindings, findings);
  const school = schoolRefOf(element, findings);
  const schoolYear = schoolYearIn(element, findings);
  const createdAt = readDateTime(textOf(element, 'aanmaakdatum') ?? '');
  const xsdVersion = textOf(element, 'xsdversie');
  if (school === null || schoolYear === null || createdAt === null || xsdVersion === null) return null;
  return { school, schoolYear, createdAt, author: textOf(element, 'auteur'), xsdVersion };
}

/** Reads a `toetsafname`. A result that lacks what every result needs is reported, counted and left out. */
export function administrationOf(element: XmlElement, findings: FindingList): ReadAdministration {
  checkShape(element, administrationShape, uwlrShapeFindings, findings);
  const eckId = textOf(element, 'eckid');
  const pupilKey = textOf(element, 'leerlingid') ?? eckId;
  const list = childOf(element, 'resultaten');
  const all = list === undefined ? [] : childrenOf(list, 'resultaat');
  const results: PlacedResult[] = [];
  for (const child of all) {
    const result = resultOf(child, findings);
    const place = { line: child.line, column: child.column, path: child.path };
    if (result !== null && pupilKey !== null) results.push({ result, place });
    else findings.add(uwlrFindings['UWLR-RESULT-UNUSABLE'], place, 'dit resultaat is niet volledig.');
  }
  const administration = {
    pupilKey: pupilKey ?? '',
    eckId,
    processedBy: textOf(element, 'resultaatverwerkerid'),
    results: results.map(({ result }) => result),
  };
  return { administration, results, count: all.length };
}

function resultOf(element: XmlElement, findings: FindingList): TestResult | null {
  const key = attributeOf(element, 'key');
  const takenOn = dateOf(element, 'afnamedatum');
  const testCode = textOf(element, 'toetscode');
  const outcome = outcomeOf(element, findings);
  if (key === null || takenOn === null || testCode === null || outcome === null) return null;
  return {
    key,
    takenOn,
    testCode,
    version: termOf(childOf(element, 'versie')),
    partCode: textOf(element, 'toetsonderdeelcode'),
    outcome,
    infoUrl: textOf(element, 'infourl'),
  };
}

function outcomeOf(element: XmlElement, findings: FindingList): Outcome | null {
  const kinds = element.children.filter((child) => outcomeNames.has(child.name));
  const [only] = kinds;
  if (only === undefined || kinds.some((kind) => kind.name !== only.name)) {
    const what = only === undefined ? 'er is geen uitkomst.' : 'er is meer dan één soort uitkomst.';
    findings.add(uwlrFindings['UWLR-OUTCOME'], only ?? element, what);
    return null;
  }
  if (only.name === 'score') {
    const score = scoreIn(only.text.trim());
    return score === null ? null : { kind: 'score', score };
  }
  if (only.name === 'osoresultaat') {
    const oso = osoOutcomeOf(only, findings);
    return oso === null ? null : { kind: 'oso', oso };
  }
  findings.add(uwlrFindings['UWLR-OUTCOME-OTHER'], only, 'deze uitkomst heeft een eigen vorm.');
  return { kind: 'other' };
}

/** A score as its schema has it, but for one of more digits than a number here can hold. */
function scoreIn(text: string): number | null {
  if (/^-0+$/.test(text)) return 0;
  return /^\+?\d+$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : null;
}

const outcomeNames: ReadonlySet<string> = new Set(['score', 'osoresultaat', 'anderresultaat']);
