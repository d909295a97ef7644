// Which form of a verb a sentence asks for, the sentence round it, and what children write instead.

import type { Random } from '../../psychometrics/random.ts';
import { Bug } from '../../base/assert.ts';
import type { Domain } from '../types.ts';
import type { Verb } from './verbs.ts';

/** A place for a verb form: with `ik`, with `hij`, after `jij` has moved behind it, and so on. */
export type VerbSlot =
  | 'ik' | 'hij' | 'jij' | 'jij behind' | 'command'
  | 'past one' | 'past many' | 'participle' | 'infinitive';

/** A sentence with a place for a verb form. */
export interface VerbSentence {
  readonly before: string;
  readonly after: string;
  readonly right: string;
  /** Two forms that are wrong here: spelled as they sound, or right somewhere else. */
  readonly wrong: readonly [string, string];
  readonly domain: Domain;
  /** How the form is called when it has to be written. */
  readonly asked: string;
}

const names = ['Sara', 'Omar', 'Lisa', 'Daan', 'Yara', 'Finn', 'Noor', 'Ravi', 'Eva', 'Tijn', 'Amira', 'Bas'] as const;
const groups = ['De kinderen', 'De buren', 'Mijn ouders', 'De meisjes', 'Opa en oma', 'De jongens'] as const;

/** Puts a verb in a sentence that asks for one form of it. */
export function verbSentence(verb: Verb, slot: VerbSlot, random: Random): VerbSentence {
  const name = random.pick(names);
  const many = random.pick(groups);
  const ending = `${verb.rest}.`;
  const right = formOf(verb, slot);
  const sentence = (before: string, after: string, domain: Domain, asked: string): VerbSentence =>
    ({ before, after, right, wrong: wrongForms(verb, slot), domain, asked });
  const present = 'tegenwoordige tijd';
  switch (slot) {
    case 'ik':
      return sentence('Ik', ending, 'present-tense', present);
    case 'hij':
      return sentence(name, ending, 'present-tense', present);
    case 'jij':
      return sentence('Jij', ending, 'present-tense', present);
    case 'jij behind':
      return sentence('Waarom', `jij ${verb.rest}?`, 'present-tense', present);
    case 'command':
      return sentence('', `${verb.rest}!`, 'other-verb-forms', 'gebiedende wijs');
    case 'past one':
      return sentence('Gisteren', `${name} ${ending}`, 'past-tense', 'verleden tijd');
    case 'past many':
      return sentence('Gisteren', `${lowered(many)} ${ending}`, 'past-tense', 'verleden tijd');
    case 'participle':
      return sentence(`${name} ${verb.auxiliary} ${verb.rest}`, '.', 'participle', 'voltooid deelwoord');
    case 'infinitive':
      return sentence(`${many} zullen ${verb.rest}`, '.', 'other-verb-forms', 'hele werkwoord');
  }
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** The form that belongs in a place. */
export function formOf(verb: Verb, slot: VerbSlot): string {
  const { stem, past, participle, infinitive } = verb;
  switch (slot) {
    case 'ik':
    case 'jij behind':
      return stem;
    case 'command':
      return stem.charAt(0).toUpperCase() + stem.slice(1);
    case 'hij':
    case 'jij':
      return stem.endsWith('t') ? stem : `${stem}t`;
    case 'past one':
      return past;
    case 'past many':
      return `${past}n`;
    case 'participle':
      return participle;
    case 'infinitive':
      return infinitive;
  }
}

function wrongForms(verb: Verb, slot: VerbSlot): [string, string] {
  const right = formOf(verb, slot);
  const found = [...new Set(candidates(verb, slot))].filter((form) => form !== right);
  const [first, second] = found;
  if (first === undefined || second === undefined) throw new Bug(`${verb.infinitive} has no mistakes for ${slot}`);
  return [first, second];
}

/** Mistakes by how likely they are: the t too many or too few, d for t, one d or t too few. */
function candidates(verb: Verb, slot: VerbSlot): string[] {
  const { stem, past, participle, infinitive } = verb;
  const base = stem.replace(/[dt]$/, '');
  const own = stem.at(-1) ?? '';
  switch (slot) {
    case 'ik':
    case 'jij behind':
      return [`${stem}t`, `${base}${own === 'd' ? 't' : 'd'}`];
    case 'command':
      return candidates(verb, 'ik').map((form) => form.charAt(0).toUpperCase() + form.slice(1));
    case 'hij':
    case 'jij':
      if (own === 't') return [`${stem}t`, `${base}d`];
      return [stem, `${base}${own === 'd' ? 't' : 'd'}`];
    case 'past one':
      return pastMistakes(stem, past);
    case 'past many':
      return [...(/[dt]$/.test(stem) ? [infinitive] : []), ...pastMistakes(stem, past).map((form) => `${form}n`)];
    case 'participle': {
      const core = participle.slice(0, -1);
      return participle.endsWith('d') ? [`${core}t`, `${core}dt`] : [`${core}d`, `${core}tt`];
    }
    case 'infinitive':
      return [`${past}n`, past];
  }
}

function pastMistakes(stem: string, past: string): string[] {
  const other = past.endsWith('de') ? 'te' : 'de';
  const doubled = past.endsWith('de') ? 'dde' : 'tte';
  if (/[dt]$/.test(stem)) return [`${stem}e`, `${stem.slice(0, -1)}${other}`, `${stem}${other}`];
  return [`${stem}${other}`, `${stem}${doubled}`];
}
