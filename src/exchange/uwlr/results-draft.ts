import type { CatalogueEntry, FindingList, Place } from '../catalogue.ts';
import type { Keeping } from '../edexml/draft.ts';
import type { XmlElement } from '../xml/element.ts';
import type { Section } from '../xml/sections.ts';
import type { PlacedResult, ResultSpots } from './read-results.ts';
import type { NormTrouble } from './read-tests.ts';
import type { Spans } from './spans.ts';
import type { Administration, Norms, ResultsDocument, ResultsSchool } from './types.ts';
import type { TestDefinition, TestResult } from './types.ts';
import { plainDateInAmsterdam } from '../../base/plain-date.ts';
import { detached } from '../xml/detached.ts';
import { within } from '../xml/element.ts';
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
  /** With the line where each first stood. */
  readonly keys: Map<string, number | null>;
  readonly pupilKeys: Set<string>;
  readonly tests: TestDefinition[];
  readonly testCodes: Set<string>;
  /** Tests of which some result is no osoresultaat, and all of which there are results. */
  readonly scored: Set<string>;
  readonly used: Set<string>;
  readonly normTroubles: { readonly code: string; readonly trouble: NormTrouble }[];
  /** All `resultaat` elements, usable or not. */
  resultCount: number;
}

/** What the rules need of a result. */
interface ResultFacts extends Pick<TestResult, 'testCode' | 'partCode'> {
  /** Null when the outcome is no plain score. */
  readonly score: number | null;
  readonly place: Place;
  readonly spots: ResultSpots;
}

/** An empty draft. */
export function newResultsDraft(keeping: Keeping, resultsMax: number = recordsMax): ResultsDraft {
  return {
    resultsMax,
    school: null,
    administrations: keeping === 'kept' ? [] : null,
    placed: [],
    keys: new Map(),
    pupilKeys: new Set(),
    tests: [],
    testCodes: new Set(),
    scored: new Set(),
    used: new Set(),
    normTroubles: [],
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
    const read = testOf(element, findings);
    if (read === null) return;
    const { test } = read;
    for (const trouble of read.normTroubles) draft.normTroubles.push({ code: test.code.text, trouble });
    if (draft.testCodes.has(test.code.text)) {
      findings.add(uwlrFindings['UWLR-TEST-DUPLICATE'], element, 'deze toetscode staat er al.');
    }
    draft.testCodes.add(test.code.text);
    draft.tests.push(test);
  }
}

function enterResult({ result, place, spots }: PlacedResult, draft: ResultsDraft, findings: FindingList): void {
  const line = draft.keys.get(result.key);
  if (line === undefined) draft.keys.set(detached(result.key), place.line);
  else {
    const what = `deze sleutel is al gebruikt, op regel ${line ?? '?'}.`;
    findings.add(uwlrFindings['UWLR-RESULT-KEY-DUPLICATE'], place, what);
  }
  const { outcome, partCode, takenOn } = result;
  const testCode = detached(result.testCode);
  const made = draft.school?.createdAt;
  if (made !== undefined && takenOn > plainDateInAmsterdam(made)) {
    findings.add(uwlrFindings['UWLR-TAKEN-AFTER'], place, 'de afname ligt na het maken van het bericht.');
  }
  draft.used.add(testCode);
  if (outcome.kind !== 'oso') draft.scored.add(testCode);
  const score = outcome.kind === 'score' ? outcome.score : null;
  draft.placed.push({
    testCode, partCode: partCode === null ? null : detached(partCode), score, place, spots,
  });
}

type Tell = (entry: CatalogueEntry, part: keyof ResultSpots, what: string) => void;

const partNames = { testCode: 'toetscode', partCode: 'toetsonderdeelcode', score: 'score' } as const;

function placeOfPart({ place, spots }: ResultFacts, part: keyof ResultSpots): Place {
  return within({ ...place, ...spots[part] }, partNames[part]);
}

/** Tells what is wrong with norms: an error where a score is to be held against them, and where nobody says. */
export function judgeNorms(draft: ResultsDraft, findings: FindingList): void {
  for (const { code, trouble } of draft.normTroubles) {
    const unused = draft.used.has(code) && !draft.scored.has(code);
    findings.add(uwlrFindings[unused ? 'UWLR-NORMS-UNUSED' : 'UWLR-NORMS'], trouble.place, trouble.what);
  }
}

/** Applies the rules that need the whole message. */
export function finishResults(draft: ResultsDraft, findings: FindingList): void {
  judgeNorms(draft, findings);
  const tests = new Map(draft.tests.map((test) => [test.code.text, normsByPart(test)]));
  for (const result of draft.placed) {
    const add: Tell = (entry, name, what) => findings.add(entry, placeOfPart(result, name), what);
    const test = tests.get(result.testCode);
    if (test !== undefined) judgeResult(result, test, add);
    else add(uwlrFindings['UWLR-TEST-UNKNOWN'], 'testCode', 'deze toetscode staat niet onder <toetsen>.');
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
  add: Tell,
): void {
  const norms = test.get(result.partCode);
  if (norms === undefined) add(uwlrFindings['UWLR-PART-UNKNOWN'], 'partCode', 'dit onderdeel staat niet bij de toets.');
  else if (result.score !== null && norms !== null && !norms.has(result.score)) {
    add(uwlrFindings['UWLR-SCORE'], 'score', 'de score valt buiten alle normen van de toets.');
  }
}
