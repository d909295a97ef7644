import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as fc from 'fast-check';
import { plainDateInAmsterdam, daysBetween } from '../base/plain-date.ts';
import {
  calendarDaysLater,
  nextAction,
  nextRosterNight,
  stepsOpen,
  stepStates,
  type StepFacts,
} from './rules.ts';

const nothing: StepFacts = {
  schoolId: 's',
  agreementAccepted: false,
  keyAcceptedAt: null,
  basispoortAcceptedAt: null,
  rosterStatus: 'none',
  rosterProgress: null,
  step1CompletedAt: null,
  instructionsDueAt: null,
  stepsOpenedAt: null,
  historyCompletedAt: null,
  resultsLinkAt: null,
  rosterDueAt: null,
};
const monday = new Date('2027-01-19T08:00:00Z');
const friday = new Date('2027-01-22T08:00:00Z');

describe('the three steps', () => {
  test('key and Basispoort may come in either order', () => {
    const agreed = { ...nothing, agreementAccepted: true };
    assert.equal(nextAction(nothing), 'accept-agreement');
    assert.equal(nextAction(agreed), 'enter-key');
    assert.equal(nextAction({ ...agreed, basispoortAcceptedAt: monday }), 'enter-key');
    assert.equal(nextAction({ ...agreed, keyAcceptedAt: monday }), 'accept-basispoort');
    assert.equal(
      nextAction({ ...agreed, keyAcceptedAt: monday, basispoortAcceptedAt: monday }),
      'wait-for-roster',
    );
  });

  test('a school that loaded a file needs no key to finish step 1', () => {
    assert.equal(
      nextAction({ ...nothing, agreementAccepted: true, rosterStatus: 'loaded' }),
      'accept-basispoort',
    );
  });

  test('steps 2 and 3 show the day on which they open, and refuse until then', () => {
    const waiting = { ...nothing, step1CompletedAt: monday, instructionsDueAt: friday };
    assert.deepEqual(stepStates(waiting).map(({ state, doneOn, opensOn }) => [state, doneOn, opensOn]), [
      ['done', '2027-01-19', null], ['later', null, '2027-01-22'], ['later', null, '2027-01-22'],
    ]);
    assert.deepEqual(stepsOpen(waiting), {
      ok: false,
      refusal: { code: 'steps-closed', opensOn: '2027-01-22' },
    });
    assert.deepEqual(stepsOpen({ ...waiting, stepsOpenedAt: friday }), { ok: true, value: null });
  });

  test('steps 2 and 3 can be done in either order', () => {
    const open = {
      ...nothing,
      agreementAccepted: true,
      step1CompletedAt: monday,
      stepsOpenedAt: friday,
      resultsLinkAt: friday,
    };
    assert.deepEqual(stepStates(open).map(({ state }) => state), ['done', 'now', 'done']);
    assert.equal(nextAction(open), 'import-history');
  });

  test('three calendar days later is the same time of day, also when the clocks change', () => {
    assert.equal(calendarDaysLater(monday, 3).toISOString(), '2027-01-22T08:00:00.000Z');
    // 28 March 2027, 02:00: summer time begins.
    assert.equal(
      calendarDaysLater(new Date('2027-03-26T08:00:00Z'), 3).toISOString(),
      '2027-03-29T07:00:00.000Z',
    );
    assert.equal(
      calendarDaysLater(new Date('2027-10-29T07:00:00Z'), 3).toISOString(),
      '2027-11-01T08:00:00.000Z',
    );
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
        fc.nat(10),
        (at, days) => {
          const later = calendarDaysLater(at, days);
          assert.equal(daysBetween(plainDateInAmsterdam(at), plainDateInAmsterdam(later)), days);
        },
      ),
    );
  });
});

describe('the night of the roster', () => {
  const inAmsterdam = new Intl.DateTimeFormat('nl-NL', { timeZone: 'Europe/Amsterdam', timeStyle: 'medium' });
  const instants = fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });

  test('is the next one, between two and five, also when the clocks change', () => {
    fc.assert(fc.property(instants, fc.uuid(), (at, schoolId) => {
      const night = nextRosterNight(at, schoolId);
      const hours = (night.getTime() - at.getTime()) / 3_600_000;
      assert.ok(hours > 0 && hours <= 25, `${hours} hours later`);
      assert.match(inAmsterdam.format(night), /^0[234]:/);
    }));
    // 28 March 2027 has no 02.30: the hour that is skipped counts as winter time.
    const halfPastTwo = '00000000-0000-7000-8000-000000000708';
    assert.equal(nextRosterNight(new Date('2027-03-27T12:00:00Z'), halfPastTwo).toISOString(),
      '2027-03-28T01:30:00.000Z');
    assert.equal(nextRosterNight(new Date('2027-03-28T01:30:00Z'), halfPastTwo).toISOString(),
      '2027-03-29T00:30:00.000Z');
  });

  test('spreads schools over three hours', () => {
    const schools = Array.from({ length: 60 }, (_, n) => (n * 180).toString(16).padStart(8, '0'));
    const hours = schools.map((schoolId) => inAmsterdam.format(nextRosterNight(monday, schoolId)).slice(0, 2));
    assert.deepEqual([...Map.groupBy(hours, (hour) => hour)].map(([hour, of]) => [hour, of.length]),
      [['02', 20], ['03', 20], ['04', 20]]);
  });
});
