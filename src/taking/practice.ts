import type { Subject } from '../content/types.ts';
import { stripAnswers } from '../exchange/qti/strip.ts';
import { writeItem, type ItemSource } from '../exchange/qti/write.ts';
import type { TaskItem } from './wire.ts';

/**
 * The item with which a pupil tries out how to answer, before the first taak of a subject. Nothing of it is stored or
 * scored, and it measures nothing: every child can do it. It asks for the kind of answer that the subject asks most.
 */
export function practiceItemOf(subject: Subject): TaskItem {
  const known = made.get(subject);
  if (known) return known;
  const source = sources[subject];
  const item = { id: source.identifier, title: source.title, xml: stripAnswers(writeItem(source)) };
  made.set(subject, item);
  return item;
}

const made = new Map<Subject, TaskItem>();

const typed = { kind: 'text-entry', baseType: 'string', keyboard: 'text' } as const;
const practice = { identifier: 'oefenopgave', title: 'Oefenopgave', blocks: [] } as const;

const choosing: ItemSource = {
  ...practice, prompt: 'Welk dier kan blaffen?',
  question: {
    kind: 'choice', correct: 'A',
    options: [
      { identifier: 'A', text: 'een hond' }, { identifier: 'B', text: 'een vis' },
      { identifier: 'C', text: 'een slak' },
    ],
  },
};
const writing: ItemSource = {
  ...practice, prompt: 'Schrijf het woord over: boom',
  question: { ...typed, before: '', after: '', accepted: ['boom'], expectedLength: 8 },
};

const sources: Readonly<Record<Subject, ItemSource>> = {
  arithmetic: {
    ...practice, prompt: 'Hoeveel is 1 en nog 1?',
    question: {
      ...typed, before: '1 + 1 =', after: '', accepted: ['2'], baseType: 'integer', keyboard: 'decimal',
      expectedLength: 3,
    },
  },
  reading: choosing,
  listening: choosing,
  vocabulary: choosing,
  spelling: writing,
  'verb-spelling': writing,
  punctuation: {
    ...practice, prompt: 'Zet een punt achter de zin.',
    question: {
      kind: 'gap-match', credit: 'all', pairs: [['punt', 'einde']],
      words: [{ identifier: 'punt', text: '.' }, { identifier: 'vraagteken', text: '?' }],
      lines: [['De kat slaapt ', { gap: 'einde' }]],
    },
  },
};
