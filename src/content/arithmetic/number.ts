// Getallen: counting on, the four operations, place value, decimals and fractions.

import type { Draft, Writer } from './draft.ts';
import {
  childName, choice, dutch, euros, nearMisses, numberEntry, paragraph, perStage, twoChildren,
} from './draft.ts';
import { coins, numberLine } from './pictures.ts';

type Parts = Omit<Draft, 'domain' | 'presentation' | 'hardness' | 'blocks'> & Partial<Draft>;

function formal(parts: Parts, hardness: number): Draft {
  return { domain: 'number', presentation: 'formal', blocks: [], hardness, ...parts };
}

function functional(parts: Parts, hardness: number): Draft {
  return { domain: 'number', presentation: 'functional', blocks: [], hardness, ...parts };
}

// Largest outcome of a sum or a subtraction, and the round number its terms are multiples of.
const reach: readonly (readonly [number, number])[] = [
  [10, 1], [20, 1], [60, 1], [100, 1], [200, 1], [1000, 5], [1000, 1], [5000, 10], [10_000, 25], [50_000, 50],
  [100_000, 250], [100_000, 125],
];

/** A bare addition. */
export const addition: Writer = (random, stage) => {
  const [top, unit] = perStage(stage, reach);
  const sum = random.integer(Math.ceil((top * 0.5) / unit), top / unit);
  const first = random.integer(Math.ceil(sum * 0.25), Math.floor(sum * 0.8));
  const carries = (first % 10) + ((sum - first) % 10) >= 10;
  return formal({
    prompt: 'Reken uit.',
    question: numberEntry(sum * unit, {
      before: `${dutch(first * unit)} + ${dutch((sum - first) * unit)} =`,
    }),
  }, carries ? 0 : -0.25);
};

/** A bare subtraction. */
export const subtraction: Writer = (random, stage) => {
  const [top, unit] = perStage(stage, reach);
  const start = random.integer(Math.ceil((top * 0.55) / unit), top / unit);
  const off = random.integer(Math.ceil(start * 0.2), Math.floor(start * 0.8));
  const borrows = start % 10 < off % 10;
  return formal({
    prompt: 'Reken uit.',
    question: numberEntry((start - off) * unit, {
      before: `${dutch(start * unit)} − ${dutch(off * unit)} =`,
    }),
  }, borrows ? 0.2 : -0.1);
};

/** An addition with the second number left out. */
export const missingTerm: Writer = (random, stage) => {
  const [top, unit] = perStage(stage, reach);
  const sum = random.integer(Math.ceil((top * 0.6) / unit), top / unit);
  const first = random.integer(Math.ceil(sum * 0.3), Math.floor(sum * 0.8));
  return formal({
    prompt: 'Welk getal hoort in het vak?',
    question: numberEntry((sum - first) * unit, {
      before: `${dutch(first * unit)} +`, after: `= ${dutch(sum * unit)}`,
    }),
  }, 0.25);
};

/** A bare multiplication; before group 4 a doubling. */
export const multiplication: Writer = (random, stage) => {
  if (stage < 2) {
    const half = random.integer(2, stage === 0 ? 5 : 10);
    const question = numberEntry(2 * half, { before: `${half} + ${half} =` });
    return formal({ prompt: 'Reken uit.', question }, -0.3);
  }
  const tables = perStage<readonly number[]>(stage, [
    [2], [2], [2, 5, 10], [2, 3, 4, 5, 10], [3, 4, 5, 6, 8], [6, 7, 8, 9],
  ]);
  const factor = random.pick(tables);
  const other = stage < 6 ? random.integer(3, 9) : random.integer(11, 12 + (stage - 5) * 8);
  const tens = stage === 5 || stage === 7 ? 10 : 1;
  return formal({
    prompt: 'Reken uit.',
    question: numberEntry(factor * other * tens, { before: `${factor} × ${dutch(other * tens)} =` }),
  }, stage < 6 ? 0 : 0.2);
};

/** A bare division without remainder; before group 4 a halving. */
export const division: Writer = (random, stage) => {
  const divisor = random.pick(perStage<readonly number[]>(stage, [
    [2], [2], [2], [2, 5], [2, 5, 10], [3, 4, 6, 8],
  ]));
  const [least, most] = stage < 2 ? [2, 5 + stage * 4] : [3, stage < 6 ? 10 : 12 + stage * 4];
  const quotient = random.integer(least, most);
  const tens = stage > 6 && random.chance(0.5) ? 10 : 1;
  const dividend = divisor * quotient * tens;
  if (stage < 2) {
    const question = numberEntry(quotient, { before: `De helft van ${dividend} is` });
    return formal({ prompt: '', question }, 0.05);
  }
  return formal({
    prompt: 'Reken uit.',
    question: numberEntry(quotient * tens, { before: `${dutch(dividend)} : ${divisor} =` }),
  }, 0.2);
};

/** The largest or smallest of four numbers. */
export const ordering: Writer = (random, stage) => {
  const decimals = stage >= 7 ? 2 : 0;
  const [top] = perStage(stage, reach);
  const start = random.integer(Math.ceil(top * 0.4), Math.floor(top * 0.9));
  const gaps = top <= 20 ? [0, 1, 2, -1] : [0, 9, -9, 18];
  const numbers = decimals === 0
    ? gaps.map((gap) => dutch(start + gap))
    : decimalTrap(random.integer(2, 8), random.integer(2, 8));
  const value = (text: string): number => Number(text.replaceAll('.', '').replace(',', '.'));
  const sorted = numbers.toSorted((a, b) => value(a) - value(b));
  const largest = random.chance(0.5);
  const right = (largest ? sorted.at(-1) : sorted[0]) ?? '';
  return formal({
    prompt: largest ? 'Welk getal is het grootst?' : 'Welk getal is het kleinst?',
    question: choice(random, right, numbers),
  }, decimals === 0 ? -0.4 : 0.1);
};

// 3,5 against 3,45: longer is not larger.
function decimalTrap(whole: number, tenth: number): string[] {
  return [`${whole},${tenth}`, `${whole},${tenth - 1}9`, `${whole},0${tenth}`, `${whole},${tenth}1`];
}

/** The number at the arrow on a number line. */
export const arrowOnLine: Writer = (random, stage) => {
  const [from, to, step] = perStage<readonly [number, number, number]>(stage, [
    [0, 10, 1], [0, 20, 2], [20, 70, 5], [0, 100, 10], [100, 200, 10], [0, 1000, 100], [500, 1000, 50],
    [2000, 3000, 100], [0, 10_000, 500], [10_000, 20_000, 1000],
  ]);
  const marks = (to - from) / step;
  const value = from + step * random.integer(Math.ceil(marks * 0.3), marks - 1);
  return formal({
    blocks: [numberLine(from, to, step, value)],
    prompt: 'Welk getal hoort bij de pijl?',
    question: choice(
      random,
      dutch(value),
      [value + step, value - step, value - 2 * step, value - 3 * step]
        .filter((number) => number >= from && number <= to).map((number) => dutch(number)),
    ),
  }, -0.15);
};

/** What a digit is worth, and from group 7 rounding. */
export const placeValue: Writer = (random, stage) => {
  if (stage < 2) {
    const number = random.integer(2, stage === 0 ? 9 : 19);
    const before = random.chance(0.5);
    return formal({
      prompt: '',
      question: numberEntry(before ? number - 1 : number + 1, {
        before: `Het getal ${before ? 'vóór' : 'na'} ${number} is`,
      }),
    }, -0.35);
  }
  if (stage >= 8) {
    const number = random.integer(12_000, 98_000);
    const right = Math.round(number / 1000) * 1000;
    return formal({
      prompt: `Rond ${dutch(number)} af op een heel duizendtal.`,
      question: choice(random, dutch(right), [
        right + 1000, right - 1000, Math.round(number / 100) * 100, Math.round(number / 10_000) * 10_000,
      ].map((n) => dutch(n))),
    }, 0);
  }
  const tens = random.integer(2, stage < 4 ? 9 : 89);
  const ones = random.integer(1, 9);
  return formal({
    prompt: 'Welk getal hoort in het vak?',
    question: numberEntry(ones, { before: `${tens * 10 + ones} = ${tens * 10} +` }),
  }, -0.4);
};

/** Decimals: add or take away, from group 6. */
export const decimals: Writer = (random, stage) => {
  const places = stage < 8 ? 1 : random.pick([1, 2]);
  const unit = 10 ** places;
  const a = random.integer(2 * unit, 9 * unit);
  const b = random.integer(unit, Math.max(unit + 1, a - 1));
  const plus = random.chance(0.5);
  const answer = (plus ? a + b : a - b) / unit;
  return formal({
    prompt: 'Reken uit.',
    question: numberEntry(answer, {
      before: `${dutch(a / unit, places)} ${plus ? '+' : '−'} ${dutch(b / unit, places)} =`,
      decimals: places,
    }),
  }, 0.2);
};

/** A fraction of a number, from the end of group 6. */
export const fractionOf: Writer = (random, stage) => {
  const below = random.pick(stage < 8 ? [2, 4, 5, 10] : [3, 4, 5, 6, 8]);
  const above = random.pick([1, 2, 3, 4, 5, 7].filter((number) => number < below && simplest(number, below)));
  const part = random.integer(3, 12);
  return formal({
    prompt: 'Reken uit.',
    question: numberEntry(above * part, { before: `${above}/${below} deel van ${below * part} =` }),
  }, above === 1 ? 0 : 0.3);
};

function simplest(above: number, below: number): boolean {
  return ![2, 3, 5].some((divisor) => above % divisor === 0 && below % divisor === 0);
}

interface Thing {
  readonly many: string;
  readonly verb: string;
}

const things: readonly Thing[] = [
  { many: 'knikkers', verb: 'wint' }, { many: 'stickers', verb: 'krijgt' },
  { many: 'schelpen', verb: 'vindt' },
  { many: 'kaarten', verb: 'ruilt' }, { many: 'kralen', verb: 'krijgt' },
];

/** Getting more of something. */
export const gettingMore: Writer = (random, stage) => {
  const [top, unit] = perStage(Math.min(stage, 6), reach);
  const thing = random.pick(things);
  const child = childName(random);
  const first = random.integer(2, Math.floor((top * 0.6) / unit)) * unit;
  const more = random.integer(2, Math.max(3, Math.floor((top - first) / unit))) * unit;
  const verb = thing.verb === 'ruilt' ? 'krijgt' : thing.verb;
  return functional({
    blocks: [paragraph(`${child} heeft ${first} ${thing.many}. ${child} ${verb} er ${more} bij.`)],
    prompt: `Hoeveel ${thing.many} heeft ${child} nu?`,
    question: numberEntry(first + more, { after: thing.many }),
  }, -0.2);
};

/** How many are left, or how many more. */
export const comparing: Writer = (random, stage) => {
  const [top, unit] = perStage(Math.min(stage, 7), reach);
  const [one, other] = twoChildren(random);
  const more = random.integer(Math.ceil((top * 0.5) / unit), top / unit) * unit;
  const fewer = random.integer(Math.ceil((top * 0.1) / unit), Math.floor((top * 0.45) / unit)) * unit;
  if (random.chance(0.5)) {
    return functional({
      blocks: [paragraph(`${one} heeft ${dutch(more)} punten. ${other} heeft ${dutch(fewer)} punten.`)],
      prompt: `Hoeveel punten heeft ${one} meer dan ${other}?`,
      question: numberEntry(more - fewer, { after: 'punten' }),
    }, 0.25);
  }
  return functional({
    blocks: [paragraph(`In de zaal staan ${dutch(more)} stoelen. Op ${dutch(fewer)} stoelen zit iemand.`)],
    prompt: 'Hoeveel stoelen zijn leeg?',
    question: numberEntry(more - fewer, { after: 'stoelen' }),
  }, 0.1);
};

/** A row of equal groups, from group 4. */
export const equalGroups: Writer = (random, stage) => {
  const groups = random.integer(3, stage < 6 ? 9 : 24);
  const each = random.pick(perStage<readonly number[]>(stage, [
    [2], [2], [2, 5, 10], [2, 3, 4, 5], [4, 6, 8], [6, 7, 8], [6, 8, 12], [12, 15, 18, 24],
  ]));
  const [many, one, thing] = random.pick([
    ['dozen', 'In elke doos zitten', 'eieren'], ['bakken', 'In elke bak staan', 'planten'],
    ['zakken', 'In elke zak zitten', 'appels'], ['rijen', 'Elke rij heeft', 'stoelen'],
  ] as const);
  return functional({
    blocks: [paragraph(`Er zijn ${groups} ${many}. ${one} ${each} ${thing}.`)],
    prompt: `Hoeveel ${thing} zijn dat samen?`,
    question: numberEntry(groups * each, { after: thing }),
  }, 0.05);
};

/** Money in coins, groups 3 to 5. */
export const coinsTogether: Writer = (random, stage) => {
  const purse = stage < 2
    ? Array.from({ length: random.integer(2, 4) }, () => random.pick([100, 200]))
    : Array.from({ length: random.integer(3, 5) }, () => random.pick([200, 100, 50, 20, 10]));
  const cents = purse.reduce((sum, coin) => sum + coin, 0);
  const wrong = stage < 2
    ? nearMisses(cents, [cents + 100, cents - 100, purse.length * 100, cents + 200], 100)
    : nearMisses(cents, [cents + 50, cents - 20, cents + 10], 10);
  return functional({
    blocks: [paragraph(`Dit geld heeft ${childName(random)}.`), coins(purse.toSorted((a, b) => b - a))],
    prompt: 'Hoeveel geld is dat?',
    question: choice(random, euros(cents), wrong.filter((amount) => amount > 0).map(euros)),
  }, stage < 2 ? 0 : 0.05);
};

/** Paying and change, from group 5. */
export const change: Writer = (random, stage) => {
  const note = random.pick(stage < 7 ? [500, 1000] : [2000, 5000]);
  const price = random.integer(Math.ceil(note * 0.3 / 5), Math.floor(note * 0.95 / 5)) * 5;
  const child = childName(random);
  const thing = random.pick(note < 2000
    ? ['een broodje', 'een plant', 'een kaart', 'een bal']
    : ['een spel', 'een rugzak', 'een boek over dieren', 'een lamp']);
  return functional({
    blocks: [
      paragraph(`${child} koopt ${thing} van ${euros(price)}.`),
      paragraph(`${child} betaalt met een briefje van ${euros(note)}.`),
    ],
    prompt: `Hoeveel geld krijgt ${child} terug?`,
    question: numberEntry((note - price) / 100, { before: '€', decimals: 2 }),
  }, 0.3);
};
