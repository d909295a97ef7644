import type { Random } from '../../psychometrics/random.ts';
import type { ItemDraft } from '../item-draft.ts';
import { optionsOf, paragraph } from '../item-draft.ts';
import { pictureOf } from './pictures.ts';
import type { Word } from './words.ts';

/** A way to ask for the spelling of a word. */
export type SpellingKind = 'pick' | 'find' | 'letters' | 'mend' | 'name';

/** One question about one word; `company` are well-spelled words that stand beside a misspelled one. */
export function spellingDraft(kind: SpellingKind, word: Word, company: readonly string[], random: Random): ItemDraft {
  switch (kind) {
    case 'pick':
      return pick(word, random);
    case 'find':
      return find(word, company, random);
    case 'letters':
      return letters(word);
    case 'mend':
      return mend(word);
    case 'name':
      return name(word);
  }
}

/** Whether a child can type it on any keyboard: not with a trema or an apostrophe. */
export function canBeTyped(word: Word): boolean {
  return /^[a-z]+$/.test(word.letters) && word.start + word.end !== '';
}

function pick(word: Word, random: Random): ItemDraft {
  return {
    domain: word.domain,
    presentation: 'recognise',
    blocks: [],
    prompt: 'Kies het woord dat goed geschreven is.',
    question: {
      kind: 'inline-choice', before: word.before.trimEnd(), after: word.after.trimStart(),
      ...optionsOf(random, word.text, word.misspellings),
    },
    hardness: -0.2,
  };
}

function find(word: Word, company: readonly string[], random: Random): ItemDraft {
  return {
    domain: word.domain,
    presentation: 'recognise',
    blocks: [],
    prompt: 'Welk woord is fout geschreven?',
    question: { kind: 'choice', ...optionsOf(random, word.misspellings[0], company) },
    hardness: 0.15,
  };
}

function letters(word: Word): ItemDraft {
  return {
    domain: word.domain,
    presentation: 'write',
    blocks: [],
    prompt: 'Schrijf de letters die in het woord horen.',
    question: {
      kind: 'text-entry', joined: true,
      before: word.before + word.start, after: word.end + word.after,
      // Who writes the whole word shows the same skill.
      accepted: [word.letters, word.text],
      baseType: 'string', keyboard: 'text', expectedLength: 5,
    },
    hardness: 0,
  };
}

function mend(word: Word): ItemDraft {
  return {
    domain: word.domain,
    presentation: 'write',
    blocks: [paragraph(word.before + word.misspellings[0] + word.after)],
    prompt: 'Eén woord in de zin is fout geschreven. Schrijf dat woord goed.',
    question: {
      kind: 'text-entry', before: '', after: '', accepted: [word.text],
      baseType: 'string', keyboard: 'text', expectedLength: 18,
    },
    hardness: 0.3,
  };
}

function name(word: Word): ItemDraft {
  const picture = pictureOf(word.text);
  return {
    domain: word.domain,
    presentation: 'write',
    blocks: picture === null ? [] : [picture],
    prompt: 'Kijk naar de tekening. Schrijf het woord dat in de zin hoort.',
    question: {
      kind: 'text-entry', before: word.before.trimEnd(), after: word.after.trimStart(),
      accepted: [word.text, word.text.charAt(0).toUpperCase() + word.text.slice(1)],
      baseType: 'string', keyboard: 'text', expectedLength: 10,
    },
    hardness: 0.05,
  };
}
