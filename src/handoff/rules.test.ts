import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { mainSite, type Brin } from '../base/brin.ts';
import { plainDate } from '../base/plain-date.ts';
import { schoolYearStarting } from '../base/school-year.ts';
import type { Result } from '../ability/types.ts';
import { resolveProfile, type LasProfileChanges } from '../exchange/uwlr/las-profile.ts';
import { writeResultsRequest } from '../exchange/uwlr/write.ts';
import { schemaErrors } from '../exchange/testing/schema.ts';
import { standardsFolder } from '../exchange/testing/standards.ts';
import type { ScaleScore } from '../psychometrics/types.ts';
import { buildMessage, nextMessage, type OutgoingResult, type Waiting } from './rules.ts';

function outgoing(at: number, parts: Partial<Result> = {}, pupilKey = `L${at}`): OutgoingResult {
  const result: Result = {
    resultId: `result-${at}`,
    madeAt: new Date('2027-01-19T08:00:00Z'),
    supersededBy: null,
    pupilId: `pupil-${at}`,
    sittingId: `sitting-${at}`,
    scoringId: `scoring-${at}`,
    partsTaken: 3,
    partsPlanned: 3,
    origin: 'screen',
    subject: 'arithmetic',
    generation: '3.0 (synthetisch)',
    scaleCode: 'SYN-RW-3.0',
    formCode: 'RW-M5-T1-SCHERM',
    testMoment: 'M5',
    moment: 'M5',
    schoolYear: schoolYearStarting(2026),
    yearGroup: '5',
    takenOn: plainDate('2027-01-19'),
    scoreRaw: 16,
    scoreMax: 24,
    theta: 0,
    thetaSe: 0.2,
    scaleScore: 628.5,
    scaleSe: 15,
    intervalLow: 603.49,
    intervalHigh: 653.5,
    roman: 'III',
    letter: 'B',
    romanByTest: 'III',
    functioningLevel: 'M5',
    calibrationCode: 'K',
    calibrationVersion: 1,
    normCode: 'N',
    normVersion: 1,
    codeVersion: 'ability/1',
    ...parts,
  };
  return {
    result,
    resultKey: `R-sitting-${at}`,
    pupilKey,
    eckId: null,
    infoUrl: `http://localhost:3000/leerlingen/pupil-${at}/groei`,
    test: { code: 'RW-M5', moment: 'M5' },
    itemCount: 24,
  };
}

const head = {
  site: { brin: '99XX' as Brin, site: mainSite },
  schoolYear: schoolYearStarting(2026),
  createdAt: new Date('2027-01-19T08:00:00Z'),
  author: 'Leerling in beeld',
  xsdVersion: '2.2',
  profile: resolveProfile('standaard'),
};

function onlyOutcome(parts: Partial<Result>, wishes: LasProfileChanges = {}) {
  const [administration] = buildMessage([outgoing(1, parts)], {
    ...head,
    profile: resolveProfile('standaard', wishes),
  }).administrations;
  const outcome = administration?.results[0]?.outcome;
  assert.ok(outcome?.kind === 'oso');
  return outcome.oso;
}

test('a result goes with its score, scale and interval rounded by the one rule, and its three levels', () => {
  const { testScore, referenceScores } = onlyOutcome({});
  assert.deepEqual(
    [
      testScore?.itemCount,
      testScore?.correctCount,
      testScore?.ability,
      testScore?.scaleCode,
      testScore?.interval,
    ],
    [24, 16, 629, 'SYN-RW-3.0', { low: 603, high: 654 }],
  );
  assert.deepEqual(
    referenceScores.map(({ code, comparisonGroup, value }) => `${code} ${comparisonGroup} ${value}`),
    ['IV Landelijk III', 'AE Landelijk B', 'FN Landelijk M5'],
  );
});

test('a level that does not exist is not sent: outside the norm period only the functioning level goes', () => {
  assert.deepEqual(
    onlyOutcome({ roman: null, letter: null }).referenceScores.map(({ code }) => code),
    ['FN'],
  );
  assert.deepEqual(onlyOutcome({ roman: null, letter: null, functioningLevel: null }).referenceScores, []);
});

test('points are no number of items right where an item can give more than one', () => {
  const { testScore } = onlyOutcome({ scoreRaw: 30, scoreMax: 40 });
  assert.deepEqual([testScore?.itemCount, testScore?.correctCount], [null, null]);
});

test('a functioning level that this LAS does not want is not sent', () => {
  const codes = (wishes: LasProfileChanges) =>
    onlyOutcome({ functioningLevel: '<M3' }, wishes).referenceScores.map(({ code }) => code);
  assert.deepEqual(codes({ functioningLevel: 'plain' }), ['IV', 'AE']);
  assert.deepEqual(codes({ functioningLevel: 'bounded' }), ['IV', 'AE', 'FN']);
});

test('two results of one pupil are one administration, and a test is defined once', () => {
  const message = buildMessage([outgoing(1), outgoing(2, {}, 'L1'), outgoing(3)], head);
  assert.deepEqual(
    message.administrations.map(({ pupilKey, results }) => [pupilKey, results.length]),
    [
      ['L1', 2],
      ['L3', 1],
    ],
  );
  assert.deepEqual(message.tests.map(({ code, name, yearGroup }) => [code.text, name, yearGroup?.text]),
    [['RW-M5', 'Rekenen-Wiskunde M5', '5']]);
});

const anyResult = fc
  .record({
    scaleScore: fc.double({ min: 100, max: 1200, noNaN: true }).map((score) => score as ScaleScore),
    functioningLevel: fc.constantFrom('M5', '<M3', '>E8', null),
    roman: fc.constantFrom('I' as const, null),
    letter: fc.constantFrom('E' as const, null),
    scoreRaw: fc.constantFrom(0, 24, null),
    interval: fc.option(
      fc.tuple(fc.double({ min: 0, max: 500, noNaN: true }), fc.double({ min: 0, max: 500, noNaN: true })),
    ),
  })
  .map(({ interval, ...parts }) => ({
    ...parts,
    intervalLow: interval && Math.min(...interval),
    intervalHigh: interval && Math.max(...interval),
  }));

test('every message that can be built is valid against the official schema', (t) => {
  if (!standardsFolder()) return t.skip('the official schemas are not beside the project');
  fc.assert(fc.property(fc.array(anyResult, { minLength: 1, maxLength: 6 }), (results) => {
    const message = buildMessage(results.map((parts, at) => outgoing(at, parts)), head);
    const xml = writeResultsRequest(message, { schoolKey: 'S', clientCode: 'C', clientName: 'N' });
    assert.deepEqual(schemaErrors(xml, 'envelopeResults'), []);
  }), { numRuns: 30 });
});

function waiting(id: number, parts: Partial<Waiting> = {}): Waiting & { readonly id: number } {
  return {
    id, site: '99XX00', schoolYear: '2026-2027', groupId: 'g', pupilId: `pupil-${id}`, testCode: 'RW-M5',
    generation: '3.0', refusals: 0, ...parts,
  };
}
const idsOf = (rows: readonly { readonly id: number }[]) => rows.map(({ id }) => id);

test('a message holds results of one site, school year and group, fifty at most or what the LAS wants', () => {
  const rows = Array.from({ length: 60 }, (_, id) => waiting(id));
  assert.equal(nextMessage(rows).length, 50);
  assert.equal(nextMessage(rows, 10).length, 10);
  assert.equal(nextMessage(rows, 500).length, 50);
  const others = [{ groupId: 'h' }, { site: '99XX01' }, { schoolYear: '2025-2026' }, { groupId: null }];
  assert.deepEqual(idsOf(nextMessage([waiting(0), ...others.map((one, at) => waiting(at + 1, one)), waiting(9)])),
    [0, 9]);
  assert.deepEqual(nextMessage([]), []);
});

test('two versions of one test do not go in one message, because the code of the test is its key there', () => {
  const rows = [waiting(0), waiting(1, { generation: '4.0' }), waiting(2, { testCode: 'RW-E5', generation: '4.0' })];
  assert.deepEqual(idsOf(nextMessage(rows)), [0, 2]);
});

test('what was refused before goes after the rest, one pupil at a time', () => {
  const rows = [waiting(0, { refusals: 1 }), waiting(1), waiting(2, { refusals: 2, pupilId: 'pupil-0' }), waiting(3)];
  assert.deepEqual(idsOf(nextMessage(rows)), [1, 3]);
  assert.deepEqual(idsOf(nextMessage(rows.filter(({ refusals }) => refusals > 0))), [0, 2]);
  assert.deepEqual(idsOf(nextMessage([waiting(0, { refusals: 1 }), waiting(1, { refusals: 1 })])), [0]);
});
