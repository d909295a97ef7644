/* What UWLR leerresultaten cannot carry of a delivery of results. */
import { loseAll, textLosses, type Loss, type MapTexts } from '../loss.ts';
import type { NormBand, Norms, Outcome, ResultsDocument, Term, TestDefinition, TestResult } from './types.ts';

/** One thing that a delivery of results loses. */
export type ResultsLoss = Loss<ResultsDocument, null>;

/** What UWLR can carry of a delivery: reading what was written gives exactly this. */
export function carriedResults(document: ResultsDocument): ResultsDocument {
  return loseAll(document, null, resultsLosses);
}

type MapText = Parameters<MapTexts<ResultsDocument>>[1];

const mapTexts: MapTexts<ResultsDocument> = (document, map) => {
  const required = requiredOf(map);
  const { school } = document;
  return {
    school: {
      ...school, author: map(school.author, 128), xsdVersion: required(school.xsdVersion, 32),
      school: school.school.kind === 'brin'
        ? school.school : { kind: 'schoolKey', schoolKey: required(school.school.schoolKey) },
    },
    administrations: document.administrations.map((one) => ({
      pupilKey: required(one.pupilKey), eckId: map(one.eckId, 256), processedBy: map(one.processedBy, 256),
      results: one.results.map((result) => mapResult(result, map)),
    })),
    tests: document.tests.map((test) => mapTest(test, map)),
  };
};

const requiredOf = (map: MapText) => (text: string, max = 256): string => map(text, max) ?? '';

function mapResult(result: TestResult, map: MapText): TestResult {
  const required = requiredOf(map);
  return {
    ...result, key: required(result.key), testCode: required(result.testCode), version: mapTerm(result.version, map),
    partCode: map(result.partCode, 256), infoUrl: map(result.infoUrl, 256), outcome: mapOutcome(result.outcome, map),
  };
}

function mapOutcome(outcome: Outcome, map: MapText): Outcome {
  if (outcome.kind !== 'oso') return outcome;
  const required = requiredOf(map);
  const { testScore, referenceScores } = outcome.oso;
  return {
    kind: 'oso',
    oso: {
      testScore: testScore && { ...testScore, scaleCode: map(testScore.scaleCode, 256) },
      referenceScores: referenceScores.map((score) => ({
        code: required(score.code), comparisonGroup: required(score.comparisonGroup), value: required(score.value),
        qualification: map(score.qualification, 256),
      })),
    },
  };
}

function mapTest(test: TestDefinition, map: MapText): TestDefinition {
  return {
    ...test, code: mapRequiredTerm(test.code, map), version: mapTerm(test.version, map), name: map(test.name, 128),
    yearGroup: mapTerm(test.yearGroup, map), subject: mapTerm(test.subject, map), norms: mapNorms(test.norms, map),
    hierarchy: test.hierarchy.map(({ level, entry }) => ({ level, entry: mapRequiredTerm(entry, map) })),
    parts: test.parts.map((part) => ({
      ...part, code: mapRequiredTerm(part.code, map), name: map(part.name, 128), norms: mapNorms(part.norms, map),
    })),
  };
}

function mapNorms(norms: Norms | null, map: MapText): Norms | null {
  return norms && {
    ...norms, vocabulary: map(norms.vocabulary, uriMax), vocabularyLocation: map(norms.vocabularyLocation, uriMax),
    category: mapTerm(norms.category, map), level: mapTerm(norms.level, map),
    bands: norms.bands.map((band): NormBand => ({
      ...band, term: requiredOf(map)(band.term, 64), description: map(band.description, 128),
    })),
  };
}

/** The schema has no limit; ours keeps a message readable. */
const uriMax = 2000;

function mapRequiredTerm(term: Term, map: MapText): Term {
  return {
    text: requiredOf(map)(term.text), vocabulary: map(term.vocabulary, uriMax),
    vocabularyLocation: map(term.vocabularyLocation, uriMax),
  };
}

const mapTerm = (term: Term | null, map: MapText): Term | null => term && mapRequiredTerm(term, map);

/** Everything that is lost, in the order in which it is. */
export const resultsLosses: readonly ResultsLoss[] = [
  ...textLosses<ResultsDocument, null>(mapTexts),
  {
    code: 'empty-term', what: 'a version, year group, subject, category or level without a text',
    lose: (document) => ({
      ...document,
      administrations: document.administrations.map((one) => ({
        ...one, results: one.results.map((result) => ({ ...result, version: filled(result.version) })),
      })),
      tests: document.tests.map((test) => ({
        ...test, version: filled(test.version), yearGroup: filled(test.yearGroup), subject: filled(test.subject),
        norms: withFilledTerms(test.norms),
        parts: test.parts.map((part) => ({ ...part, norms: withFilledTerms(part.norms) })),
      })),
    }),
  },
  {
    code: 'empty-required', what: 'that a text that must be there is empty: it becomes a dash',
    // A term that may be absent is absent by now, so every empty text that is left is a required one.
    lose: (document) => mapTexts(document, (text) => (text === '' ? '-' : text)),
  },
  {
    code: 'norms-without-bands', what: 'norms without a single band',
    lose: (document) => {
      const banded = (norms: Norms | null): Norms | null => (norms?.bands.length === 0 ? null : norms);
      return {
        ...document,
        tests: document.tests.map((test) => ({
          ...test, norms: banded(test.norms), parts: test.parts.map((part) => ({ ...part, norms: banded(part.norms) })),
        })),
      };
    },
  },
  {
    code: 'milliseconds', what: 'parts of a second of the time of making',
    lose: ({ school, ...document }) => ({
      ...document,
      school: { ...school, createdAt: new Date(Math.floor(school.createdAt.getTime() / 1000) * 1000) },
    }),
  },
];

function filled(term: Term | null): Term | null {
  return term?.text === '' ? null : term;
}

function withFilledTerms(norms: Norms | null): Norms | null {
  return norms && { ...norms, category: filled(norms.category), level: filled(norms.level) };
}
