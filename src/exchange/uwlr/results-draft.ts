import type { CatalogueEntry, FindingList } from '../catalogue.ts';
import type { XmlElement } from '../xml/element.ts';
import type { Section } from '../xml/sections.ts';
import type { PlacedResult } from './read-results.ts';
import type { Administration, NormBand, Norms, ResultsDocument, ResultsSchool } from './types.ts';
import type { TestDefinition, TestResult } from './types.ts';
import { uwlrFindings } from './findings.ts';
import { administrationOf, resultsSchoolOf } from './read-results.ts';
import { testOf } from './read-tests.ts';

/** A results message while it is being read. */
export interface ResultsDraft {
  school: ResultsSchool | null;
  readonly administrations: Administration[];
  readonly placed: PlacedResult[];
  readonly tests: TestDefinition[];
  readonly testCodes: Set<string>;
  /** All `resultaat` elements, usable or not. */
  resultCount: number;
}

/** An empty draft. */
export function newResultsDraft(): ResultsDraft {
  return { school: null, administrations: [], placed: [], tests: [], testCodes: new Set(), resultCount: 0 };
}

const whenAbsent = uwlrFindings['UWLR-NO-RESULTS'];

/** The sections of `leerresultaten_verzoek`. */
export const resultsSections: readonly Section[] = [
  { name: 'school', required: true, items: [] },
  { name: 'toetsafnames', required: true, items: ['toetsafname'], whenAbsent },
  { name: 'toetsen', required: true, items: ['toets'], whenAbsent },
];

/** The sections of `Toetsdefinities`: tests without results (exchange.md 4.6). */
export const definitionSections: readonly Section[] = [
  { name: 'toetsen', required: true, items: ['toets'], whenAbsent },
];

/** Takes one collected element of a section into the draft. */
export function takeResultsRecord(element: XmlElement, draft: ResultsDraft, findings: FindingList): void {
  if (element.name === 'school') {
    draft.school = resultsSchoolOf(element, findings);
  } else if (element.name === 'toetsafname') {
    const { administration, results, count } = administrationOf(element, findings);
    draft.resultCount += count;
    for (const result of results) draft.placed.push(result);
    if (results.length > 0) draft.administrations.push(administration);
  } else if (element.name === 'toets') {
    const test = testOf(element, findings);
    if (test === null) return;
    if (draft.testCodes.has(test.code.text)) {
      findings.add(uwlrFindings['UWLR-TEST-DUPLICATE'], element, 'deze toetscode staat er al.');
    }
    draft.testCodes.add(test.code.text);
    draft.tests.push(test);
  }
}

/** Applies the rules that need the whole message, and builds the document.
 * Results of a test that the message does not define are left out: nothing says what they are of. */
export function finishResults(draft: ResultsDraft, findings: FindingList): ResultsDocument | null {
  const tests = new Map(draft.tests.map((test) => [test.code.text, normsByPart(test)]));
  const keys = new Set<string>();
  for (const { result, place } of draft.placed) {
    const add = (entry: CatalogueEntry, what: string): void => findings.add(entry, place, what);
    if (keys.has(result.key)) add(uwlrFindings['UWLR-RESULT-KEY-DUPLICATE'], 'deze sleutel is al gebruikt.');
    keys.add(result.key);
    const test = tests.get(result.testCode);
    if (test === undefined) add(
      uwlrFindings['UWLR-TEST-UNKNOWN'],
      'deze toetscode staat niet onder <toetsen>.',
    );
    else judgeResult(result, test, add);
  }
  if (draft.school === null) return null;
  const administrations = draft.administrations
    .map((one) => ({ ...one, results: one.results.filter((result) => tests.has(result.testCode)) }))
    .filter((one) => one.results.length > 0);
  return { school: draft.school, administrations, tests: draft.tests };
}

/** The norms of a test by part code; under null those of the whole test. */
type NormsByPart = ReadonlyMap<string | null, Norms | null>;

function normsByPart(test: TestDefinition): NormsByPart {
  return new Map([[null, test.norms], ...test.parts.map((part) => [part.code.text, part.norms] as const)]);
}

function judgeResult(
  result: TestResult,
  test: NormsByPart,
  add: (entry: CatalogueEntry, what: string) => void,
): void {
  const norms = test.get(result.partCode);
  if (norms === undefined) add(uwlrFindings['UWLR-PART-UNKNOWN'], 'dit onderdeel staat niet bij de toets.');
  else if (result.outcome.kind === 'score' && norms !== null && !fits(result.outcome.score, norms.bands)) {
    add(uwlrFindings['UWLR-SCORE'], 'de score valt buiten alle normen van de toets.');
  }
}

function fits(score: number, bands: readonly NormBand[]): boolean {
  return bands.some((band) => score >= band.from && score <= band.to);
}
