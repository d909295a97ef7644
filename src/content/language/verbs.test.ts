import assert from 'node:assert/strict';
import { test } from 'node:test';

import { seededRandom } from '../../psychometrics/random.ts';
import { suits, verbSpellingBank } from './verb-bank.ts';
import { formOf, verbSentence, type VerbSlot } from './verb-forms.ts';
import { isWeak, verbs } from './verbs.ts';

const slots: readonly VerbSlot[] = [
  'ik', 'hij', 'jij', 'jij behind', 'command', 'past one', 'past many', 'participle', 'infinitive',
];

/** The stem by rule, from the infinitive alone: gewoon -en eraf, letters aanpassen. */
function stemByRule(infinitive: string): string {
  const base = infinitive.replace(/en$/, '');
  // Two of the same consonant become one; v and z at the end become f and s.
  const single = base.replace(/([bcdfgklmnprstvz])\1$/, '$1');
  const hardened = single.replace(/v$/, 'f').replace(/z$/, 's');
  // A long vowel in an open syllable is written double in the closed one; not in an unstressed -el, -er, -en.
  if (single !== base || /(?:el|er|en|ij)$/.test(hardened) && /[aeiou][^aeiou]+e[lrn]$/.test(hardened)) return hardened;
  return hardened.replace(/(^|[^aeiouij])([aeou])([^aeiouwj])$/, '$1$2$2$3');
}

/** Past tense and participle by rule: 't kofschip on the infinitive without -en. */
function weakByRule(infinitive: string, stem: string): { past: string; participle: string } {
  const voiceless = /[tkfspx]$|ch$/.test(infinitive.replace(/en$/, ''));
  const ending = voiceless ? 't' : 'd';
  // A prefix is followed by a syllable of its own: beloven, but verven.
  const prefix = /^(be|ge|ver|her|ont)[^aeiou]*[aeiou].*#/.test(infinitive.replace(/en$/, '#')) ? '' : 'ge';
  const participle = /[dt]$/.test(stem) ? `${prefix}${stem}` : `${prefix}${stem}${ending}`;
  return { past: `${stem}${ending}e`, participle };
}

// What no rule of spelling can tell: strong verbs, by the list that schools learn.
const strong: Readonly<Record<string, readonly [string, string]>> = {
  vinden: ['vond', 'gevonden'], worden: ['werd', 'geworden'], houden: ['hield', 'gehouden'],
  snijden: ['sneed', 'gesneden'], zenden: ['zond', 'gezonden'], bieden: ['bood', 'geboden'],
  eten: ['at', 'gegeten'], bijten: ['beet', 'gebeten'], stoten: ['stootte', 'gestoten'],
};

test('stem, past tense and participle of every verb are those of the rules', () => {
  for (const { infinitive, stem, past, participle } of verbs) {
    assert.equal(stem, stemByRule(infinitive), infinitive);
    const byRule = weakByRule(infinitive, stem);
    const [knownPast, knownParticiple] = strong[infinitive] ?? [byRule.past, byRule.participle];
    assert.equal(past, knownPast, infinitive);
    assert.equal(participle, knownParticiple, infinitive);
  }
});

test('a weak verb is one that is not in the list of strong ones', () => {
  for (const verb of verbs) assert.equal(isWeak(verb), strong[verb.infinitive] === undefined, verb.infinitive);
});

test('jij and hij take a t, unless the stem has one; behind the verb jij takes none', () => {
  for (const verb of verbs) {
    const withT = verb.stem.endsWith('t') ? verb.stem : `${verb.stem}t`;
    assert.deepEqual((['ik', 'jij', 'hij', 'jij behind'] as const).map((slot) => formOf(verb, slot)),
      [verb.stem, withT, withT, verb.stem]);
  }
});

test('a wrong form is never right in its place', () => {
  const random = seededRandom('werkwoorden');
  for (const verb of verbs) {
    for (const slot of slots) {
      if (!(['plain', 'dental', 'prefixed'] as const).some((kind) => suits(verb, slot, kind))) continue;
      const { right, wrong } = verbSentence(verb, slot, random);
      assert.equal(right, formOf(verb, slot));
      assert.equal(new Set([right, ...wrong]).size, 3, `${verb.infinitive} ${slot}`);
      const alsoRight = slot === 'past one' ? [verb.past] : slot === 'past many' ? [`${verb.past}n`] : [right];
      for (const form of wrong) assert.ok(!alsoRight.includes(form), `${verb.infinitive} ${slot} ${form}`);
    }
  }
});

test('what has to be written does not stand in the question', () => {
  for (const { id, qtiXml, presentation } of verbSpellingBank().items) {
    if (presentation !== 'write') continue;
    const right = /<qti-correct-response><qti-value>([^<]+)</.exec(qtiXml)?.[1] ?? '';
    const body = qtiXml.slice(qtiXml.indexOf('<qti-item-body>')).replaceAll(/<[^>]+>/g, ' ');
    assert.ok(!body.split(/[\s.,?!()]+/).includes(right), `${id} ${right}`);
  }
});
