import { assert } from '../../base/assert.ts';
import type { Random } from '../../psychometrics/random.ts';
import { seededRandom } from '../../psychometrics/random.ts';
import type { Shift } from '../../psychometrics/routing.ts';
import { assembleBank, taskCodeOf, type WrittenMoment } from '../assemble.ts';
import type { WrittenItem } from '../calibrate.ts';
import { easiestFirst, type ItemDraft, optionsOf, writeDrafts } from '../item-draft.ts';
import type { Bank, Moment } from '../types.ts';
import { verbSpellingNormTable } from './norms.ts';
import { type VerbSentence, verbSentence, type VerbSlot } from './verb-forms.ts';
import { endsInDental, isWeak, type Verb, verbs } from './verbs.ts';

/** Seed of the bank that ships; another seed would be another bank under the same codes, so it never changes. */
const bankSeed = 'inbeeld/spelling-werkwoorden/1';

/** Which verbs make a form worth asking: a weak one, one whose stem ends in d or t, one with be-, ver- and so on. */
type VerbKind = 'plain' | 'dental' | 'prefixed';

/** So many questions about a form of a kind of verb. */
type Portion = readonly [count: number, slot: VerbSlot, kind: VerbKind];

// Each adds up to 20. Children meet the present tense first, then the past, then the participle; what sounds alike and
// is written otherwise (betaalt, betaald) comes last.
const portions: Readonly<Record<'easiest' | 'M6' | 'E6' | 'M7' | 'E7' | 'hardest', readonly Portion[]>> = {
  easiest: [
    [7, 'hij', 'plain'], [4, 'ik', 'plain'], [3, 'jij', 'plain'], [3, 'jij behind', 'plain'], [3, 'past one', 'plain'],
  ],
  M6: [
    [5, 'hij', 'dental'], [2, 'jij', 'dental'], [3, 'jij behind', 'dental'], [2, 'ik', 'dental'],
    [3, 'hij', 'plain'], [5, 'past one', 'plain'],
  ],
  E6: [
    [4, 'hij', 'dental'], [2, 'jij behind', 'dental'], [2, 'ik', 'dental'],
    [4, 'past one', 'plain'], [2, 'past many', 'plain'], [4, 'past one', 'dental'], [2, 'infinitive', 'dental'],
  ],
  M7: [
    [2, 'hij', 'dental'], [2, 'hij', 'prefixed'], [2, 'jij behind', 'dental'],
    [3, 'past one', 'dental'], [3, 'past many', 'dental'], [5, 'participle', 'plain'],
    [2, 'command', 'dental'], [1, 'infinitive', 'dental'],
  ],
  E7: [
    [3, 'hij', 'prefixed'], [2, 'jij behind', 'dental'], [3, 'past one', 'dental'], [3, 'past many', 'dental'],
    [3, 'participle', 'prefixed'], [3, 'participle', 'dental'], [2, 'command', 'dental'], [1, 'infinitive', 'dental'],
  ],
  hardest: [
    [3, 'hij', 'prefixed'], [4, 'past many', 'dental'], [3, 'past one', 'dental'], [3, 'participle', 'prefixed'],
    [3, 'participle', 'dental'], [2, 'command', 'dental'], [2, 'infinitive', 'dental'],
  ],
};

const moments = ['M6', 'E6', 'M7', 'E7'] as const satisfies readonly Moment[];

/** Our invented bank of Spelling werkwoorden: M6 to E7, two taken of 20 items, on paper the same items printed.
 * Deterministic: every run gives the same bytes. Synthetic, not from Cito. */
export function verbSpellingBank(): Bank {
  const random = seededRandom(bankSeed);
  const asked = new Map<string, number>();
  const task = (moment: Moment, partNo: number, portion: keyof typeof portions, shift: Shift = 0): WrittenItem[] => {
    const code = taskCodeOf('WW', moment, partNo, shift);
    return writeTask(code, portions[portion], asked, random.fork(code));
  };
  const first = task('M6', 2, 'easiest', -1);
  const written = moments.map((moment): WrittenMoment =>
    ({ moment, parts: [task(moment, 1, moment), task(moment, 2, moment)] }));
  const last = task('E7', 2, 'hardest', 1);
  return assembleBank({
    subject: 'verb-spelling',
    codePrefix: 'WW',
    readAloud: false,
    calibrationCode: 'SYN-WW-3.0-KAL-1',
    scale: { a: 75, c: 640 },
    averageRight: 0.65,
    normTable: verbSpellingNormTable(),
    moments: written.map((entry) => ({
      ...entry,
      ...(entry.moment === 'M6' ? { easier: { 2: first } } : {}),
      ...(entry.moment === 'E7' ? { harder: { 2: last } } : {}),
    })),
  });
}

function writeTask(
  code: string, wanted: readonly Portion[], asked: Map<string, number>, random: Random,
): WrittenItem[] {
  const met = new Set<string>();
  const drafts = wanted.flatMap(([count, slot, kind]) => Array.from({ length: count }, (_, index) => {
    const verb = leastAsked(slot, kind, met, asked, random);
    return draft(verb, slot, index, random);
  }));
  return writeDrafts(code, easiestFirst(drafts, random), random);
}

/** A verb that is not in this taak yet, and of which this form was asked least in the taken before. */
function leastAsked(
  slot: VerbSlot, kind: VerbKind, met: Set<string>, asked: Map<string, number>, random: Random,
): Verb {
  const times = (verb: Verb): number => asked.get(`${verb.infinitive} ${slot}`) ?? 0;
  const fitting = random.shuffle(verbs.filter((verb) => !met.has(verb.infinitive) && suits(verb, slot, kind)));
  const verb = fitting.toSorted((a, b) => times(a) - times(b))[0];
  assert(verb, `no ${kind} verb is left for ${slot}`);
  met.add(verb.infinitive);
  asked.set(`${verb.infinitive} ${slot}`, times(verb) + 1);
  return verb;
}

// What can be said to somebody.
const commands: ReadonlySet<string> = new Set([
  'antwoorden', 'redden', 'melden', 'schudden', 'verbranden', 'branden', 'beantwoorden', 'besteden', 'kneden',
  'wachten', 'rusten', 'praten', 'zetten', 'planten', 'groeten', 'testen', 'vergroten', 'zenden', 'bieden',
]);

/** Whether this form of the verb is worth asking, and only one spelling of it is right. */
export function suits(verb: Verb, slot: VerbSlot, kind: VerbKind): boolean {
  // A participle without a ge- of its own sounds like the present tense: betaald, betaalt.
  const prefixed = verb.participle.startsWith(verb.stem);
  const plain = isWeak(verb) && !endsInDental(verb) && !(prefixed && slot === 'participle');
  const fits = { plain, dental: endsInDental(verb), prefixed }[kind];
  const byStem = slot === 'ik' || slot === 'jij behind' || slot === 'command';
  // Both `houd` and `hou` are right, `snijd` and `snij` too.
  if (byStem && /(oud|ijd)$/.test(verb.stem)) return false;
  // Of some verbs the whole verb and the past tense are spelled the same: redden.
  if ((slot === 'infinitive' || slot === 'past many') && `${verb.past}n` === verb.infinitive) return false;
  if (slot === 'command') return fits && commands.has(verb.infinitive);
  const present = byStem || slot === 'hij' || slot === 'jij';
  return fits && (present || isWeak(verb));
}

function draft(verb: Verb, slot: VerbSlot, index: number, random: Random): ItemDraft {
  const sentence = verbSentence(verb, slot, random);
  const { domain } = sentence;
  const hard = endsInDental(verb) ? 0.15 : -0.1;
  const told = slot === 'command' || slot === 'infinitive';
  if (index % 3 === 2) return { domain, ...pickSentence(sentence, random), hardness: hard - 0.05 };
  if (told || index % 2 === 1) return { domain, ...pickForm(sentence, random), hardness: hard - 0.15 };
  return { domain, ...writeForm(sentence, verb), hardness: hard + 0.2 };
}

type Asked = Pick<ItemDraft, 'presentation' | 'blocks' | 'prompt' | 'question'>;

function pickForm({ before, after, right, wrong }: VerbSentence, random: Random): Asked {
  return {
    presentation: 'recognise', blocks: [], prompt: 'Kies de goede vorm van het werkwoord.',
    question: { kind: 'inline-choice', before, after, ...optionsOf(random, right, wrong) },
  };
}

function pickSentence({ before, after, right, wrong }: VerbSentence, random: Random): Asked {
  const whole = (form: string): string => `${before} ${form} ${after}`.trim().replace(/ \.$/, '.');
  return {
    presentation: 'recognise', blocks: [], prompt: 'Welke zin is goed geschreven?',
    question: { kind: 'choice', ...optionsOf(random, whole(right), wrong.map(whole)) },
  };
}

function writeForm({ before, after, right, asked }: VerbSentence, verb: Verb): Asked {
  return {
    presentation: 'write', blocks: [],
    prompt: `Schrijf de goede vorm van ${verb.infinitive} (${asked}).`,
    question: {
      kind: 'text-entry', before, after, accepted: [right],
      baseType: 'string', keyboard: 'text', expectedLength: 16,
    },
  };
}
