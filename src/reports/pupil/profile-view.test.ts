import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inventedNorms, inventedResult } from '../invented-results.ts';
import { periodsOf } from './profile.ts';
import { profileChartOf, profilePart, type ProfileSubject, referenceWords } from './profile-view.ts';

const norms = inventedNorms();
const mean = norms.moments.find(({ moment }) => moment === 'M7')?.mean ?? 0;
const taken = inventedResult({ takenOn: '2027-01-18', score: mean, yearGroup: '7', moment: 'M7', testMoment: 'M7' });
const standard = {
  code: 'proef', version: 1, subject: 'arithmetic', scaleCode: taken.scaleCode, source: 'proef', synthetic: true,
  validFrom: '2020-08-01', cuts: [{ level: '1F', score: mean - 60 }, { level: '1S', score: mean + 10 }],
} as const;

function of(subject: ProfileSubject['subject'], result: ProfileSubject['result'] = taken): ProfileSubject {
  return { subject, result, earlier: undefined, taking: undefined, norms, standard };
}

function profileOf(subjects: readonly ProfileSubject[]) {
  return {
    subjects, pupilLabel: 'Sanne de Vries', periodLabel: 'midden 2026-2027', bandKind: 'roman', remarks: [],
  } as const;
}

describe('the profile of a pupil', () => {
  test('puts who scores as the average pupil halfway the bar, in level III', () => {
    const [row] = profileChartOf(profileOf([of('arithmetic')])).rows;
    assert.ok(Math.abs((row?.place?.share ?? 0) - 0.5) < 1e-9);
    assert.equal(row?.place?.levelLabel, 'III');
  });

  test('gives no place to a result from outside the norm period or to a subject that was not taken', () => {
    const late = { ...taken, moment: null, roman: null };
    const { rows } = profileChartOf(profileOf([of('arithmetic', late), of('reading', null)]));
    assert.deepEqual(rows.map(({ place, reason }) => [place, reason]),
      [[null, 'buiten de normperiode: geen niveau'], [null, 'niet gemaakt op dit moment']]);
  });

  test('says that scores of subjects are not to be compared, and names what was not taken', () => {
    const part = profilePart(profileOf([of('arithmetic'), of('reading', null)]));
    assert.equal(part.tables[0]?.rows.length, 1);
    assert.equal(part.remarks[0], 'Niet gemaakt op dit moment: Begrijpend lezen.');
    assert.ok(part.remarks.some((remark) => remark.includes('eigen schaal')));
  });

  test('has a column of reference levels only where there is one', () => {
    const headers = (subject: ProfileSubject) =>
      profilePart(profileOf([subject])).tables[0]?.columns.map(({ key }) => key) ?? [];
    assert.ok(headers(of('arithmetic')).includes('referentieniveau'));
    assert.ok(!headers({ ...of('arithmetic'), standard: undefined }).includes('referentieniveau'));
  });
});

describe('a reference level in a profile', () => {
  test('is uncertain where a cut lies inside the interval', () => {
    assert.equal(referenceWords({ result: taken, standard }), '1F, onzeker');
    const sure = { ...taken, intervalLow: mean - 3, intervalHigh: mean + 3 };
    assert.equal(referenceWords({ result: sure, standard }), '1F');
    const low = { ...sure, scaleScore: 1, intervalLow: 1, intervalHigh: 1 };
    assert.equal(referenceWords({ result: low, standard }), '<1F');
  });

  test('is not given before E6, on another scale, or without a standard', () => {
    assert.equal(referenceWords({ result: { ...taken, moment: 'M6' }, standard }), null);
    assert.notEqual(referenceWords({ result: { ...taken, moment: 'E6' }, standard }), null);
    assert.equal(referenceWords({ result: { ...taken, scaleCode: 'ANDERS' }, standard }), null);
    assert.equal(referenceWords({ result: taken, standard: undefined }), null);
  });
});

test('the periods of a pupil come newest first, each once', () => {
  const e6 = inventedResult({ takenOn: '2026-06-02', score: 600, yearGroup: '6', moment: 'E6' });
  const m6 = inventedResult({ takenOn: '2026-01-20', score: 590, yearGroup: '6', moment: 'M6' });
  assert.deepEqual(periodsOf([m6, e6, taken, { ...taken, subject: 'reading' }])
    .map(({ schoolYear, season }) => `${season} ${schoolYear}`), ['M 2026-2027', 'E 2025-2026', 'M 2025-2026']);
});
