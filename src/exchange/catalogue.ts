import type { Finding, Severity } from '../base/findings.ts';

/** What a code means, once; each standard has its own list in a file called findings.ts. */
export interface CatalogueEntry {
  readonly code: string;
  readonly severity: Severity;
  /** Whether our own import refuses the delivery because of it. */
  readonly blocks: boolean;
  /** What is the matter, in one Dutch sentence, for the list in docs/findings.md. */
  readonly meaning: string;
  /** What to mend and where, as a Dutch sentence; ends every message with this code. */
  readonly mend: string;
}

/** A standard's list of codes. */
export type Catalogue<Code extends string = string> = { readonly [C in Code]: CatalogueEntry };

/** Where something stands: 1-based line and column, and a path of local names. */
export interface Place {
  readonly line: number | null;
  readonly column: number | null;
  readonly path: string | null;
}

/** The place of what concerns a document as a whole. */
export const nowhere: Place = { line: null, column: null, path: null };

/** Findings as they are made. At most `perCodeMax` of a code are kept; the rest is counted in the last
 * one. */
export interface FindingList {
  add(entry: CatalogueEntry, place: Place, what: string): void;
  /** Whether any finding so far breaks the standard. */
  hasErrors(): boolean;
  /** Whether any finding so far makes our import refuse. */
  blocks(): boolean;
  /** All that were kept, in the order of the text; those without a place come last. */
  all(): readonly Finding[];
}

/** More of one code than this tell a person nothing new and would let a hostile file fill the memory. */
export const perCodeMax = 100;

/** Makes an empty list. */
export function newFindingList(): FindingList {
  const kept: Finding[] = [];
  const countByCode = new Map<string, { entry: CatalogueEntry; count: number }>();
  return {
    add(entry, place, what) {
      const seen = countByCode.get(entry.code) ?? { entry, count: 0 };
      countByCode.set(entry.code, { entry, count: seen.count + 1 });
      if (seen.count < perCodeMax) kept.push(findingOf(entry, place, what));
    },
    hasErrors: () => kept.some((finding) => finding.severity === 'error'),
    blocks: () => kept.some((finding) => finding.blocks),
    all: () => [...kept.toSorted(byPlace), ...[...countByCode.values()].flatMap(rest)],
  };
}

/** Builds the code list of a standard from its entries without the code itself. */
export function defineCatalogue<Code extends string>(
  entries: { readonly [C in Code]: readonly [
    severity: Severity,
    blocks: boolean,
    meaning: string,
    mend: string,
  ] },
): Catalogue<Code> {
  const result = {} as { [C in Code]: CatalogueEntry };
  for (const code of Object.keys(entries) as Code[]) {
    const [severity, blocks, meaning, mend] = entries[code];
    result[code] = { code, severity, blocks, meaning, mend };
  }
  return result;
}

/** One finding: where, what is wrong, what to mend, in one Dutch message.
 * @param what a sentence; one that starts with a capital stands by itself, any other is put behind the words
 * for where */
export function findingOf(entry: CatalogueEntry, place: Place, what: string): Finding {
  const { code, severity, blocks, mend } = entry;
  const alone = place.path === null || /^\p{Lu}/u.test(what);
  const where = alone ? '' : whereInWords(place.path ?? '');
  const message = [where === '' ? what : `${where}: ${what}`, mend].filter((part) => part !== '').join(' ');
  return { code, severity, blocks, line: place.line, column: place.column, path: place.path, message };
}

/** `/EDEX/leerlingen/leerling[3]/groep/@key` becomes `leerling 3, groep`; the root alone becomes nothing. */
function whereInWords(path: string): string {
  const steps = path.split('/').filter((step) => step !== '' && !step.startsWith('@'));
  const told = steps.filter((step, at) => step.includes('[') || at === steps.length - 1);
  const shown = told.length > 1 || told[0]?.includes('[') === true ? told : steps.slice(-2);
  return steps.length < 2 ? '' : shown.map((step) => step.replace(/\[(\d+)\]/, ' $1')).join(', ');
}

function rest(seen: { readonly entry: CatalogueEntry; readonly count: number }): Finding[] {
  if (seen.count <= perCodeMax) return [];
  const more = seen.count - perCodeMax;
  return [findingOf(seen.entry, nowhere, `Dit komt nog ${more} keer voor; die plaatsen staan hier niet.`)];
}

function byPlace(a: Finding, b: Finding): number {
  const lineOf = (finding: Finding): number => finding.line ?? Number.MAX_SAFE_INTEGER;
  return lineOf(a) - lineOf(b) || (a.column ?? 0) - (b.column ?? 0);
}
