import type { Authorisation, RosterRequest } from './types.ts';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import type { Brin, SiteCode } from '../../base/brin.ts';
import { schoolYearStarting } from '../../base/school-year.ts';
import { carried } from '../edexml/losses.ts';
import { uwlrManner, type RosterManner } from '../edexml/manner.ts';
import { carriedText, loseAll } from '../loss.ts';
import type { RosterDocument } from '../roster-document.ts';
import { results, roster, text as anyText } from '../testing/arbitrary.ts';
import { schemaErrors } from '../testing/schema.ts';
import { standardsFolder, withoutStandards } from '../testing/standards.ts';
import { carriedResults, resultsLosses } from './losses.ts';
import { readUwlr } from './read.ts';
import { readResultsReply, readRosterReply } from './replies.ts';
import { clientFaultCodes, serverFaultCodes } from './types.ts';
import { namespaces } from './wire.ts';
import { writeConfirmation, writeFault, writeResultsFile, writeResultsRequest } from './write.ts';
import { writeRosterAnswer, writeRosterRequest } from './write.ts';

const absent = standardsFolder() === null;
const scopes = ['all', 'structure', 'pupils', 'staff'] as const;
const authorisation: Authorisation = {
  schoolKey: 'SLEUTEL & "1"',
  clientCode: '<code>',
  clientName: 'Inbeeld',
};
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const request: RosterRequest = {
  scope: 'all',
  school: { kind: 'brin', brin: '99XX' as Brin, site: '01' as SiteCode },
  schoolYear: schoolYearStarting(2026),
  xsdVersion: '2.2',
  dataSetId: 'LVS-set',
  lastReceivedAt: new Date('2027-01-19T08:00:00Z'),
  groups: [],
};
const groups: RosterRequest['groups'] = [
  { kind: 'group', key: 'G5' },
  { kind: 'group', key: null },
  { kind: 'compositeGroup', key: 'SG1' },
];

test('the four requests for a roster read back as they were asked, and their schema accepts them', (t) => {
  for (const scope of scopes) {
    const asked = { ...request, scope, groups: scope === 'pupils' || scope === 'staff' ? groups : [] };
    const text = writeRosterRequest(asked, authorisation);
    const { message, authorisation: header, findings } = readUwlr(bytesOf(text));
    assert.deepEqual(findings, []);
    assert.deepEqual(message, { type: 'roster-request', request: asked });
    assert.deepEqual(header, authorisation);
    if (!absent) assert.deepEqual(schemaErrors(text, 'envelopeRoster'), []);
  }
  if (absent) t.skip(withoutStandards);
});

/** Every manner in which a LAS may answer. */
const manners: readonly RosterManner[] = [
  uwlrManner('2.2'), uwlrManner('2.1'), uwlrManner('2.3'), uwlrManner('2.3', { personKeys: 'without-eck-id' }),
  uwlrManner('2.2', { dataSet: 'lvs', lastDigits: '0000' }), uwlrManner('2.2', { dataSet: 'narrow' }),
  uwlrManner('2.3', { dataSet: 'lvs', personKeys: 'without-eck-id' }),
];

test('a request with whatever is in the settings reads back but for the losses of texts, and is valid', (t) => {
  const asked = fc.record({
    scope: fc.constantFrom(...scopes), xsdVersion: fc.constantFrom('2.1', '2.2', '2.3'),
    dataSetId: fc.option(anyText), schoolKey: fc.option(anyText), texts: fc.tuple(anyText, anyText, anyText),
    keys: fc.array(fc.option(anyText), { minLength: 1, maxLength: 3 }),
  });
  const left = (text: string, max: number): string => carriedText(text, max) ?? '-';
  fc.assert(fc.property(asked, ({ scope, xsdVersion, dataSetId, schoolKey, texts, keys }) => {
    const [key, clientCode, clientName] = texts;
    const grouped = scope === 'pupils' || scope === 'staff';
    const given: RosterRequest = {
      ...request, scope, xsdVersion, dataSetId,
      school: schoolKey === null ? request.school : { kind: 'schoolKey', schoolKey },
      groups: grouped ? keys.map((one) => ({ kind: 'group', key: one })) : [],
    };
    const text = writeRosterRequest(given, { schoolKey: key, clientCode, clientName });
    const { message, authorisation: header } = readUwlr(bytesOf(text));
    assert.deepEqual(header, {
      schoolKey: left(key, 64), clientCode: left(clientCode, 64), clientName: left(clientName, 64),
    });
    assert.deepEqual(message, { type: 'roster-request', request: {
      ...given, dataSetId: carriedText(dataSetId, 64),
      school: schoolKey === null ? request.school : { kind: 'schoolKey', schoolKey: left(schoolKey, 256) },
      groups: given.groups.map((group) => ({ ...group, key: carriedText(group.key, 256) })),
    } });
    if (!absent) assert.deepEqual(schemaErrors(text, 'envelopeRoster'), []);
  }), { numRuns: 200, seed: 15 });
  if (absent) t.skip(withoutStandards);
});

test('a roster that a LAS answers with reads back as what UWLR can carry, in every manner', () => {
  fc.assert(
    fc.property(roster, fc.constantFrom(...manners), (document, manner) => {
      const text = writeRosterAnswer('all', { kind: 'roster', document }, manner.xsdVersion, manner);
      const reply = readRosterReply(bytesOf(text), 'all');
      assert.ok(reply.kind === 'answer', JSON.stringify(reply.findings));
      assert.deepEqual(reply.answer, { kind: 'roster', document: carried(document, manner) });
    }),
    { numRuns: 200, seed: 4 },
  );
});

test('every answer with a roster, whole or in steps, is valid against the official schema', (t) => {
  if (absent) return t.skip(withoutStandards);
  fc.assert(
    fc.property(roster, fc.constantFrom(...scopes), fc.constantFrom(...manners), (document, scope, manner) => {
      const text = writeRosterAnswer(scope, { kind: 'roster', document }, manner.xsdVersion, manner);
      assert.deepEqual(schemaErrors(withKeys(text), 'envelopeRoster'), []);
    }),
    { numRuns: 200, seed: 5 },
  );
});

/** There is no schema of 2.3: but for the keys that may be absent there, that of 2.2 has to do. */
function withKeys(text: string): string {
  return text.replaceAll(/<lg:(leerling|leerkracht) eckid="([^"]*)"/gu, '<lg:$1 key="$2" eckid="$2"');
}

test('an answer in the LVS set and in the smalle set fits the schema of that profile', (t) => {
  if (absent) return t.skip(withoutStandards);
  fc.assert(
    fc.property(roster, (given) => {
      const document = complete(given);
      const lvs = { dataSet: 'lvs', lastDigits: '0000' } as const;
      const answer = { kind: 'roster', document } as const;
      assert.deepEqual(schemaErrors(writeRosterAnswer('all', answer, '2.2', lvs), 'envelopeLvs'), []);
      const narrow = writeRosterAnswer('all', answer, '2.2', { dataSet: 'narrow' });
      assert.deepEqual(schemaErrors(bodyOf(narrow), 'narrow'), []);
    }),
    { numRuns: 100, seed: 16 },
  );
});

/** A roster in which everything is that the LVS set requires. */
function complete({ school, ...document }: RosterDocument): RosterDocument {
  const day = '2018-03-04' as RosterDocument['pupils'][number]['birthDate'];
  return {
    ...document,
    school: { ...school, referenceDate: school.referenceDate ?? day, createdAt: school.createdAt ?? new Date(0) },
    pupils: document.pupils.map((pupil) => ({
      ...pupil, callName: 'Roos', birthDate: pupil.birthDate ?? day, yearGroup: pupil.yearGroup ?? '5',
    })),
  };
}

/** The message alone; the schema of the smalle set has no driver for envelopes. */
function bodyOf(envelope: string): string {
  const [, body = ''] = /<soap:Body>([\s\S]*)<\/soap:Body>/u.exec(envelope) ?? [];
  return body.trim().replace(/^<(\S+?)>/u, `<$1 xmlns:lg="${namespaces.lg}">`);
}

test('a LAS can say that nothing changed, and that there is nothing', (t) => {
  for (const scope of scopes) {
    for (const kind of ['unchanged', 'nothing'] as const) {
      const text = writeRosterAnswer(scope, { kind }, '2.2');
      const reply = readRosterReply(bytesOf(text), scope);
      assert.deepEqual(reply, { kind: 'answer', answer: { kind }, findings: [] });
      if (!absent) assert.deepEqual(schemaErrors(text, 'envelopeRoster'), []);
    }
  }
  if (absent) t.skip(withoutStandards);
});

test('one who asks for version 2.1 gets no ECK iDs', () => {
  const [document] = fc.sample(
    roster.filter((one) => one.pupils.some((pupil) => pupil.eckId !== null)),
    { numRuns: 1, seed: 6 },
  );
  assert.ok(document !== undefined);
  assert.ok(writeRosterAnswer('all', { kind: 'roster', document }, '2.2').includes('eckid='));
  assert.ok(!writeRosterAnswer('all', { kind: 'roster', document }, '2.1').includes('eckid='));
});

test('results that are sent read back as what UWLR can carry, in the envelope and as a file', () => {
  fc.assert(
    fc.property(results, (document) => {
      for (const text of [writeResultsRequest(document, authorisation), writeResultsFile(document)]) {
        const { message, findings } = readUwlr(bytesOf(text));
        assert.deepEqual(findings.filter((finding) => finding.severity === 'error'), []);
        assert.deepEqual(message, { type: 'results', document: carriedResults(document) });
      }
    }),
    { numRuns: 100, seed: 7 },
  );
});

test('every delivery of results is valid against the official schema', (t) => {
  if (absent) return t.skip(withoutStandards);
  fc.assert(
    fc.property(results, (document) => {
      assert.deepEqual(schemaErrors(writeResultsRequest(document, authorisation), 'envelopeResults'), []);
      assert.deepEqual(schemaErrors(writeResultsFile(document), 'results'), []);
    }),
    { numRuns: 100, seed: 8 },
  );
});

test('the confirmation is empty, valid, and read as accepted', (t) => {
  assert.deepEqual(
    readResultsReply(bytesOf(writeConfirmation())),
    { kind: 'answer', answer: 'confirmed', findings: [] },
  );
  if (absent) return t.skip(withoutStandards);
  assert.deepEqual(schemaErrors(writeConfirmation(), 'envelopeResults'), []);
});

test('a fault with any text is valid', (t) => {
  if (absent) return t.skip(withoutStandards);
  fc.assert(fc.property(anyText, fc.constantFrom(...clientFaultCodes), (said, code) => {
    assert.deepEqual(schemaErrors(writeFault(code, said), 'envelopeResults'), []);
    assert.deepEqual(schemaErrors(writeFault(code, said), 'envelopeRoster'), []);
  }), { numRuns: 100, seed: 17 });
});

test('nothing stands on the list of what results lose that is not lost by some delivery', () => {
  const untouched = fc.sample(results, { numRuns: 300, seed: 18 }).map((document, at) => (at % 3 ? document : {
    ...document,
    school: { ...document.school, createdAt: new Date(1_800_000_000_123) },
    tests: document.tests.map((one) => ({
      ...one,
      norms: {
        vocabulary: null, vocabularyLocation: null, category: null, level: null, weight: null, bands: [],
      },
      hierarchy: [{ level: 1, entry: { text: '\0', vocabulary: null, vocabularyLocation: null } }],
    })),
  }));
  for (const loss of resultsLosses) {
    const others = resultsLosses.filter((other) => other !== loss);
    assert.ok(untouched.some((document) =>
      !isDeepStrictEqual(carriedResults(document), loseAll(document, null, others))), `${loss.code} changes nothing`);
  }
});

test('SPEC.md names everything that results lose, in the words of the list', () => {
  const spec = readFileSync(new URL('SPEC.md', import.meta.url), 'utf8');
  const named = [...spec.matchAll(/^\| `([a-z0-9.-]+)` \| (.+) \|$/gmu)].map(([, code, what]) => ({ code, what }));
  assert.deepEqual(named, resultsLosses.map(({ code, what }) => ({ code, what })));
});

test('each fault code reads back with its side, and only trouble at the LAS is worth trying again', (t) => {
  for (const code of [...clientFaultCodes, ...serverFaultCodes]) {
    const reply = readResultsReply(bytesOf(writeFault(code, 'Dit ging mis.')));
    assert.ok(reply.kind === 'fault');
    const server = code === 'InterneFout' || code === 'TijdelijkNietBeschikbaar';
    assert.deepEqual(reply.fault, {
      code,
      wireCode: `${server ? 'Server' : 'Client'}.${code}`,
      text: 'Dit ging mis.',
      side: server ? 'server' : 'client',
      retryable: server,
    });
    if (!absent) assert.deepEqual(schemaErrors(writeFault(code, 'Dit ging mis.'), 'envelopeResults'), []);
  }
  if (absent) t.skip(withoutStandards);
});
