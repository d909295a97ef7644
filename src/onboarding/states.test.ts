import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as fc from 'fast-check';
import { schoolStates, stateOf, waitsFor, type StateFacts } from './states.ts';
import { abilitiesOf, nextWordsOf, troubleWords } from './state-words.ts';

const day = (number: number) => new Date(Date.UTC(2027, 0, number, 8));

const ordered: StateFacts = {
  schoolId: 's', orderedAt: day(1), invitedAt: null, agreementAcceptedAt: null, keyAcceptedAt: null,
  basispoortAcceptedAt: null, rosterStatus: 'none', rosterProgress: null, step1CompletedAt: null,
  instructionsDueAt: null, stepsOpenedAt: null, historyCompletedAt: null, resultsLinkAt: null, rosterDueAt: null,
  portalRequestedAt: null, portalWithdrawnAt: null, keyTrial: null, lasFaultCode: null, lasFaultAt: null,
  rosterStoppedAt: null, firstRefusedAt: null, historyStartedAt: null, recordsInDoubt: 0, conflicts: 0, rosterDoubts: 0,
  resultsDelivered: 0,
  resultsRefused: 0, firstDeliveredAt: null,
  cancelledAt: null,
};
const invited = { ...ordered, invitedAt: day(1) };
const withKey: StateFacts = { ...invited, keyAcceptedAt: day(3) };
const asked: StateFacts = { ...withKey, portalRequestedAt: day(4) };
const both: StateFacts = { ...asked, basispoortAcceptedAt: day(5), rosterStatus: 'loading' };
const step1: StateFacts = { ...both, rosterStatus: 'loaded', step1CompletedAt: day(6) };
const open: StateFacts = { ...step1, stepsOpenedAt: day(9) };
const started: StateFacts = { ...open, historyStartedAt: day(10) };
const done: StateFacts = { ...started, historyCompletedAt: day(11) };
const linked: StateFacts = { ...done, resultsLinkAt: day(12) };
const active: StateFacts = { ...linked, firstDeliveredAt: day(13), resultsDelivered: 3 };

describe('where a school stands (domain.md 4.2)', () => {
  const path: readonly (readonly [StateFacts, (typeof schoolStates)[number], number])[] = [
    [ordered, 'ordered', 1], [invited, 'invited', 1], [withKey, 'key-entered', 3], [asked, 'waiting-for-portal', 4],
    [both, 'loading', 5], [step1, 'step1-done', 6], [open, 'steps-open', 9], [started, 'migrating', 10],
    [{ ...started, recordsInDoubt: 2 }, 'deciding', 10], [done, 'migrated', 11], [linked, 'link-on-trial', 12],
    [active, 'link-active', 13], [{ ...active, cancelledAt: day(20) }, 'cancelled', 20],
  ];
  for (const [facts, state, since] of path) {
    test(`${state}, since the day it began`, () => {
      const standing = stateOf(facts);
      assert.deepEqual([standing.state, standing.since], [state, day(since)]);
      assert.deepEqual(standing.troubles, []);
    });
  }

  test('key and acceptance come in either order, and a roster from a file stands in for the key', () => {
    const acceptedFirst = { ...invited, portalRequestedAt: day(2), basispoortAcceptedAt: day(2) };
    assert.equal(stateOf(acceptedFirst).state, 'invited');
    assert.deepEqual(stateOf({ ...acceptedFirst, keyAcceptedAt: day(3) }), { ...stateOf(both), since: day(3) });
    const fromFile: StateFacts = { ...invited, rosterStatus: 'loaded', portalRequestedAt: day(2) };
    assert.equal(stateOf(fromFile).state, 'waiting-for-portal');
  });

  test('steps 2 and 3 go in either order', () => {
    const linkFirst = { ...open, resultsLinkAt: day(10) };
    assert.equal(stateOf(linkFirst).state, 'link-on-trial');
    const thenDelivered = stateOf({ ...linkFirst, firstDeliveredAt: day(11) });
    assert.deepEqual([thenDelivered.state, thenDelivered.turn], ['link-active', 'administrator']);
    assert.equal(stateOf({ ...linkFirst, historyStartedAt: day(12), recordsInDoubt: 1 }).state, 'deciding');
  });

  test('before the key comes the agreement', () => {
    assert.equal(nextWordsOf('invited', invited).href, '/beheer/overeenkomst');
    assert.equal(nextWordsOf('invited', { ...invited, agreementAcceptedAt: day(2) }).href, '/beheer/sleutel');
  });

  test('results that contradict each other lead to where one of them is chosen', () => {
    const contradicting = { ...done, conflicts: 1 };
    assert.equal(stateOf(contradicting).state, 'deciding');
    assert.equal(nextWordsOf('deciding', contradicting).href, '/beheer/geschiedenis/keuzes');
    assert.equal(nextWordsOf('deciding', { ...contradicting, recordsInDoubt: 1 }).href, '/beheer/koppelen');
  });
});

describe('trouble on top of a state', () => {
  const failed = (code: string, parts: { readonly retrying?: boolean; readonly deliveryId?: string } = {}) => ({
    rosterStatus: 'failed' as const,
    rosterProgress: { phase: 'asking' as const, fault: { code, text: '', remedy: '', retrying: false, ...parts } },
  });
  const fault = (code: string) => ({ lasFaultCode: code, lasFaultAt: day(14) });
  const cases: readonly (readonly [string, Partial<StateFacts>, string, string])[] = [
    ['a key that expired is for who manages the LAS',
      { ...failed('AutorisatieOngeldig'), ...fault('AutorisatieOngeldig') }, 'key-refused', 'las-manager'],
    ['a LAS that is silent is for us',
      { ...failed('no-answer', { retrying: true }), ...fault('no-answer') }, 'las-silent', 'us'],
    ['a LAS that does not understand us is for customer service',
      { ...failed('OngeldigBericht'), ...fault('OngeldigBericht') }, 'las-fault', 'service'],
    ['pupils that vanish are for the administrator',
      failed('pupils-vanish', { deliveryId: 'd' }), 'roster-waits', 'administrator'],
    ['no pupils is for who manages the LAS', failed('no-data'), 'no-pupils', 'las-manager'],
    ['permission withdrawn is for the coordinator', { portalWithdrawnAt: day(14) }, 'portal-withdrawn', 'coordinator'],
    ['results refused are for the administrator', { resultsRefused: 1 }, 'results-refused', 'administrator'],
  ];
  for (const [name, change, trouble, turn] of cases) {
    test(`${name}, and the state stays what it was`, () => {
      const standing = stateOf({ ...active, ...change });
      assert.deepEqual([standing.state, standing.troubles, standing.turn], ['link-active', [trouble], turn]);
      assert.equal(waitsFor(standing, 'trouble'), true);
    });
  }

  test('what works follows from what is done, and what is wrong takes away only what it stops', () => {
    const all = abilitiesOf(stateOf(active), active);
    assert.deepEqual(all.worksNot, []);
    const withdrawn = { ...active, portalWithdrawnAt: day(14) };
    assert.deepEqual(abilitiesOf(stateOf(withdrawn), withdrawn).worksNot,
      ['Inloggen via Basispoort', 'Toetsen klaarzetten en afnemen']);
    assert.deepEqual(abilitiesOf(stateOf(step1), step1).worksNot,
      ['Rapporten met resultaten van eerdere jaren', 'Planadvies', 'Resultaten vanzelf naar het LAS']);
    assert.deepEqual(abilitiesOf(stateOf(ordered), ordered).works, ['De bestelling bekijken']);
  });

  test('a key that could not be tried yet is told, and is no trouble for a board', () => {
    const standing = stateOf({ ...withKey, keyTrial: 'no-answer' });
    assert.deepEqual([standing.troubles, waitsFor(standing, 'trouble')], [['key-untried'], false]);
  });

  test('people of the roster in doubt are for the administrator, and no fault', () => {
    const standing = stateOf({ ...active, rosterDoubts: 2 });
    assert.deepEqual([standing.troubles, standing.turn], [['roster-doubts'], 'administrator']);
    assert.deepEqual([waitsFor(standing, 'school'), waitsFor(standing, 'trouble')], [true, false]);
  });

  test('a school that cancelled has no troubles any more', () => {
    assert.deepEqual(stateOf({ ...active, ...fault('AutorisatieOngeldig'), cancelledAt: day(20) }).troubles, []);
  });
});

test('whatever happened, there is one state, one turn, and words for both; and time never runs back', () => {
  const moment = fc.option(fc.integer({ min: 2, max: 28 }).map(day), { nil: null });
  const facts = fc.record({
    invitedAt: moment, keyAcceptedAt: moment, basispoortAcceptedAt: moment, portalRequestedAt: moment,
    step1CompletedAt: moment, stepsOpenedAt: moment, historyStartedAt: moment, historyCompletedAt: moment,
    resultsLinkAt: moment, firstDeliveredAt: moment, cancelledAt: moment, portalWithdrawnAt: moment,
    rosterStatus: fc.constantFrom('none' as const, 'loading' as const, 'loaded' as const, 'failed' as const),
    recordsInDoubt: fc.nat({ max: 2 }), keyTrial: fc.constantFrom(null, 'accepted' as const, 'refused' as const),
  });
  fc.assert(fc.property(facts, (change) => {
    const { state, since, troubles } = stateOf({ ...ordered, ...change });
    assert.ok(nextWordsOf(state, { ...ordered, ...change }).sentence.endsWith('.'));
    assert.ok(since >= ordered.orderedAt);
    for (const trouble of troubles) assert.ok(troubleWords[trouble].title);
  }));
});
