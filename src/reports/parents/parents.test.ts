import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Result } from '../../ability/types.ts';
import { defaultAccommodations } from '../../planning/accommodations.ts';
import { inventedNorms, inventedResult } from '../invented-results.ts';
import type { ReportDocument } from '../frame/types.ts';
import { momentPlace, placeAmongMoments } from './moment-line.ts';
import { normKeyOf, parentReport } from './parent-view.ts';
import type { ParentsSee } from './setting-store.ts';

const now = { takenOn: '2027-01-18', yearGroup: '5', moment: 'M5' } as const;
const before = { takenOn: '2026-06-01', yearGroup: '4', moment: 'E4' } as const;
const norms = inventedNorms();
const meanOf = (moment: string) => norms.moments.find((each) => each.moment === moment)!.mean;

function report(results: readonly Result[], see: ParentsSee = 'roman', taking = {}): ReportDocument {
  return parentReport({
    pupil: { pupilId: 'p', callName: 'Noor', prefix: "van 't", lastName: 'Accent', yearGroup: '5' },
    groupNames: ['Groep 5'], period: { schoolYear: '2026-2027', season: 'M' }, results, see,
    takings: new Map(results.map(({ resultId }) =>
      [resultId, { accommodations: [], retake: false, totalEntered: false, ...taking }])),
    norms: new Map(results.map((result) => [normKeyOf(result), norms])),
  });
}

function wordsOf({ parts }: ReportDocument): string {
  return parts.flatMap(({ lead, remarks, pictures }) => [lead, ...remarks, ...pictures.map(({ alt }) => alt)])
    .join(' ');
}

describe('what parents read', () => {
  test('the average score is the middle level, which is no mark', () => {
    const words = wordsOf(report([inventedResult({ ...now, score: meanOf('M5') })]));
    assert.match(words, /Niveau III: Noor scoort rond het gemiddelde/);
    assert.match(words, /Een niveau is geen cijfer/);
  });

  test('C is said to lie just below the average', () => {
    const words = wordsOf(report([inventedResult({ ...now, score: meanOf('M5') - 5 })], 'letter'));
    assert.match(words, /Niveau C: Noor scoort net onder het gemiddelde/);
    assert.match(words, /C is niet het midden/);
  });

  test('the same level with a score that surely rose is called growth', () => {
    const words = wordsOf(report([
      inventedResult({ ...now, score: meanOf('M5'), se: 2 }), inventedResult({ ...before, score: meanOf('E4'), se: 2 }),
    ]));
    assert.match(words, /hetzelfde als de vorige keer. Dat is groei/);
  });

  test('another level inside the noise is said to be perhaps chance', () => {
    const words = wordsOf(report([
      inventedResult({ ...now, score: meanOf('M5') - 15, se: 20 }),
      inventedResult({ ...before, score: meanOf('E4'), se: 20 }),
    ]));
    assert.match(words, /De vorige keer was het niveau III. Dat verschil kan toeval zijn/);
  });

  test('no difference inside the noise is called more or less, whatever parents see', () => {
    const point = fc.integer({ min: 450, max: 800 });
    const see = fc.constantFrom<ParentsSee>('roman', 'letter', 'functioning-level');
    fc.assert(fc.property(point, fc.integer({ min: -20, max: 20 }), see, (score, step, seen) => {
      const words = wordsOf(report([
        inventedResult({ ...now, score: score + step, se: 14 }), inventedResult({ ...before, score, se: 14 }),
      ], seen));
      assert.doesNotMatch(words, /groter dan toeval|kan nu meer|lager dan de vorige keer/);
    }), { numRuns: 60 });
  });

  test('a test outside the norm period has no level and says why', () => {
    const result = { ...inventedResult({ ...now, score: 640, moment: null }), testMoment: 'M5' as const };
    assert.match(wordsOf(report([result])), /hoort geen niveau, want hij is buiten de vaste toetsperiode gemaakt/);
    assert.doesNotMatch(wordsOf(report([result])), /Niveau (?:I|V)/);
  });

  test('paper, aids and a test taken again are told, each as a plain fact', () => {
    const words = wordsOf(report([inventedResult({ ...now, score: 640, origin: 'paper' })], 'roman', {
      accommodations: [{ ...defaultAccommodations, readAloud: true }], retake: true,
    }));
    assert.match(words, /op papier gemaakt/);
    assert.match(words, /wat het ook in de klas gebruikt: voorlezen/);
    assert.match(words, /opnieuw gemaakt/);
  });

  test('no percentage stands anywhere, and the scale score in the data only', () => {
    fc.assert(fc.property(fc.integer({ min: 400, max: 900 }), fc.constantFrom<ParentsSee>('roman', 'functioning-level'),
      (score, see) => {
        const document = report([inventedResult({ ...now, score })], see);
        assert.doesNotMatch(wordsOf(document), /%|percent/);
        assert.doesNotMatch(wordsOf(document), new RegExp(String.raw`\b${score}\b`, 'u'));
        const [table] = document.parts.flatMap(({ tables }) => tables);
        assert.ok(table!.columns.filter(({ key }) => key.startsWith('score')).every(({ dataOnly }) => dataOnly));
      }), { numRuns: 30 });
  });

  test('a subject without a result in the period is left out, and nothing at all says so', () => {
    const empty = report([inventedResult({ ...before, score: 640 })]);
    assert.equal(empty.parts.length, 0);
    assert.match(empty.empty?.words ?? '', /Van Noor zijn er geen resultaten van midden van schooljaar 2026-2027/);
  });
});

test('on the line of year groups the mean of a moment stands at that moment, and more is never further left', () => {
  for (const { moment, mean } of norms.moments) {
    assert.ok(Math.abs(placeAmongMoments(norms.moments, mean) - momentPlace(moment)) < 1e-9, moment);
  }
  const score = fc.double({ min: 300, max: 1000, noNaN: true });
  fc.assert(fc.property(score, score, (a, b) => {
    const [low, high] = [Math.min(a, b), Math.max(a, b)];
    assert.ok(placeAmongMoments(norms.moments, low) <= placeAmongMoments(norms.moments, high));
  }));
});
