import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { readResultsReply } from '../../exchange/uwlr/replies.ts';
import { writeFault, writeResultsRequest } from '../../exchange/uwlr/write.ts';
import { callOut, CallOutage } from '../../platform/outgoing.ts';
import { listeningSandbox, type ListeningSandbox } from '../sandbox-for-tests.ts';
import { forgetSchool, keyFor, resultsOf } from './calls-for-tests.ts';
import { chooseTrouble, inShape, type ChosenTrouble, type LasTrouble } from './faults.ts';
import { listCalls } from './message-store.ts';
import { listResults } from './result-store.ts';
import { uwlrBase } from './soap-routes.ts';

let listening: ListeningSandbox;
let made = 0;

/** What comes back for one result of one pupil: confirmed, a fault, a page or nothing; with the HTTP status. */
async function deliver(key: string, pupil = 'B22001'): Promise<string> {
  made += 1;
  const document = resultsOf('99XB', pupil, new Date(Date.parse('2027-01-19T08:00:00Z') + made * 1000), { key });
  const body = writeResultsRequest(document, await keyFor(listening, '99XB00'));
  try {
    const url = new URL(`${listening.url}${uwlrBase}/leerresultaten`);
    const call = { method: 'POST', headers: { 'content-type': 'text/xml' }, body } as const;
    const { status, bytes } = await callOut(url, call, 100_000);
    const reply = readResultsReply(bytes);
    return `${status} ${reply.kind === 'fault' ? `${reply.fault.side} ${reply.fault.code}` : reply.kind}`;
  } catch (error) {
    assert.ok(error instanceof CallOutage);
    return 'nothing';
  }
}

function choose(change: Partial<ChosenTrouble>): Promise<void> {
  return listening.sandbox.withSandbox((tx) => chooseTrouble(tx, '99XB00', change));
}

async function held(): Promise<readonly string[]> {
  const results = await listening.sandbox.withSandbox((tx) => listResults(tx, '99XB00'));
  return results.map(({ resultKey }) => resultKey).toSorted();
}

describe('trouble at a LAS', () => {
  before(async () => {
    listening = await listeningSandbox();
    await forgetSchool(listening, '99XB00');
  });
  after(async () => {
    await forgetSchool(listening, '99XB00');
    await listening.close();
  });

  test('a broken line or a page of a proxy loses the answer, and only before the work also the results', async () => {
    const outcomes: string[] = [];
    const troubles: readonly LasTrouble[] = ['no-answer', 'no-answer-after', 'html-page', 'html-page-after'];
    for (const trouble of troubles) {
      await choose({ trouble, calls: 1 });
      outcomes.push(await deliver(`L-${trouble}`), await deliver(`N-${trouble}`));
    }
    assert.deepEqual(outcomes, [
      'nothing', '200 answer', 'nothing', '200 answer', '503 unreadable', '200 answer', '503 unreadable', '200 answer',
    ]);
    const listed = await listening.sandbox.withSandbox((tx) => listCalls(tx, '99XB00'));
    assert.deepEqual(listed.map(({ faultCode }) => faultCode).filter((code) => /^[a-z]/u.test(code ?? '')).toReversed(),
      ['geen antwoord', 'geen antwoord', 'webpagina', 'webpagina']);
    assert.deepEqual(await held(), [
      'L-html-page-after', 'L-no-answer-after', ...troubles.map((trouble) => `N-${trouble}`),
    ].toSorted());
  });

  test('a fault is met as often as was chosen, in every shape, and is read as the same fault', async () => {
    await choose({ trouble: 'ScoreOngeldig', calls: 2 });
    assert.deepEqual([await deliver('F1'), await deliver('F2'), await deliver('F3')],
      ['500 client ScoreOngeldig', '500 client ScoreOngeldig', '200 answer']);
    await choose({ trouble: 'ScoreOngeldig', faultShape: 'http-200' });
    assert.equal(await deliver('F4'), '200 client ScoreOngeldig');
    await choose({ trouble: 'ScoreOngeldig', faultShape: 'dotted' });
    assert.equal(await deliver('F5'), '500 client ScoreOngeldig');
    await choose({ trouble: 'InterneFout', faultShape: 'bare' });
    assert.equal(await deliver('F6'), '500 server unknown');
    await choose({ trouble: null, faultShape: 'proper' });
    assert.equal(await deliver('F7'), '200 answer');
  });

  test('a fault looks on the line as was chosen', () => {
    const code = (shape: ChosenTrouble['faultShape']) =>
      /<faultcode>(.*)<\/faultcode>/u.exec(inShape(writeFault('ScoreOngeldig', 'x'), shape))?.[1];
    assert.deepEqual([code('proper'), code('http-200'), code('dotted'), code('bare')],
      ['soap:Client.ScoreOngeldig', 'soap:Client.ScoreOngeldig', 'soap.Client.ScoreOngeldig', 'soap:Client']);
  });

  test('a pupil that is refused is refused until that is undone, and nobody else is', async () => {
    await choose({ refusedPupils: ['B22002'] });
    assert.equal(await deliver('P1', 'B22001'), '200 answer');
    assert.equal(await deliver('P2', 'B22002'), '500 client LeerlingOngeldig');
    await choose({ trouble: 'InterneFout' });
    assert.equal(await deliver('P3', 'B22002'), '500 server InterneFout', 'another trouble leaves it');
    assert.equal(await deliver('P4', 'B22002'), '500 client LeerlingOngeldig');
    await choose({ refusedPupils: [] });
    assert.equal(await deliver('P5', 'B22002'), '200 answer');
  });
});
