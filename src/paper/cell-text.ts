import type { Result } from '../base/result.ts';
import { ok, refuse } from '../base/result.ts';
import type { Item } from '../content/types.ts';
import type { QtiItem } from '../exchange/qti/read.ts';
import { readItem } from '../exchange/qti/read.ts';
import type { XmlElement } from '../exchange/qti/tree.ts';
import { childElements, parseTree } from '../exchange/qti/tree.ts';
import type { CellEntry, PaperWay } from './types.ts';

/** How an answer to an item is typed: the letters of its options, text, or not at all. */
export type AnswerForm =
  /** Options in the order of the booklet: A is the first. Several letters where more may be chosen or put in order. */
  | { readonly kind: 'letters'; readonly response: string; readonly options: readonly string[]; readonly many: boolean }
  | { readonly kind: 'text'; readonly response: string }
  /** Answers that take no letter or line, such as lines drawn between words: only points. */
  | { readonly kind: 'points' };

/** What is wrong with a cell. */
export type CellFaultCode = 'not-points' | 'not-an-option' | 'not-a-total' | 'too-long';

/** Signs for what is known of an item without an answer. */
export const skippedSign = '-';
export const notReachedSign = '/';

/** Longest answer in a cell; a written answer of more words is marked by points. */
export const answerLengthMax = 200;

/** How answers to this item are typed; read once, because published items never change. */
export function answerFormOf(item: Pick<Item, 'qtiXml'>): AnswerForm {
  const known = forms.get(item.qtiXml);
  if (known) return known;
  const form = findAnswerForm(item.qtiXml);
  forms.set(item.qtiXml, form);
  return form;
}

const forms = new Map<string, AnswerForm>();

function findAnswerForm(xml: string): AnswerForm {
  const read = readItem(xml);
  const tree = parseTree(xml);
  if (!read.ok || !tree.ok) return { kind: 'points' };
  const { interactions, responses }: QtiItem = read.value.item;
  const [interaction] = interactions;
  if (!interaction || interactions.length > 1) return { kind: 'points' };
  const response = interaction.responseIdentifier;
  const many = responses.get(response)?.cardinality !== 'single';
  const option = optionElements[interaction.kind];
  if (option !== undefined) {
    const options = named(tree.value, option).map(({ attributes }) => attributes.get('identifier') ?? '');
    return options.length > 0 && options.length <= 26
      ? { kind: 'letters', response, options, many } : { kind: 'points' };
  }
  return interaction.kind === 'qti-text-entry-interaction' && !many ? { kind: 'text', response } : { kind: 'points' };
}

const optionElements: Readonly<Record<string, string>> = {
  'qti-choice-interaction': 'qti-simple-choice',
  'qti-inline-choice-interaction': 'qti-inline-choice',
  'qti-order-interaction': 'qti-simple-choice',
};

function named(element: XmlElement, name: string): XmlElement[] {
  return childElements(element).flatMap((child) => (child.name === name ? [child] : named(child, name)));
}

/** What a cell shows, and takes back, in this way of entering. Points that stand among answers have `=` before them. */
export function textOfCell(entry: CellEntry | undefined, form: AnswerForm, way: PaperWay): string {
  if (!entry) return '';
  if (entry.kind === 'skipped') return skippedSign;
  if (entry.kind === 'not-reached') return notReachedSign;
  if (entry.kind === 'points') {
    return way === 'answers' && form.kind !== 'points' ? `=${entry.score}` : String(entry.score);
  }
  if (form.kind === 'points') return '';
  const answer = entry.responses[form.response] ?? null;
  if (form.kind === 'text') return typeof answer === 'string' ? answer : '';
  const chosen = answer === null ? [] : [answer].flat();
  return chosen.map((identifier) => letterOf(form.options.indexOf(identifier))).join('');
}

/** Reads a cell; null is a cell with nothing in it. Spaces round it and capitals of letters do not count. */
export function readCell(
  typed: string, { maxScore }: Pick<Item, 'maxScore'>, form: AnswerForm, way: PaperWay,
): Result<CellEntry | null, CellFaultCode> {
  const text = typed.trim();
  if (text === '') return ok(null);
  if (text === skippedSign) return ok({ kind: 'skipped' });
  if (text === notReachedSign || (text.toLowerCase() === 'n' && way === 'points')) return ok({ kind: 'not-reached' });
  if (way !== 'answers' || form.kind === 'points') return readPoints(text, maxScore);
  if (/^=\d+$/.test(text)) return readPoints(text.slice(1), maxScore);
  if (text.length > answerLengthMax) return refuse('too-long');
  return form.kind === 'text'
    ? ok({ kind: 'answer', responses: { [form.response]: text } }) : readLetters(text, form);
}

/** Reads a total: whole points from 0 to the maximum of the taak; null where nothing stands. */
export function readTotal(typed: string, most: number): Result<number | null, CellFaultCode> {
  const text = typed.trim();
  if (text === '') return ok(null);
  return /^\d{1,4}$/.test(text) && Number(text) <= most ? ok(Number(text)) : refuse('not-a-total');
}

function readPoints(text: string, maxScore: number): Result<CellEntry, CellFaultCode> {
  return /^\d{1,3}$/.test(text) && Number(text) <= maxScore
    ? ok({ kind: 'points', score: Number(text) }) : refuse('not-points');
}

function readLetters(
  text: string, { response, options, many }: Extract<AnswerForm, { kind: 'letters' }>,
): Result<CellEntry, CellFaultCode> {
  const letters = [...text.toUpperCase().replaceAll(/[\s,;]/g, '')];
  const chosen = letters.map((letter) => options[letter.charCodeAt(0) - 65]);
  const known = chosen.filter((identifier) => identifier !== undefined);
  const [only] = known;
  const fits = known.length === letters.length && new Set(known).size === known.length
    && only !== undefined && (many || known.length === 1);
  if (!fits) return refuse('not-an-option');
  return ok({ kind: 'answer', responses: { [response]: many ? known : only } });
}

function letterOf(index: number): string {
  return index < 0 ? '?' : String.fromCharCode(65 + index);
}
