import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { schemaErrors } from '../../exchange/testing/schema.ts';
import { standardsFolder, withoutStandards } from '../../exchange/testing/standards.ts';
import { readUwlr } from '../../exchange/uwlr/read.ts';
import { historyOf } from '../school/history.ts';
import { findPlan } from '../school/plans.ts';
import { present } from '../../base/assert.ts';
import { listeningSandbox, type ListeningSandbox } from '../sandbox-for-tests.ts';
import { keyFor, resultsOf } from './calls-for-tests.ts';
import { keepResults } from './result-store.ts';
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

test('what the LAS received from us comes along as well, under the key that we sent, in both files', async () => {
  const { brin, site } = present(findPlan('99XC', '00'), 'a school with two sites');
  const code = `${brin}${site}`;
  const pupilKey = present(historyOf(present(findPlan(brin, site), code))[0], 'it has history').pupilKey;
  const files = async () => ({
    xml: await (await fetch(`${listening.url}/sandbox/las/${code}/geschiedenis.xml`)).text(),
    csv: await (await fetch(`${listening.url}/sandbox/las/${code}/geschiedenis.csv`)).text(),
  });
  const before = await files();
  const document = resultsOf(brin, pupilKey, listening.clock.now(), { key: 'R-sitting-1' });
  await listening.sandbox.withSandbox((tx) => keepResults(tx, code, document, listening.clock.now()));
  const { xml, csv } = await files();
  const { message } = readUwlr(Buffer.from(xml));
  assert.ok(message?.type === 'results');
  const [returned] = message.document.administrations.find((one) => one.pupilKey === pupilKey)?.results
    .filter(({ key }) => key === 'R-sitting-1') ?? [];
  const test = message.document.tests.find(({ code: { text } }) => text === returned?.testCode);
  assert.equal(returned?.takenOn, '2027-01-19');
  assert.deepEqual(
    [test?.version?.text, test?.subject?.text, test?.hierarchy.map(({ entry }) => entry.text)],
    ['3.0 (synthetisch)', 'arithmetic', ['M5', 'las']],
  );
  assert.equal(summaryOf(xml), summaryOf(before.xml) + 1);
  assert.equal(csv.split('\r\n').length, before.csv.split('\r\n').length + 1);
  assert.match(csv, /;Rekenen-Wiskunde;M5;3\.0 \(synthetisch\);19-1-2027;5;652;SYN-RW-3\.0;20;24\r\n$/u);
});

function summaryOf(xml: string): number {
  return readUwlr(Buffer.from(xml)).summary.results;
}
