import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { dueReminders, listWaiting, mayRemind, nextLook, type ReminderCode } from './reminder-rules.ts';
import { stateOf, type StateFacts } from './states.ts';

const day = (number: number, hour = 8) => new Date(Date.UTC(2027, 0, number, hour));
const invited: StateFacts = {
  schoolId: 's', orderedAt: day(1), invitedAt: day(1), agreementAcceptedAt: null, keyAcceptedAt: null,
  basispoortAcceptedAt: null, rosterStatus: 'none', rosterProgress: null, step1CompletedAt: null,
  instructionsDueAt: null, stepsOpenedAt: null, historyCompletedAt: null, resultsLinkAt: null, rosterDueAt: null,
  portalRequestedAt: null, portalWithdrawnAt: null, keyTrial: null, lasFaultCode: null, lasFaultAt: null,
  rosterStoppedAt: null, historyStartedAt: null, recordsInDoubt: 0, conflicts: 0, rosterDoubts: 0,
  resultsDelivered: 0, resultsRefused: 0,
  firstDeliveredAt: null, firstRefusedAt: null, cancelledAt: null,
};

/** Lets every day of a month pass at nine o'clock, as the nightly look does; which mails go out on which day. */
function mailsOf(
  factsOn: (day: number) => StateFacts,
  days: readonly number[] = Array.from({ length: 28 }, (_, n) => n + 1),
) {
  const sent = new Set<string>();
  const key = (code: ReminderCode, at: Date) => `${code} ${at.toISOString()}`;
  return days.flatMap((number) => {
    const facts = factsOn(number);
    const due = dueReminders(listWaiting(facts, stateOf(facts)), day(number, 9), (code, at) => sent.has(key(code, at)));
    for (const { code, occasionAt } of due) sent.add(key(code, occasionAt));
    return due.map(({ code }) => [number, code]);
  });
}

describe('reminders by the clock', () => {
  test('a key that is not entered: after three days and after ten, once each', () => {
    assert.deepEqual(mailsOf(() => invited), [[4, 'key-missing'], [11, 'key-missing']]);
  });

  test('Basispoort not accepted: after two days and after five, counted from the question', () => {
    const asked = { ...invited, keyAcceptedAt: day(2), portalRequestedAt: day(3) };
    assert.deepEqual(mailsOf(() => asked, [3, 4, 5, 6, 7, 8, 9, 20]), [[5, 'portal-missing'], [8, 'portal-missing']]);
  });

  test('they stop when it is done', () => {
    const facts = (on: number) => (on < 7 ? invited : { ...invited, keyAcceptedAt: day(6) });
    assert.deepEqual(mailsOf(facts), [[4, 'key-missing']]);
  });

  test('after a standstill of ours one mail goes out and not all that were missed', () => {
    assert.deepEqual(mailsOf(() => invited, [1, 20, 21]), [[20, 'key-missing']]);
  });

  test('doubtful rows and steps that are open are told, each in its own state', () => {
    const open = {
      ...invited, keyAcceptedAt: day(1), basispoortAcceptedAt: day(1), rosterStatus: 'loaded' as const,
      step1CompletedAt: day(1), stepsOpenedAt: day(1),
    };
    assert.deepEqual(mailsOf(() => open), [[8, 'steps-waiting'], [22, 'steps-waiting']]);
    const doubtful = { ...open, historyStartedAt: day(2), recordsInDoubt: 4 };
    assert.deepEqual(mailsOf(() => doubtful), [[5, 'matches-open'], [12, 'matches-open']]);
  });

  test('a key that the LAS refuses is told at once and once more, for each time that it begins', () => {
    const fault = (since: number) => ({ lasFaultCode: 'AutorisatieOngeldig', lasFaultAt: day(since) });
    const facts = (on: number): StateFacts => {
      const done = { ...invited, keyAcceptedAt: day(1), basispoortAcceptedAt: day(1), step1CompletedAt: day(1) };
      return on < 5 ? { ...done, ...fault(2) } : on < 10 ? done : { ...done, ...fault(10) };
    };
    assert.deepEqual(mailsOf(facts, [1, 2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 14]), [
      [2, 'link-trouble'], [10, 'link-trouble'], [13, 'link-trouble'],
    ]);
  });

  test('who cancelled hears nothing more', () => {
    assert.deepEqual(mailsOf(() => ({ ...invited, cancelledAt: day(1) })), []);
  });

  test('the next look is at the next day that counts, and within a day in any case', () => {
    const waiting = listWaiting(invited, stateOf(invited));
    assert.deepEqual(nextLook(waiting, day(3, 20)), day(4));
    assert.deepEqual(nextLook(waiting, day(2, 7)), day(3, 7));
  });

  test('a board reminds a school once a week', () => {
    assert.deepEqual([null, day(1), day(2)].map((last) => mayRemind(last, day(8))), [true, true, false]);
  });
});
