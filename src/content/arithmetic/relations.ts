// Verbanden: rows of numbers, charts, tables and rules.

import type { Draft, Writer } from './draft.ts';
import { childName, choice, dutch, numberEntry, paragraph, perStage } from './draft.ts';
import { barChart, table } from './pictures.ts';

function relations(parts: Omit<Draft, 'domain' | 'blocks' | 'presentation'> & Partial<Draft>): Draft {
  return { domain: 'relations', presentation: 'functional', blocks: [], ...parts };
}

/** The next number of a row. */
export const nextInRow: Writer = (random, stage) => {
  const steps = perStage<readonly number[]>(stage, [
    [1, 2], [2, 5], [2, 5, 10], [3, 4, 10], [6, 20, 25], [15, 25, 50], [75, 125, 250], [0.5, 0.2],
    [0.25, 1.5],
    [0.75, 1.25],
  ]);
  const step = random.pick(steps);
  const decimals = Number.isInteger(step) ? 0 : String(step).split('.')[1]?.length ?? 0;
  const factor = 10 ** decimals;
  const start = random.integer(1, stage < 2 ? 4 : 12) * (decimals === 0 ? step : 1);
  const at = (index: number): number => Math.round((start + index * step) * factor) / factor;
  const shown = [0, 1, 2, 3].map((index) => dutch(at(index), decimals)).join('; ');
  return relations({
    presentation: 'formal',
    blocks: [paragraph(`${shown}; ...`)],
    prompt: 'Welk getal komt daarna?',
    question: numberEntry(at(4), { decimals }),
    hardness: step >= 3 || decimals > 0 ? 0.1 : -0.3,
  });
};

const days = ['ma', 'di', 'wo', 'do', 'vr'] as const;
const dayNames: Readonly<Record<string, string>> = {
  ma: 'maandag', di: 'dinsdag', wo: 'woensdag', do: 'donderdag', vr: 'vrijdag',
};

/** Reading a bar chart. */
export const readChart: Writer = (random, stage) => {
  const step = perStage(stage, [1, 1, 2, 2, 5, 5, 10, 10, 20, 50]);
  const values = random.shuffle([2, 3, 4, 5, 6, 7]).slice(0, stage < 2 ? 3 : 5).map((value) => value * step);
  const bars = values.map((value, index) => [days[index] ?? 'ma', value] as const);
  const [one, other] = random.shuffle(bars);
  const subject = random.pick([
    'boeken uit de klas geleend', 'glazen melk gedronken', 'ballen op het plein gebruikt',
  ]);
  const text = paragraph(`De kinderen hebben elke dag opgeschreven hoeveel ${subject} zijn.`);
  if (one === undefined || other === undefined || stage < 2) {
    const most = bars.toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 'ma';
    return relations({
      blocks: [text, barChart(bars, step)],
      prompt: 'Op welke dag was dat het meest?',
      question: choice(random, dayNames[most] ?? '', days.map((day) => dayNames[day] ?? '')),
      hardness: -0.4,
    });
  }
  const [more, fewer] = one[1] > other[1] ? [one, other] : [other, one];
  return relations({
    blocks: [text, barChart(bars, step)],
    prompt: `Hoeveel waren het er op ${dayNames[more[0]]} meer dan op ${dayNames[fewer[0]]}?`,
    question: numberEntry(more[1] - fewer[1]),
    hardness: 0.05,
  });
};

/** Reading a table, from group 4. */
export const readTable: Writer = (random, stage) => {
  const unit = perStage(stage, [1, 1, 5, 5, 10, 10, 25, 25, 125]);
  const groups = ['Groep 5', 'Groep 6', 'Groep 7'];
  const many = (): number => random.integer(5, 18) * unit;
  const rows = groups.map((group) => [group, many(), many()] as const);
  const total = rows.reduce((sum, row) => sum + row[1], 0);
  const asked = random.chance(0.5) ? 'all' : 'one';
  const [row] = random.shuffle(rows);
  const lines = rows.map(([group, jars, bottles]) => [group, dutch(jars), dutch(bottles)]);
  const picture = table([['', 'Potten', 'Flessen'], ...lines]);
  return relations({
    blocks: [paragraph('De groepen verzamelen glas. In de tabel staat hoeveel.'), picture],
    prompt: asked === 'all' || row === undefined
      ? 'Hoeveel potten hebben de drie groepen samen?'
      : `Hoeveel potten en flessen heeft ${row[0].toLowerCase()} samen?`,
    question: numberEntry(asked === 'all' || row === undefined ? total : row[1] + row[2]),
    hardness: asked === 'all' ? 0.2 : 0,
  });
};

/** A rule with a fixed and a variable part, from group 6. */
export const rule: Writer = (random, stage) => {
  const fixed = random.integer(2, 8) * 5;
  const each = random.integer(3, stage < 9 ? 9 : 15);
  const hours = random.integer(3, 8);
  return relations({
    blocks: [paragraph(`Een boot huren kost € ${fixed}. Daar komt voor elk uur € ${each} bij.`)],
    prompt: `${childName(random)} huurt de boot ${hours} uur. Hoeveel kost dat?`,
    question: numberEntry(fixed + each * hours, { before: '€' }),
    hardness: 0.25,
  });
};

/** The average of a few numbers, from group 7. */
export const average: Writer = (random) => {
  const mean = random.integer(6, 24);
  const off = random.integer(1, 5);
  const other = random.integer(1, 4);
  const numbers = random.shuffle([mean - off, mean + off, mean + other, mean - other]);
  return relations({
    presentation: 'formal',
    prompt: `Wat is het gemiddelde van ${numbers.slice(0, 3).join(', ')} en ${numbers[3]}?`,
    question: numberEntry(mean),
    hardness: 0.3,
  });
};
