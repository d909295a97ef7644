import type { CatalogueEntry, FindingList, Place } from '../catalogue.ts';
import type { Keeping } from '../edexml/draft.ts';
import type { XmlElement } from '../xml/element.ts';
import type { Section } from '../xml/sections.ts';
import type { PlacedResult } from './read-results.ts';
import type { Spans } from './spans.ts';
import type { Administration, Norms, ResultsDocument, ResultsSchool } from './types.ts';
import type { TestDefinition, TestResult } from './types.ts';
import { detached } from '../xml/detached.ts';
import { xmlFindings } from '../xml/findings.ts';
import { recordsMax } from '../xml/limits.ts';
import { uwlrFindings } from './findings.ts';
import { administrationOf, resultsSchoolOf } from './read-results.ts';
import { testOf } from './read-tests.ts';
import { newSpans } from './spans.ts';
import { namespaces } from './wire.ts';

/** A results message while it is being read. Of the results it holds what the rules about their tests need,
 * which come later in the text; the results themselves only when a document is wanted. */
export interface ResultsDraft {
  readonly resultsMax: number;
  school: ResultsSchool | null;
  readonly administrations: Administration[] | null;
  readonly placed: ResultFacts[];
  readonly keys: Set<string>;
  readonly pupilKeys: Set<string>;
  readonly tests: TestDefinition[];
  readonly testCodes: Set<string>;
  /** All `resultaat` elements, usable or not. */
  resultCount: number;
}

/** What the rules need of a result. */
interface ResultFacts extends Pick<TestResult, 'testCode' | 'partCode'> {
  /** Null when the outcome is no plain score. */
  readonly score: number | null;
  readonly place: Place;
}

/** An empty draft. */
export function newResultsDraft(keeping: Keeping, resultsMax: number = recordsMax): ResultsDraft {
  return {
    resultsMax,
    school: null,
    administrations: keeping === 'kept' ? [] : null,
    placed: [],
    keys: new Set(),
    pupilKeys: new Set(),
    tests: [],
    testCodes: new Set(),
    resultCount: 0,
  };
}

const whenAbsent = uwlrFindings['UWLR-NO-RESULTS'];

/** The sections of `leerresultaten_verzoek`. */
export const resultsSections: readonly Section[] = [
  { name: 'school', required: true, items: [] },
  { name: 'toetsafnames', required: true, items: ['toetsafname'], whenAbsent },
  { name: 'toetsen', required: true, items: ['toets'], whenAbsent },
];

/** The sections of `Toetsdefinities`: tests without results (exchange.md 4.6), in the namespace that they have
 * beside results. */
export const definitionSections: readonly Section[] = [
  { name: 'toetsen', required: true, items: ['toets'], namespace: namespaces.lr, whenAbsent },
];

/** Takes one collected element of a section into the draft. */
export function takeResultsRecord(element: XmlElement, draft: ResultsDraft, findings: FindingList): void {
  if (element.name === 'school') {
    draft.school = resultsSchoolOf(element, findings);
  } else if (element.name === 'toetsafname') {
    const { administration, results, count } = administrationOf(element, findings);
    draft.resultCount += count;
    if (draft.placed.length >= draft.resultsMax) {
      findings.add(xmlFindings['XML-RECORDS'], element, `Er staan meer dan ${draft.resultsMax} resultaten in.`);
      return;
    }
    for (const result of results) enterResult(result, draft, findings);
    if (results.length === 0) return;
    draft.pupilKeys.add(detached(administration.pupilKey));
    draft.administrations?.push(administration);
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

function enterResult({ result, place }: PlacedResult, draft: ResultsDraft, findings: FindingList): void {
  if (draft.keys.has(result.key)) {
    findings.add(uwlrFindings['UWLR-RESULT-KEY-DUPLICATE'], place, 'deze sleutel is al gebruikt.');
  }
  draft.keys.add(detached(result.key));
  const { outcome, testCode, partCode } = result;
  const score = outcome.kind === 'score' ? outcome.score : null;
  draft.placed.push({
    testCode: detached(testCode), partCode: partCode === null ? null : detached(partCode), score, place,
  });
}

/** Applies the rules that need the whole message. */
export function finishResults(draft: ResultsDraft, findings: FindingList): void {
  const tests = new Map(draft.tests.map((test) => [test.code.text, normsByPart(test)]));
  for (const result of draft.placed) {
    const add = (entry: CatalogueEntry, what: string): void => findings.add(entry, result.place, what);
    const test = tests.get(result.testCode);
    if (test !== undefined) judgeResult(result, test, add);
    else add(uwlrFindings['UWLR-TEST-UNKNOWN'], 'deze toetscode staat niet onder <toetsen>.');
  }
}

/** The document; null when the school is unusable.
 * Results of a test that the message does not define are left out: nothing says what they are of. */
export function resultsDocumentOf(draft: ResultsDraft): ResultsDocument | null {
  if (draft.school === null || draft.administrations === null) return null;
  const administrations = draft.administrations
    .map((one) => ({ ...one, results: one.results.filter((result) => draft.testCodes.has(result.testCode)) }))
    .filter((one) => one.results.length > 0);
  return { school: draft.school, administrations, tests: draft.tests };
}

/** The norms of a test by part code; under null those of the whole test. */
type NormsByPart = ReadonlyMap<string | null, Spans | null>;

function normsByPart(test: TestDefinition): NormsByPart {
  const spansOf = (norms: Norms | null): Spans | null => (norms === null ? null : newSpans(norms.bands));
  return new Map([
    [null, spansOf(test.norms)],
    ...test.parts.map((part) => [part.code.text, spansOf(part.norms)] as const),
  ]);
}

function judgeResult(
  result: ResultFacts,
  test: NormsByPart,
  add: (entry: CatalogueEntry, what: string) => void,
): void {
  const norms = test.get(result.partCode);
  if (norms === undefined) add(uwlrFindings['UWLR-PART-UNKNOWN'], 'dit onderdeel staat niet bij de toets.');
  else if (result.score !== null && norms !== null && !norms.has(result.score)) {
    add(uwlrFindings['UWLR-SCORE'], 'de score valt buiten alle normen van de toets.');
  }
}
