import { plainDate } from '../../base/plain-date.ts';
import { growthBetween } from '../../psychometrics/growth.ts';
import type { AviCard, DmtCard, DmtCardNo, ReadingTaking } from '../../technical-reading/types.ts';
import { judgeAvi } from '../../technical-reading/rules.ts';
import { syntheticAviLimits } from '../../technical-reading/synthetic-norms.ts';
import { readingChart } from '../../ui/charts/reading-chart.ts';
import { formatPercent, formatScaleScore } from '../../ui/format.ts';
import { changeCell, dataCell, dateCell, intervalCell, levelCell, nothing, textCell } from '../cells.ts';
import type { Cell, ReportColumn, ReportPart, ReportPicture, ReportTable } from '../frame/types.ts';
import type { Change } from '../honest/change.ts';
import { relativeLevelRemark } from '../honest/levels.ts';
import { shownScore } from '../honest/scores.ts';

/** A taking of the minute cards. */
export type DmtTaking = Extract<ReadingTaking, { readonly subject: 'dmt' }>;

/** A taking of AVI cards. */
export type AviTaking = Extract<ReadingTaking, { readonly subject: 'avi' }>;

/** How fast and how well cards were read: words in a minute, averaged over the cards, and the share that was right. */
export interface CardTotals {
  readonly right: number;
  readonly wrong: number;
  /** Words right in a minute, unrounded; nothing was read: 0. */
  readonly aMinute: number;
  /** 0 to 1; null when no word was read. */
  readonly accuracy: number | null;
}

/** Totals over cards of one minute each. */
export function totalsOf(cards: readonly DmtCard[]): CardTotals {
  const read = cards.reduce((sum, card) => sum + card.read, 0);
  const wrong = cards.reduce((sum, card) => sum + card.wrong, 0);
  const right = read - wrong;
  return {
    right, wrong, aMinute: cards.length === 0 ? 0 : right / cards.length, accuracy: read === 0 ? null : right / read,
  };
}

/**
 * The cards of a pupil over the moments: tempo and accuracy, and the levels of AVI beside them.
 * @param dmt takings, the newest first; `avi` the same
 */
export function dmtParts(
  label: string, dmt: readonly DmtTaking[], avi: readonly AviTaking[],
): readonly ReportPart[] {
  const parts: ReportPart[] = [];
  if (dmt.length > 0) {
    parts.push({
      heading: 'Losse woorden (DMT)',
      lead: 'Elke kaart duurt één minuut: de hoogte is het tempo, het open stuk bovenaan zijn de fouten.',
      pictures: [pictureOf(label, dmt)], tables: [cardTable(dmt), scoreTable(dmt)],
      remarks: remarksOn(dmt),
    });
  }
  if (avi.length > 0) {
    parts.push({
      heading: 'Teksten (AVI)', pictures: [], tables: [aviTable(avi)],
      remarks: ['Bij AVI hoort een niveau en geen score; de leerkracht beslist over het niveau.'],
    });
  }
  return parts;
}

function pictureOf(label: string, dmt: readonly DmtTaking[]): ReportPicture {
  const description = 'Per moment van elke leeskaart het aantal woorden in een minuut, goed en fout. Dezelfde getallen '
    + 'staan in de tabel eronder.';
  return {
    label: 'Kaarten door de tijd',
    alt: description,
    svg: readingChart({
      title: `Leeskaarten van ${label}`, description, source: 'synthetische norm, niet van Cito',
      yLabel: 'woorden in een minuut',
      moments: dmt.toReversed().map(({ moment, schoolYear, document: { cards } }) => ({
        label: moment, year: schoolYear,
        cards: cards.map(({ card, read, wrong }) => ({ card, right: read - wrong, wrong })),
        accuracyLabel: accuracyWords(totalsOf(cards)),
      })),
    }),
  };
}

function accuracyWords({ accuracy }: CardTotals): string {
  return accuracy === null ? 'niets gelezen' : `${formatPercent(accuracy)} goed`;
}

const cardNumbers: readonly DmtCardNo[] = [1, 2, 3];

const CARD_COLUMNS: readonly ReportColumn[] = [
  { key: 'moment', header: 'Moment', kind: 'short', rowHeader: true, wide: true },
  { key: 'datum', header: 'Datum', kind: 'short' },
  ...cardNumbers.flatMap((card): readonly ReportColumn[] => [
    { key: `kaart_${card}_goed`, header: `Kaart ${card} goed`, kind: 'number' },
    { key: `kaart_${card}_fout`, header: `Kaart ${card} fout`, kind: 'number' },
    { key: `kaart_${card}_versie`, header: `Kaart ${card} versie`, kind: 'short', dataOnly: true },
  ]),
  { key: 'goed_per_minuut', header: 'Goed per minuut', kind: 'number' },
  { key: 'nauwkeurigheid', header: 'Goed gelezen', kind: 'number' },
];

function cardTable(dmt: readonly DmtTaking[]): ReportTable {
  return { caption: 'Leeskaarten', columns: CARD_COLUMNS, rows: dmt.map(cardRow) };
}

function cardRow({ moment, schoolYear, takenOn, document: { cards } }: DmtTaking): readonly Cell[] {
  const totals = totalsOf(cards);
  return [
    { text: `${moment} ${schoolYear}` }, dateCell(plainDate(takenOn)),
    ...cardNumbers.flatMap((number) => {
      const card = cards.find((each) => each.card === number);
      return card ? [count(card.read - card.wrong), count(card.wrong), { text: card.version }]
        : [nothing, nothing, nothing];
    }),
    { text: formatScaleScore(Math.round(totals.aMinute)), value: totals.aMinute },
    totals.accuracy === null ? nothing : { text: formatPercent(totals.accuracy), value: totals.accuracy },
  ];
}

function count(value: number): Cell {
  return { text: String(value), value };
}

function scoreTable(dmt: readonly DmtTaking[]): ReportTable {
  return {
    caption: 'Vaardigheidsscore DMT',
    columns: [
      { key: 'moment', header: 'Moment', kind: 'short', rowHeader: true, wide: true },
      { key: 'score', header: 'Score', kind: 'number' },
      { key: 'score_fout', header: 'Standaardfout', kind: 'number', dataOnly: true },
      { key: 'interval', header: 'Interval (90 %)', kind: 'short' },
      { key: 'niveau', header: 'Niveau', kind: 'short' },
      { key: 'functioneringsniveau', header: 'Functioneert op', kind: 'short' },
      { key: 'verschil', header: 'Verschil met vorige', kind: 'text' },
      { key: 'berekend_met', header: 'Berekend met', kind: 'text' },
    ],
    rows: dmt.map(({ moment, schoolYear, outcome }, index) => [
      { text: `${moment} ${schoolYear}` },
      { text: formatScaleScore(shownScore(outcome.scaleScore)), value: outcome.scaleScore },
      dataCell(outcome.se), intervalCell(outcome), levelCell(outcome.roman), textCell(outcome.functioningLevel),
      changeCell(changeOf(dmt[index + 1], dmt[index]!)),
      { text: `norm ${outcome.norms}` },
    ]),
  };
}

/** The change since the taking before; cards of another norm are another scale. */
export function changeOf(earlier: DmtTaking | undefined, later: DmtTaking): Change | null {
  if (!earlier) return null;
  const [before, after] = [earlier.outcome, later.outcome];
  if (before.norms !== after.norms) return { points: null, verdict: 'not-comparable' };
  const points = shownScore(after.scaleScore) - shownScore(before.scaleScore);
  const { growth, beyondNoise } = growthBetween(
    { score: before.scaleScore, se: before.se }, { score: after.scaleScore, se: after.se });
  if (!beyondNoise) return { points, verdict: 'noise' };
  return { points, verdict: growth > 0 ? 'more' : 'less' };
}

const judgementWords = { mastery: 'beheersing', instruction: 'instructie', frustration: 'frustratie' } as const;

function aviTable(avi: readonly AviTaking[]): ReportTable {
  return {
    caption: 'AVI-niveaus',
    columns: [
      { key: 'moment', header: 'Moment', kind: 'short', rowHeader: true },
      { key: 'datum', header: 'Datum', kind: 'short' },
      { key: 'avi_beheersing', header: 'Beheersing', kind: 'short' },
      { key: 'avi_instructie', header: 'Instructie', kind: 'short' },
      { key: 'avi_kaarten', header: 'Gelezen kaarten', kind: 'text', wide: true },
    ],
    rows: avi.map(({ moment, schoolYear, takenOn, document: { cards }, outcome: { decided } }) => [
      { text: `${moment} ${schoolYear}` }, dateCell(plainDate(takenOn)), textCell(decided.mastery),
      textCell(decided.instruction), { text: cards.map(aviWords).join('; ') },
    ]),
  };
}

function aviWords(card: AviCard): string {
  const { level, seconds, errors } = card;
  return `${level}: ${seconds} s, ${errors} fout (${judgementWords[judgeAvi(card, syntheticAviLimits)]})`;
}

function remarksOn(dmt: readonly DmtTaking[]): readonly string[] {
  const [last] = dmt;
  return [
    dmt.some(({ document: { cards } }) => cards.length === 2)
      ? 'Zonder kaart 1 is de score minder precies; het gemiddelde per minuut is van de twee kaarten die gelezen zijn.'
      : null,
    last ? 'Tempo en nauwkeurigheid horen bij elkaar: meer woorden met meer fouten is iets anders dan vlotter lezen.'
      : null,
    dmt.some(({ outcome }) => outcome.roman === null)
      ? 'Bij een afname buiten de normperiode hoort geen niveau.' : null,
    dmt.some(({ outcome }) => outcome.roman !== null) ? relativeLevelRemark : null,
  ].filter((remark) => remark !== null);
}
