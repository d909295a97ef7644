import type { NormBand, Norms, Outcome, ResultsDocument, Term, TestDefinition, TestResult } from './types.ts';
import { carryable } from '../xml/write.ts';

/** What UWLR can carry of a results document: the one place that says what is lost in writing.
 * Lost: milliseconds, characters that XML has not, white space at the ends of a text, what is longer than the
 * schema allows, empty texts. Reading what was written gives exactly this. */
export function carriedResults(document: ResultsDocument): ResultsDocument {
  const { school } = document;
  return {
    school: {
      ...school,
      createdAt: new Date(Math.floor(school.createdAt.getTime() / 1000) * 1000),
      author: carriedText(school.author, 128),
    },
    administrations: document.administrations.map((one) => ({
      pupilKey: required(one.pupilKey, 256),
      eckId: carriedText(one.eckId, 256),
      processedBy: carriedText(one.processedBy, 256),
      results: one.results.map(carriedResult),
    })),
    tests: document.tests.map(carriedTest),
  };
}

/** A text as it comes back from the wire; null when nothing is left. The length counts characters. */
export function carriedText(text: string | null, max: number): string | null {
  if (text === null) return null;
  const kept = [...carryable(text).trim()].slice(0, max).join('').trim();
  return kept === '' ? null : kept;
}

/** A text that must be there; what has nothing to carry becomes a dash. */
function required(text: string, max: number): string {
  return carriedText(text, max) ?? '-';
}

function carriedResult(result: TestResult): TestResult {
  return {
    key: required(result.key, 256),
    takenOn: result.takenOn,
    testCode: required(result.testCode, 256),
    version: carriedTerm(result.version),
    partCode: carriedText(result.partCode, 256),
    outcome: carriedOutcome(result.outcome),
    infoUrl: carriedText(result.infoUrl, 256),
  };
}

function carriedOutcome(outcome: Outcome): Outcome {
  if (outcome.kind !== 'oso') return outcome;
  const { testScore, referenceScores } = outcome.oso;
  return {
    kind: 'oso',
    oso: {
      testScore: testScore === null ? null : {
        ...testScore,
        scaleCode: carriedText(testScore.scaleCode, 256),
      },
      referenceScores: referenceScores.map((score) => ({
        code: required(score.code, 256),
        comparisonGroup: required(score.comparisonGroup, 256),
        value: required(score.value, 256),
        qualification: carriedText(score.qualification, 256),
      })),
    },
  };
}

function carriedTest(test: TestDefinition): TestDefinition {
  return {
    code: requiredTerm(test.code),
    version: carriedTerm(test.version),
    name: carriedText(test.name, 128),
    yearGroup: carriedTerm(test.yearGroup),
    subject: carriedTerm(test.subject),
    norms: carriedNorms(test.norms),
    hierarchy: test.hierarchy.map(({ level, entry }) => ({ level, entry: requiredTerm(entry) })),
    parts: test.parts.map((part) => ({
      sequence: part.sequence,
      code: requiredTerm(part.code),
      name: carriedText(part.name, 128),
      norms: carriedNorms(part.norms),
    })),
  };
}

function carriedNorms(norms: Norms | null): Norms | null {
  if (norms === null || norms.bands.length === 0) return null;
  const bands = norms.bands.map(
    (band): NormBand => ({
      ...band,
      term: required(band.term, 64),
      description: carriedText(band.description, 128),
    }),
  );
  return {
    vocabulary: carriedText(norms.vocabulary, 2000),
    vocabularyLocation: carriedText(norms.vocabularyLocation, 2000),
    category: carriedTerm(norms.category),
    level: carriedTerm(norms.level),
    weight: norms.weight,
    bands,
  };
}

function carriedTerm(term: Term | null): Term | null {
  return term === null || carriedText(term.text, 256) === null ? null : requiredTerm(term);
}

function requiredTerm(term: Term): Term {
  return {
    text: required(term.text, 256),
    vocabulary: carriedText(term.vocabulary, 2000),
    vocabularyLocation: carriedText(term.vocabularyLocation, 2000),
  };
}
