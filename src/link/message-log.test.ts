import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { newTestSchool, testPlatform, type TestPlatform } from '../../test/platform.ts';
import { writeConfirmation, writeFault } from '../exchange/uwlr/write.ts';
import { purgeDeliveries } from '../intake/jobs.ts';
import { all, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import { findExchange, outcomeOf, recordExchange, type ExchangeEntry, type ExchangeFlow } from './message-log.ts';
import { countExchanges, listExchanges } from './message-log-store.ts';

const key = 'SLEUTEL-12345';

describe('the message log of a school', () => {
  let platform: TestPlatform;
  let schoolId: string;
  const logged: string[] = [];
  before(async () => {
    platform = { ...await testPlatform(), log: (event) => void logged.push(event) };
    ({ schoolId } = await newTestSchool(platform));
  });
  const inSchool = <T>(work: (tx: TenantTx) => Promise<T>, id = schoolId): Promise<T> =>
    platform.doors.withTenant(id, { kind: 'job', id: 'test' }, 'administration', work);
  const record = (parts: Partial<ExchangeEntry> = {}, id = schoolId) => recordExchange(platform, id, {
    connectionId: null, flow: 'roster', soapAction: 'HaalLeerlinggegevens', startedAt: platform.clock.now(),
    tookMs: 1234.5, status: 200, subjectCount: 2, secrets: [key], answer: Buffer.from(writeConfirmation()),
    request: `<e><autorisatiesleutel>${key}</autorisatiesleutel><schooljaar>2026-2027</schooljaar></e>`, ...parts,
  });
  const read = (exchangeId: string, id = schoolId) => inSchool((tx) => findExchange(platform, tx, exchangeId), id);

  test('keeps both messages, with the key masked before anything is sealed', async () => {
    const exchangeId = await record({ answer: Buffer.from(writeFault('AutorisatieOngeldig', `Sleutel ${key}?`)) });
    const kept = await read(exchangeId);
    assert.equal(kept?.request,
      '<e><autorisatiesleutel>•••</autorisatiesleutel><schooljaar>2026-2027</schooljaar></e>');
    assert.match(kept?.answer ?? '', /<faultstring>Sleutel •••\?<\/faultstring>/);
    assert.deepEqual([kept?.outcome, kept?.tookMs, kept?.httpStatus, kept?.subjectCount],
      ['AutorisatieOngeldig', 1235, 200, 2]);
    const rows = await inSchool((tx) => all<{ row: string }>(tx, sql`select e::text as row from las_exchange e
      where school_id = ${tx.schoolId}`));
    assert.ok(!JSON.stringify(rows).includes('2026-2027'), 'what is kept is sealed');
  });

  test('is seen by the school alone', async () => {
    const exchangeId = await record();
    const other = await newTestSchool(platform);
    assert.equal(await read(exchangeId, other.schoolId), undefined);
    const seen = await platform.doors.withPlatform((tx) => all<{ outcome: string }>(tx, sql`select outcome
      from las_exchange where exchange_id = ${exchangeId}`));
    assert.deepEqual(seen, [{ outcome: 'accepted' }], 'customer service sees how it ended');
    await assert.rejects(platform.doors.withPlatform((tx) => all(tx, sql`select request_cipher from las_exchange`)),
      'and nothing of what was in it');
  });

  test('tells how a call ended', () => {
    const outcome = (status: number | null, text = '') => outcomeOf(status, Buffer.from(text), 'roster');
    assert.deepEqual(
      [outcome(null), outcome(302), outcome(502, '<html/>'), outcome(200, writeConfirmation()),
        outcome(200, writeFault('InterneFout', '')), outcome(200, `<a>${' '.repeat(70_000)}</a>`)],
      ['no-answer', 'address-moved', 'unreadable', 'accepted', 'InterneFout', 'accepted']);
  });

  test('tells of an empty answer what its reader makes of it: no history is an answer, no confirmation is none', () => {
    const empty = (flow: ExchangeFlow, status: number) => outcomeOf(status, Buffer.from(''), flow);
    assert.deepEqual([empty('history', 204), empty('roster', 204), empty('results', 204), empty('results', 200)],
      ['accepted', 'unreadable', 'unreadable', 'unreadable']);
    assert.equal(outcomeOf(200, Buffer.from(writeConfirmation()), 'results'), 'accepted');
    assert.equal(outcomeOf(500, Buffer.from(writeFault('ScoreOngeldig', '')), 'results'), 'ScoreOngeldig');
  });

  test('keeps a large answer in part, and no text in which nothing would be recognised', async () => {
    const large = await record({ answer: Buffer.from(`<e><naam>${'a'.repeat(300_000)}</naam></e>`) });
    const kept = await read(large);
    assert.deepEqual([kept?.answerBytes, (kept?.answer.length ?? 0) <= 200_000], [300_020, true]);
    const strange = await record({ answer: Buffer.from('<bsn>1</bsn>', 'utf16le') });
    assert.equal((await read(strange))?.answer, '');
  });

  test('never fails the call: what could not be kept is told to the operator', async () => {
    logged.length = 0;
    const nowhere = platform.newId();
    assert.match(await record({}, nowhere), /^[0-9a-f-]{36}$/);
    assert.deepEqual(logged, ['link.log-failed']);
  });

  test('is listed by what it was for and how it ended, the newest first', async () => {
    const own = (await newTestSchool(platform)).schoolId;
    const at = (seconds: number) => new Date(platform.clock.now().getTime() + 1000 * seconds);
    await record({ startedAt: at(0) }, own);
    await record({ startedAt: at(1), flow: 'results', status: null, answer: null }, own);
    await record({ startedAt: at(2), flow: 'results' }, own);
    const listed = async (flow: 'results' | null, outcome: 'accepted' | 'trouble' | null) => {
      const filter = { flow, outcome, page: 1 };
      const rows = await inSchool((tx) => listExchanges(tx, filter), own);
      assert.equal(await inSchool((tx) => countExchanges(tx, filter), own), rows.length);
      return rows.map((row) => `${row.flow} ${row.outcome}`);
    };
    assert.deepEqual(await listed(null, null), ['results accepted', 'results no-answer', 'roster accepted']);
    assert.deepEqual(await listed('results', 'trouble'), ['results no-answer']);
    assert.deepEqual(await listed(null, 'accepted'), ['results accepted', 'roster accepted']);
  });

  test('is gone after thirty days', async () => {
    const exchangeId = await record();
    const now = platform.clock.now();
    platform.clock.set(new Date(now.getTime() + 29 * 86_400_000));
    await purgeDeliveries(platform);
    assert.ok(await read(exchangeId));
    platform.clock.set(new Date(now.getTime() + 30 * 86_400_000));
    await purgeDeliveries(platform);
    platform.clock.set(now);
    assert.equal(await read(exchangeId), undefined);
  });
});
