import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { admitMember, admitSchool, type SchoolFacts } from './admission.ts';
import { ownPath } from './gate.ts';
import { portalWords } from './nl.ts';
import { identityOf } from './sso.ts';

const monday = new Date('2027-01-18T08:00:00Z');
const tuesday = new Date('2027-01-19T08:00:00Z');
const ready: SchoolFacts = {
  schoolId: 'school', grantedAt: monday, revokedAt: null, step1CompletedAt: monday,
};

describe('admission of a school', () => {
  for (const [name, facts, expected] of [
    ['a school that no institution number leads to is unknown', undefined, 'school-unknown'],
    ['a school without a permission waits for it', { ...ready, grantedAt: null }, 'permission-missing'],
    ['a permission that was withdrawn later holds no more',
      { ...ready, revokedAt: tuesday }, 'permission-missing'],
    ['before the roster is loaded nobody comes in',
      { ...ready, step1CompletedAt: null }, 'roster-not-loaded'],
  ] as const) {
    test(name, () => assert.deepEqual(admitSchool(facts), { ok: false, refusal: expected }));
  }

  test('a permission that was given again after it was withdrawn holds', () => {
    const again = { ...ready, grantedAt: tuesday, revokedAt: monday };
    assert.deepEqual(admitSchool(again), { ok: true, value: 'school' });
  });
});

describe('admission of a person', () => {
  const byEckId = { kind: 'eckid', memberId: 'tess', active: true } as const;
  const byNumber = { kind: 'basispoort-id', memberId: 'tess', active: true } as const;

  test('one key is enough, and two that agree are one person', () => {
    for (const known of [[byEckId], [byNumber], [byNumber, byEckId]]) {
      assert.deepEqual(admitMember(known), { ok: true, value: 'tess' });
    }
  });

  test('keys of two different people let neither of them in', () => {
    const known = [byEckId, { ...byNumber, memberId: 'bram' }];
    assert.deepEqual(admitMember(known), { ok: false, refusal: 'two-people' });
  });

  test('who is not in the roster comes back tomorrow', () => {
    assert.deepEqual(admitMember([]), { ok: false, refusal: 'person-unknown' });
    assert.match(portalWords['person-unknown'].whatToDo.join(' '), /Kom morgen terug/);
  });

  test('who left the school stays out', () => {
    assert.deepEqual(admitMember([{ ...byEckId, active: false }]), { ok: false, refusal: 'person-left' });
  });
});

describe('the claims of the portal', () => {
  const claims = {
    sub: 'x', instelling_id: 4711, soort: 'leerling', basispoort_id: '100200', eckid: 'https://x',
  };

  test('numbers may come as text, and everything but school, kind and one key may be absent', () => {
    assert.deepEqual(identityOf(claims), {
      ok: true, value: { institutionId: 4711, kind: 'pupil', basispoortId: 100200, eckId: 'https://x' },
    });
    assert.deepEqual(identityOf({ instelling_id: 4711, soort: 'medewerker', basispoort_id: 7 }), {
      ok: true, value: { institutionId: 4711, kind: 'staff', basispoortId: 7, eckId: null },
    });
  });

  for (const [name, missing] of [
    ['without a school', { instelling_id: undefined }],
    ['with a school number that a double cannot hold', { instelling_id: 2 ** 53 }],
    ['with a kind that we do not know', { soort: 'ouder' }],
    ['without any key of the person', { basispoort_id: null, eckid: '' }],
  ] as const) {
    test(`claims ${name} name nobody`, () => {
      assert.deepEqual(identityOf({ ...claims, ...missing }), { ok: false, refusal: 'incomplete' });
    });
  }
});

test('the way back after signing in stays on our own site', () => {
  for (const path of ['/groepen', '/leerlingen/1/groei?vak=arithmetic', '/']) {
    assert.equal(ownPath(path), path);
  }
  for (const path of [
    undefined, '', 'groepen', 'https://elders.example', '//elders.example', '/\\elders.example', '/a b',
    '/a\nb',
  ]) {
    assert.equal(ownPath(path), '/start', String(path));
  }
});
