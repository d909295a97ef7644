import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mainSite, type Brin } from '../base/brin.ts';
import type { SchoolYear } from '../base/school-year.ts';
import type { RosterDocument } from '../exchange/roster-document.ts';
import type { GroupRef, SchoolRef } from '../exchange/uwlr/types.ts';
import type { Flaw, HttpAnswer } from './faulty-las.ts';
import { invented } from './invented.ts';
import { conformCases } from './run.ts';
import { against, failing, type JsonReport } from './runs-for-tests.ts';

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
  ['it takes a vocabulary that it cannot fetch for one in which the word is not', {
    knows: (facts) => ({ ...facts, vocabularies: new Map([['urn:conform:onbekend', new Set<string>()]]) }),
  }, ['deliver-vocabulary']],
  ['it trips over a message about more than one pupil', {
    knows: (facts, { message }) => ({
      ...facts, temporarilyDown: message?.type === 'results' && message.document.administrations.length > 1,
    }),
  }, ['deliver-several']],
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

test('whatever a server answers after its first answer, every case has an outcome', async () => {
  const answers = [
    '', '<', '\u0000', 'ja', '{"ok":true}', '<html><body>Storing', `<a>${'<b>'.repeat(200)}`, 'x'.repeat(100_000),
    '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"/>',
    '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
  ];
  let calls = 0;
  const odd: Flaw = {
    says: (out) => {
      calls += 1;
      const status = [200, 500, 302, 204][calls % 4] ?? 200;
      return calls === 1 ? out : { status, type: '', text: answers[calls % answers.length] ?? '' };
    },
  };
  const { status, out } = await against(odd, '--json');
  assert.equal(status, 1);
  assert.equal((JSON.parse(out) as JsonReport).cases.length, conformCases.length);
});
