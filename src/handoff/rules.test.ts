import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { mainSite, type Brin } from '../base/brin.ts';
import { plainDate } from '../base/plain-date.ts';
import { schoolYearStarting } from '../base/school-year.ts';
import type { Result } from '../ability/types.ts';
import { clientFaultCodes, serverFaultCodes } from '../exchange/uwlr/types.ts';
import { fault } from '../exchange/uwlr/fault.ts';
import { writeResultsRequest } from '../exchange/uwlr/write.ts';
import { schemaErrors } from '../exchange/testing/schema.ts';
import { standardsFolder } from '../exchange/testing/standards.ts';
import type { ScaleScore } from '../psychometrics/types.ts';
import {
  buildMessage,
  halves,
  meaningOf,
  nextMessage,
  pauseAfter,
  writeFunctioningLevel,
  type OutgoingResult,
} from './rules.ts';

function outgoing(at: number, parts: Partial<Result> = {}, pupilKey = `L${at}`): OutgoingResult {
  const result: Result = {
    resultId: `result-${at}`,
    madeAt: new Date('2027-01-19T08:00:00Z'),
    supersededBy: null,
    pupilId: `pupil-${at}`,
    sittingId: `sitting-${at}`,
    scoringId: `scoring-${at}`,
    origin: 'screen',
    subject: 'arithmetic',
    generation: '3.0 (synthetisch)',
    scaleCode: 'SYN-RW-3.0',
    formCode: 'RW-M5-SCHERM',
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
    test: { code: 'RW-M5', title: 'Rekenen-Wiskunde M5', moment: 'M5', itemCount: 24 },
  };
}

const head = {
  site: { brin: '99XX' as Brin, site: mainSite },
  schoolYear: schoolYearStarting(2026),
  createdAt: new Date('2027-01-19T08:00:00Z'),
  author: 'Leerling in beeld',
  xsdVersion: '2.2',
  functioningLevelNotation: 'plain',
};

function onlyOutcome(parts: Partial<Result>, notation = 'plain') {
  const [administration] = buildMessage([outgoing(1, parts)], {
    ...head,
    functioningLevelNotation: notation,
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

test('a functioning level outside the table is written as the LAS wants it', () => {
  assert.deepEqual(
    ['M5', '<M3', '>E8'].map((level) => writeFunctioningLevel(level, 'plain')),
    ['M5', '<M3', '>E8'],
  );
  assert.deepEqual(
    ['M5', '<M3', '>E8'].map((level) => writeFunctioningLevel(level, 'words')),
    ['M5', 'onder M3', 'boven E8'],
  );
  assert.deepEqual(
    ['M5', '<M3', '>E8'].map((level) => writeFunctioningLevel(level, 'table-only')),
    ['M5', null, null],
  );
  assert.deepEqual(
    onlyOutcome({ functioningLevel: '<M3' }, 'table-only').referenceScores.map(({ code }) => code),
    ['IV', 'AE'],
  );
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

test('a fault passes by itself, is about a part of the message, or stops the link', () => {
  const by = (meaning: string) =>
    [...clientFaultCodes, ...serverFaultCodes].filter((code) => meaningOf(fault(code, ''), 1) === meaning);
  assert.deepEqual(by('later'), ['InterneFout', 'TijdelijkNietBeschikbaar']);
  assert.deepEqual(by('part').toSorted(), [
    'EldResultaatOngeldig',
    'LeerlingOngeldig',
    'ScoreOngeldig',
    'ToetsNormeringOngeldig',
    'VocabulaireTermOngeldig',
  ]);
  assert.deepEqual(by('link').toSorted(),
    ['AutorisatieOngeldig', 'OngeldigBericht', 'OngeldigeKlantIdentificatie', 'XsdVersieOngeldig']);
});

test('an internal fault passes by itself twice; the third time the message is held to be the cause', () => {
  const tried = (tries: number) => meaningOf(fault('InterneFout', ''), tries);
  assert.deepEqual([1, 2, 3, 40].map(tried), ['later', 'later', 'part', 'part']);
  assert.equal(meaningOf(fault('TijdelijkNietBeschikbaar', ''), 40), 'later');
});

test('the pause doubles from half a minute to an hour, and stays there', () => {
  assert.deepEqual([1, 2, 3, 8, 9, 5000].map(pauseAfter), [30, 60, 120, 3600, 3600, 3600]);
});

test('halving keeps every row once, keeps pupils whole while there are two, and ends at one row', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 20 }), (keys) => {
      const rows = keys.map((pupilKey, id) => ({ pupilKey, id }));
      const divided = halves(rows);
      if (rows.length === 1) return assert.equal(divided, null);
      const [first, second] = divided!;
      assert.ok(first.length > 0 && second.length > 0);
      assert.deepEqual(
        [...first, ...second].map(({ id }) => id).toSorted(),
        rows.map(({ id }) => id).toSorted(),
      );
      const shared = first.filter(({ pupilKey }) => second.some((row) => row.pupilKey === pupilKey));
      if (new Set(keys).size > 1) assert.equal(shared.length, 0);
      return undefined;
    }),
  );
});

test('a message holds results of one site, school year and group, fifty at most', () => {
  const rows = Array.from({ length: 60 }, (_, id) => ({
    id,
    site: '99XX00',
    schoolYear: '2026-2027',
    groupId: 'g',
  }));
  assert.equal(nextMessage(rows).length, 50);
  assert.equal(
    nextMessage([...rows.slice(0, 2), { ...rows[0]!, groupId: 'h' }, { ...rows[0]!, site: '99XX01' }]).length,
    2,
  );
  assert.deepEqual(nextMessage([]), []);
});
