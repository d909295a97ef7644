import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { present } from '../../base/assert.ts';
import { readEdexml } from '../../exchange/edexml/read.ts';
import type { RosterDocument } from '../../exchange/roster-document.ts';
import { mergeStaged } from '../../exchange/uwlr/merge-staged.ts';
import { readRosterReply } from '../../exchange/uwlr/replies.ts';
import type { RosterRequest } from '../../exchange/uwlr/types.ts';
import { writeRosterRequest } from '../../exchange/uwlr/write.ts';
import { schoolPlans } from '../school/plans.ts';
import { listeningSandbox, type ListeningSandbox } from '../sandbox-for-tests.ts';
import { keyFor, post, requestForAll } from './calls-for-tests.ts';
import { schoolRefOf } from './keys.ts';

let listening: ListeningSandbox;
before(async () => { listening = await listeningSandbox(); });
after(() => listening.close());

async function ask(code: string, change: Partial<RosterRequest>): Promise<RosterDocument> {
  const request = { ...requestForAll, school: schoolRefOf(code), ...change };
  const service = request.scope === 'all' ? 'leerlinggegevens' : 'leerlinggegevens-getrapt';
  const { text } = await post(listening, service, writeRosterRequest(request, await keyFor(listening, code)));
  const reply = readRosterReply(Buffer.from(text), request.scope);
  assert.ok(reply.kind === 'answer' && reply.answer?.kind === 'roster', text.slice(0, 400));
  return reply.answer.document;
}

async function inSteps(code: string): Promise<RosterDocument> {
  const structure = await ask(code, { scope: 'structure' });
  const groups = [...structure.groups.map(({ key }) => key), null].map((key) => ({ kind: 'group', key } as const));
  // One group at a time: who teaches two groups comes twice.
  const answers = { pupils: [] as RosterDocument[], staff: [] as RosterDocument[] };
  for (const group of groups) {
    const held = code === '99XA00' || group.key !== null;
    // Only the school to walk has a pupil without a group.
    if (held) answers.pupils.push(await ask(code, { scope: 'pupils', groups: [group] }));
    answers.staff.push(await ask(code, { scope: 'staff', groups: [group] }));
  }
  const { document, findings, unknownGroups } = mergeStaged(structure, answers.pupils, answers.staff);
  assert.deepEqual([unknownGroups, findings.filter(({ severity }) => severity === 'error')], [[], []]);
  return document;
}

/** Without what differs by design: when it was made and in which version; people in the order of their keys. */
function content({ school, pupils, staff, ...rest }: RosterDocument): object {
  const byKey = <T extends { readonly key: string }>(people: readonly T[]) =>
    people.toSorted((a, b) => a.key.localeCompare(b.key, 'en'));
  return {
    ...rest, school: { ...school, createdAt: null, xsdVersion: null }, pupils: byKey(pupils), staff: byKey(staff),
  };
}

test('the EDEXML file, the roster in one call and the roster in steps say the same of every school', async () => {
  for (const { brin, site } of schoolPlans) {
    const code = `${brin}${site}`;
    const bytes = await (await fetch(`${listening.url}/sandbox/las/${code}/edexml`)).arrayBuffer();
    const file = present(readEdexml(new Uint8Array(bytes)).document, 'a readable file');
    const whole = content(await ask(code, {}));
    assert.deepEqual(content(file), whole, `${code}: EDEXML`);
    assert.deepEqual(content(await inSteps(code)), whole, `${code}: getrapt`);
  }
});
