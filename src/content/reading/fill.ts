// From a template to a text with its questions, in one variant and with the names of four children.

import { Bug } from '../../base/assert.ts';
import type { Passage, PassagePart } from '../../exchange/qti/write.ts';
import type { Random } from '../../psychometrics/random.ts';
import { type ItemDraft, lettered, optionsOf } from '../item-draft.ts';
import { pointAtRoute } from './pictures.ts';
import type { PartTemplate, QuestionTemplate, TextTemplate } from './templates.ts';

const boys = ['Sem', 'Ali', 'Bram', 'Daan', 'Milan', 'Omar', 'Ruben', 'Tijn', 'Yusuf', 'Kees', 'Finn', 'Ravi'] as const;
const girls = [
  'Noor', 'Saar', 'Lotte', 'Yara', 'Fenna', 'Amina', 'Eva', 'Roos', 'Sofie', 'Zeynep', 'Julia', 'Mila',
] as const;

/** Writes the words of a variant, and of names, into a text. */
type Fill = (text: string) => string;

/** The questions of one text; each holds the whole text. */
export function fillText(template: TextTemplate, variant: number, random: Random): ItemDraft[] {
  const fill = filler(variant, random);
  const passage: Passage = {
    kind: 'passage', title: fill(template.title), parts: template.parts.map((part) => fillPart(part, variant, fill)),
  };
  // The picture to point at stands in the question itself.
  const withoutPictures = { ...passage, parts: passage.parts.filter(({ kind }) => kind !== 'picture') };
  return template.questions.map((question) => ({
    ...fillQuestion(question, variant, fill, random),
    blocks: ['point' in question ? withoutPictures : passage],
    presentation: template.genre,
    hardness: question.hard ?? 0,
  }));
}

function filler(variant: number, random: Random): Fill {
  const [jongen = '', vriend = ''] = random.shuffle(boys);
  const [meisje = '', vriendin = ''] = random.shuffle(girls);
  const names: Readonly<Record<string, string>> = { jongen, vriend, meisje, vriendin };
  return (text) => text
    .replaceAll(/\{([^{}]*)\}/g, (_, words: string) => {
      const variants = words.split('|');
      return variants[variant % variants.length]!;
    })
    .replaceAll(/\$(jongen|vriendin|vriend|meisje)/g, (_, name: string) => names[name]!);
}

function fillPart(part: PartTemplate, variant: number, fill: Fill): PassagePart {
  if (typeof part === 'string') return { kind: 'paragraph', text: fill(part) };
  if ('steps' in part) return { kind: 'steps', steps: part.steps.map((step) => `${fill(step)}.`.replace('..', '.')) };
  if ('picture' in part) return part.picture(variant);
  return { kind: 'table', head: part.head.map(fill), rows: part.rows.map((row) => row.map(fill)) };
}

type Filled = Pick<ItemDraft, 'domain' | 'prompt' | 'question'>;

function fillQuestion(question: QuestionTemplate, variant: number, fill: Fill, random: Random): Filled {
  if ('order' in question) return fillOrder(question.order.map(fill), random);
  if ('match' in question) return fillMatch(question, fill);
  if ('type' in question) return fillTyped(question.type, question.accepted, fill);
  if ('point' in question) {
    return { domain: 'looking-up', prompt: fill(question.point), question: pointAtRoute(question.right(variant)) };
  }
  const answers = optionsOf(random, fill(question.right), question.wrong.map(fill));
  if ('ask' in question) {
    return { domain: question.of, prompt: fill(question.ask), question: { kind: 'choice', ...answers } };
  }
  const [before = '', after = ''] = fill(question.cloze).split('_').map((text) => text.trim());
  return {
    domain: question.of, prompt: 'Welk woord past in de zin?',
    question: { kind: 'inline-choice', before, after, ...answers },
  };
}

/** What happens, shown in another order than it does. */
function fillOrder(texts: readonly string[], random: Random): Filled {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const shown = random.shuffle(texts);
    if (shown.every((text, index) => text === texts[index])) continue;
    const options = lettered(shown);
    const correct = texts.map((text) => options.find((option) => option.text === text)!.identifier);
    return {
      domain: 'understanding', prompt: 'Wat komt eerst? Zet de zinnen in de goede volgorde.',
      question: { kind: 'order', options, correct },
    };
  }
  throw new Bug('what is to be put in order has one order only');
}

function fillMatch(question: Extract<QuestionTemplate, { match: string }>, fill: Fill): Filled {
  const rows = lettered(question.rows.map(([row]) => fill(row)), 'R');
  const columns = lettered(question.columns.map(fill), 'K');
  const pairs = question.rows.map(([, goesWith], index) => {
    const column = columns.find(({ text }) => text === fill(goesWith));
    if (column === undefined) throw new Bug(`there is no column ${goesWith}`);
    return [rows[index]!.identifier, column.identifier] as const;
  });
  return {
    domain: question.of, prompt: fill(question.match),
    question: { kind: 'match', rows, columns, pairs, credit: 'all' },
  };
}

function fillTyped(prompt: string, accepted: readonly string[], fill: Fill): Filled {
  return {
    domain: 'looking-up', prompt: fill(prompt),
    question: {
      kind: 'text-entry', before: '', after: '', accepted: [...new Set(accepted.map(fill))],
      baseType: 'string', keyboard: 'text', expectedLength: 10,
    },
  };
}
