import type { Subject } from '../content/types.ts';

/** What a planner chooses as one subject; `all` is for looking only. */
export type BundleCode = 'arithmetic' | 'reading' | 'language' | 'all';

/** Subjects that are planned together, each with a test and a result of its own. */
export interface Bundle {
  readonly code: BundleCode;
  /** As schools say it. */
  readonly name: string;
  readonly subjects: readonly Subject[];
}

/** Everything that can be planned, in the order of the tabs. */
export const bundles: readonly Bundle[] = [
  { code: 'arithmetic', name: 'Rekenen-Wiskunde', subjects: ['arithmetic'] },
  { code: 'reading', name: 'Begrijpend lezen', subjects: ['reading'] },
  { code: 'language', name: 'Taalverzorging', subjects: ['spelling', 'verb-spelling', 'punctuation'] },
];

/** Every subject at once, to see who still has to take what. */
export const everySubject: Bundle = {
  code: 'all', name: 'Alle vakken', subjects: bundles.flatMap(({ subjects }) => subjects),
};

/** The bundle of a code or of one of its subjects; the first where there is none. */
export function bundleOf(code: string | undefined): Bundle {
  const found = bundles.find((bundle) => bundle.code === code || bundle.subjects.some((subject) => subject === code));
  return found ?? bundles[0]!;
}

/** The bundles that have tests; the first where there are no tests at all. */
export function bundlesWith(subjects: ReadonlySet<Subject>): readonly Bundle[] {
  const found = bundles.filter((bundle) => bundle.subjects.some((subject) => subjects.has(subject)));
  return found.length > 0 ? found : bundles.slice(0, 1);
}
