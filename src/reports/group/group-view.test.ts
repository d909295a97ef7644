import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Moment } from '../../content/types.ts';
import { romanLevel } from '../../psychometrics/levels.ts';
import { asScaleScore } from '../../psychometrics/types.ts';
import { comparePersonNames } from '../../ui/format.ts';
import type { Cell, ReportPart, ReportTable } from '../frame/types.ts';
import { inventedNorms, inventedResult } from '../invented-results.ts';
import { groupParts, type GroupView } from './group-view.ts';
import type { GroupAtMoment, Member } from './types.ts';

const norms = inventedNorms();
const usual: GroupView = { bandKind: 'roman', norm: 'afname', order: 'name' };

/** A pupil as the tests invent them, with what came of the test. */
interface Invented {
  readonly lastName: string;
  readonly yearGroup: string | null;
  readonly score: number | null;
  readonly testMoment?: Moment;
  readonly isLate?: boolean;
  readonly scaleCode?: string;
}

function memberOf({ lastName, yearGroup, score, testMoment, isLate, scaleCode }: Invented, index: number): Member {
  const pupilId = `pupil-${index}`;
  const pupil = { pupilId, callName: 'Kind', prefix: null, lastName, yearGroup };
  if (score === null || yearGroup === null) return { pupil, result: null, earlier: null, reason: 'niet klaargezet' };
  const moment = `M${yearGroup}` as Moment;
  const result = inventedResult({
    takenOn: '2027-01-18', score, yearGroup, moment: isLate ? null : moment, pupilId,
    testMoment: testMoment ?? moment, ...(scaleCode ? { scaleCode } : {}),
  });
  const population = norms.moments.find((known) => known.moment === result.testMoment);
  const romanByTest = population && !isLate ? romanLevel(asScaleScore(score), population) : null;
  return {
    pupil, result: { ...result, romanByTest, normCode: norms.id, normVersion: norms.version }, earlier: null,
    reason: 'niet klaargezet',
  };
}

function reportOf(pupils: readonly Invented[], view: Partial<GroupView> = {}): readonly ReportPart[] {
  const at: GroupAtMoment = {
    group: { name: 'Groep 5/6', schoolYear: '2026-2027' as GroupAtMoment['group']['schoolYear'] },
    subject: 'arithmetic', period: { schoolYear: '2026-2027', season: 'M' }, norms, members: pupils.map(memberOf),
  };
  return groupParts(at, { ...usual, ...view });
}

function valueOf(part: ReportPart | undefined, name: string): Cell['value'] {
  const row = tableOf(part, 'Kerngetallen').rows.find(([first]) => first?.text === name);
  const cell = row?.[1];
  return cell?.value === undefined ? cell?.text : cell.value;
}

function tableOf(part: ReportPart | undefined, caption: string): ReportTable {
  const found = part?.tables.find((table) => table.caption.startsWith(caption));
  assert.ok(found, caption);
  return found;
}

const pupil = (score: number | null, more: Partial<Invented> = {}): Invented =>
  ({ lastName: 'Test', yearGroup: '5', score, ...more });
const many = (count: number, score = 648): readonly Invented[] => Array.from({ length: count }, () => pupil(score));

describe('the report of a group', () => {
  test('a combination group has a part for each year group that takes tests', () => {
    const parts = reportOf([pupil(628), pupil(671, { yearGroup: '6' }), pupil(null, { yearGroup: '2' })]);
    assert.deepEqual(parts.map(({ heading, tables }) => [heading, tables[0]?.rows.length]),
      [['midden groep 5', 1], ['midden groep 6', 1]]);
  });

  test('below seven there are dots and no mean, from ten on the mean has a level of the norm for groups', () => {
    const [six, seven, ten] = [6, 7, 10].map((count) => reportOf(many(count))[0]);
    assert.deepEqual([six, seven, ten].map((part) => valueOf(part, 'Gemiddelde van de groep')), [null, 648, 648]);
    assert.deepEqual([six, seven, ten].map((part) => valueOf(part, 'Niveau van het gemiddelde (norm voor groepen)')),
      [null, null, 'I']);
    assert.ok(six?.remarks.some((remark) => remark.includes('zegt een gemiddelde te weinig')));
    assert.ok(seven?.remarks.some((remark) => remark.includes('Trek er geen conclusie uit')));
    assert.deepEqual(six?.pictures.map(({ label }) => label), ['Grafiek van midden groep 5'], 'no bars of six pupils');
  });

  test('a result from outside the norm period is shown without a level, and stands in no mean', () => {
    const [part] = reportOf([pupil(900, { isLate: true }), ...many(6)]);
    const row = tableOf(part, 'Resultaten').rows[0];
    assert.deepEqual([row?.[3]?.value, row?.[6]?.value, row?.[7]?.value], [900, null, null]);
    assert.equal(valueOf(part, 'Gemiddelde van de groep'), null);
  });

  test('a result on another scale is listed, and neither drawn nor counted', () => {
    const [part] = reportOf([...many(10), pupil(105, { scaleCode: 'ANDERS' })]);
    assert.equal(valueOf(part, 'Gemiddelde van de groep'), 648);
    assert.equal(valueOf(part, 'Met een resultaat'), 11);
    assert.ok(part?.pictures[0]?.svg.includes('op een andere schaal'));
    assert.ok(part?.remarks.some((remark) => remark.includes('andere schaal')));
  });

  test('who has no result stands with the reason, and the reasons are counted', () => {
    const [part] = reportOf([pupil(628), pupil(null), pupil(null)]);
    assert.equal(tableOf(part, 'Resultaten').rows[1]?.at(-1)?.text, 'niet klaargezet');
    assert.ok(part?.remarks.includes('2 leerlingen hebben geen resultaat: 2 niet klaargezet.'));
  });

  test('both levels stand in a data file, and the one that was asked for on the page', () => {
    for (const norm of ['afname', 'toets'] as const) {
      const { columns } = tableOf(reportOf([pupil(628)], { norm })[0], 'Resultaten');
      const levels = columns.filter(({ key }) => key.startsWith('niveau'));
      assert.deepEqual(levels.map(({ key, dataOnly }) => [key, dataOnly ?? false]),
        [['niveau_afname', norm === 'toets'], ['niveau_toets', norm === 'afname']]);
    }
  });

  test('pupils stand as the Dutch sort names, or the highest score first and who has none at the end', () => {
    const pupils = [
      pupil(600, { lastName: 'Özturk' }), pupil(null, { lastName: 'Aarts' }), pupil(640, { lastName: 'Zijlstra' }),
    ];
    const names = (view: Partial<GroupView>) => tableOf(reportOf(pupils, view)[0], 'Resultaten').rows
      .map(([name]) => name?.text.split(',')[0]);
    assert.deepEqual(names({}), ['Aarts', 'Özturk', 'Zijlstra']);
    assert.deepEqual(names({ order: 'score' }), ['Zijlstra', 'Özturk', 'Aarts']);
  });
});

const invented: fc.Arbitrary<Invented> = fc.record({
  lastName: fc.constantFrom('Bakker', 'Çelik', 'Öztürk', 'Visser'),
  yearGroup: fc.constantFrom('5', '6', '5', '6', '5', '6', '2', null),
  score: fc.option(fc.double({ min: 480, max: 780, noNaN: true }), { freq: 5 }),
  testMoment: fc.constantFrom('E4' as const, 'M5' as const, 'M6' as const),
  isLate: fc.integer({ min: 0, max: 9 }).map((draw) => draw === 0),
  scaleCode: fc.integer({ min: 0, max: 9 }).map((draw) => (draw === 0 ? 'ANDERS' : 'SYN-RW-3.0')),
});

/** The z scores that part the bands, from a printed table of the normal distribution and not from our own code. */
const CUTS = { roman: [-0.841621, -0.253347, 0.253347, 0.841621], letter: [-1.281552, -0.674490, 0, 0.674490] };
const NAMES = { roman: ['V', 'IV', 'III', 'II', 'I'], letter: ['E', 'D', 'C', 'B', 'A'] };

/** What the report should say, computed in the plainest way from the same pupils. */
function naive(pupils: readonly Invented[], yearGroup: string, { bandKind, norm }: GroupView) {
  const own = pupils.filter((each) => each.yearGroup === yearGroup);
  const levelAt = (score: number, moment: string, isOfGroups = false): string => {
    const row = norms.moments.find((each) => each.moment === moment)!;
    const z = (score - row.mean) / (isOfGroups ? row.groupMeanSd : row.sd);
    let band = 0;
    for (const cut of CUTS[bandKind]) if (z >= cut) band += 1;
    return NAMES[bandKind][band]!;
  };
  let sum = 0;
  let inMean = 0;
  let withResult = 0;
  let offLevel = 0;
  const counts = [0, 0, 0, 0, 0];
  for (const { score, isLate, scaleCode, testMoment } of own) {
    if (score === null) continue;
    withResult += 1;
    if (scaleCode === 'ANDERS' || isLate) continue;
    sum += score;
    inMean += 1;
    if (testMoment !== `M${yearGroup}`) offLevel += 1;
    const level = levelAt(score, norm === 'afname' ? `M${yearGroup}` : testMoment!);
    counts[NAMES[bandKind].indexOf(level)]! += 1;
  }
  const mean = inMean >= 7 ? sum / inMean : null;
  return {
    pupils: own.length, withResult, offLevel, inMean, mean,
    level: mean !== null && inMean >= 10 ? levelAt(mean, `M${yearGroup}`, true) : null,
    counts: inMean >= 7 ? counts.toReversed() : null,
  };
}

/** Pupils whose level does not hang on the last digit of a cut. */
function offTheCuts(pupils: readonly Invented[]): readonly Invented[] {
  return pupils.filter(({ score, yearGroup, testMoment }) => score === null || yearGroup === null
    || [yearGroup, '5'].every((each) => away(score, `M${each}`)) && away(score, testMoment ?? 'M5'));
}

/** Scores on a cut are decided by the last digit, which a printed table does not have. */
function away(score: number, moment: string): boolean {
  const row = norms.moments.find((each) => each.moment === moment);
  return !row || [...CUTS.roman, ...CUTS.letter].every((cut) => Math.abs((score - row.mean) / row.sd - cut) > 1e-4);
}

test('every figure is what the plainest counting gives, for any group', () => {
  fc.assert(fc.property(
    fc.array(invented, { minLength: 1, maxLength: 45, size: 'max' }),
    fc.record<GroupView>({
      bandKind: fc.constantFrom('roman', 'letter'), norm: fc.constantFrom('afname', 'toets'),
      order: fc.constantFrom('name', 'score'),
    }), (drawn, view) => {
      const pupils = offTheCuts(drawn);
      for (const part of reportOf(pupils, view)) {
        const yearGroup = part.heading.at(-1)!;
        const expected = naive(pupils, yearGroup, view);
        assert.equal(valueOf(part, 'Leerlingen'), expected.pupils);
        assert.equal(valueOf(part, 'Met een resultaat'), expected.withResult);
        assert.equal(valueOf(part, 'Met een toets van een ander moment'), expected.offLevel);
        assert.equal(valueOf(part, 'In het gemiddelde'), expected.inMean);
        const mean = valueOf(part, 'Gemiddelde van de groep');
        if (expected.mean === null) assert.equal(mean, null);
        else assert.ok(Math.abs(Number(mean) - expected.mean) < 1e-9);
        assert.equal(valueOf(part, 'Niveau van het gemiddelde (norm voor groepen)'), expected.level);
        const spread = part.tables.find(({ caption }) => caption.startsWith('Verdeling'));
        assert.deepEqual(spread?.rows.map((row) => row[1]?.value) ?? null, expected.counts);
        if (expected.counts) {
          const shares = expected.counts.map((each) => each / expected.inMean);
          assert.deepEqual(spread?.rows.map((row) => row[2]?.value), shares);
        }
        assertRows(part, pupils, yearGroup, view);
      }
    }));
});

/** Each row holds the level of its own pupil, and the rows their order. */
function assertRows(part: ReportPart, pupils: readonly Invented[], yearGroup: string, view: GroupView): void {
  const { rows } = tableOf(part, 'Resultaten');
  const known = rows.flatMap((row) => (typeof row[3]?.value === 'number' ? [row[3].value] : []));
  const scores = pupils.flatMap((each) => (each.yearGroup === yearGroup && each.score !== null ? [each.score] : []));
  assert.deepEqual(known.toSorted(), scores.toSorted());
  if (view.order === 'score') assert.deepEqual(known, scores.toSorted((a, b) => b - a));
  else {
    const names = rows.map(([name]) => name!.text.split(',')[0]!);
    const sorted = names.toSorted((a, b) => comparePersonNames(nameOf(a), nameOf(b)));
    assert.deepEqual(names, sorted);
  }
}

function nameOf(lastName: string) {
  return { callName: 'Kind', prefix: null, lastName };
}
