import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { decide } from './decide.ts';
import { deliverQueue } from './delivery.ts';
import { fault } from '../exchange/uwlr/fault.ts';
import { halves, type PartRow } from './splitting.ts';

const anyRows = fc.array(fc.record({
  pupilId: fc.constantFrom('a', 'b', 'c', 'd'), testCode: fc.constantFrom('RW', 'BL'),
}), { minLength: 1, maxLength: 20 })
  .map((rows) => rows.map((row, at): PartRow => ({ resultId: String(at), ...row })));
const suspicions = ['pupil', 'test', 'result'] as const;

test('halving keeps every row once, and keeps together what has to be refused together', () => {
  fc.assert(fc.property(anyRows, fc.constantFrom(...suspicions), (rows, suspicion) => {
    const unit = (row: PartRow) => (suspicion === 'test' ? row.testCode : row.pupilId);
    const units = new Set(rows.map(unit)).size;
    const divided = halves(rows, suspicion);
    if (!divided) return assert.ok(units === 1 && (suspicion !== 'result' || rows.length === 1));
    const [first, second] = divided.map((part) => part.rows);
    assert.deepEqual([...first!, ...second!].map(({ resultId }) => Number(resultId)).toSorted((a, b) => a - b),
      rows.map((_, at) => at));
    assert.ok(first!.length > 0 && second!.length > 0);
    if (units > 1) assert.ok(!first!.some((row) => second!.some((other) => unit(other) === unit(row))));
    return undefined;
  }));
});

/** Sends rows to a LAS that does not know some pupils, and tells what became of them. */
async function deliverTo(rows: readonly PartRow[], unknown: ReadonlySet<string>) {
  const left = new Map(rows.map((row) => [row.resultId, row]));
  const refused: string[] = [];
  let messages = 0;
  await deliverQueue({
    prepare: async (part) => {
      const going = (part?.rows ?? [...left.values()]).filter(({ resultId }) => left.has(resultId));
      return going.length === 0 ? 'nothing'
        : { rows: going, tries: 1, internalFaults: 0, postdated: false, xsdVersion: '2.2', versions: ['2.2'] };
    },
    send: async (message) => {
      messages += 1;
      return message.rows.some(({ pupilId }) => unknown.has(pupilId))
        ? { kind: 'fault', fault: fault('LeerlingOngeldig', '') } : { kind: 'accepted' };
    },
    settle: async (message, decision) => {
      if (decision.kind === 'refused') refused.push(...message.rows.map(({ pupilId }) => pupilId));
      if (decision.kind === 'refused' || decision.kind === 'delivered') {
        for (const { resultId } of message.rows) left.delete(resultId);
      }
      return true;
    },
  });
  return { messages, left: left.size, refused };
}

const classOf = (size: number): readonly PartRow[] =>
  Array.from({ length: size }, (_, at) => ({ resultId: String(at), pupilId: `p${at}`, testCode: 'RW' }));

test('of thirty pupils the one whom the LAS does not know is found in eleven messages at most', async () => {
  for (let at = 0; at < 30; at += 1) {
    const { messages, left, refused } = await deliverTo(classOf(30), new Set([`p${at}`]));
    assert.deepEqual([left, refused], [0, [`p${at}`]]);
    assert.ok(messages <= 11, `${messages} messages for pupil ${at}`);
  }
  assert.equal((await deliverTo(classOf(30), new Set())).messages, 1);
});

test('exactly those pupils are refused whom the LAS does not know, each with everything of that pupil', async () => {
  await fc.assert(fc.asyncProperty(anyRows, fc.subarray(['a', 'b', 'c', 'd']), async (rows, unknown) => {
    const { left, refused } = await deliverTo(rows, new Set(unknown));
    assert.equal(left, 0);
    assert.deepEqual(refused.toSorted(),
      rows.map(({ pupilId }) => pupilId).filter((pupilId) => unknown.includes(pupilId)).toSorted());
  }));
});

test('a test that the LAS cannot use is refused with all its results, and the other tests go', () => {
  const rows = classOf(4).map((row, at) => ({ ...row, testCode: at < 3 ? 'RW' : 'BL' }));
  const message = { rows, tries: 1, internalFaults: 0, postdated: false, xsdVersion: '2.2', versions: ['2.2'] };
  const soFar = { lasTakes: false, triedVersions: [] };
  const verdict = { kind: 'fault', fault: fault('ToetsNormeringOngeldig', '') } as const;
  const first = decide(message, verdict, soFar);
  assert.ok(first.kind === 'again');
  assert.deepEqual(first.parts.map((part) => part.rows.length), [3, 1]);
  assert.equal(decide({ ...message, rows: first.parts[0]!.rows }, verdict, soFar).kind, 'refused');
});
