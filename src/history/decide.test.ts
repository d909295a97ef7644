import assert from 'node:assert/strict';
import { before, beforeEach, describe, test } from 'node:test';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import { newSchoolWithRoster, type SchoolWithRoster } from '../../test/school-with-roster.ts';
import { listResultsOfPupil } from '../ability/store.ts';
import { plainDate } from '../base/plain-date.ts';
import { all, sql } from '../platform/database/query.ts';
import { inventedPupil } from '../roster/invented-document.ts';
import { decideSourcePupil, leaveOutUnknown, undoDecision, undoLastDecision } from './decide.ts';
import { importHistoryCsv } from './import-files.ts';
import { listAutomatic, listDecided } from './match-store.ts';
import { viewAutomatic, viewMatches } from './match-view.ts';
import { mergeSources, previewMerge } from './merge.ts';
import { listWaitingRecords } from './store.ts';

const head = 'leerlingsleutel;achternaam;voorvoegsel;roepnaam;geboortedatum;vak;toets;generatie;afnamedatum;jaargroep;'
  + 'vaardigheidsscore';

function line(key: string, lastName: string, callName: string, born: string, moment = 'M5', score = 640): string {
  return `${key};${lastName};;${callName};${born};Rekenen-Wiskunde;${moment};3.0 (synthetisch);22-1-2026;5;${score}`;
}

describe('who a pupil of an old file is', () => {
  let platform: TestPlatform;
  let school: SchoolWithRoster;
  before(async () => { platform = await testPlatform(); });
  beforeEach(async () => {
    const pupils = [['Sanne', 'Vries', '2016-03-09'], ['Yusuf', 'Yılmaz', '2016-05-14']] as const;
    school = await newSchoolWithRoster(platform, {
      lasUrl: null,
      pupils: pupils.map(([callName, lastName, born], at) =>
        inventedPupil(`L${at}`, { callName, lastName, birthDate: plainDate(born), yearGroup: '6' })),
    });
  });
  const csv = (...lines: readonly string[]) =>
    importHistoryCsv(platform, school.administrator, Buffer.from(`${[head, ...lines].join('\n')}\n`));
  const scoresOf = async (key: string) => (await school.inSchool((tx) =>
    listResultsOfPupil(tx, school.pupilIds.get(key)!, 'arithmetic'))).map(({ scaleScore }) => scaleScore);
  const waiting = () => school.inSchool(listWaitingRecords);

  test('is told by name and birth date with a slip in it, and taken back when it was wrong', async () => {
    await csv(line('', 'de Vreis', 'Sanne', '9-3-2016'));
    assert.deepEqual(await scoresOf('L0'), [640]);
    const [match] = await school.inSchool(listAutomatic);
    assert.equal((await viewAutomatic(platform, school.administrator, 1)).rows[0]?.pupil?.callName, 'Sanne');
    assert.deepEqual(await undoDecision(platform, school.administrator, match?.sourcePupil ?? ''),
      { ok: true, value: { count: 1 } });
    assert.deepEqual(await scoresOf('L0'), []);
    assert.deepEqual((await waiting()).map(({ reason, record }) => [reason, record.pupil.person?.lastName]),
      [['taken-back', 'de Vreis']]);
    await csv(line('', 'de Vreis', 'Sanne', '9-3-2016', 'E5', 660));
    assert.equal((await waiting()).length, 2, 'what was taken back is not decided by itself again');
    assert.equal((await viewMatches(platform, school.administrator)).reopenedAt, 0);
    await decideSourcePupil(platform, school.administrator, match?.sourcePupil ?? '', school.pupilIds.get('L1')!);
    assert.deepEqual((await scoresOf('L1')).toSorted(), [640, 660]);
    assert.deepEqual(await school.inSchool(listAutomatic), []);
  });

  test('waits when two of one file may be the same pupil, and not when two files are', async () => {
    await csv(line('77', 'Vries', 'Sanne', '9-3-2016'), line('88', 'Vries', 'Sanne', '9-3-2016', 'E5'));
    assert.deepEqual((await waiting()).map(({ reason }) => reason), ['several-candidates', 'several-candidates']);
    assert.deepEqual(await scoresOf('L0'), []);
    const other = await newSchoolWithRoster(platform, {
      lasUrl: null,
      pupils: [inventedPupil('L0', {
        callName: 'Sanne', lastName: 'Vries', birthDate: plainDate('2016-03-09'), yearGroup: '6',
      })],
    });
    for (const [key, moment] of [['L0', 'M5'], ['', 'E5']] as const) {
      await importHistoryCsv(platform, other.administrator,
        Buffer.from(`${head}\n${line(key, 'Vries', 'Sanne', '9-3-2016', moment)}\n`));
    }
    assert.deepEqual(await other.inSchool(listWaitingRecords), []);
  });

  test('is one child of two of a file after a preview, which changes nothing, and two again by one undo', async () => {
    await csv(line('77', 'Vries', 'Sanne', '9-3-2016'), line('88', 'Vries', 'Sanne', '9-3-2016'),
      line('88', 'Vries', 'Sanne', '9-3-2016', 'E5', 660));
    const [first, second] = (await viewMatches(platform, school.administrator)).inDoubt;
    assert.deepEqual([first?.alike, second?.alike], [[second?.sourcePupil], [first?.sourcePupil]]);
    const merge = {
      sourcePupils: [first?.sourcePupil ?? '', second?.sourcePupil ?? ''], pupilId: school.pupilIds.get('L0')!,
    };
    const preview = await previewMerge(platform, school.administrator, merge);
    assert.deepEqual(preview.ok && preview.value.map(({ outcome }) => outcome.status), ['taken', 'duplicate', 'taken']);
    assert.deepEqual([(await waiting()).length, await scoresOf('L0')], [3, []]);
    assert.deepEqual(await mergeSources(platform, school.administrator, merge), { ok: true, value: { count: 3 } });
    assert.deepEqual((await scoresOf('L0')).toSorted(), [640, 660]);
    assert.deepEqual(await undoLastDecision(platform, school.administrator, merge.sourcePupils[1]!),
      { ok: true, value: { count: 3 } });
    assert.deepEqual([(await waiting()).length, await scoresOf('L0')], [3, []]);
  });

  test('is one person in a file that has the key in one row only', async () => {
    await csv(line('L0', 'Vries', 'Sanne', '9-3-2016'), line('', 'Vries', 'Sanne', '9-3-2016', 'E5', 660));
    assert.deepEqual((await scoresOf('L0')).toSorted(), [640, 660]);
  });

  test('is nobody for all at once who are not in the school, if they are as many as were shown', async () => {
    await csv(line('', 'Vertrokken', 'Kees', '1-1-2014'), line('', 'Verhuisd', 'Mia', '2-2-2014'),
      line('', 'Vries', 'S.', '9-3-2016'));
    const leaveOut = (count: number) => leaveOutUnknown(platform, school.administrator, count);
    assert.deepEqual(await leaveOut(3), { ok: false, refusal: 'changed-meanwhile' });
    assert.deepEqual(await leaveOut(2), { ok: true, value: { count: 2 } });
    assert.deepEqual(await leaveOut(2), { ok: false, refusal: 'nothing-waits' });
    assert.deepEqual((await waiting()).map(({ reason }) => reason), ['similar-candidate']);
    const decided = await school.inSchool(listDecided);
    assert.deepEqual(decided.map(({ pupilId, count }) => [pupilId, count]), [[null, 1], [null, 1]]);
    await undoDecision(platform, school.administrator, decided[0]?.sourcePupil ?? '');
    assert.equal((await waiting()).length, 2, 'one of them waits again');
  });

  test('leaves no name in the audit log, in jobs, or in what is remembered', async () => {
    await csv(line('', 'Vreisman', 'Sanne', '9-3-2016'));
    const [asked] = await waiting();
    await decideSourcePupil(platform, school.administrator, asked?.sourcePupil ?? '', school.pupilIds.get('L0')!);
    const kept = await school.inSchool((tx) => all<{ text: string }>(tx, sql`
      select detail::text as text from audit_event where school_id = ${tx.schoolId}
      union all select source_pupil_key from history_match where school_id = ${tx.schoolId}
      union all select identity::text || record::text from history_record where school_id = ${tx.schoolId}`));
    assert.doesNotMatch(JSON.stringify([kept, platform.jobs.asked]), /Vreisman|Sanne|2016-03-09/);
  });
});
