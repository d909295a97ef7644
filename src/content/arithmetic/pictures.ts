import type { SumBlock } from './draft.ts';

const ink = '#1f2a37';
const accent = '#2f6f9f';
const tint = '#dcebf5';
const fontStyle = `font-family="Andika, Verdana, sans-serif" fill="${ink}"`;

// Drawn in small units and shown this much larger, so that a child need not lean forward.
const enlarged = 1.25;

function picture(width: number, height: number, body: string, description: string): SumBlock {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" `
    + `width="${width}" height="${height}">${body}</svg>`;
  return { kind: 'picture', svg, description, width: Math.round(width * enlarged) };
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function text(x: number, y: number, size: number, content: string): string {
  const place = `x="${round(x)}" y="${round(y)}"`;
  return `<text ${place} font-size="${size}" text-anchor="middle" ${fontStyle}>${content}</text>`;
}

function line(x1: number, y1: number, x2: number, y2: number, width: number, colour = ink): string {
  return `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" stroke="${colour}" `
    + `stroke-width="${width}" stroke-linecap="round"/>`;
}

function box(x: number, y: number, width: number, height: number, fill: string): string {
  const size = `width="${round(width)}" height="${round(height)}"`;
  return `<rect x="${round(x)}" y="${round(y)}" ${size} fill="${fill}" stroke="${ink}" stroke-width="1.5"/>`;
}

/** Euro coins in a row; values in cents out of 1, 2, 5, 10, 20, 50, 100, 200. */
export function coins(cents: readonly number[]): SumBlock {
  const radius = (value: number): number => (value >= 100 ? 34 : value >= 20 ? 30 : 26);
  let x = 8;
  const drawn = cents.map((value) => {
    const r = radius(value);
    const middle = x + r;
    x += 2 * r + 10;
    const metal = value >= 100 ? '#e3e6ea' : value >= 10 ? '#f0d88a' : '#e0a987';
    const rim = value === 200 ? '#f0d88a' : value === 100 ? '#e3e6ea' : metal;
    const ring = value === 100 ? '#f0d88a' : metal;
    const centre = `cx="${middle}" cy="44"`;
    const outer = `<circle ${centre} r="${r}" fill="${ring}" stroke="${ink}" stroke-width="1.5"/>`;
    const inner = `<circle ${centre} r="${r - 7}" fill="${value === 200 ? rim : metal}"/>`;
    const [number, unit] = value >= 100 ? [value / 100, 'euro'] : [value, 'cent'];
    return outer + inner + text(middle, 48, 19, String(number)) + text(middle, 61, 10, unit);
  });
  const spoken = cents.map((value) => (value >= 100 ? `${value / 100} euro` : `${value} cent`)).join(', ');
  return picture(x, 88, drawn.join(''), `Munten: ${spoken}.`);
}

/** A clock with hands; hour 1 to 12, minutes 0 to 59. */
export function clock(hour: number, minutes: number): SumBlock {
  const at = (turn: number, length: number): readonly [number, number] => [
    110 + length * Math.sin(turn * 2 * Math.PI), 110 - length * Math.cos(turn * 2 * Math.PI),
  ];
  const numbers = Array.from({ length: 12 }, (_, index) => {
    const [x, y] = at((index + 1) / 12, 78);
    return text(x, y + 7, 19, String(index + 1));
  });
  const ticks = Array.from({ length: 60 }, (_, index) => {
    const [x1, y1] = at(index / 60, index % 5 === 0 ? 92 : 96);
    const [x2, y2] = at(index / 60, 100);
    return line(x1, y1, x2, y2, index % 5 === 0 ? 2.5 : 1);
  });
  const [hx, hy] = at(((hour % 12) + minutes / 60) / 12, 46);
  const [mx, my] = at(minutes / 60, 68);
  const body = `<circle cx="110" cy="110" r="104" fill="#fff" stroke="${ink}" stroke-width="4"/>`
    + `${ticks.join('')}${numbers.join('')}${line(110, 110, hx, hy, 7)}${line(110, 110, mx, my, 4, accent)}`
    + `<circle cx="110" cy="110" r="6" fill="${ink}"/>`;
  const short = minutes === 0 ? `op de ${hour}` : `tussen de ${hour} en de ${(hour % 12) + 1}`;
  const long = minutes % 5 === 0 ? `op de ${minutes / 5 === 0 ? 12 : minutes / 5}` : `op minuut ${minutes}`;
  return picture(220, 220, body, `Een klok. De kleine wijzer staat ${short}, de grote wijzer ${long}.`);
}

/** A line from `from` to `to` with marks every `step`, numbers at the ends and an arrow at `value`. */
export function numberLine(from: number, to: number, step: number, value: number): SumBlock {
  const x = (number: number): number => 40 + ((number - from) / (to - from)) * 480;
  const count = Math.round((to - from) / step);
  const ticks = Array.from({ length: count + 1 }, (_, index) => {
    const at = 40 + (index / count) * 480;
    return line(at, 62, at, 78, 2);
  });
  const tip = x(value);
  const head = `M${round(tip - 8)} 46 L${round(tip + 8)} 46 L${round(tip)} 59 Z`;
  const arrow = `${line(tip, 22, tip, 50, 4, accent)}<path d="${head}" fill="${accent}"/>`;
  const ends = text(40, 100, 18, String(from)) + text(520, 100, 18, String(to));
  const body = line(28, 70, 532, 70, 3) + ticks.join('') + arrow + ends;
  const marks = Math.round((value - from) / step);
  return picture(560, 112, body,
    `Een getallenlijn van ${from} tot ${to} met ${count} gelijke stukken. De pijl staat na stuk ${marks}.`);
}

/** Towers of blocks beside each other; the heights from left to right. */
export function blocks(heights: readonly number[]): SumBlock {
  const size = 30;
  const tallest = Math.max(...heights);
  const cubes = heights.flatMap((height, column) =>
    Array.from({ length: height }, (_, row) => cube(14 + column * size, 16 + (tallest - row) * size, size)));
  return picture(heights.length * size + 40, (tallest + 1) * size + 24, cubes.join(''),
    `Torens van blokken naast elkaar. Van links naar rechts ${heights.join(', ')} blokken hoog.`);
}

function cube(x: number, y: number, size: number): string {
  const depth = size / 3;
  const face = (path: string, fill: string): string =>
    `<path d="${path}" fill="${fill}" stroke="${ink}" stroke-width="1.5"/>`;
  const top = face(`M${x} ${y} l${depth} -${depth} h${size} l-${depth} ${depth} Z`, '#fff');
  const side = face(`M${x + size} ${y} l${depth} -${depth} v${size} l-${depth} ${depth} Z`, '#b9d3e6');
  return top + side + box(x, y, size, size, tint);
}

/** A rectangle on squared paper; sides in squares. */
export function squaredRectangle(columns: number, rows: number): SumBlock {
  const size = columns > 12 ? 22 : 28;
  const squares = Array.from({ length: columns * rows }, (_, index) =>
    box(8 + (index % columns) * size, 8 + Math.floor(index / columns) * size, size, size, tint));
  return picture(columns * size + 16, rows * size + 16, squares.join(''),
    `Een rechthoek op ruitjespapier: ${columns} hokjes breed en ${rows} hokjes hoog.`);
}

/** A rectangle with its two sides written beside it, not drawn to scale. */
export function measuredRectangle(width: string, height: string): SumBlock {
  const body = box(30, 14, 260, 130, tint) + text(160, 170, 19, width)
    + `<text x="300" y="86" font-size="19" ${fontStyle}>${height}</text>`;
  return picture(380, 182, body, `Een rechthoek van ${width} lang en ${height} breed.`);
}

/** A bar cut into equal parts of which some are coloured. */
export function fractionBar(parts: number, coloured: number): SumBlock {
  const width = 400 / parts;
  const drawn = Array.from({ length: parts }, (_, index) =>
    box(10 + index * width, 10, width, 60, index < coloured ? '#7fb2d6' : '#fff'));
  const done = coloured === 1 ? '1 deel is' : `${coloured} delen zijn`;
  return picture(420, 80, drawn.join(''), `Een strook van ${parts} gelijke delen. ${done} gekleurd.`);
}

/** Bars with names under them and a scale beside them; values are multiples of `step` or halfway. */
export function barChart(bars: readonly (readonly [string, number])[], step: number): SumBlock {
  const top = Math.ceil(Math.max(...bars.map(([, value]) => value)) / step) * step;
  const y = (value: number): number => 190 - (value / top) * 160;
  const lines = Array.from({ length: top / step + 1 }, (_, index) =>
    line(50, y(index * step), 60 + bars.length * 84, y(index * step), 1, '#9aa5b1')
    + text(28, y(index * step) + 6, 16, String(index * step)));
  const drawn = bars.map(([name, value], index) =>
    box(68 + index * 84, y(value), 50, 190 - y(value), '#7fb2d6') + text(93 + index * 84, 214, 16, name));
  return picture(80 + bars.length * 84, 226, lines.join('') + drawn.join(''),
    `Een staafgrafiek. ${bars.map(([name, value]) => `${name}: ${value}`).join('. ')}.`);
}

/** A small table of text, first row the heads. */
export function table(rows: readonly (readonly string[])[]): SumBlock {
  const width = 140;
  const cells = rows.flatMap((row, r) => row.map((content, c) =>
    box(8 + c * width, 8 + r * 38, width, 38, r === 0 ? tint : '#fff')
    + text(8 + (c + 0.5) * width, 33 + r * 38, 17, content)));
  return picture((rows[0]?.length ?? 0) * width + 16, rows.length * 38 + 16, cells.join(''),
    `Een tabel. ${rows.map((row) => row.join(', ')).join('; ')}.`);
}
