import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as fc from 'fast-check';
import { newClassroom } from '../../test/classroom.ts';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import { all, sql } from '../platform/database/query.ts';
import { readPupilAccommodations, setAccommodations } from './accommodations-actions.ts';
import { accommodationField, accommodationsOf, asText } from './accommodations-form.ts';
import { accommodationsFor } from './accommodations-store.ts';
import {
  accommodationChoices, accommodationNames, defaultAccommodations, readAccommodations, type Accommodations,
} from './accommodations.ts';
import { accommodationWords } from './nl.ts';

let platform: TestPlatform;
before(async () => {
  platform = await testPlatform();
});

const any: fc.Arbitrary<Accommodations> = fc.record<Accommodations>({
  textSize: fc.constantFrom(...accommodationChoices.textSize),
  lineSpacing: fc.constantFrom(...accommodationChoices.lineSpacing),
  letter: fc.constantFrom(...accommodationChoices.letter), contrast: fc.constantFrom(...accommodationChoices.contrast),
  readingRuler: fc.boolean(), readAloud: fc.boolean(), extraBreaks: fc.boolean(),
  readAloudSpeed: fc.constantFrom(...accommodationChoices.readAloudSpeed),
}, { noNullPrototype: true });

const large: Accommodations = { ...defaultAccommodations, textSize: 150, readAloud: true };

test('settings that were stored or sent come back as they were, and what is absent is as usual', () => {
  fc.assert(fc.property(any, (settings) => {
    assert.deepEqual(readAccommodations(JSON.parse(JSON.stringify(settings))), { ok: true, value: settings });
    const sent = Object.fromEntries(accommodationNames.map((name) =>
      [accommodationField(name, 'p'), String(settings[name])]));
    assert.equal(asText(accommodationsOf(sent, 'p')), asText(settings));
  }));
  assert.deepEqual(readAccommodations({}), { ok: true, value: defaultAccommodations });
});

test('a setting or value that does not exist is refused by name', () => {
  assert.deepEqual(readAccommodations({ textSize: 300 }), { ok: false, refusal: { setting: 'textSize' } });
  assert.deepEqual(readAccommodations({ hidePictures: true }), { ok: false, refusal: { setting: 'hidePictures' } });
  assert.deepEqual(readAccommodations({ constructor: 1 }), { ok: false, refusal: { setting: 'constructor' } });
  assert.deepEqual(readAccommodations([]), { ok: false, refusal: { setting: '' } });
});

test('planning says in small words what a pupil uses, and where reading aloud is left out', () => {
  assert.equal(accommodationWords(defaultAccommodations), '');
  assert.equal(accommodationWords(large), 'letters 150 %, voorlezen');
  assert.equal(accommodationWords(large, ['reading']), 'letters 150 %, voorlezen (niet bij Begrijpend lezen)');
});

test('a teacher of the group sets what a pupil uses, audited once; another teacher finds nothing', async () => {
  const room = await newClassroom(platform, { pupils: [{ callName: 'Anna', yearGroup: '5' }] });
  const pupilId = room.pupils[0]!.id;
  const profiles = new Map([[pupilId, large]]);
  const stranger = { ...room.teacher, ownGroupIds: [] };
  assert.deepEqual(await setAccommodations(platform, stranger, { pupilId }, profiles),
    { ok: false, refusal: 'not-found' });
  assert.deepEqual(await readPupilAccommodations(platform, stranger, pupilId), { ok: false, refusal: 'not-found' });
  assert.deepEqual(await setAccommodations(platform, room.teacher, { pupilId }, profiles), { ok: true, value: 1 });
  assert.deepEqual(await setAccommodations(platform, room.teacher, { groupId: room.groupId }, profiles),
    { ok: true, value: 0 });
  const read = await readPupilAccommodations(platform, room.teacher, pupilId);
  assert.deepEqual(read.ok && read.value.settings, large);
  const events = await platform.doors.withTenant(room.schoolId, room.teacher.actor, 'administration', (tx) =>
    all<{ eventCode: string }>(tx, sql`select event_code from audit_event
      where school_id = ${room.schoolId} and event_code = 'accommodations.changed'`));
  assert.equal(events.length, 1);
});

test('a pupil of another school is nobody, and a pupil of whom nothing is set has the usual', async () => {
  const room = await newClassroom(platform, { pupils: [{ callName: 'Anna', yearGroup: '5' }] });
  const neighbour = await newClassroom(platform, { pupils: [{ callName: 'Vreemd', yearGroup: '5' }] });
  const pupilId = neighbour.pupils[0]!.id;
  const done = await setAccommodations(platform, room.teacher, { groupId: room.groupId }, new Map([[pupilId, large]]));
  assert.deepEqual(done, { ok: false, refusal: 'not-found' });
  const known = await platform.doors.withTenant(neighbour.schoolId, neighbour.teacher.actor, 'planning', (tx) =>
    accommodationsFor(tx, [pupilId]));
  assert.deepEqual(known.get(pupilId), defaultAccommodations);
});
