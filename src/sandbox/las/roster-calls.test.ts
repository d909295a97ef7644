import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createClientAsync } from 'soap';
import { present } from '../../base/assert.ts';
import { mainSite, type Brin } from '../../base/brin.ts';
import { schoolYearStarting } from '../../base/school-year.ts';
import { readEdexml } from '../../exchange/edexml/read.ts';
import type { RosterDocument } from '../../exchange/roster-document.ts';
import { schemaErrors } from '../../exchange/testing/schema.ts';
import { standardsFolder, withoutStandards } from '../../exchange/testing/standards.ts';
import { readRosterReply } from '../../exchange/uwlr/replies.ts';
import type { RosterAnswer, RosterRequest } from '../../exchange/uwlr/types.ts';
import { writeRosterRequest } from '../../exchange/uwlr/write.ts';
import { listeningSandbox, type ListeningSandbox } from '../sandbox-for-tests.ts';
import { keyFor, post, requestForAll } from './calls-for-tests.ts';
import { ordinaryHabits } from './habits.ts';
import { listCalls, withoutHeader } from './message-store.ts';
import { lasSchool, saveLasSchool, type LasSchool } from './school-store.ts';
import { uwlrBase } from './soap-routes.ts';

let listening: ListeningSandbox;
before(async () => { listening = await listeningSandbox(); });
after(() => listening.close());

interface Asked {
  readonly text: string;
  readonly answer: RosterAnswer;
}

async function ask(change: Partial<RosterRequest> = {}): Promise<Asked> {
  const request = { ...requestForAll, ...change };
  const service = request.scope === 'all' ? 'leerlinggegevens' : 'leerlinggegevens-getrapt';
  const xml = writeRosterRequest(request, await keyFor(listening, '99XA00', '99XB00'));
  const { status, text } = await post(listening, service, xml);
  assert.equal(status, 200, text.slice(0, 600));
  const reply = readRosterReply(Buffer.from(text), request.scope);
  assert.equal(reply.kind, 'answer');
  return { text, answer: present(reply.kind === 'answer' ? reply.answer : null, 'an answer') };
}

async function askRoster(change: Partial<RosterRequest> = {}): Promise<RosterDocument> {
  const { answer } = await ask(change);
  assert.equal(answer.kind, 'roster');
  return present(answer.kind === 'roster' ? answer.document : null, 'a roster');
}

function turn(change: Partial<LasSchool>): Promise<void> {
  return listening.sandbox.withSandbox(async (tx) =>
    saveLasSchool(tx, { ...await lasSchool(tx, '99XA00'), ...change }));
}

test('all 226 pupils of the school to walk come over the line, each with year group and key', async () => {
  const roster = await askRoster();
  assert.equal(roster.pupils.length, 226);
  assert.equal(roster.pupils.filter(({ yearGroup }) => yearGroup !== null).length, 226);
  assert.equal(roster.pupils.filter(({ eckId }) => eckId === null).length, 1);
});

test('every kind of answer of the LAS is valid against the official schema of UWLR 2.2', async (t) => {
  if (standardsFolder() === null) return t.skip(withoutStandards);
  const groups = [{ kind: 'group', key: 'G26-5/6a' }, { kind: 'group', key: null }] as const;
  const answers = await Promise.all([
    ask(), ask({ scope: 'structure' }), ask({ scope: 'pupils', groups }), ask({ scope: 'staff', groups }),
    ask({ schoolYear: schoolYearStarting(2027) }), ask({ schoolYear: schoolYearStarting(1999) }),
    ask({ lastReceivedAt: new Date('2027-01-19T07:59:00Z') }),
  ]);
  for (const { text } of answers) assert.deepEqual(schemaErrors(text, 'envelopeRoster'), []);
  assert.deepEqual(answers.slice(-2).map(({ answer }) => answer.kind), ['nothing', 'unchanged']);
});

test('a roster in steps, with those in no group, is the roster in one', async () => {
  const whole = await askRoster();
  const { groups, compositeGroups } = await askRoster({ scope: 'structure' });
  assert.deepEqual([groups, compositeGroups], [whole.groups, whole.compositeGroups]);
  const home = [...groups.map(({ key }) => ({ kind: 'group', key } as const)), { kind: 'group', key: null } as const];
  const { pupils } = await askRoster({ scope: 'pupils', groups: home });
  const { staff } = await askRoster({ scope: 'staff', groups: home });
  assert.deepEqual(pupils, whole.pupils);
  assert.deepEqual(staff, whole.staff);
});

test('the EDEXML file has the same groups, pupils and staff as the answer over the line', async () => {
  const whole = await askRoster();
  const bytes = Buffer.from(await (await fetch(`${listening.url}/sandbox/las/99XA00/edexml`)).arrayBuffer());
  const file = present(readEdexml(bytes).document, 'a readable file');
  assert.deepEqual(file.pupils, whole.pupils);
  assert.deepEqual(file.staff, whole.staff);
  assert.deepEqual(file.groups, whole.groups);
  if (standardsFolder() !== null) assert.deepEqual(schemaErrors(bytes, 'edexml'), []);
});

test('after the first of August everybody has moved up, and the year before last is gone', async () => {
  // A school of its own: aanmaakdatum would stay in August for the others.
  const school = { kind: 'brin', brin: '99XB' as Brin, site: mainSite } as const;
  const before = await askRoster({ school });
  listening.clock.set(new Date('2027-08-02T08:00:00Z'));
  const after = await askRoster({ school, schoolYear: schoolYearStarting(2027) });
  const gone = await ask({ school, schoolYear: schoolYearStarting(2025) });
  listening.clock.set(new Date('2027-01-19T09:00:00Z'));
  const yearGroups = new Map(after.pupils.map(({ key, yearGroup }) => [key, yearGroup]));
  for (const { key, yearGroup } of before.pupils) {
    if (yearGroups.has(key)) assert.equal(Number(yearGroups.get(key)), Number(yearGroup) + 1, key);
    else assert.equal(yearGroup, '8', key);
  }
  assert.equal(gone.answer.kind, 'nothing');
});

test('aanmaakdatum rises with every answer, also within one second', async () => {
  const first = (await askRoster()).school.createdAt;
  const second = (await askRoster()).school.createdAt;
  assert.ok(present(second, 'a date') > present(first, 'a date'));
});

test('a new pupil is a change that is told once', async () => {
  const before = await askRoster();
  const lastReceivedAt = before.school.createdAt;
  assert.equal((await ask({ lastReceivedAt })).answer.kind, 'unchanged');
  listening.clock.advance(60_000);
  await fetch(`${listening.url}/sandbox/las/99XA00/nieuwe-leerling`, { method: 'POST', redirect: 'manual' });
  const later = await askRoster({ lastReceivedAt });
  assert.equal(later.pupils.length, 227);
  await turn({ newcomerCount: 0 });
});

test('a chosen fault is answered as often as was chosen, and then the answer is good again', async () => {
  await turn({ faultCode: 'TijdelijkNietBeschikbaar', faultsLeft: 2 });
  const xml = writeRosterRequest(requestForAll, await keyFor(listening, '99XA00'));
  const statuses = [];
  for (let n = 0; n < 3; n += 1) {
    const { status, text, type } = await post(listening, 'leerlinggegevens', xml);
    statuses.push(status);
    if (status === 500) assert.match(text, /:Server\.TijdelijkNietBeschikbaar</);
    assert.match(type, /^text\/xml/);
  }
  assert.deepEqual(statuses, [500, 500, 200]);
});

test('a sloppy answer breaks the schema and says the same', async () => {
  const tidy = await askRoster();
  await turn({ habits: { ...ordinaryHabits, dialect: 'sloppy' } });
  const { text, answer } = await ask();
  await turn({ habits: ordinaryHabits });
  assert.equal(answer.kind, 'roster');
  if (answer.kind === 'roster') assert.deepEqual(answer.document.pupils, tidy.pupils);
  if (standardsFolder() !== null) assert.notDeepEqual(schemaErrors(text, 'envelopeRoster'), []);
});

test('calls are listed with their outcome, and no key is kept with them', async () => {
  await askRoster();
  const [newest] = await listening.sandbox.withSandbox((tx) => listCalls(tx, '99XA00'));
  assert.equal(newest?.operation, 'HaalLeerlinggegevens');
  const page = await (await fetch(`${listening.url}/sandbox/las/berichten/${newest?.messageId}`)).text();
  assert.match(page, /leerlinggegevens_verzoek/);
  assert.doesNotMatch(page, /autorisatiesleutel/);
});

test('a large answer is compressed for who takes that, and says the same', async () => {
  const body = writeRosterRequest(requestForAll, await keyFor(listening, '99XA00'));
  const url = `${listening.url}${uwlrBase}/leerlinggegevens`;
  const encoded = async (accepts: string) => {
    const headers = { 'content-type': 'text/xml', 'accept-encoding': accepts };
    const answer = await fetch(url, { method: 'POST', body, headers });
    assert.match(await answer.text(), /Tweehuysen/);
    return answer.headers.get('content-encoding');
  };
  assert.deepEqual([await encoded('gzip'), await encoded('identity'), await encoded('br, gzip;q=0')],
    ['gzip', null, null]);
});

test('a request whose header cannot be cut out is not kept', () => {
  assert.doesNotMatch(withoutHeader('<autorisatiesleutel>GEHEIM</autorisatiesleutel>'), /GEHEIM/);
  const spaced = '<s:Header\n><a:autorisatiesleutel>GEHEIM</a:autorisatiesleutel></s:Header ><x/>';
  assert.doesNotMatch(withoutHeader(spaced), /GEHEIM/);
  assert.match(withoutHeader(spaced), /<x\/>/);
});

test('an ordinary SOAP client gets the WSDL, asks for a roster with it, and is told off for a wrong key', async () => {
  const wsdl = `${listening.url}${uwlrBase}/leerlinggegevens?wsdl`;
  const client = await createClientAsync(wsdl);
  const { schoolKey, clientCode, clientName } = await keyFor(listening, '99XA00');
  const header = (key: string) => (
    { autorisatie: { autorisatiesleutel: key, klantcode: clientCode, klantnaam: clientName } });
  const namespace = 'http://www.edustandaard.nl/leerresultaten/2/autorisatie';
  client.addSoapHeader(header(schoolKey), '', 'aut', namespace);
  const call = (client as unknown as { HaalLeerlinggegevensAsync(args: object): Promise<[unknown]> })
    .HaalLeerlinggegevensAsync.bind(client);
  const args = { schooljaar: '2026-2027', brincode: '99XA', dependancecode: '00', xsdversie: '2.2' };
  const [answer] = await call(args);
  const { leerlinggegevens } = answer as { leerlinggegevens: { leerlingen: { leerling: unknown[] } } };
  assert.equal(leerlinggegevens.leerlingen.leerling.length, 226);
  client.changeSoapHeader(0, header('x'.repeat(40)), '', 'aut', namespace);
  await assert.rejects(call(args), /AutorisatieOngeldig/);
});

test('without ?wsdl a GET is not allowed, nor is anything but POST', async () => {
  for (const method of ['GET', 'PUT', 'DELETE']) {
    const answer = await fetch(`${listening.url}${uwlrBase}/leerresultaten`, { method });
    assert.equal(answer.status, 405, method);
    assert.equal(answer.headers.get('allow'), 'POST');
  }
});
