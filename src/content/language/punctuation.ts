// Questions about capitals and marks.

import type { Random } from '../../psychometrics/random.ts';
import type { ItemDraft } from '../item-draft.ts';
import { lettered, optionsOf, paragraph } from '../item-draft.ts';
import type { Domain } from '../types.ts';
import * as sentences from './sentences.ts';

/** Makes a question about marks. */
export type PunctuationWriter = (random: Random) => ItemDraft;

function picked(
  domain: Domain, random: Random, right: string, wrong: readonly string[], hardness: number,
): ItemDraft {
  return {
    domain, presentation: 'recognise', blocks: [], prompt: 'Welke zin is goed geschreven?',
    question: { kind: 'choice', ...optionsOf(random, right, wrong) }, hardness,
  };
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** Which sentence has all its capitals and no more. */
export const pickCapitals: PunctuationWriter = (random) => {
  const { words, names } = sentences.sentenceWithNames(random);
  const change = (index: number, to: (word: string) => string): string =>
    `${words.map((word, at) => (at === index ? to(word) : word)).join(' ')}.`;
  const [first = 0, second = 0] = names.map((name) => words.indexOf(name));
  return picked('capitals', random, `${words.join(' ')}.`,
    [change(first, lower), change(second, lower), change(0, lower)], -0.2);
};

/** One name lacks its capital: write that word. */
export const writeCapital: PunctuationWriter = (random) => {
  const { words, names } = sentences.sentenceWithNames(random);
  const name = random.pick(names);
  return {
    domain: 'capitals', presentation: 'write',
    blocks: [paragraph(`${words.map((word) => (word === name ? lower(word) : word)).join(' ')}.`)],
    prompt: 'In de zin mist één hoofdletter. Schrijf dat woord goed.',
    question: {
      // Not every keyboard has the dots of België, which are not what is asked.
      kind: 'text-entry', before: '', after: '', accepted: [...new Set([name, sentences.withoutDots(name)])],
      baseType: 'string', keyboard: 'text', expectedLength: 14,
    },
    hardness: 0.05,
  };
};

/** Full stop or question mark. */
export const endMark: PunctuationWriter = (random) => {
  const asks = random.chance(0.5);
  const text = asks ? sentences.question(random) : sentences.statement(random);
  return {
    domain: 'sentence-marks', presentation: 'recognise', blocks: [],
    prompt: 'Welk teken hoort aan het eind van de zin?',
    question: {
      kind: 'inline-choice', before: text, after: '',
      ...optionsOf(random, asks ? '?' : '.', [asks ? '.' : '?', ',']),
    },
    hardness: -0.3,
  };
};

/** A full stop and a question mark behind three sentences. */
export const placeEndMarks: PunctuationWriter = (random) => {
  const texts = random.shuffle([
    { text: sentences.question(random), word: 'W2' },
    { text: sentences.statement(random), word: 'W1' },
    random.chance(0.5)
      ? { text: sentences.twoSentences(random)[0], word: 'W1' }
      : { text: `Weet jij waar ${sentences.childName(random)} is`, word: 'W2' },
  ]);
  return {
    domain: 'sentence-marks', presentation: 'write', blocks: [], prompt: 'Zet het goede teken achter elke zin.',
    question: {
      kind: 'gap-match', words: lettered(['.', '?'], 'W'), credit: 'all',
      lines: texts.map(({ text }, index) => [text, { gap: `G${index + 1}` }]),
      pairs: texts.map(({ word }, index) => [word, `G${index + 1}`] as const),
    },
    hardness: 0.05,
  };
};

/** Where one sentence ends and the next begins. */
export const splitSentences: PunctuationWriter = (random) => {
  const [first, second] = sentences.twoSentences(random);
  const [opening = '', ...rest] = second.split(' ');
  return {
    ...picked('sentence-marks', random, `${first}. ${second}.`, [
      `${first} ${lower(opening)}. ${rest.join(' ').replace(/^./, (letter) => letter.toUpperCase())}.`,
      `${first}. ${lower(second)}.`,
      `${first} ${second}.`,
    ], 0.05),
    prompt: 'Waar staan de punten en hoofdletters goed?',
  };
};

/** Parts of a sentence of which the capital and the full stop show where it begins and ends. */
export const orderSentence: PunctuationWriter = (random) => {
  const child = sentences.childName(random);
  const parts = random.pick<readonly string[]>([
    ['Morgen', 'gaat', child, 'naar zee.'],
    ['In de zomer', 'reist', child, 'naar het zuiden.'],
    ['Op zondag', 'fietst', child, 'naar het bos.'],
    ['Na de les', 'speelt', child, 'op het plein.'],
    ['Voor het eten', 'wast', child, 'een paar appels.'],
    ['Vandaag', 'krijgt', child, 'een kaart van opa.'],
    ['Soms', 'logeert', child, 'bij oma.'],
    ['In de klas', 'zit', child, 'naast de deur.'],
    ['Bij het raam', 'leest', child, 'een spannend boek.'],
  ]);
  const options = lettered(random.shuffle(parts));
  return {
    domain: 'sentence-marks', presentation: 'write', blocks: [],
    prompt: 'Maak een goede zin. Let op de hoofdletter en de punt.',
    question: {
      kind: 'order', options,
      correct: parts.map((part) => options.find(({ text }) => text === part)!.identifier),
    },
    hardness: -0.1,
  };
};

/** Commas between the things of a list. */
export const listCommas: PunctuationWriter = (random) => {
  const { start, things: [a = '', b = '', c = ''] } = sentences.listing(random);
  return picked('commas', random, `${start} ${a}, ${b} en ${c}.`,
    [`${start} ${a} ${b}, en, ${c}.`, `${start}, ${a} ${b} en ${c}.`, `${start} ${a} ${b} en ${c}.`], -0.05);
};

/** The comma between a clause and the main sentence. */
export const clauseComma: PunctuationWriter = (random) => {
  const [clause, main] = sentences.clauseFirst(random);
  const [verb = '', ...rest] = main.split(' ');
  const [opening = '', ...others] = clause.split(' ');
  return picked('commas', random, `${clause}, ${main}.`, [
    `${clause} ${verb}, ${rest.join(' ')}.`, `${opening}, ${others.join(' ')} ${main}.`, `${clause}. ${main}.`,
  ], 0.15);
};

/** The comma behind somebody who is spoken to. */
export const callingComma: PunctuationWriter = (random) => {
  const [name, text] = sentences.calling(random);
  const [first = '', ...rest] = text.split(' ');
  const end = rest.join(' ');
  return picked('commas', random, `${name}, ${text}`,
    [`${name} ${first}, ${end}`, `${name} ${text}`, `${name}. ${text}`], 0.1);
};

/** A colon before a list. */
export const colon: PunctuationWriter = (random) => {
  const { things: [a = '', b = '', c = ''] } = sentences.listing(random);
  const name = sentences.childName(random);
  const start = `${name} noemt drie dingen`;
  return picked('commas', random, `${start}: ${a}, ${b} en ${c}.`,
    [`${start}; ${a}, ${b}: en ${c}.`, `${start} ${a}: ${b} en ${c}.`, `${start}. ${a}, ${b} en ${c}.`], 0.25);
};

/** Commas, a colon and a full stop in the gaps of a list. */
export const placeListMarks: PunctuationWriter = (random) => {
  const { things: [a = '', b = '', c = ''] } = sentences.listing(random);
  const start = `${sentences.childName(random)} noemt drie dingen`;
  return placed('commas', random, [start, ':', ` ${a}`, ',', ` ${b} en ${c}`, '.'], 0.3);
};

/** A sentence of which the marks have to be put in their gaps; text and marks take turns. */
function placed(domain: Domain, random: Random, parts: readonly string[], hardness: number): ItemDraft {
  const marks = parts.filter((_, index) => index % 2 === 1);
  const words = lettered(random.shuffle(marks), 'W');
  return {
    domain, presentation: 'write', blocks: [], prompt: 'Zet de goede tekens in de zin.',
    question: {
      kind: 'gap-match', words, credit: 'all',
      lines: [parts.map((part, index) => (index % 2 === 1 ? { gap: `G${(index + 1) / 2}` } : part))],
      pairs: marks.map((mark, index) =>
        [words.find(({ text }) => text === mark)!.identifier, `G${index + 1}`] as const),
    },
    hardness,
  };
}

/** Colon and quotation marks when the speaker comes first. */
export const speechAfter: PunctuationWriter = (random) => {
  const { who, verb, said, mark } = sentences.spoken(random);
  return picked('speech-marks', random, `${who} ${verb}: “${said}${mark}”`, [
    `${who} ${verb} “${said}${mark}”`, `${who} ${verb}: ${said}${mark}`, `“${who} ${verb}: ${said}${mark}”`,
  ], 0.1);
};

/** Quotation marks when the speaker comes last. */
export const speechBefore: PunctuationWriter = (random) => {
  const { who, verb, said, mark } = sentences.spoken(random);
  const speaker = /^(De|Mijn|Opa|Tante)/.test(who) ? lower(who) : who;
  const end = mark === '.' ? ',' : mark;
  const told = mark === '.' ? `“${said}”, ${verb} ${speaker}.` : `“${said}${mark}” ${verb} ${speaker}.`;
  return picked('speech-marks', random, told, [
    `“${said}${end} ${verb} ${speaker}.”`, `${said}${end} ${verb} ${speaker}.`, `“${said}${end} ${verb}” ${speaker}.`,
  ], 0.3);
};

/** The marks of direct speech in their gaps. */
export const placeSpeechMarks: PunctuationWriter = (random) => {
  const { who, verb, said, mark } = sentences.spoken(random);
  return placed('speech-marks', random, [`${who} ${verb}`, ':', ' ', '“', said, mark, '', '”'], 0.35);
};
