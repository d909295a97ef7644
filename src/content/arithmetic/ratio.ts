// Verhoudingen: sharing, doubling, prices per piece, recipes, percentages, scale.

import type { Draft, Writer } from './draft.ts';
import {
  childName, choice, dutch, euros, nearMisses, numberEntry, paragraph, perStage,
} from './draft.ts';
import { fractionBar } from './pictures.ts';

function ratio(parts: Omit<Draft, 'domain' | 'blocks' | 'presentation'> & Partial<Draft>): Draft {
  return { domain: 'ratio', presentation: 'functional', blocks: [], ...parts };
}

/** Sharing fairly. */
export const fairShare: Writer = (random, stage) => {
  const children = stage < 2 ? 2 : random.integer(3, stage < 4 ? 5 : 8);
  const each = random.integer(stage < 2 ? 2 : 3, stage < 2 ? 5 : stage < 6 ? 9 : 24);
  const thing = random.pick(['druiven', 'koekjes', 'potloden', 'stukjes appel']);
  return ratio({
    blocks: [
      paragraph(`${children} kinderen verdelen ${children * each} ${thing}.`),
      paragraph('Ze krijgen er allemaal evenveel.'),
    ],
    prompt: `Hoeveel ${thing} krijgt elk kind?`,
    question: numberEntry(each, { after: thing }),
    hardness: 0.05,
  });
};

/** Twice, three or four times as much. */
export const timesAsMuch: Writer = (random, stage) => {
  const times = stage < 3 ? 2 : random.integer(3, 5);
  const one = random.integer(2, perStage(stage, [5, 8, 12, 12, 20, 25]));
  const word = times === 2 ? 'twee' : times === 3 ? 'drie' : times === 4 ? 'vier' : 'vijf';
  const child = childName(random);
  return ratio({
    blocks: [paragraph(`${child} heeft ${one} blokken. De juf heeft ${word} keer zoveel.`)],
    prompt: 'Hoeveel blokken heeft de juf?',
    question: numberEntry(times * one, { after: 'blokken' }),
    hardness: 0.1,
  });
};

/** The coloured part of a bar, from the middle of group 4. */
export const colouredPart: Writer = (random, stage) => {
  const parts = random.pick(stage < 6 ? [2, 4] : [3, 5, 6, 8, 10]);
  const coloured = random.integer(1, parts - 1);
  const name = (above: number, below: number): string => `${above}/${below}`;
  return ratio({
    presentation: 'formal',
    blocks: [fractionBar(parts, coloured)],
    prompt: 'Welk deel van de strook is gekleurd?',
    question: choice(random, name(coloured, parts), [
      name(parts - coloured, parts), name(coloured, parts + 1), name(1, parts + 2), name(coloured, parts + 2),
      name(coloured, parts + 3),
    ].filter((text) => !sameFraction(text, coloured, parts))),
    hardness: parts <= 4 ? -0.25 : 0,
  });
};

function sameFraction(text: string, above: number, below: number): boolean {
  const [a = 0, b = 1] = text.split('/').map(Number);
  return a * below === b * above;
}

/** From a few pieces to many, by way of one. */
export const pricePerPiece: Writer = (random, stage) => {
  const few = random.integer(2, 4);
  const many = few * random.integer(2, 3) + (stage >= 6 ? random.integer(0, few - 1) : 0);
  const each = stage < 6 ? random.integer(3, 9) * 100 : random.integer(2, 11) * 25;
  const thing = random.pick(stage < 6
    ? ['boeken', 'ballen', 'kaartjes voor het museum']
    : ['broodjes', 'schriften', 'pennen', 'flessen sap']);
  const answer = many * each;
  return ratio({
    blocks: [paragraph(`${few} ${thing} kosten samen ${euros(few * each)}.`)],
    prompt: `Hoeveel kosten ${many} ${thing}?`,
    question: stage < 6
      ? numberEntry(answer / 100, { before: '€' })
      : choice(
        random, euros(answer),
        nearMisses(answer, [answer + each, answer - each, answer + 100], 25).map(euros),
      ),
    hardness: 0.2,
  });
};

/** A recipe for more people, from group 5. */
export const recipe: Writer = (random, stage) => {
  const people = random.pick([2, 4]);
  const times = stage < 7 ? 2 : random.pick([1.5, 2.5, 3]);
  const grams = random.integer(2, 9) * 100;
  const what = random.pick(['meel', 'rijst', 'pasta', 'aardbeien']);
  return ratio({
    blocks: [paragraph(`Voor ${people} personen heb je ${grams} gram ${what} nodig.`)],
    prompt: `Hoeveel gram ${what} heb je nodig voor ${people * times} personen?`,
    question: numberEntry(grams * times, { after: 'gram' }),
    hardness: times === 2 ? 0 : 0.3,
  });
};

/** A bare percentage of a number, from group 7. */
export const percentageOf: Writer = (random, stage) => {
  const percent = random.pick(stage < 9 ? [10, 25, 50] : [5, 15, 20, 30, 75]);
  const whole = random.integer(2, 15) * 20;
  return ratio({
    presentation: 'formal',
    prompt: 'Reken uit.',
    question: numberEntry((whole * percent) / 100, { before: `${percent}% van ${whole} =` }),
    hardness: [10, 50].includes(percent) ? -0.1 : 0.25,
  });
};

/** A discount, from the end of group 6. */
export const discount: Writer = (random, stage) => {
  const percent = random.pick(stage < 9 ? [10, 25, 50] : [15, 20, 30, 40]);
  const price = random.integer(3, 12) * 20;
  const thing = random.pick(['Een fiets', 'Een jas', 'Een tent', 'Een voetbaldoel']);
  return ratio({
    blocks: [paragraph(`${thing} kost ${euros(price * 100)}. Vandaag krijg je ${percent}% korting.`)],
    prompt: 'Hoeveel betaal je vandaag?',
    question: choice(random, euros(price * (100 - percent)), [
      euros(price * percent), euros((price - percent) * 100), euros(price * (100 - percent / 2)),
      euros(price * (100 + percent)),
    ].filter((text) => !text.includes('-'))),
    hardness: 0.2,
  });
};

/** A distance on a map, from group 7. */
export const mapScale: Writer = (random) => {
  const kilometres = random.pick([1, 2, 5]);
  const centimetres = random.integer(3, 12);
  return ratio({
    blocks: [
      paragraph(`Op een kaart is 1 cm in het echt ${kilometres} km.`),
      paragraph(`Twee dorpen liggen op de kaart ${centimetres} cm van elkaar.`),
    ],
    prompt: 'Hoeveel kilometer is dat in het echt?',
    question: numberEntry(kilometres * centimetres, { after: 'km' }),
    hardness: 0.05,
  });
};

/** Fractions, decimals and percentages that are equal, from group 7. */
export const sameAs: Writer = (random) => {
  const [fraction, percent, decimal] = random.pick([
    ['1/4', '25%', '0,25'], ['3/4', '75%', '0,75'], ['1/5', '20%', '0,2'], ['2/5', '40%', '0,4'],
    ['1/10', '10%', '0,1'], ['1/8', '12,5%', '0,125'], ['3/5', '60%', '0,6'],
  ] as const);
  const toPercent = random.chance(0.5);
  const digits = fraction.replace('/', ',');
  return ratio({
    presentation: 'formal',
    prompt: toPercent
      ? `Hoeveel procent is ${fraction} deel?`
      : `Welk kommagetal is evenveel als ${fraction}?`,
    question: toPercent
      ? choice(random, percent, [`${fraction.replace('/', '')}%`, '33%', '30%', '50%'])
      : choice(random, decimal, [digits, '0,33', '0,5', '1,5']),
    hardness: 0.1,
  });
};

/** Groups of unequal size: which share is larger, from group 7. */
export const partOfGroup: Writer = (random) => {
  const total = random.pick([20, 24, 30, 32, 40]);
  const below = random.pick([2, 4].filter((n) => total % n === 0));
  const above = below === 2 ? 1 : 3;
  const count = (total / below) * above;
  return ratio({
    blocks: [
      paragraph(`In een klas zitten ${total} kinderen.`),
      paragraph(`${above === 1 ? 'De helft' : 'Driekwart'} komt op de fiets.`),
    ],
    prompt: 'Hoeveel kinderen komen op de fiets?',
    question: numberEntry(count, { after: 'kinderen' }),
    hardness: above === 1 ? -0.2 : 0.15,
  });
};

/** Speed: distance in another time, from group 8. */
export const speed: Writer = (random) => {
  const perHour = random.pick([12, 16, 18, 20, 24]);
  const minutes = random.pick([15, 30, 90, 150]);
  return ratio({
    blocks: [paragraph(`${childName(random)} fietst ${perHour} km in 1 uur.`)],
    prompt: `Hoeveel kilometer is dat in ${minutes} minuten, als het tempo gelijk blijft?`,
    question: numberEntry((perHour * minutes) / 60, { after: 'km' }),
    hardness: minutes === 30 ? 0 : 0.3,
  });
};

/** A bare ratio table with a gap, from group 6. */
export const ratioGap: Writer = (random) => {
  const a = random.integer(2, 6);
  const b = random.integer(7, 12);
  const times = random.integer(3, 8);
  return ratio({
    presentation: 'formal',
    prompt: 'Welk getal hoort in het vak?',
    question: numberEntry(b * times, {
      before: `${a} staat tot ${b}, net als ${dutch(a * times)} staat tot`,
    }),
    hardness: 0.2,
  });
};
