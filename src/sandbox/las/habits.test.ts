import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { present } from '../../base/assert.ts';
import { schoolYearStarting } from '../../base/school-year.ts';
import { schemaErrors } from '../../exchange/testing/schema.ts';
import { standardsFolder, withoutStandards } from '../../exchange/testing/standards.ts';
import { readRosterReply } from '../../exchange/uwlr/replies.ts';
import type { RosterAnswer, RosterRequest } from '../../exchange/uwlr/types.ts';
import { writeRosterRequest } from '../../exchange/uwlr/write.ts';
import { schoolPlans } from '../school/plans.ts';
import { listeningSandbox, type ListeningSandbox } from '../sandbox-for-tests.ts';
import { forgetSchool, keyFor, post, requestForAll } from './calls-for-tests.ts';
import { ordinaryHabits, type LasHabits } from './habits.ts';
import { schoolRefOf } from './keys.ts';
import { lasSchool, saveLasSchool } from './school-store.ts';

const codes = schoolPlans.map(({ brin, site }) => `${brin}${site}`);

let listening: ListeningSandbox;

/** Asks the LAS of a school with these habits; a fault comes back as its code. */
async function ask(
  habits: Partial<LasHabits>, change: Partial<RosterRequest> = {}, code = '99XA00',
): Promise<{ readonly text: string; readonly answer: RosterAnswer | string }> {
  await listening.sandbox.withSandbox(async (tx) =>
    saveLasSchool(tx, { ...await lasSchool(tx, code), habits: { ...ordinaryHabits, ...habits } }));
  const request = { ...requestForAll, school: schoolRefOf(code), ...change };
  const message = writeRosterRequest(request, await keyFor(listening, code));
  const { text } = await post(listening, 'leerlinggegevens', message);
  const reply = readRosterReply(Buffer.from(text), 'all');
  if (reply.kind === 'fault') return { text, answer: reply.fault.code };
  return { text, answer: present(reply.kind === 'answer' ? reply.answer : null, 'an answer') };
}

function pupilsOf(answer: RosterAnswer | string) {
  assert.ok(typeof answer !== 'string' && answer.kind === 'roster', JSON.stringify(answer).slice(0, 200));
  return answer.document.pupils;
}

describe('the habits of the LAS of a school', () => {
  before(async () => { listening = await listeningSandbox(); });
  after(async () => {
    for (const code of codes) await forgetSchool(listening, code);
    await listening.close();
  });

  test('a LAS that gives the LVS set gives every school in it, and nothing else', async (t) => {
    for (const code of codes) {
      const { text, answer } = await ask({ dataSet: 'lvs' }, {}, code);
      const pupils = pupilsOf(answer);
      assert.ok(pupils.every(({ birthDate, callName, yearGroup }) => birthDate && callName && yearGroup));
      assert.ok(pupils.every(({ exitDate, firstNames }) => exitDate === null && firstNames === null));
      assert.match(text, /<lg:bsn_ondwnr-4>0000</);
      if (standardsFolder() !== null) assert.deepEqual(schemaErrors(text, 'envelopeLvs'), [], code);
    }
    if (standardsFolder() === null) t.skip(withoutStandards);
  });

  test('a LAS that gives the smalle set tells no sex and no start of education', async () => {
    const { text, answer } = await ask({ dataSet: 'narrow' });
    const pupils = pupilsOf(answer);
    assert.ok(pupils.every(({ gender, startYearGroup3 }) => gender === 'unknown' && startYearGroup3 === null));
    assert.doesNotMatch(text, /geslacht|start_ondw|bsn/);
  });

  test('a LAS serves the versions that it knows, and answers in the one that was asked', async () => {
    const asked = ['2.1', '2.2', '2.3'];
    const versions = (known: LasHabits['versions']) => Promise.all(asked.map(async (xsdVersion) => {
      const { answer } = await ask({ versions: known }, { xsdVersion });
      return typeof answer === 'string' ? answer : answer.kind === 'roster' ? answer.document.school.xsdVersion : '';
    }));
    const no = 'XsdVersieOngeldig';
    assert.deepEqual(await versions('2.1'), ['2.1', no, no]);
    assert.deepEqual(await versions('2.2'), ['2.1', '2.2', no]);
    assert.deepEqual(await versions('2.3'), ['2.1', '2.2', '2.3']);
    assert.deepEqual(await versions('alleen 2.3'), [no, no, '2.3']);
  });

  test('in 2.3 a LAS may name pupils by their ECK iD alone; who has none keeps the key', async () => {
    const both = pupilsOf((await ask({ versions: '2.3' }, { xsdVersion: '2.3' })).answer);
    const { text, answer } = await ask({ versions: '2.3', eckIdAlone: true }, { xsdVersion: '2.3' });
    const alone = pupilsOf(answer);
    assert.equal(text.match(/<lg:leerling key=/gu)?.length, 1, 'the one without an ECK iD');
    assert.deepEqual(alone.map(({ key }) => key), both.map(({ key, eckId }) => eckId ?? key));
    const older = pupilsOf((await ask({ versions: '2.3', eckIdAlone: true }, { xsdVersion: '2.2' })).answer);
    assert.deepEqual(older, both, 'not in 2.2');
  });

  test('a LAS that wants a gegevenssetid answers nothing without it', async () => {
    assert.equal((await ask({ dataSetId: 'LVS-set' })).answer, 'OngeldigBericht');
    assert.equal((await ask({ dataSetId: 'LVS-set' }, { dataSetId: 'Smalle-set' })).answer, 'OngeldigBericht');
    assert.equal(pupilsOf((await ask({ dataSetId: 'LVS-set' }, { dataSetId: 'LVS-set' })).answer).length, 226);
  });

  test('every dialect says the same; that of another toolkit is valid too', async () => {
    const tidy = pupilsOf((await ask({})).answer);
    const foreign = await ask({ dialect: 'foreign' });
    assert.deepEqual(pupilsOf((await ask({ dialect: 'sloppy' })).answer), tidy);
    assert.deepEqual(pupilsOf(foreign.answer), tidy);
    assert.doesNotMatch(foreign.text, /lg:|soap:|<\?xml/);
    if (standardsFolder() !== null) assert.deepEqual(schemaErrors(foreign.text, 'envelopeRoster'), []);
  });

  test('before the change-over next year is unknown, or has groups with nobody in them', async () => {
    const next = { schoolYear: schoolYearStarting(2027) };
    const kind = ({ answer }: Awaited<ReturnType<typeof ask>>) => (typeof answer === 'string' ? answer : answer.kind);
    assert.equal(kind(await ask({ years: 'current' }, next)), 'nothing');
    assert.equal(kind(await ask({ years: 'current' })), 'roster');
    const { answer } = await ask({ years: 'next-empty' }, next);
    assert.ok(pupilsOf(answer).every(({ groupKey }) => groupKey === null));
    assert.ok(typeof answer !== 'string' && answer.kind === 'roster' && answer.document.groups.length === 8);
    assert.ok(pupilsOf((await ask({ years: 'next-empty' })).answer).some(({ groupKey }) => groupKey !== null));
  });

  test('turning a knob on the page changes the habits, and what has changed is news for who asks', async () => {
    const page = `${listening.url}/sandbox/las/99XB00`;
    const form = {
      faultCode: '', faultsLeft: '1', delayMs: '0', faultShape: 'proper', refusedPupils: 'B22001, B22002',
      dataSet: 'lvs', versions: '2.3', eckIdAlone: 'on', dataSetId: ' LVS-set ', dialect: 'tidy', years: 'three',
      typedResultsLink: 'on',
    };
    const turned = () => fetch(`${page}/knoppen`, {
      method: 'POST', body: new URLSearchParams(form), redirect: 'manual', headers: { origin: listening.url },
    });
    assert.equal((await turned()).status, 303);
    const read = () => listening.sandbox.withSandbox((tx) => lasSchool(tx, '99XB00'));
    const { habits, changedAt } = await read();
    assert.deepEqual(habits, {
      dataSet: 'lvs', versions: '2.3', eckIdAlone: true, dataSetId: 'LVS-set', dialect: 'tidy', years: 'three',
      faultShape: 'proper', refusedPupils: ['B22001', 'B22002'],
    });
    assert.deepEqual(changedAt, listening.clock.now());
    listening.clock.set(new Date('2027-01-20T08:00:00Z'));
    await turned();
    assert.deepEqual((await read()).changedAt, changedAt, 'the same once more is no news');
    listening.clock.set(new Date('2027-01-19T08:00:00Z'));
    assert.match(await (await fetch(`${page}/knoppen`)).text(), /<option value="lvs" selected/);
    assert.match(await (await fetch(page)).text(), /Dit LAS heeft eigen gewoonten/);
  });
});
