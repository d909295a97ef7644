import type { Finding } from '../../../base/findings.ts';
import type { ResponseDeclaration } from '../declarations.ts';
import type { QtiItem } from '../read.ts';
import { readItem } from '../read.ts';
import type { ResponseInput, ResponseInputs } from '../score.ts';
import { scoreItem } from '../score.ts';
import { atomsOf, printAtom } from '../values.ts';
import { type FindFile, selfContained, type Tell } from './item-content.ts';

/** An item of a package that can be shown and scored by us. */
export interface PackageItem {
  readonly identifier: string;
  readonly title: string;
  /** With its pictures and sounds inside. */
  readonly xml: string;
  /** Highest SCORE; null where a teacher gives the points, and no key says how many there are. */
  readonly maxScore: number | null;
  /** Whether it holds an extended text, which has no key. */
  readonly needsMarking: boolean;
}

/** The interactions that our player shows with care, by keyboard and touch. */
export const supportedInteractions: ReadonlySet<string> = new Set([
  'qti-choice-interaction', 'qti-inline-choice-interaction', 'qti-text-entry-interaction', 'qti-order-interaction',
  'qti-match-interaction', 'qti-gap-match-interaction', 'qti-hotspot-interaction', 'qti-extended-text-interaction',
]);

const extendedText = 'qti-extended-text-interaction';

/**
 * Reads one item of a package: its content made self-contained, its interactions known, and its own key earning all
 * the points that it declares while no answer earns none.
 * @returns undefined when the item cannot be read at all; whether it can be taken is in what was told
 */
export function readPackageItem(
  source: string, path: string, findFile: FindFile, tell: Tell, pass: (finding: Finding) => void,
): PackageItem | undefined {
  const xml = selfContained(source, path, findFile, tell);
  const read = readItem(xml);
  const findings = read.ok ? read.value.findings : read.refusal;
  for (const finding of findings) pass(finding);
  if (!read.ok) return undefined;
  const { item } = read.value;
  const kinds = item.interactions.map(({ kind }) => kind);
  const unknown = kinds.filter((kind) => !supportedInteractions.has(kind));
  if (kinds.length === 0) tell('PACKAGE-INTERACTION', 'Dit item vraagt niets.');
  for (const kind of new Set(unknown)) tell('PACKAGE-INTERACTION', `Onze speler kent ${kind} niet.`);
  const needsMarking = kinds.includes(extendedText);
  const blocked = findings.some(({ blocks }) => blocks) || item.hasTemplateProcessing;
  const maxScore = blocked || needsMarking ? null : keyScore(item, tell);
  return { identifier: item.identifier, title: item.title, xml, maxScore, needsMarking };
}

/** The SCORE of the item's own key, when that and an empty answer are worth what they should. */
function keyScore(item: QtiItem, tell: Tell): number | null {
  const key = keyOf(item);
  if (key === null) {
    tell('PACKAGE-KEY', 'Het goede antwoord ontbreekt.');
    return null;
  }
  const [full, nothing] = [scoreOf(item, key), scoreOf(item, {})];
  if (full === null || !Number.isSafeInteger(full) || full < 1) {
    tell('PACKAGE-KEY', 'Het goede antwoord levert geen heel aantal punten vanaf 1 op in SCORE.');
    return null;
  }
  if (nothing !== 0) tell('PACKAGE-KEY', 'Zonder antwoord is SCORE niet 0.');
  return full;
}

function scoreOf(item: QtiItem, answers: ResponseInputs): number | null {
  const scored = scoreItem(item, answers, { numbers: 'dutch' });
  const score = scored.ok ? scored.value.outcomes['SCORE'] : null;
  return typeof score === 'number' ? score : null;
}

/** The declared right answer of every interaction; where there is none, what its mapping values most. */
function keyOf(item: QtiItem): ResponseInputs | null {
  const key: Record<string, ResponseInput> = {};
  for (const { responseIdentifier } of item.interactions) {
    const declaration = item.responses.get(responseIdentifier);
    const answer = declaration === undefined ? null : rightAnswer(declaration);
    if (answer === null) return null;
    key[responseIdentifier] = answer;
  }
  return key;
}

function rightAnswer({ correct, mapping, cardinality }: ResponseDeclaration): ResponseInput {
  if (correct !== null && correct.cardinality !== 'record') {
    const texts = atomsOf(correct).map(printAtom);
    return cardinality === 'single' ? texts[0] ?? null : texts;
  }
  const valued = (mapping?.entries ?? []).filter(({ mappedValue }) => mappedValue > 0)
    .toSorted((a, b) => b.mappedValue - a.mappedValue).map(({ key }) => key);
  if (valued.length === 0) return null;
  return cardinality === 'single' ? valued[0] ?? null : valued;
}
