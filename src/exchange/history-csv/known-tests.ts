/* Which tests the import knows. A list of names only: the tests themselves, their norms and what follows from
 * them are content, which a reader may not know; src/history/known-tests.test.ts holds the two together. */

/** Subjects by their code, each with its name in schools. */
export const knownSubjects = {
  'arithmetic': 'Rekenen-Wiskunde',
  'reading': 'Begrijpend lezen',
  'spelling': 'Spelling',
  'verb-spelling': 'Spelling werkwoorden',
  'punctuation': 'Leestekens',
  'listening': 'Begrijpend luisteren',
  'vocabulary': 'Woordenschat',
} as const;

/** The code of a subject. */
export type KnownSubject = keyof typeof knownSubjects;

/** Moments at which there is a test. */
export const knownMoments: ReadonlySet<string> = new Set([
  'M3', 'E3', 'M4', 'E4', 'M5', 'E5', 'M6', 'E6', 'M7', 'E7', 'B8', 'M8', 'E8',
]);

/** The one generation that is taken; results of another are listed. */
export const takenGeneration = '3.0 (synthetisch)';

/** The scale of the one subject that has norms, and the lowest and highest score that it can give. */
export const knownScale = { subject: 'arithmetic', code: 'SYN-RW-3.0', low: 320, high: 937 } as const;

const codeOf: ReadonlyMap<string, KnownSubject> = new Map(
  Object.entries(knownSubjects).flatMap(([code, name]) =>
    [code, name].map((word) => [plainWords(word), code as KnownSubject] as const)),
);

/** A subject by its code or by the name that schools know, whatever the capitals and the signs. */
export function subjectOf(text: string | null): KnownSubject | null {
  return codeOf.get(plainWords(text ?? '')) ?? null;
}

function plainWords(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim();
}
