import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Classroom, newClassroom } from '../../../test/classroom.ts';
import { testPlatform, type TestPlatform } from '../../../test/platform.ts';
import { typingRoom, type TypingRoom } from '../../../test/typing-room.ts';
import { addResults } from '../../ability/add-results.ts';
import type { Role, SchoolViewer } from '../../access/types.ts';
import { arithmeticNormTable } from '../../content/norms.ts';
import { reportCatalogue } from '../catalogue.ts';
import { inventedResult } from '../invented-results.ts';
import { openPress, type Press } from '../pdf/press.ts';
import { catalogueRoutes } from './routes.ts';
import type { Report } from './types.ts';

let platform: TestPlatform;
let press: Press;
let room: TypingRoom;
let classroom: Classroom;
before(async () => {
  platform = await testPlatform();
  press = openPress({ workerCount: 1 });
  after(() => press.close());
  room = await typingRoom(platform, (server, gate) =>
    catalogueRoutes(server, platform, gate, press, reportCatalogue));
  classroom = await newClassroom(platform, {
    pupils: [{ callName: 'Pieter Papier', yearGroup: '5' }, { callName: '=1+1', yearGroup: '5' }], history: true,
  });
  const { schoolId, teacher, pupils } = classroom;
  await platform.doors.withTenant(schoolId, teacher.actor, 'ability', async (tx) => {
    const { id: normCode, version: normVersion } = arithmeticNormTable();
    await addResults(tx, pupils.map(({ id }) => {
      const resultId = platform.newId();
      const draft = { ...inventedResult({
        pupilId: id, takenOn: '2027-01-18', score: 600, yearGroup: '5', moment: 'M5', origin: 'migrated',
      }), resultId, normCode, normVersion };
      return { resultId, draft };
    }), platform.clock.now());
  });
});

function addressOf({ path }: Report, { groupId, pupils }: Classroom = classroom): string {
  return path.replace(':pupilId', pupils[0]!.id).replace(':groupId', groupId);
}

function viewer(role: Role, of: Classroom = classroom): SchoolViewer {
  const id = platform.newId();
  return { ...of.teacher, id, roles: [role], ownGroupIds: [], actor: { kind: 'staff', id } };
}

const endings = ['', '.pdf', '.csv', '.xlsx'];

describe('the reports of the catalogue', () => {
  test('open for whom the rights name, in every form, and for nobody else', async () => {
    const other = await newClassroom(platform, { pupils: [{ callName: 'Vera Vreemd', yearGroup: '5' }] });
    for (const report of reportCatalogue) {
      const viewers: readonly [SchoolViewer, boolean][] = [
        [classroom.teacher, report.about !== 'school'],
        [viewer('teacher'), false], [viewer('supervisor'), true], [viewer('director'), true],
        [viewer('administrator'), false], [classroom.pupils[0]!, false],
        [viewer('director', other), report.about === 'school'],
      ];
      for (const [who, opens] of viewers) {
        for (const ending of endings.slice(0, opens ? 1 : undefined)) {
          const { statusCode } = await room.get(who, addressOf(report) + ending);
          assert.equal(statusCode, opens ? 200 : 404, `${report.code}${ending} for ${who.roles.join()}`);
        }
      }
    }
  });

  test('answer whatever stands in the address with a page, or say that they cannot read it', async () => {
    const nobody = platform.newId();
    const director = viewer('director');
    const asked: readonly [number, readonly string[]][] = [
      [200, [
        'schooljaar=2026-2031&moment=M', 'schooljaar=2099-2000&moment=B', 'schooljaar=2000-2001&moment=M&jaren=8',
        'schooljaar=2026-2027', 'sinds=2099-2001-M', 'sinds=2000-2001-B', 'sinds=2098-2099-M', `groep=${nobody}`,
        `resultaat=${nobody}`, 'jaargroep=8', 'locatie=99XX99', 'vak=reading', 'vreemd=1',
      ]],
      [400, [
        'schooljaar=999', 'schooljaar=0000-0001&moment=M', 'schooljaar=9999-0000&moment=B', 'sinds=1000-1001-B',
        'vak=', 'vak=arithmetic&vak=reading', 'jaren=99', 'groep=abc',
      ]],
    ];
    for (const report of reportCatalogue) {
      for (const [status, queries] of asked) {
        for (const query of queries) {
          const { statusCode } = await room.get(director, `${addressOf(report)}?${query}`);
          assert.equal(statusCode, status, `${report.code} ${query}`);
        }
      }
      if (report.about === 'school') continue;
      assert.equal((await room.get(director, report.path.replace(/:\w+/u, nobody))).statusCode, 404, report.code);
      assert.equal((await room.get(director, report.path.replace(/:\w+/u, 'groei'))).statusCode, 400, report.code);
    }
  });
});
