import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { schemaErrors } from '../../exchange/testing/schema.ts';
import { standardsFolder, withoutStandards } from '../../exchange/testing/standards.ts';
import { readResultsReply } from '../../exchange/uwlr/replies.ts';
import { writeResultsRequest, writeRosterRequest } from '../../exchange/uwlr/write.ts';
import type { Brin, SiteCode } from '../../base/brin.ts';
import type { OsoOutcome, ResultsDocument } from '../../exchange/uwlr/types.ts';
import { present } from '../../base/assert.ts';
import { listeningSandbox, type ListeningSandbox } from '../sandbox-for-tests.ts';
import { forgetSchool, keyFor, post, requestForAll, resultsOf } from './calls-for-tests.ts';
import { listResults } from './result-store.ts';
import { revokeKey, listKeys } from './keys.ts';

let listening: ListeningSandbox;
before(async () => { listening = await listeningSandbox(); });
after(() => listening.close());

function faultCode(text: string): string {
  return /<faultcode>[^<:]*:?([^<]*)<\/faultcode>/.exec(text)?.[1] ?? text.slice(0, 300);
}

/** What is wrong in a request for a roster, and the code a LAS answers: the table of exchange.md section 5. */
const wrongRequests: readonly (readonly [what: string, wrong: (xml: string) => string, code: string])[] = [
  ['no header', (xml) => xml.replace(/<soap:Header>.*<\/soap:Header>/s, ''), 'Client.AutorisatieOngeldig'],
  ['a header without key', (xml) => xml.replace(/<aut:autorisatiesleutel>.*?<\/aut:autorisatiesleutel>/s, ''),
    'Client.AutorisatieOngeldig'],
  ['a wrong key', (xml) => xml.replace(/(<aut:autorisatiesleutel>)./, '$10'), 'Client.AutorisatieOngeldig'],
  ['a wrong client name', (xml) => xml.replace('>Inbeeld<', '>Buitenbeeld<'), 'Client.OngeldigeKlantIdentificatie'],
  ['a wrong client code', (xml) => xml.replace('>inbeeld-oefen<', '>onbekend<'), 'Client.OngeldigeKlantIdentificatie'],
  ['a client name in other capitals', (xml) => xml.replace('>Inbeeld<', '>INBEELD<'),
    'Client.OngeldigeKlantIdentificatie'],
  ['another BRIN', (xml) => xml.replace('>99XA<', '>99XB<'), 'Client.AutorisatieOngeldig'],
  ['another site', (xml) => xml.replace('>00</lg:dependancecode>', '>01</lg:dependancecode>'),
    'Client.AutorisatieOngeldig'],
  ['a school key', (xml) => xml.replace(/<lg:brincode>.*<\/lg:dependancecode>/s, '<lg:schoolkey>S1</lg:schoolkey>'),
    'Client.AutorisatieOngeldig'],
  ['a malformed BRIN', (xml) => xml.replace('>99XA<', '>9XA<'), 'Client.OngeldigBericht'],
  ['a malformed site', (xml) => xml.replace('>00</lg:dependancecode>', '>0</lg:dependancecode>'),
    'Client.OngeldigBericht'],
  ['a malformed school year', (xml) => xml.replace('2026-2027', '2026'), 'Client.OngeldigBericht'],
  ['a malformed dateTime', (xml) => xml.replace('</lg:xsdversie>',
    '</lg:xsdversie><lg:laatstontvangengegevens>gisteren</lg:laatstontvangengegevens>'), 'Client.OngeldigBericht'],
  ['a version that nobody serves', (xml) => xml.replace('>2.2<', '>9.9<'), 'Client.XsdVersieOngeldig'],
  ['no XML at all', () => 'hallo', 'Client.OngeldigBericht'],
  ['an entity bomb', (xml) => xml.replace(/^<\?xml.*?\?>/, '<!DOCTYPE x [<!ENTITY a "aaaa">]>'),
    'Client.OngeldigBericht'],
];

test('a LAS names what is wrong with a request by the code of the conformance set', async () => {
  const good = writeRosterRequest(requestForAll, await keyFor(listening, '99XA00'));
  for (const [what, wrong, code] of wrongRequests) {
    const bad = wrong(good);
    assert.notEqual(bad, good, what);
    const { status, text, type } = await post(listening, 'leerlinggegevens', bad);
    assert.deepEqual([status, faultCode(text)], [500, code], what);
    assert.match(type, /^text\/xml/, what);
    if (standardsFolder() !== null) assert.deepEqual(schemaErrors(text, 'envelopeRoster'), [], what);
  }
});

test('the header is judged before the version, the version before the client, the client before the key', async () => {
  const good = writeRosterRequest(requestForAll, await keyFor(listening, '99XA00'));
  const wrong = (...pairs: readonly (readonly [string, string])[]) =>
    pairs.reduce((xml, [from, to]) => xml.replace(from, to), good);
  const version = ['>2.2<', '>9.9<'] as const;
  const client = ['>Inbeeld<', '>Buitenbeeld<'] as const;
  const school = ['>99XA<', '>99XB<'] as const;
  const answer = async (xml: string) => faultCode((await post(listening, 'leerlinggegevens', xml)).text);
  const headless = wrong(version, client).replace(/<soap:Header>.*<\/soap:Header>/s, '');
  assert.equal(await answer(headless), 'Client.AutorisatieOngeldig');
  assert.equal(await answer(wrong(version, client, school)), 'Client.XsdVersieOngeldig');
  assert.equal(await answer(wrong(client, school)), 'Client.OngeldigeKlantIdentificatie');
});

test('a key opens the sites it was made for and no other, until it is revoked', async () => {
  const both = await keyFor(listening, '99XC00', '99XC01');
  const one = await keyFor(listening, '99XC00');
  const request = (site: string) => ({
    ...requestForAll, school: { kind: 'brin', brin: '99XC' as Brin, site: site as SiteCode } as const,
  });
  const status = async (site: string, key: typeof both) =>
    (await post(listening, 'leerlinggegevens', writeRosterRequest(request(site), key))).status;
  assert.deepEqual([await status('00', both), await status('01', both)], [200, 200]);
  assert.deepEqual([await status('00', one), await status('01', one)], [200, 500]);
  await listening.sandbox.withSandbox(async (tx) => {
    for (const { keyHash } of await listKeys(tx, '99XC00')) await revokeKey(tx, keyHash, listening.clock.now());
  });
  assert.equal(await status('00', both), 500);
});

test('a message at the wrong address is refused', async () => {
  const good = writeRosterRequest(requestForAll, await keyFor(listening, '99XA00'));
  for (const service of ['leerlinggegevens-getrapt', 'leerresultaten']) {
    assert.equal(faultCode((await post(listening, service, good)).text), 'Client.OngeldigBericht', service);
  }
});

let second = 0;
/** Rising times of making, as a sender must give them. */
function nextMade(): Date {
  second += 1;
  return new Date(Date.parse('2027-01-19T08:00:00Z') + second * 1000);
}

async function send(document: ResultsDocument): Promise<string> {
  const request = writeResultsRequest(document, await keyFor(listening, '99XB00'));
  const { status, text } = await post(listening, 'leerresultaten', request);
  if (standardsFolder() !== null) assert.deepEqual(schemaErrors(text, 'envelopeResults'), []);
  if (status === 500) return faultCode(text);
  assert.equal(readResultsReply(Buffer.from(text)).kind, 'answer');
  return 'confirmed';
}

describe('results that arrive at a LAS', () => {
  before(() => forgetSchool(listening, '99XB00'));

  test('a result is kept once; sent again under its key it replaces the first and is counted', async () => {
    assert.equal(await send(resultsOf('99XB', 'B22001', nextMade())), 'confirmed');
    assert.equal(await send(resultsOf('99XB', 'B22001', nextMade(), { testCode: 'RW-M5' })), 'confirmed');
    const results = await listening.sandbox.withSandbox((tx) => listResults(tx, '99XB00'));
    assert.deepEqual(results.map((one) => [one.resultKey, one.pupilKey, one.receivedCount, one.takenOn]),
      [['R-1', 'B22001', 2, '2027-01-19']]);
    const page = await (await fetch(`${listening.url}/sandbox/las/99XB00/resultaten`)).text();
    for (const shown of ['652,4', '>II<', '>B<', '>E5<', '2 keer', 'synthetisch']) {
      assert.ok(page.includes(shown), shown);
    }
  });

  test('results that were not made later than the last are refused', async () => {
    const made = nextMade();
    assert.equal(await send(resultsOf('99XB', 'B22002', made, { key: 'R-2' })), 'confirmed');
    assert.equal(await send(resultsOf('99XB', 'B22002', made, { key: 'R-3' })), 'Client.OngeldigBericht');
  });

  test('results that a LAS cannot take are refused whole, with the code that says why', async () => {
    const withOso = (change: (oso: OsoOutcome) => OsoOutcome): ResultsDocument => {
      const base = resultsOf('99XB', 'B22003', nextMade(), { key: 'R-4' });
      const { outcome } = present(base.administrations[0]?.results[0], 'one result');
      assert.equal(outcome.kind, 'oso');
      return resultsOf('99XB', 'B22003', nextMade(), {
        key: 'R-4', outcome: outcome.kind === 'oso' ? { kind: 'oso', oso: change(outcome.oso) } : outcome,
      });
    };
    const reference = { code: 'XX', comparisonGroup: 'Landelijk', value: '1', qualification: null };
    assert.equal(await send(resultsOf('99XB', 'NIEMAND', nextMade())), 'Client.LeerlingOngeldig');
    const withReference = withOso((oso) => ({ ...oso, referenceScores: [reference] }));
    assert.equal(await send(withReference), 'Client.EldResultaatOngeldig');
    const group = { ...reference, code: 'IV', comparisonGroup: 'Hier' };
    assert.equal(await send(withOso((oso) => ({ ...oso, referenceScores: [group] }))), 'Client.EldResultaatOngeldig');
    const kept = await listening.sandbox.withSandbox((tx) => listResults(tx, '99XB00'));
    assert.ok(kept.every(({ resultKey }) => resultKey !== 'R-4'));
  });

  test('results without their tests break the schema and are refused', async (t) => {
    if (standardsFolder() === null) return t.skip(withoutStandards);
    const document = resultsOf('99XB', 'B22004', nextMade(), { key: 'R-5' });
    const good = writeResultsRequest(document, await keyFor(listening, '99XB00'));
    const bad = good.replace(/<lr:toetsen>.*<\/lr:toetsen>/s, '');
    assert.notDeepEqual(schemaErrors(bad, 'envelopeResults'), []);
    assert.equal(faultCode((await post(listening, 'leerresultaten', bad)).text), 'Client.OngeldigBericht');
  });
});
