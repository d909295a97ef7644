import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { addSchoolYears, schoolYearStarting } from '../../base/school-year.ts';
import type { RosterDocument, RosterPupil } from '../../exchange/roster-document.ts';
import { present } from '../../base/assert.ts';
import { findPlan, schoolPlans } from './plans.ts';
import { rosterOf } from './roster.ts';

const at = new Date('2027-01-19T08:00:00Z');
const thisYear = schoolYearStarting(2026);
const walk = present(findPlan('99XA', '00'), 'the school to walk');
const years = fc.integer({ min: 2020, max: 2035 }).map(schoolYearStarting);
const plans = fc.constantFrom(...schoolPlans);

function named(roster: RosterDocument, lastName: string): readonly RosterPupil[] {
  return roster.pupils.filter((pupil) => pupil.lastName === lastName);
}

test('the school to walk has 226 pupils in eight groups, of which two are combination groups', () => {
  const roster = rosterOf(walk, thisYear, at);
  assert.equal(roster.pupils.length, 226);
  assert.equal(roster.groups.length, 8);
  assert.deepEqual(roster.groups.filter(({ yearGroup }) => yearGroup === 'C').map(({ name }) => name),
    ['Groep 5/6a', 'Groep 5/6b']);
});

test('the school to walk has twins, a repeater, and pupils without ECK iD, without group and about to leave', () => {
  const roster = rosterOf(walk, thisYear, at);
  const [lotte, linde] = named(roster, 'Tweehuysen');
  assert.equal(lotte?.birthDate, linde?.birthDate);
  assert.notEqual(lotte?.callName, linde?.callName);
  assert.equal(named(roster, 'Blijleven')[0]?.yearGroup, '6', 'one lower than the others of the cohort of 2020');
  assert.equal(named(roster, 'Zondervan')[0]?.eckId, null);
  assert.equal(named(roster, 'Vrij')[0]?.groupKey, null);
  assert.equal(named(roster, 'Wegman')[0]?.exitDate, '2027-02-12');
});

test('a pupil who has left is absent from the day after', () => {
  assert.equal(named(rosterOf(walk, thisYear, new Date('2027-02-12T08:00:00Z')), 'Wegman').length, 1);
  assert.equal(named(rosterOf(walk, thisYear, new Date('2027-02-13T08:00:00Z')), 'Wegman').length, 0);
});

test('group 4 is taught by two teachers who share the job, and the plus group crosses home groups', () => {
  const roster = rosterOf(walk, thisYear, at);
  const group4 = roster.staff.filter(({ groups }) => groups.some(({ key }) => key === 'G26-4'));
  assert.equal(group4.length, 2);
  const plus = roster.pupils.filter(({ compositeGroupKeys }) => compositeGroupKeys.length > 0);
  assert.ok(new Set(plus.map(({ groupKey }) => groupKey)).size > 1);
});

test('one teacher has no e-mail address and one works in two roles', () => {
  const { staff } = rosterOf(walk, thisYear, at);
  assert.equal(staff.filter(({ email }) => email === null).length, 1);
  assert.equal(staff.filter(({ roles }) => roles.length === 2).length, 1);
});

test('in every school and year keys are unique and every group that is named exists', () => {
  fc.assert(fc.property(plans, years, (plan, year) => {
    const roster = rosterOf(plan, year, at);
    const keys = [...roster.pupils, ...roster.staff].map(({ key }) => key);
    assert.equal(new Set(keys).size, keys.length);
    const groups = new Set([...roster.groups, ...roster.compositeGroups].map(({ key }) => key));
    for (const pupil of roster.pupils) {
      for (const key of [pupil.groupKey, ...pupil.compositeGroupKeys]) assert.ok(key === null || groups.has(key));
    }
    for (const { groups: own } of roster.staff) assert.ok(own.every(({ key }) => groups.has(key)));
  }), { numRuns: 40 });
});

test('a pupil keeps key, names and birth date from year to year and moves up one year group', () => {
  fc.assert(fc.property(plans, years, (plan, year) => {
    const next = new Map(rosterOf(plan, addSchoolYears(year, 1), at).pupils.map((pupil) => [pupil.key, pupil]));
    for (const pupil of rosterOf(plan, year, at).pupils) {
      const later = next.get(pupil.key);
      if (later === undefined) continue;
      assert.equal(later.birthDate, pupil.birthDate);
      assert.equal(later.lastName, pupil.lastName);
      const step = Number(later.yearGroup) - Number(pupil.yearGroup);
      assert.ok(step === 1 || (step === 0 && pupil.lastName === 'Blijleven'));
    }
  }), { numRuns: 40 });
});

test('ECK iDs are values of the pilot environment, and the site without them has none', () => {
  for (const plan of schoolPlans) {
    for (const { eckId } of rosterOf(plan, thisYear, at).pupils) {
      if (!plan.eckIds) assert.equal(eckId, null);
      else if (eckId !== null) assert.match(eckId, /^https:\/\/ketenid\.nl\/pilot\/[0-9a-f]{128}$/);
    }
  }
});

test('newcomers are added to the others and are in group 5 in 2026-2027', () => {
  const roster = rosterOf(walk, thisYear, at, 2);
  assert.equal(roster.pupils.length, 228);
  assert.deepEqual(named(roster, 'Nieuwkomer').map(({ yearGroup }) => yearGroup), ['5', '5']);
});
