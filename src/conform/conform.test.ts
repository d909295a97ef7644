import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { keyFor } from '../sandbox/las/calls-for-tests.ts';
import { uwlrBase } from '../sandbox/las/soap-routes.ts';
import { listeningSandbox, type ListeningSandbox } from '../sandbox/sandbox-for-tests.ts';
import { schemaErrors } from '../exchange/testing/schema.ts';
import { standardsFolder } from '../exchange/testing/standards.ts';
import type { RosterDocument } from '../exchange/roster-document.ts';
import type { GroupRef, SchoolRef } from '../exchange/uwlr/types.ts';
import { mainSite, type Brin } from '../base/brin.ts';
import type { SchoolYear } from '../base/school-year.ts';
import { conformCommand } from './command.ts';
import { invented } from './invented.ts';
import { listeningLas, type Flaw, type HttpAnswer } from './faulty-las.ts';
import { conformCases } from './run.ts';

let sandbox: ListeningSandbox;
before(async () => { sandbox = await listeningSandbox(); });
after(() => sandbox.close());

interface Ran { readonly status: number; readonly out: string; readonly err: string }

async function run(args: readonly string[], variables: Readonly<Record<string, string>> = {}): Promise<Ran> {
  let out = '';
  let err = '';
  const status = await conformCommand(args, {
    out: (text) => { out += text; }, err: (text) => { err += text; },
    now: () => new Date('2027-01-19T08:00:00Z'), variable: (name) => variables[name],
  });
  return { status, out, err };
}

interface JsonReport {
  readonly ok: boolean;
  readonly counts: Readonly<Record<'passed' | 'failedMust' | 'failedShould' | 'skipped', number>>;
  readonly cases: readonly {
    readonly id: string; readonly outcome: string; readonly came: string | null; readonly reason: string | null;
    readonly sent: { readonly body: string | null } | null;
  }[];
}

const client = ['--school', '99XX00', '--client-code', invented.clientCode, '--client-name', invented.clientName];

/** The command against our own small LAS with a flaw. */
async function against(flaw: Flaw, ...more: readonly string[]): Promise<Ran> {
  const las = await listeningLas(flaw);
  try {
    const staged = ['--staged', `${las.url}/getrapt`, '--results', `${las.url}/resultaten`, '--deliver'];
    return await run([`${las.url}/gegevens`, ...client, '--key', invented.schoolKey, ...staged, ...more]);
  } finally {
    las.close();
  }
}

async function failing(flaw: Flaw, ...more: readonly string[]): Promise<readonly string[]> {
  const { out } = await against(flaw, '--json', ...more);
  const { cases } = JSON.parse(out) as JsonReport;
  return cases.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id);
}

test('our own sandbox LAS passes every case', async () => {
  const { schoolKey, clientCode, clientName } = await keyFor(sandbox, '99XB00');
  const base = `${sandbox.url}${uwlrBase}`;
  const { status, out, err } = await run([`${base}/leerlinggegevens`, '--staged', `${base}/leerlinggegevens-getrapt`,
    '--results', `${base}/leerresultaten`, '--deliver', '--school', '99XB', '--client-code', clientCode,
    '--client-name', clientName, '--strict', '--json'], { INBEELD_CONFORM_KEY: schoolKey });
  assert.equal(err, '');
  const { ok, counts, cases } = JSON.parse(out) as JsonReport;
  assert.deepEqual(cases.filter(({ outcome }) => outcome !== 'passed'), []);
  assert.deepEqual([status, ok, counts.passed], [0, true, conformCases.length]);
  assert.ok(!out.includes(schoolKey), 'the key is in no report');
});

test('what a good message is, the official schema says too', async (t) => {
  if (standardsFolder() === null) return t.skip('the official files (../shared/standards) are not on this machine');
  const las = await listeningLas({});
  const { out } = await run([`${las.url}/`, ...client, '--key', invented.schoolKey, '--results', `${las.url}/`,
    '--deliver', '--json']);
  las.close();
  const sent = new Map((JSON.parse(out) as JsonReport).cases.map(({ id, sent: one }) => [id, one?.body ?? '']));
  for (const id of ['roster-whole', 'prefixes-other', 'prefix-none', 'xml-forms', 'unchanged', 'key-wrong']) {
    assert.deepEqual(schemaErrors(sent.get(id) ?? '', 'envelopeRoster'), [], id);
  }
  for (const id of ['deliver', 'norms-overlap', 'score-outside-norms', 'oso-code-unknown', 'oso-empty']) {
    assert.deepEqual(schemaErrors(sent.get(id) ?? '', 'envelopeResults'), [], id);
  }
  for (const id of ['brin-malformed', 'datetime-malformed', 'school-twice', 'element-unknown', 'order-of-elements']) {
    assert.notDeepEqual(schemaErrors(sent.get(id) ?? '', 'envelopeRoster'), [], id);
  }
  for (const id of ['results-key-absent', 'results-test-undefined', 'results-ability-malformed', 'result-key-double']) {
    assert.notDeepEqual(schemaErrors(sent.get(id) ?? '', 'envelopeResults'), [], id);
  }
});

const says = (change: (out: HttpAnswer, heard: string) => Partial<HttpAnswer>): Flaw => ({
  says: (out, heard) => ({ ...out, ...change(out, heard) }),
});
const gives = (change: (document: RosterDocument) => RosterDocument): Flaw => ({
  gives: (answer) => (answer.kind === 'roster' ? { kind: 'roster', document: change(answer.document) } : answer),
});
const overlooks = (...codes: readonly string[]): Flaw => ({
  overlooks: (reading) => ({ ...reading, findings: reading.findings.filter(({ code }) => !codes.includes(code)) }),
});
const hears = (change: (xml: string, soapAction: string) => string): Flaw => ({ hears: change });
const isFault = ({ status }: HttpAnswer): boolean => status === 500;
const school = (brin: string): SchoolRef => ({ kind: 'brin', brin: brin as Brin, site: mainSite });
const goodHeader = '<soap:Header><aut:autorisatie xmlns:aut="http://www.edustandaard.nl/leerresultaten/2/autorisatie">'
  + `<aut:autorisatiesleutel>${invented.schoolKey}</aut:autorisatiesleutel><aut:klantcode>${invented.clientCode}`
  + `</aut:klantcode><aut:klantnaam>${invented.clientName}</aut:klantnaam></aut:autorisatie></soap:Header>`;
const withoutHeader = (xml: string): boolean => !/autorisatie>/.test(xml);
const expandEntities = (xml: string): string =>
  xml.replace(/<!DOCTYPE.*?\]>/s, '').replaceAll('&versie;', '2.2');

/** The cases that wait for a fault with a certain code; 2.1 may be served instead. */
const everyFault = conformCases.filter(({ id, expected }) => /fout Client/.test(expected) && id !== 'version-2.1')
  .map(({ id }) => id);

/** A flaw, and exactly the cases that must fail because of it. */
const flaws: readonly (readonly [what: string, flaw: Flaw, failing: readonly string[]])[] = [
  ['nothing is wrong with it', {}, []],
  ['it does without a header', hears((xml) =>
    (withoutHeader(xml) ? xml.replace(/<soap:Header\/>/, '').replace('<soap:Body>', `${goodHeader}<soap:Body>`) : xml)),
    ['header-absent', 'header-empty', 'order-header-first', 'structure-no-header', 'results-no-header']],
  ['it takes any key for this school', { knows: (facts) => ({ ...facts, schoolsOfKey: [school('99XX')] }) },
    ['key-wrong', 'structure-key-wrong', 'pupils-key-wrong', 'staff-key-wrong', 'results-key-wrong']],
  ['its keys open every school', {
    knows: (facts, { message }) => ({
      ...facts,
      schoolsOfKey: facts.schoolsOfKey && message?.type === 'roster-request'
        ? [message.request.school] : facts.schoolsOfKey,
    }),
  },
    ['school-other', 'site-other', 'school-key-other']],
  ['it takes any client', {
    knows: (facts, { authorisation }) => ({
      ...facts, clients: [{ name: authorisation?.clientName ?? '', code: authorisation?.clientCode ?? '' }],
    }),
  },
    ['client-name-wrong', 'client-code-wrong', 'order-client-before-key', 'results-client-wrong']],
  ['it takes any version', { knows: (facts, { summary }) => ({ ...facts, versions: [summary.version ?? ''] }) },
    ['version-unknown', 'structure-version-unknown', 'results-version-unknown']],
  ['it does not check the form of a message', overlooks('UWLR-FORM', 'UWLR-DATE', 'UWLR-UNKNOWN'),
    ['datetime-malformed', 'element-unknown', 'results-date-malformed', 'results-ability-malformed']],
  ['it sends faults with status 200', says((out) => (isFault(out) ? { status: 200 } : {})),
    ['fault-status']],
  ['it sends a page of HTML instead of a fault', says((out) => (isFault(out)
    ? { type: 'text/html', text: '<html><body>Er ging iets mis</body></html>' } : {})),
    [...everyFault]],
  ['it says application/xml', says((out) => (out.status === 405 ? {} : { type: 'application/xml' })),
    ['content-type']],
  ['its faults have codes of its own', says((out) => ({
    text: out.text.replace(/(<faultcode>soap:)Client\.\w+/, '$1Client'),
  })),
    [...everyFault, 'fault-code']],
  ['it repeats the key in a fault', says((out) => ({
    text: out.text.replace('<faultstring>', `<faultstring>${invented.schoolKey} `),
  })),
    ['key-kept']],
  ['its faults show the inside', says((out) => ({
    text: out.text.replace('<faultstring>', '<faultstring>at nl.las.Uwlr.haal(Uwlr.java:12) '),
  })),
    ['fault-inside']],
  ['it goes by SOAPAction', hears((xml, action) => (action.startsWith('"') && action.length > 2 ? xml : '<leeg/>')),
    ['action-bare', 'action-empty']],
  ['it knows one prefix only', hears((xml) => (/lg:|lr:|hallo/.test(xml) ? xml : '<leeg/>')),
    ['prefixes-other', 'prefix-none']],
  ['it expands entities', hears(expandEntities),
    ['doctype']],
  ['it shows its data to a GET', { shows: { status: 200, type: 'text/html', text: '<html>Alles</html>' } },
    ['get-refused']],
  ['it gives ECK iDs to who asks for 2.1', says((out) => ({
    text: out.text.includes('xsdversie>2.1<')
      ? out.text.replaceAll('<lg:leerling key', '<lg:leerling eckid="x" key') : out.text,
  })),
    ['version-2.1']],
  ['its data are of another school', gives((document) =>
    ({ ...document, school: { ...document.school, brin: '99YY' as Brin } })),
    ['roster-school']],
  ['its keys are double', says((out) => ({ text: out.text.replaceAll('key="L2"', 'key="L1"') })),
    ['roster-findings', 'pupils-of-all']],
  ['it sends empty elements in another order', says((out) => ({
    text: out.text.replace(/(<lg:achternaam>.*?<\/lg:achternaam>)\s*(<lg:roepnaam>.*?<\/lg:roepnaam>)/gs,
      '$2$1<lg:voorvoegsel/>'),
  })),
    ['roster-findings', 'pupils-of-all']],
  ['it leaves out birth dates and when it was made', gives((document) => ({
    ...document, school: { ...document.school, createdAt: null },
    pupils: document.pupils.map((one) => ({ ...one, birthDate: null })),
  })),
    ['roster-made-at', 'roster-lvs-set']],
  ['it always says that nothing changed', {
    gives: (answer, { lastReceivedAt }) => (lastReceivedAt === null ? answer : { kind: 'unchanged' }),
  },
    ['long-ago']],
  ['it never says that nothing changed', { understands: (request) => ({ ...request, lastReceivedAt: null }) },
    ['unchanged']],
  ['it gives this year for every year',
    { understands: (request) => ({ ...request, schoolYear: '2026-2027' as SchoolYear }) },
    ['nothing']],
  ['in steps it gives everybody', {
    understands: (request) => (request.scope === 'pupils' ? { ...request, groups: everyGroup } : request),
  },
    ['pupils-of-one', 'pupils-group-unknown']],
  ['in steps it forgets who is in no group', {
    understands: (request) => ({ ...request, groups: request.groups.filter(({ key }) => key !== null) }),
  },
    ['pupils-of-all']],
  ['it takes results of pupils that it does not know', { knows: (facts) => ({ ...facts, knowsPupil: () => true }) },
    ['results-pupil-unknown']],
  ['it takes results that are not newer', { knows: (facts) => ({ ...facts, lastResultsAt: null }) },
    ['deliver-not-later', 'deliver-earlier']],
  ['it does not know the code lists', overlooks('UWLR-OSO-REFERENCE', 'UWLR-OSO-COMPARISON', 'UWLR-OSO-EMPTY'),
    ['oso-code-unknown', 'oso-group-unknown', 'oso-empty']],
  ['it does not look at norms', overlooks('UWLR-NORMS', 'UWLR-SCORE'),
    ['norms-overlap', 'score-outside-norms']],
  ['it keeps silent on what is no XML', { ignores: (xml) => xml === 'hallo' },
    ['not-xml', 'in-time']],
];

const everyGroup: readonly GroupRef[] = [
  { kind: 'group', key: '5a' }, { kind: 'group', key: '5b' }, { kind: 'group', key: null },
];

test('a server that is wrong in one way fails the cases about that, and no other', async () => {
  const found = await Promise.all(flaws.map(async ([what, flaw]) => [what, await failing(flaw, '--timeout', '2')]));
  assert.deepEqual(found, flaws.map(([what, , ids]) => [what, ids]));
});

test('a report for people says what was expected and what came, and never the key', async () => {
  const { status, out } = await against({ knows: (facts) => ({ ...facts, schoolsOfKey: [school('99XX')] }) });
  assert.equal(status, 1);
  assert.match(out, /- FOUT De autorisatiesleutel bestaat niet\. Verwacht: fout Client\.AutorisatieOngeldig\. /);
  assert.match(out, /Gekregen: gegevens met 4 leerlingen, 1 leerkracht en 3 groepen \(HTTP 200\)\. \[key-wrong\]/);
  assert.match(out, /\n\d+ goed, 5 fout, 0 aangeraden maar niet gehaald, 0 overgeslagen\. Herstel eerst wat FOUT is/);
  for (const form of ['', '--json', '--junit']) {
    const report = (await against({}, ...(form === '' ? [] : [form]))).out;
    for (const secret of [invented.schoolKey, 'Anna', 'Bram', '2016-03-09']) {
      assert.ok(!report.includes(secret), secret);
    }
  }
});

test('what is only wise fails when strictness was asked for, and in JUnit it is skipped otherwise', async () => {
  const unwise: Flaw = { understands: (request) => ({ ...request, lastReceivedAt: null }) };
  assert.deepEqual([(await against(unwise)).status, (await against(unwise, '--strict')).status], [0, 1]);
  assert.match((await against(unwise)).out, /aangeraden laatstontvangengegevens is nu/);
  const junit = async (...more: readonly string[]) =>
    (await against(unwise, '--junit', '--only', 'roster', ...more)).out;
  assert.match(await junit(), /<skipped message="Aangeraden, niet gehaald\. Verwacht: geenwijzigingen/);
  assert.match(await junit('--strict'), /<failure type="should" message="Verwacht: geenwijzigingen/);
});

test('what has no address is skipped, and nothing is delivered unless it was allowed', async () => {
  const delivered: string[] = [];
  const las = await listeningLas({ hears: (xml) => { delivered.push(xml); return xml; } });
  const flags = [`${las.url}/gegevens`, ...client, '--key', invented.schoolKey, '--json'];
  const { out } = await run([...flags, '--results', `${las.url}/resultaten`]);
  las.close();
  const { cases } = JSON.parse(out) as JsonReport;
  const reasons = new Map(cases.map(({ id, reason }) => [id, reason]));
  assert.equal(reasons.get('structure'), 'geen adres voor getrapt gegeven (--staged)');
  assert.equal(reasons.get('deliver'), 'dit kan een resultaat achterlaten; alleen met --deliver');
  const results = delivered.filter((xml) => xml.includes('leerresultaten_verzoek'));
  assert.ok(results.length > 10);
  assert.deepEqual(results.filter((xml) => !xml.includes('>conform-onbekende-leerling<')), []);
});

test('only what was chosen is tried, with what it builds on', async () => {
  const { out } = await against({}, '--json', '--only', 'pupils-of-one', '--only', 'order');
  const { cases } = JSON.parse(out) as JsonReport;
  assert.deepEqual(cases.map(({ id }) => id), ['roster-whole', 'order-header-first', 'order-client-before-key',
    'order-key-before-data', 'order-version-and-client', 'order-fields-and-client', 'structure', 'pupils-of-one']);
});

test('wrong usage, a key in the clear and a server that is not there end with 2 and no output', async () => {
  const whole = [...client, '--key', 'geheim'];
  const cases: readonly (readonly [args: readonly string[], why: RegExp])[] = [
    [[], /Gebruik/], [['https://las.example/uwlr', ...whole, '--kleur'], /Gebruik/],
    [['ftp://las.example/uwlr', ...whole], /Een adres begint met/],
    [['http://las.example/uwlr', ...whole], /Zonder https/],
    [['https://las.example/uwlr', ...whole, '--results', 'http://las.example/r'], /Zonder https/],
    [['https://las.example/uwlr', ...client], /autorisatiesleutel, de klantcode en de klantnaam/],
    [['https://las.example/uwlr', ...whole, '--school', '99'], /Noem de school/],
    [['https://las.example/uwlr', ...whole, '--year', '2026'], /Schrijf het schooljaar/],
    [['https://las.example/uwlr', ...whole, '--only', 'alles'], /Gebruik/],
    [['http://127.0.0.1:1/uwlr', ...whole], /niet bereikbaar/],
  ];
  for (const [args, why] of cases) {
    const { status, out, err } = await run(args);
    assert.deepEqual([status, out], [2, ''], args.join(' '));
    assert.match(err, why);
    assert.ok(!err.includes('geheim'));
  }
});
