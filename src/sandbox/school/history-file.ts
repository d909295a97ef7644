import type { SchoolYear } from '../../base/school-year.ts';
import type { Administration, ResultsDocument, Term, TestDefinition, TestResult } from '../../exchange/uwlr/types.ts';
import type { OldResult } from './history.ts';
import type { SchoolPlan } from './types.ts';

/** The old results in the shape of a results message (docs/history-file.md, 1). That use of it is no standard.
 * @returns null when there is nothing: a results message without results does not exist */
export function historyDocument(
  plan: SchoolPlan, results: readonly OldResult[], schoolYear: SchoolYear, at: Date,
): ResultsDocument | null {
  if (results.length === 0) return null;
  const tests = new Map(results.map((result) => [testCode(result), testOf(result)]));
  return {
    school: {
      schoolYear, school: { kind: 'brin', brin: plan.brin, site: plan.site },
      createdAt: new Date(Math.floor(at.getTime() / 1000) * 1000), author: 'Proef-LAS', xsdVersion: '2.2',
    },
    administrations: [...Map.groupBy(results, ({ pupilKey }) => pupilKey)].map(([pupilKey, own]): Administration =>
      ({ pupilKey, eckId: null, processedBy: null, results: own.map(resultOf) })),
    tests: [...tests.values()],
  };
}

function testCode({ moment, yearGroup, typedIn, generation }: OldResult): string {
  const test = generation === '2.0' ? `RW2-${moment}` : `RW-${moment}`;
  return `${test}/${yearGroup ?? '-'}/${typedIn ? 'H' : 'L'}`;
}

function testOf(result: OldResult): TestDefinition {
  const { moment, yearGroup, typedIn, generation } = result;
  return {
    code: term(testCode(result)),
    version: term(generation),
    name: `Rekenen-Wiskunde ${moment}`,
    yearGroup: yearGroup === null ? null : term(`${yearGroup}`),
    subject: term('arithmetic'),
    norms: null,
    hierarchy: [{ level: 1, entry: term(moment) }, { level: 2, entry: term(typedIn ? 'handmatig' : 'las') }],
    parts: [],
  };
}

function term(text: string): Term {
  return { text, vocabulary: null, vocabularyLocation: null };
}

function resultOf(result: OldResult): TestResult {
  const { typedIn, score, scaleCode, correctCount, itemCount, interval, level } = result;
  const none = { wrongCount: null, readCount: null, durationSeconds: null };
  const testScore = typedIn
    ? { ...none, itemCount: null, correctCount: null, ability: score, scaleCode, interval: null }
    : { ...none, itemCount, correctCount, ability: score, scaleCode, interval };
  const references = typedIn || level === null
    ? [] : [{ code: 'IV', comparisonGroup: 'Landelijk', value: level, qualification: null }];
  return {
    key: result.key, takenOn: result.takenOn, testCode: testCode(result), version: null, partCode: null, infoUrl: null,
    outcome: { kind: 'oso', oso: { testScore, referenceScores: references } },
  };
}

const columns = [
  'leerlingsleutel', 'achternaam', 'voorvoegsel', 'roepnaam', 'geboortedatum', 'vak', 'toets', 'generatie',
  'afnamedatum', 'jaargroep', 'vaardigheidsscore', 'schaal', 'goed', 'opgaven',
] as const;

/** The same results as the CSV of docs/history-file.md, 2: UTF-8 with byte order mark, `;`, dates as people write. */
export function historyCsv(results: readonly OldResult[]): string {
  const lines = results.map(({ pupil, ...result }) => [
    pupil.key ?? '', pupil.lastName, pupil.prefix ?? '', pupil.callName, dutchDate(pupil.birthDate), 'Rekenen-Wiskunde',
    result.moment, result.generation, dutchDate(result.takenOn), `${result.yearGroup ?? ''}`, `${result.score}`,
    result.scaleCode, result.typedIn ? '' : `${result.correctCount ?? ''}`,
    result.typedIn ? '' : `${result.itemCount ?? ''}`,
  ]);
  return `\uFEFF${[columns, ...lines].map((line) => `${line.map(csvField).join(';')}\r\n`).join('')}`;
}

function csvField(text: string): string {
  return /[;"\r\n]/u.test(text) ? `"${text.replace(/"/gu, '""')}"` : text;
}

function dutchDate(date: string): string {
  return date.replace(/^(\d+)-0?(\d+)-0?(\d+)$/u, '$3-$2-$1');
}
