import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fault } from '../exchange/uwlr/fault.ts';
import { clientFaultCodes, serverFaultCodes, type FaultCode } from '../exchange/uwlr/types.ts';
import { decide, pauseAfter, type DeliverySoFar, type SentMessage } from './decide.ts';

const message: SentMessage = {
  rows: [{ resultId: '1', pupilId: 'a', testCode: 'RW' }], tries: 1, internalFaults: 0, postdated: false,
  xsdVersion: '2.3',
  versions: ['2.3', '2.2'],
};
const soFar: DeliverySoFar = { lasTakes: false, triedVersions: [] };
const on = (code: FaultCode, parts: Partial<SentMessage> = {}, before: Partial<DeliverySoFar> = {}) =>
  decide({ ...message, ...parts }, { kind: 'fault', fault: fault(code, 'Wat het LAS schreef.') },
    { ...soFar, ...before });

test('every fault code has its own reaction (exchange.md section 5)', () => {
  const reactions = Object.fromEntries([...clientFaultCodes, ...serverFaultCodes].map((code) => [code, on(code).kind]));
  assert.deepEqual(reactions, {
    OngeldigBericht: 'again', OngeldigeKlantIdentificatie: 'stopped', AutorisatieOngeldig: 'stopped',
    VocabulaireTermOngeldig: 'refused', XsdVersieOngeldig: 'again', LeerlingOngeldig: 'refused',
    ToetsNormeringOngeldig: 'refused', ScoreOngeldig: 'refused', EldResultaatOngeldig: 'refused',
    InterneFout: 'later', TijdelijkNietBeschikbaar: 'later',
  });
});

test('a message that is not valid goes once more with a later time of making, and then stops the link', () => {
  const first = on('OngeldigBericht');
  assert.ok(first.kind === 'again');
  assert.deepEqual(first.parts.map(({ postdated }) => postdated), [true]);
  assert.equal(on('OngeldigBericht', { postdated: true }).kind, 'stopped');
});

test('a version that the LAS does not know makes room for the next of its profile, each once', () => {
  const first = on('XsdVersieOngeldig');
  assert.ok(first.kind === 'again');
  assert.equal(first.xsdVersion, '2.2');
  assert.equal(on('XsdVersieOngeldig', { xsdVersion: '2.2' }, { triedVersions: ['2.3'] }).kind, 'stopped');
  assert.equal(on('XsdVersieOngeldig', { versions: ['2.3'] }).kind, 'stopped');
});

test('silence, an unreadable page and an internal fault leave open whether the LAS has it; being down does not', () => {
  const mayHold = (decision: ReturnType<typeof decide>) => decision.mayHold;
  const silent = (code: 'no-answer' | 'unreadable' | 'las-stopped') =>
    decide(message, { kind: 'silent', code }, soFar);
  assert.deepEqual([silent('no-answer'), silent('unreadable'), on('InterneFout')].map(mayHold), [true, true, true]);
  assert.deepEqual([silent('las-stopped'), on('TijdelijkNietBeschikbaar')].map(mayHold), [false, false]);
  assert.deepEqual([on('InterneFout', { internalFaults: 2 }, { lasTakes: true }), on('LeerlingOngeldig')].map(mayHold),
    [true, false]);
});

test('an internal fault passes by itself twice; the third time the message is held to be the cause', () => {
  const two = { rows: [...message.rows, { resultId: '2', pupilId: 'b', testCode: 'RW' }] };
  assert.deepEqual([0, 1, 2, 40].map((internalFaults) => on('InterneFout', { ...two, internalFaults }).kind),
    ['later', 'later', 'again', 'again']);
  assert.equal(on('TijdelijkNietBeschikbaar', { ...two, tries: 40 }).kind, 'later');
  assert.equal(on('InterneFout', { internalFaults: 2 }, { lasTakes: true }).kind, 'refused', 'the LAS takes others');
  const ill = on('InterneFout', { internalFaults: 2 });
  assert.ok(ill.kind === 'later' && ill.goOn, 'a LAS that trips over everything is ill itself');
});

test('after a night of silence the first internal fault is the first, and passes by itself soon', () => {
  const first = on('InterneFout', { tries: 40 }, { lasTakes: true });
  assert.ok(first.kind === 'later');
  assert.equal(first.pauseSeconds, 30);
});

test('internal faults are counted in a row: another answer ends it, silence says nothing of it', () => {
  assert.deepEqual([on('InterneFout'), on('TijdelijkNietBeschikbaar'), decide(message, { kind: 'accepted' }, soFar),
    decide(message, { kind: 'silent', code: 'no-answer' }, soFar)].map(({ internalFault }) => internalFault),
  [true, false, false, null]);
});

test('an unknown code of the client stops, one of the server passes', () => {
  const unknown = { code: 'unknown', wireCode: 'Client.Vreemd', text: '', side: 'client', retryable: false } as const;
  const stopped = decide(message, { kind: 'fault', fault: unknown }, soFar);
  assert.deepEqual(stopped, {
    kind: 'stopped', mayHold: false, internalFault: false, fault: { code: 'Client.Vreemd', text: '' },
  });
  assert.equal(decide(message, { kind: 'fault', fault: { ...unknown, side: 'server', retryable: true } }, soFar).kind,
    'later');
});

test('what a LAS writes is cut to what a screen can bear', () => {
  const decision = decide(message, { kind: 'fault', fault: fault('ScoreOngeldig', 'x'.repeat(9000)) }, soFar);
  assert.ok(decision.kind === 'refused' && decision.fault.text.length === 500);
});

test('the pause doubles from half a minute to an hour, and stays there', () => {
  assert.deepEqual([1, 2, 3, 8, 9, 5000].map(pauseAfter), [30, 60, 120, 3600, 3600, 3600]);
});
