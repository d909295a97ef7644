import type { Authorisation, RosterRequest } from './types.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { Brin, SiteCode } from '../../base/brin.ts';
import { schoolYearStarting } from '../../base/school-year.ts';
import { carried } from '../edexml/carry.ts';
import { results, roster } from '../testing/arbitrary.ts';
import { schemaErrors } from '../testing/schema.ts';
import { standardsFolder, withoutStandards } from '../testing/standards.ts';
import { carriedResults } from './carry.ts';
import { readUwlr } from './read.ts';
import { readResultsReply, readRosterReply } from './replies.ts';
import { clientFaultCodes, serverFaultCodes } from './types.ts';
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

test('a roster that a LAS answers with reads back as what UWLR can carry', () => {
  fc.assert(
    fc.property(roster, (document) => {
      const reply = readRosterReply(
        bytesOf(writeRosterAnswer('all', { kind: 'roster', document }, '2.2')),
        'all',
      );
      const expected = carried(document, 'uwlr');
      assert.ok(reply.kind === 'answer', JSON.stringify(reply.findings));
      assert.deepEqual(reply.answer, {
        kind: 'roster',
        document: { ...expected, school: { ...expected.school, xsdVersion: '2.2' } },
      });
    }),
    { numRuns: 100, seed: 4 },
  );
});

test('every answer with a roster, whole or in steps, is valid against the official schema', (t) => {
  if (absent) return t.skip(withoutStandards);
  fc.assert(
    fc.property(roster, fc.constantFrom(...scopes), (document, scope) => {
      const text = writeRosterAnswer(scope, { kind: 'roster', document }, '2.2');
      assert.deepEqual(schemaErrors(text, 'envelopeRoster'), []);
    }),
    { numRuns: 100, seed: 5 },
  );
});

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
