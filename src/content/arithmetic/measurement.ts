// Meten en meetkunde: time, length, weight, volume, area, shapes.

import type { Draft, Writer } from './draft.ts';
import { childName, choice, dutch, numberEntry, paragraph, perStage } from './draft.ts';
import { blocks, clock, measuredRectangle, squaredRectangle } from './pictures.ts';

function measurement(parts: Omit<Draft, 'domain' | 'blocks' | 'presentation'> & Partial<Draft>): Draft {
  return { domain: 'measurement', presentation: 'functional', blocks: [], ...parts };
}

const hourWords = [
  'twaalf', 'een', 'twee', 'drie', 'vier', 'vijf', 'zes', 'zeven', 'acht', 'negen', 'tien', 'elf',
  'twaalf', 'een',
];

/** A time of day as it is said: "kwart over drie", "vijf voor half vier". */
export function spokenTime(hour: number, minutes: number): string {
  const now = hourWords[hour] ?? '';
  const next = hourWords[hour + 1] ?? '';
  const said: Readonly<Record<number, string>> = {
    0: `${now} uur`, 5: `vijf over ${now}`, 10: `tien over ${now}`, 15: `kwart over ${now}`,
    20: `tien voor half ${next}`, 25: `vijf voor half ${next}`, 30: `half ${next}`,
    35: `vijf over half ${next}`,
    40: `tien over half ${next}`, 45: `kwart voor ${next}`, 50: `tien voor ${next}`, 55: `vijf voor ${next}`,
  };
  return said[minutes] ?? `${minutes} minuten over ${now}`;
}

/** Reading a clock, groups 3 to 5. */
export const readClock: Writer = (random, stage) => {
  const minutes = random.pick(perStage<readonly number[]>(stage, [
    [0, 30], [0, 30], [0, 30, 15, 45], [15, 45, 10, 50], [5, 20, 25, 35, 40, 55],
  ]));
  const hour = random.integer(1, 11);
  return measurement({
    blocks: [clock(hour, minutes)],
    prompt: 'Hoe laat is het?',
    question: choice(random, spokenTime(hour, minutes), [
      spokenTime(hour + 1, minutes), spokenTime(hour, (minutes + 30) % 60),
      spokenTime(hour === 1 ? 11 : hour - 1, minutes), spokenTime(hour, (minutes + 15) % 60),
    ]),
    hardness: minutes % 30 === 0 ? -0.3 : 0.1,
  });
};

function digital(minutes: number): string {
  return `${Math.floor(minutes / 60)}.${String(minutes % 60).padStart(2, '0')}`;
}

/** How long something takes. */
export const duration: Writer = (random, stage) => {
  const hour = random.integer(8, 14);
  const start = stage < 4 ? 0 : random.integer(0, 5) * 5;
  const length = stage < 4 ? 60 * random.integer(2, 4) : random.integer(5, stage < 8 ? 11 : 25) * 5 + 5;
  const end = hour * 60 + start + length;
  const what = random.pick(['De film', 'De les', 'De treinreis', 'Het feest']);
  const whole = stage < 4;
  return measurement({
    blocks: [paragraph(whole
      ? `${what} begint om ${hour} uur en is klaar om ${hour + length / 60} uur.`
      : `${what} begint om ${digital(hour * 60 + start)} uur en is klaar om ${digital(end)} uur.`)],
    prompt: whole ? 'Hoeveel uur duurt dat?' : 'Hoeveel minuten duurt dat?',
    question: numberEntry(whole ? length / 60 : length, { after: whole ? 'uur' : 'minuten' }),
    hardness: 0.15,
  });
};

/** Counting blocks in towers, groups 3 and 4. */
export const countBlocks: Writer = (random, stage) => {
  const heights = Array.from({ length: stage < 2 ? 3 : 5 }, () => random.integer(1, stage < 2 ? 4 : 6));
  const total = heights.reduce((sum, height) => sum + height, 0);
  return measurement({
    blocks: [blocks(heights)],
    prompt: 'Hoeveel blokken zijn dit samen?',
    question: numberEntry(total, { after: 'blokken' }),
    hardness: stage < 2 ? -0.2 : -0.1,
  });
};

/** Longer and shorter, in centimetres, groups 3 and 4. */
export const lengthDifference: Writer = (random, stage) => {
  const long = random.integer(stage < 2 ? 8 : 30, stage < 2 ? 18 : 95);
  const short = random.integer(2, long - 2);
  const child = childName(random);
  return measurement({
    blocks: [paragraph(`Een lint is ${long} cm lang. ${child} knipt er ${short} cm af.`)],
    prompt: 'Hoe lang is het lint nu?',
    question: numberEntry(long - short, { after: 'cm' }),
    hardness: 0.1,
  });
};

interface Unit {
  readonly from: string;
  readonly to: string;
  readonly factor: number;
}

// In the order in which they are taught.
const units: readonly (readonly Unit[])[] = [
  [{ from: 'weken', to: 'dagen', factor: 7 }],
  [{ from: 'meter', to: 'cm', factor: 100 }, { from: 'weken', to: 'dagen', factor: 7 }],
  [{ from: 'meter', to: 'cm', factor: 100 }, { from: 'kg', to: 'gram', factor: 1000 }],
  [
    { from: 'km', to: 'meter', factor: 1000 }, { from: 'liter', to: 'dl', factor: 10 },
    { from: 'uur', to: 'minuten', factor: 60 },
  ],
  [
    { from: 'liter', to: 'ml', factor: 1000 }, { from: 'km', to: 'meter', factor: 1000 },
    { from: 'kg', to: 'gram', factor: 1000 },
  ],
];

/** A bare change of unit, from group 4. */
export const changeUnit: Writer = (random, stage) => {
  const unit = random.pick(perStage(Math.max(0, Math.floor(stage / 2) - 1), units));
  const half = stage >= 6 && unit.factor % 2 === 0 && random.chance(0.6);
  const amount = random.integer(2, 9) + (half ? 0.5 : 0);
  return measurement({
    presentation: 'formal',
    prompt: 'Welk getal hoort in het vak?',
    question: numberEntry(amount * unit.factor, {
      before: `${dutch(amount, half ? 1 : 0)} ${unit.from} =`, after: unit.to,
    }),
    hardness: half ? 0.3 : 0,
  });
};

/** How many squares, from group 4. */
export const squares: Writer = (random, stage) => {
  const columns = random.integer(4, stage < 4 ? 7 : 11);
  const rows = random.integer(2, stage < 4 ? 4 : 7);
  const around = stage >= 5 && random.chance(0.5);
  return measurement({
    presentation: 'formal',
    blocks: [squaredRectangle(columns, rows)],
    prompt: around
      ? 'Elk hokje is 1 cm breed en 1 cm hoog. Hoeveel cm is de omtrek van de rechthoek?'
      : 'Hoeveel hokjes heeft deze rechthoek?',
    question: around
      ? numberEntry(2 * (columns + rows), { after: 'cm' })
      : numberEntry(columns * rows, { after: 'hokjes' }),
    hardness: around ? 0.3 : -0.2,
  });
};

/** Area or perimeter from the sides, from group 6. */
export const areaOrPerimeter: Writer = (random, stage) => {
  const width = random.integer(5, stage < 9 ? 15 : 40);
  const height = random.integer(3, stage < 9 ? 9 : 12);
  const area = random.chance(0.5);
  const answers = [width * height, 2 * (width + height), width + height, width * height * 2];
  const right = (area ? answers[0] : answers[1]) ?? 0;
  const unit = area ? 'm²' : 'm';
  return measurement({
    blocks: [
      paragraph(`${childName(random)} tekent een tuin.`),
      measuredRectangle(`${width} m`, `${height} m`),
    ],
    prompt: area
      ? 'Hoe groot is de oppervlakte van de tuin?'
      : 'Om de tuin komt een hek. Hoe lang is het hek?',
    question: choice(
      random, `${right} ${unit}`, [...answers, right + 10].map((number) => `${number} ${unit}`),
    ),
    hardness: 0.2,
  });
};

/** Volume of a box, from the end of group 7. */
export const volume: Writer = (random) => {
  const [length, width, height] = [random.integer(3, 10), random.integer(2, 6), random.integer(2, 5)];
  return measurement({
    blocks: [
      paragraph(`Een doos is ${length} dm lang, ${width} dm breed en ${height} dm hoog.`),
      paragraph('In 1 dm³ past 1 liter.'),
    ],
    prompt: 'Hoeveel liter past er in de doos?',
    question: numberEntry(length * width * height, { after: 'liter' }),
    hardness: 0.25,
  });
};

/** Weight on the scales, from group 5. */
export const weighing: Writer = (random, stage) => {
  const each = random.integer(2, 8) * (stage < 6 ? 100 : 125);
  const pieces = random.integer(3, 6);
  const thing = random.pick(['pakken suiker', 'zakken aardappels', 'blikken soep']);
  const total = each * pieces;
  return measurement({
    blocks: [paragraph(`${pieces} ${thing} wegen samen ${dutch(total)} gram. Ze zijn allemaal even zwaar.`)],
    prompt: 'Hoeveel gram weegt er één?',
    question: numberEntry(each, { after: 'gram' }),
    hardness: 0.2,
  });
};

/** A difference in temperature, from group 6. */
export const temperature: Writer = (random) => {
  const night = random.integer(2, 9);
  const day = random.integer(3, 12);
  return measurement({
    blocks: [paragraph(`'s Nachts vriest het ${night} graden. Overdag is het ${day} graden boven nul.`)],
    prompt: 'Hoeveel graden is het overdag warmer dan \'s nachts?',
    question: numberEntry(night + day, { after: 'graden' }),
    hardness: 0.2,
  });
};
