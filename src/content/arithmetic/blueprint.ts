import type { Writer } from './draft.ts';
import {
  areaOrPerimeter, changeUnit, countBlocks, duration, lengthDifference, readClock, squares, temperature,
  volume,
  weighing,
} from './measurement.ts';
import {
  addition, arrowOnLine, change, coinsTogether, comparing, decimals, division, equalGroups, fractionOf,
  gettingMore,
  missingTerm, multiplication, ordering, placeValue, subtraction,
} from './number.ts';
import {
  colouredPart, discount, fairShare, mapScale, partOfGroup, percentageOf, pricePerPiece, ratioGap,
  recipe, sameAs,
  speed, timesAsMuch,
} from './ratio.ts';
import { average, nextInRow, readChart, readTable, rule } from './relations.ts';

type Count = readonly [Writer, number];

/** Questions in one taak. */
export const itemsPerTask = 24;

// Per year group, both seasons: twelve bare sums, then twelve in a context. Getallen shrinks and
// Verhoudingen grows.
const group3: readonly Count[] = [
  [addition, 3], [subtraction, 3], [missingTerm, 1], [multiplication, 1], [division, 1], [ordering, 1],
  [arrowOnLine, 1], [nextInRow, 1],
  [gettingMore, 2], [comparing, 2], [coinsTogether, 2], [fairShare, 1], [readClock, 2], [countBlocks, 1],
  [lengthDifference, 1], [readChart, 1],
];
const group4: readonly Count[] = [
  [addition, 2], [subtraction, 2], [missingTerm, 1], [multiplication, 2], [division, 1], [arrowOnLine, 1],
  [placeValue, 1], [nextInRow, 1], [squares, 1],
  [comparing, 1], [equalGroups, 2], [coinsTogether, 2], [timesAsMuch, 1], [fairShare, 1], [readClock, 2],
  [duration, 1], [lengthDifference, 1], [readChart, 1],
];
const group5: readonly Count[] = [
  [addition, 2], [subtraction, 2], [missingTerm, 1], [multiplication, 2], [division, 1], [arrowOnLine, 1],
  [colouredPart, 1], [changeUnit, 1], [nextInRow, 1],
  [comparing, 1], [equalGroups, 1], [change, 2], [fairShare, 1], [pricePerPiece, 1], [recipe, 1],
  [readClock, 1],
  [duration, 1], [weighing, 1], [readTable, 1], [readChart, 1],
];
const group6: readonly Count[] = [
  [addition, 1], [subtraction, 1], [multiplication, 2], [division, 2], [decimals, 1], [ordering, 1],
  [colouredPart, 1], [fractionOf, 1], [changeUnit, 1], [nextInRow, 1],
  [comparing, 1], [equalGroups, 1], [change, 1], [pricePerPiece, 2], [recipe, 1], [areaOrPerimeter, 1],
  [temperature, 1], [duration, 1], [weighing, 1], [readTable, 1], [rule, 1],
];
const group7: readonly Count[] = [
  [subtraction, 1], [multiplication, 1], [division, 1], [decimals, 2], [placeValue, 1], [fractionOf, 1],
  [percentageOf, 2], [sameAs, 1], [changeUnit, 1], [average, 1],
  [equalGroups, 1], [change, 1], [pricePerPiece, 1], [discount, 2], [recipe, 1], [mapScale, 1],
  [areaOrPerimeter, 1], [volume, 1], [duration, 1], [readTable, 1], [rule, 1],
];
const group8: readonly Count[] = [
  [multiplication, 1], [division, 1], [decimals, 2], [ordering, 1], [fractionOf, 2], [percentageOf, 1],
  [sameAs, 1],
  [ratioGap, 1], [changeUnit, 1], [average, 1],
  [change, 1], [partOfGroup, 1], [speed, 2], [discount, 1], [pricePerPiece, 1], [mapScale, 1], [recipe, 1],
  [areaOrPerimeter, 1], [volume, 1], [rule, 1], [readTable, 1],
];

const byYearGroup: Readonly<Record<number, readonly Count[]>> = {
  3: group3, 4: group4, 5: group5, 6: group6, 7: group7, 8: group8,
};

/** The writers of one taak of a year group (3 to 8), one entry a question. */
export function writersFor(yearGroup: number): Writer[] {
  const counts = byYearGroup[yearGroup] ?? [];
  return counts.flatMap(([writer, count]) => Array.from({ length: count }, () => writer));
}
