import type { RosterDocument } from '../roster-document.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { present } from '../../base/assert.ts';
import { carried } from '../edexml/losses.ts';
import { uwlrManner } from '../edexml/manner.ts';
import { roster } from '../testing/arbitrary.ts';
import { mergeStaged } from './merge-staged.ts';
import { readUwlr } from './read.ts';
import { namespaces } from './wire.ts';

const school = `<school><schooljaar>2026-2027</schooljaar><brincode>99XX</brincode>
  <aanmaakdatum>2026-11-23T03:00:00+01:00</aanmaakdatum><xsdversie>2.3</xsdversie></school>`;

/** An answer of getrapt with these sections. */
function answer(scope: 'structuur' | 'leerlingen' | 'leerkrachten', sections: string): RosterDocument {
  const text = `<${scope}_antwoord xmlns="${namespaces.lg}"><leerlinggegevens-${scope}>
    ${sections}</leerlinggegevens-${scope}></${scope}_antwoord>`;
  const { message, findings } = readUwlr(new TextEncoder().encode(text));
  assert.deepEqual(findings.filter((finding) => finding.blocks), []);
  assert.ok(message?.type === 'roster-answer' && message.answer.kind === 'roster');
  return message.answer.document;
}

const structure = answer('structuur', `${school}<vestigingen><vestiging key="V1"><naam>Dorp</naam></vestiging>
  </vestigingen><groepen><groep key="G5"><naam>Groep 5</naam><jaargroep>5</jaargroep></groep>
  <samengestelde_groep key="PLUS"><naam>Plusklas</naam></samengestelde_groep></groepen>`);

function pupils(...elements: readonly string[]): RosterDocument {
  return answer('leerlingen', `${school}<leerlingen>${elements.join('')}</leerlingen>`);
}

const name = '<achternaam>Voorbeeld</achternaam><roepnaam>Proef</roepnaam>';
const codes = (merged: ReturnType<typeof mergeStaged>): readonly string[] =>
  merged.findings.map((finding) => finding.code);

test('a pupil who came once for each group is one pupil in all of them, with the year of the home group', () => {
  const asOfHome = pupils(`<leerling key="1">${name}<groep key="G5"/></leerling>`);
  const plus = '<samengestelde_groepen><samengestelde_groep key="PLUS"/></samengestelde_groepen>';
  const asOfPlus = pupils(`<leerling key="1">${name}${plus}<vestiging key="V1"/></leerling>`);
  const merged = mergeStaged(structure, [asOfHome, asOfPlus], []);
  assert.deepEqual(codes(merged), ['EDEX-YEARGROUP-DERIVED']);
  const { key, groupKey, compositeGroupKeys, siteKey, yearGroup } = present(merged.document.pupils[0], 'one');
  assert.deepEqual([key, groupKey, compositeGroupKeys, siteKey, yearGroup], ['1', 'G5', ['PLUS'], 'V1', '5']);
  assert.equal(merged.document.pupils.length, 1);
  assert.deepEqual(merged.unknownGroups, []);
});

test('a group that the structure lacks blocks, and is named so that the structure can be asked again', () => {
  const lost = pupils(`<leerling key="1">${name}<groep key="G6"/></leerling>`);
  const merged = mergeStaged(structure, [lost], []);
  assert.deepEqual(merged.unknownGroups, ['G6']);
  const unknown = merged.findings.find((finding) => finding.code === 'EDEX-GROUP-UNKNOWN');
  assert.ok(unknown?.blocks);
  assert.equal(unknown.path, '/leerlingen_antwoord[1]/leerling[1]/groep/@key');
});

test('data that contradict each other are told, the first counts, and two ECK iDs under one key block', () => {
  const five = '<jaargroep>5</jaargroep>';
  const first = pupils(
    `<leerling key="1">${name}${five}</leerling>`,
    `<leerling key="2" eckid="a">${name}${five}</leerling>`,
  );
  const other = '<achternaam>Anders</achternaam><geboortedatum>2017-05-06</geboortedatum>';
  const again = pupils(
    `<leerling key="1">${other}${five}</leerling>`,
    `<leerling key="2" eckid="b">${name}${five}</leerling>`,
  );
  const merged = mergeStaged(structure, [first, again], []);
  assert.deepEqual(codes(merged), ['UWLR-STAGED-DIFFERS', 'UWLR-STAGED-PERSON']);
  assert.deepEqual(
    merged.document.pupils.map(({ lastName, birthDate, eckId }) => [lastName, birthDate, eckId]),
    [['Voorbeeld', '2017-05-06', null], ['Voorbeeld', null, 'a']],
  );
  assert.ok(merged.findings.every((finding) => !finding.message.includes('Anders')));
});

test('another name with another birth date under the same key is somebody else, and blocks', () => {
  const of = (called: string, born: string): RosterDocument => pupils(
    `<leerling key="1"><roepnaam>${called}</roepnaam><geboortedatum>${born}</geboortedatum>
     <jaargroep>5</jaargroep></leerling>`);
  const codesOf = (again: RosterDocument): readonly string[] =>
    codes(mergeStaged(structure, [of('Proef', '2017-05-06'), again], []));
  assert.deepEqual(codesOf(of('Ander', '2016-01-01')), ['UWLR-STAGED-PERSON']);
  assert.deepEqual(codesOf(of('Ander', '2017-05-06')), ['UWLR-STAGED-DIFFERS']);
  assert.deepEqual(codesOf(of('Proef', '2016-01-01')), ['UWLR-STAGED-DIFFERS']);
  assert.deepEqual(codesOf(of('Proef', '2017-05-06')), []);
});

test('one who has an ECK iD in one answer and a key beside it in another is one; two keys are not', () => {
  const five = `${name}<jaargroep>5</jaargroep></leerling>`;
  const bare = pupils(`<leerling eckid="eck">${five}`);
  const keyed = pupils(`<leerling key="1" eckid="eck">${five}`);
  for (const answers of [[bare, keyed], [keyed, bare]]) {
    const { document, findings } = mergeStaged(structure, answers, []);
    assert.deepEqual(document.pupils.map(({ key, eckId }) => [key, eckId]), [['1', 'eck']]);
    assert.deepEqual(findings, []);
  }
  const twice = mergeStaged(structure, [keyed, pupils(`<leerling key="2" eckid="eck">${five}`)], []);
  assert.deepEqual(codes(twice), ['EDEX-ECKID-DUPLICATE']);
});

test('a dummy key of one answer is nobody in another', () => {
  const five = `${name}<jaargroep>5</jaargroep></leerling>`;
  const first = pupils(`<leerling key="#1">${five}`);
  const merged = mergeStaged(structure, [first, pupils(`<leerling key="#1">${five}`)], []);
  assert.deepEqual(merged.document.pupils.map(({ key }) => key), ['#1', '#1@2']);
});

test('staff are merged with the groups and roles of every answer', () => {
  const member = (group: string): string => `${school}<leerkrachten><leerkracht key="K">
    <achternaam>Juf</achternaam><groepen>${group}</groepen></leerkracht></leerkrachten>`;
  const merged = mergeStaged(
    structure,
    [pupils(`<leerling key="1">${name}<jaargroep>5</jaargroep></leerling>`)],
    [
      answer('leerkrachten', member('<groep key="G5"><rol>LRK</rol></groep>')),
      answer('leerkrachten', member('<groep key="G5"><rol>IB</rol></groep><samengestelde_groep key="PLUS"/>')),
    ],
  );
  assert.deepEqual(codes(merged), []);
  assert.deepEqual(merged.document.staff[0]?.groups, [
    { kind: 'group', key: 'G5', roles: ['LRK', 'IB'] },
    { kind: 'compositeGroup', key: 'PLUS', roles: [] },
  ]);
});

test('answers about another school or year block, and the whole is as old as its oldest answer', () => {
  const one = pupils(`<leerling key="1">${name}<jaargroep>5</jaargroep></leerling>`);
  const createdAt = new Date('2026-11-20T00:00:00Z');
  const older = { ...one, school: { ...one.school, createdAt } };
  const elsewhere = { ...one, school: { ...one.school, brin: '98XX' as typeof one.school.brin } };
  assert.deepEqual(mergeStaged(structure, [older], []).document.school.createdAt, createdAt);
  assert.deepEqual(codes(mergeStaged(structure, [elsewhere], [])), ['UWLR-STAGED-SCHOOL']);
  assert.deepEqual(codes(mergeStaged(structure, [], [])), ['EDEX-NO-PUPILS']);
});

test('a roster cut in steps, in whatever parts, comes back whole', () => {
  fc.assert(
    fc.property(roster, fc.integer({ min: 1, max: 4 }), (given, parts) => {
      const whole = carried(given, uwlrManner('2.2'));
      const part = <T>(list: readonly T[], nth: number): readonly T[] =>
        list.filter((_, at) => at % parts === nth);
      const steps = Array.from({ length: parts }, (_, nth) => ({
        ...whole, pupils: part(whole.pupils, nth), staff: part(whole.staff, nth),
      }));
      const structureAlone = { ...whole, pupils: [], staff: [] };
      const { document, findings } = mergeStaged(structureAlone, [...steps, whole], steps);
      assert.deepEqual(findings.filter((finding) => finding.blocks), []);
      const byKey = <T extends { readonly key: string }>(list: readonly T[]): readonly T[] =>
        list.toSorted((a, b) => (a.key < b.key ? -1 : 1));
      assert.deepEqual(byKey(document.pupils), byKey(whole.pupils));
      assert.deepEqual(byKey(document.staff), byKey(whole.staff));
      assert.deepEqual(document.groups, whole.groups);
    }),
    { numRuns: 60, seed: 4 },
  );
});
