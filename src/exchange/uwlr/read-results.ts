import type { FindingList, Place } from '../catalogue.ts';
import type { XmlElement } from '../xml/element.ts';
import type { Administration, Outcome, ResultsSchool, TestResult } from './types.ts';
import { dateOf } from '../edexml/values.ts';
import { readDateTime } from '../xml/date-time.ts';
import { atAttribute, attributeOf, childOf, childrenOf, textOf } from '../xml/element.ts';
import { checkShape, typeNameOf } from '../xml/shape.ts';
import { uwlrFindings } from './findings.ts';
import { osoOutcomeOf } from './read-oso.ts';
import { schoolRefOf, schoolYearIn, xsdVersionIn } from './read-request.ts';
import { checkSpaces, spacesRound, termOf } from './read-tests.ts';
import { administrationShape, otherOutcomeShape, resultsSchoolShape, uwlrShapeFindings } from './wire.ts';

/** A result with where it stood, for the rules that need the whole message. */
export interface PlacedResult {
  readonly result: TestResult;
  readonly place: Place;
  /** Of the elements that may turn out wrong once the tests are known. */
  readonly spots: ResultSpots;
}

/** Where the parts of a result stand, in as little as will do. */
export interface ResultSpots {
  readonly testCode: Spot | null;
  readonly partCode: Spot | null;
  readonly score: Spot | null;
}

type Spot = Pick<Place, 'line' | 'column'>;

function spotsOf(element: XmlElement): ResultSpots {
  const spotOf = (name: string): Spot | null => {
    const child = childOf(element, name);
    return child === undefined ? null : { line: child.line, column: child.column };
  };
  return { testCode: spotOf('toetscode'), partCode: spotOf('toetsonderdeelcode'), score: spotOf('score') };
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
  const xsdVersion = xsdVersionIn(element, findings);
  if (school === null || schoolYear === null || createdAt === null || xsdVersion === null) return null;
  return { school, schoolYear, createdAt, author: textOf(element, 'auteur'), xsdVersion };
}

/** Reads a `toetsafname`. A result that lacks what every result needs is reported, counted and left out. */
export function administrationOf(element: XmlElement, findings: FindingList): ReadAdministration {
  checkShape(element, administrationShape, uwlrShapeFindings, findings);
  checkSpaces(childOf(element, 'leerlingid'), findings);
  const eckId = textOf(element, 'eckid');
  const pupilKey = textOf(element, 'leerlingid') ?? eckId;
  const list = childOf(element, 'resultaten');
  const all = list === undefined ? [] : childrenOf(list, 'resultaat');
  const results: PlacedResult[] = [];
  for (const child of all) {
    const result = resultOf(child, findings);
    const place = { line: child.line, column: child.column, path: child.path };
    if (result !== null && pupilKey !== null) results.push({ result, place, spots: spotsOf(child) });
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
  const rawKey = element.attributes.get('key') ?? '';
  if (rawKey.trim() !== rawKey) {
    findings.add(uwlrFindings['UWLR-KEY-SPACES'], atAttribute(element, 'key'), spacesRound);
  }
  for (const name of ['toetscode', 'toetsonderdeelcode']) checkSpaces(childOf(element, name), findings);
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
  checkOther(only, findings);
  return { kind: 'other' };
}

/** The type is abstract and the schema has none that is derived of it; what a type that two agreed on holds is
 * theirs to judge (exchange.md 8). */
function checkOther(element: XmlElement, findings: FindingList): void {
  const typed = typeNameOf(element).name !== '';
  const what = typed ? 'dit type staat niet in het schema van UWLR.' : 'dit heeft geen type (xsi:type).';
  findings.add(uwlrFindings['UWLR-OUTCOME-TYPE'], element, what);
  if (!typed) checkShape(element, otherOutcomeShape, uwlrShapeFindings, findings);
  findings.add(uwlrFindings['UWLR-OUTCOME-OTHER'], element, 'deze uitkomst heeft een eigen vorm.');
}

/** A score as its schema has it, but for one of more digits than a number here can hold. */
function scoreIn(text: string): number | null {
  if (/^-0+$/.test(text)) return 0;
  return /^\+?\d+$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : null;
}

const outcomeNames: ReadonlySet<string> = new Set(['score', 'osoresultaat', 'anderresultaat']);
