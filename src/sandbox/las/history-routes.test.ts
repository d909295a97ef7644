import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { schemaErrors } from '../../exchange/testing/schema.ts';
import { standardsFolder, withoutStandards } from '../../exchange/testing/standards.ts';
import { readUwlr } from '../../exchange/uwlr/read.ts';
import { historyOf } from '../school/history.ts';
import { findPlan } from '../school/plans.ts';
import { present } from '../../base/assert.ts';
import { listeningSandbox, type ListeningSandbox } from '../sandbox-for-tests.ts';
import { keyFor } from './calls-for-tests.ts';
import { lasSchool, saveLasSchool } from './school-store.ts';

let listening: ListeningSandbox;
before(async () => { listening = await listeningSandbox(); });
after(() => listening.close());

const history = historyOf(present(findPlan('99XA', '00'), 'the school to walk'));

async function get(query: string, change: Readonly<Record<string, string>> = {}): Promise<Response> {
  const { schoolKey, clientCode, clientName } = await keyFor(listening, '99XA00');
  return fetch(`${listening.url}/sandbox/las/geschiedenis?${query}`, {
    headers: { 'x-autorisatiesleutel': schoolKey, 'x-klantcode': clientCode, 'x-klantnaam': clientName, ...change },
  });
}

async function countOf(answer: Response): Promise<number> {
  const bytes = Buffer.from(await answer.arrayBuffer());
  return readUwlr(bytes).summary.results;
}

test('who holds the key gets all old results as a UWLR message that is valid', async (t) => {
  const answer = await get('brin=99XA&vestiging=00');
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('x-handmatige-resultaten'), 'ja');
  const text = await answer.text();
  assert.equal(readUwlr(Buffer.from(text)).summary.results, history.length);
  if (standardsFolder() === null) return t.skip(withoutStandards);
  assert.deepEqual(schemaErrors(text, 'results'), []);
});

test('results that were typed in come along only when asked, and only when the school has the link', async () => {
  const typed = history.filter(({ typedIn }) => typedIn).length;
  assert.equal(await countOf(await get('brin=99XA&vestiging=00&typed=nee')), history.length - typed);
  await listening.sandbox.withSandbox(async (tx) =>
    saveLasSchool(tx, { ...await lasSchool(tx, '99XA00'), typedResultsLink: false }));
  const without = await get('brin=99XA&vestiging=00&typed=ja');
  await listening.sandbox.withSandbox(async (tx) =>
    saveLasSchool(tx, { ...await lasSchool(tx, '99XA00'), typedResultsLink: true }));
  assert.equal(without.headers.get('x-handmatige-resultaten'), 'nee');
  assert.equal(await countOf(without), history.length - typed);
});

test('old results are refused to another key, another client and for another school', async () => {
  const refusals = [
    await get('brin=99XA&vestiging=00', { 'x-autorisatiesleutel': 'fout' }),
    await get('brin=99XA&vestiging=00', { 'x-klantcode': 'fout' }),
    await get('brin=99XB&vestiging=00'),
  ];
  for (const answer of refusals) {
    assert.equal(answer.status, 403);
    assert.equal(readUwlr(Buffer.from(await answer.arrayBuffer())).kind, 'uwlr-fault');
  }
});

test('a person can keep the same results as XML and as CSV', async () => {
  assert.equal(await countOf(await fetch(`${listening.url}/sandbox/las/99XA00/geschiedenis.xml`)), history.length);
  const csv = await (await fetch(`${listening.url}/sandbox/las/99XA00/geschiedenis.csv`)).text();
  assert.equal(csv.trimEnd().split('\r\n').length - 1, history.length);
});
