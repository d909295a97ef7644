/* For tests: a school with the real queue in the database, and the LAS of the sandbox behind HTTP, with somebody
 * in between who breaks the line. */
import assert from 'node:assert/strict';
import { openFakeLas, type FakeAnswer, type FakeLas } from './fake-las.ts';
import { inventOwnResult } from './invented-own-result.ts';
import type { TestPlatform } from './platform.ts';
import { newSchoolWithRoster, type SchoolWithRoster } from './school-with-roster.ts';
import { present } from '../src/base/assert.ts';
import { schoolYearStarting } from '../src/base/school-year.ts';
import { readUwlr } from '../src/exchange/uwlr/read.ts';
import { writeFault } from '../src/exchange/uwlr/write.ts';
import { resultKeyOf } from '../src/history/own-results.ts';
import { all, change, sql } from '../src/platform/database/query.ts';
import { silentLog } from '../src/platform/log.ts';
import { sendMailJob } from '../src/platform/mail/mail.ts';
import { inventedPupil } from '../src/roster/invented-document.ts';
import { issueKey } from '../src/sandbox/las/keys.ts';
import { listResults } from '../src/sandbox/las/result-store.ts';
import { serveCall } from '../src/sandbox/las/service.ts';
import { openSandbox } from '../src/sandbox/sandbox.ts';
import { findPlanByBrin6 } from '../src/sandbox/school/plans.ts';
import { rosterOf } from '../src/sandbox/school/roster.ts';
import { list, write } from '../src/sandbox/store.ts';
import type { Sandbox } from '../src/sandbox/types.ts';
import { openResultsLink, resendPeriod, sendAgain, tickOffRemoved, withdrawOwnResult } from '../src/handoff/actions.ts';
import { listToRemove } from '../src/handoff/again-store.ts';
import { deskOf, type OutgoingMessage } from '../src/handoff/desk.ts';
import {
  pupils, siteOfPupil, type CallTrouble, type World, type WorldLas,
} from '../src/handoff/histories-for-tests.ts';
import { processes } from '../src/handoff/queue-model.ts';

const sites = ['99XC00', '99XC01'] as const;

/** A school whose LAS can be made to do anything. Each history gets a world of its own in it. */
export interface RealSchool {
  newWorld(): Promise<World<OutgoingMessage>>;
  close(): Promise<void>;
}

interface Scene {
  readonly platform: TestPlatform;
  readonly school: SchoolWithRoster;
  readonly sandbox: Sandbox;
  readonly las: FakeLas;
  /** Key in the LAS by number of the pupil. */
  readonly pupilKeys: readonly string[];
  readonly connectionId: string;
}

/** Opens the school and its LAS, and turns the results link on. */
export async function openRealSchool(platform: TestPlatform): Promise<RealSchool> {
  const las = await openFakeLas();
  platform.jobs.handle(sendMailJob, async () => undefined);
  const sandbox = await openSandbox({
    database: platform.database, log: silentLog, publicUrl: las.url,
    clock: { now: platform.clock.now, moveTo: async (at: Date) => platform.clock.set(at) },
  });
  const pupilKeys = pupils.map((pupil) => keyAt(sites[siteOfPupil(pupil)] ?? '', pupil, platform.clock.now()));
  const school = await newSchoolWithRoster(platform, {
    pupils: pupilKeys.map((key) => inventedPupil(key, { yearGroup: '5' })), lasUrl: las.url,
  });
  const key = await sandbox.withSandbox((tx) => issueKey(tx, sites, platform.clock.now()));
  const connectionId = await school.inSchool(async (tx) => {
    for (const [pupil, pupilKey] of pupilKeys.entries()) {
      await change(tx, sql`update pupil set sites = array[${sites[siteOfPupil(pupil)]}]
        where school_id = ${tx.schoolId} and pupil_id = ${school.pupilIds.get(pupilKey)}`);
    }
    await change(tx, sql`update las_connection set key_cipher = ${platform.secrets.seal(key)}
      where school_id = ${tx.schoolId}`);
    const [row] = await all<{ connectionId: string }>(tx, sql`select connection_id from las_connection
      where school_id = ${tx.schoolId}`);
    return present(row, 'a connection').connectionId;
  });
  assert.ok((await openResultsLink(platform, school.administrator)).ok);
  const scene = { platform, school, sandbox, las, pupilKeys, connectionId };
  return { newWorld: () => newWorld(scene), close: las.close };
}

function keyAt(site: string, pupil: number, at: Date): string {
  const plan = present(findPlanByBrin6(site), `a plan of ${site}`);
  return present(rosterOf(plan, schoolYearStarting(2026), at).pupils[10 + pupil], 'a pupil').key;
}

async function newWorld(scene: Scene): Promise<World<OutgoingMessage>> {
  const { platform, school, connectionId } = scene;
  const { inSchool } = school;
  await forgetEverything(scene);
  const sittings: { readonly sittingId: string; readonly pupil: number }[] = [];
  const numberOf = (sittingId: string | null) => sittings.findIndex((one) => one.sittingId === sittingId);
  const keyOf = (sitting: number) => resultKeyOf(sittings[sitting]?.sittingId ?? '');
  const invent = async (sittingId: string, pupil: number, value: number) => {
    await inventOwnResult(platform, school, { pupilKey: scene.pupilKeys[pupil] ?? '', right: value, sittingId });
    // A pupil takes a test once; here the plan makes room for the next sitting.
    await inSchool((tx) => change(tx, sql`update planned_test set status = 'withdrawn'
      where school_id = ${tx.schoolId} and plan_id = ${sittingId}`));
  };
  const inForce = () => inSchool((tx) => all<{ resultId: string; sittingId: string; scoreRaw: number }>(tx, sql`
    select result_id, sitting_id, score_raw from result
    where school_id = ${tx.schoolId} and superseded_by is null and sitting_id is not null`));
  const onLink = (set: string) => inSchool((tx) => change(tx, sql`update las_connection set ${sql.raw(set)}
    where school_id = ${tx.schoolId}`));
  return {
    desk: deskOf(platform, school.schoolId),
    las: newLas(scene, (key) => numberOf(key.replace(resultKeyOf(''), '')), keyOf),
    async make(pupil, value) {
      const sittingId = platform.newId();
      sittings.push({ sittingId, pupil });
      await invent(sittingId, pupil, value);
    },
    correct: (sitting, value) => invent(sittings[sitting]!.sittingId, sittings[sitting]!.pupil, value),
    async withdraw(sitting) {
      const row = (await inForce()).find(({ sittingId }) => numberOf(sittingId) === sitting);
      if (row) await withdrawOwnResult(platform, school.administrator, row.resultId);
    },
    async resend() {
      await resendPeriod(platform, school.administrator, { schoolYear: '2026-2027', season: 'M', testCode: null });
    },
    tickOff: (sitting) => tickOffRemoved(platform, school.administrator, keyOf(sitting)),
    clock: (seconds) => platform.clock.set(new Date(platform.clock.now().getTime() + 1000 * seconds)),
    expireTurn: async () => void await onLink(`results_sending_until = now() - interval '1 second'`),
    endPauses: async () => void await onLink('results_paused_until = null'),
    async mend() {
      await platform.doors.withPlatform((tx) => change(tx, sql`delete from las_stop
        where las_host = ${new URL(scene.las.url).host}`));
      await sendAgain(platform, school.administrator, null);
    },
    inForce: async () => new Map((await inForce()).map((row) => [numberOf(row.sittingId), row.scoreRaw])),
    toRemove: async () => new Set((await inSchool((tx) => listToRemove(tx, connectionId)))
      .map(({ resultKey }) => numberOf(resultKey.replace(resultKeyOf(''), '')))),
    unsettled: async () => (await inSchool((tx) => all(tx, sql`select from result r
      where r.school_id = ${tx.schoolId} and r.superseded_by is null and r.sitting_id is not null
        and not exists (select from result_delivery d where d.school_id = r.school_id
          and d.result_id = r.result_id and d.status = 'delivered')`))).length,
  };
}

/** What earlier histories left is withdrawn here and gone there. */
async function forgetEverything({ platform, school, sandbox, connectionId }: Scene): Promise<void> {
  await school.inSchool(async (tx) => {
    await change(tx, sql`update result set superseded_by = result_id
      where school_id = ${tx.schoolId} and superseded_by is null`);
    await change(tx, sql`update result_delivery set status = 'superseded', may_hold = false, in_flight = false
      where school_id = ${tx.schoolId} and connection_id = ${connectionId}`);
    await change(tx, sql`update las_connection set fault_code = null, results_sending_until = null
      where school_id = ${tx.schoolId}`);
  });
  await sandbox.withSandbox((tx) => write(tx, sql`delete from sandbox.las_result
    where school_code = any(${sites}::text[])`));
  platform.jobs.forget();
}

function newLas(
  { sandbox, las, pupilKeys }: Scene, numberOf: (key: string) => number, keyOf: (sitting: number) => string,
): WorldLas {
  const unknown = new Set<string>();
  let late: Buffer[] = [];
  /** What should not have come in at all; an answer cannot say so. */
  let outrage: Error | null = null;
  let kept: readonly object[] = [];
  let keptSettings: readonly object[] = [];
  const process = async (body: Buffer): Promise<FakeAnswer> => {
    const { message } = readUwlr(body);
    assert.ok(message?.type === 'results');
    const { school, administrations } = message.document;
    const [site] = school.school.kind === 'brin' ? [`${school.school.brin}${school.school.site}`] : [];
    for (const { pupilKey } of administrations) {
      assert.equal(sites[siteOfPupil(pupilKeys.indexOf(pupilKey))], site, 'a message holds the pupils of one site');
      if (unknown.has(pupilKey)) return { status: 500, body: writeFault('LeerlingOngeldig', '') };
    }
    const { status, text } = await serveCall(sandbox, 'leerresultaten', body);
    return { status, body: text };
  };
  const world: WorldLas = {
    troubles: [],
    forget: (pupil) => void unknown.add(pupilKeys[pupil] ?? ''),
    learn: (pupil) => void unknown.delete(pupilKeys[pupil] ?? ''),
    async arriveLate() {
      for (const body of late) await process(body);
      late = [];
    },
    async backup() {
      await sandbox.withSandbox(async (tx) => {
        kept = await list(tx, sql`select to_jsonb(r) as row from sandbox.las_result r
          where school_code = any(${sites}::text[])`);
        keptSettings = await list(tx, sql`select to_jsonb(s) as row from sandbox.las_school s
          where school_code = any(${sites}::text[])`);
      });
    },
    async restore() {
      await sandbox.withSandbox(async (tx) => {
        await write(tx, sql`delete from sandbox.las_result where school_code = any(${sites}::text[])`);
        await write(tx, sql`insert into sandbox.las_result
          select r.* from jsonb_array_elements(${JSON.stringify(kept)}::jsonb) e,
          jsonb_populate_record(null::sandbox.las_result, e -> 'row') r`);
        await write(tx, sql`update sandbox.las_school s set results_created_at = (
            select (e -> 'row' ->> 'results_created_at')::timestamptz
            from jsonb_array_elements(${JSON.stringify(keptSettings)}::jsonb) e
            where e -> 'row' ->> 'school_code' = s.school_code)
          where school_code = any(${sites}::text[])`);
      });
    },
    async remove(sitting) {
      await sandbox.withSandbox((tx) => write(tx, sql`delete from sandbox.las_result
        where school_code = any(${sites}::text[]) and result_key = ${keyOf(sitting)}`));
    },
    async holds() {
      if (outrage) throw outrage;
      const rows = await sandbox.withSandbox(async (tx) =>
        [...await listResults(tx, sites[0]), ...await listResults(tx, sites[1])]);
      return new Map(rows.map(({ resultKey, outcome }, at) => {
        const sitting = numberOf(resultKey);
        const value = outcome.kind === 'oso' ? outcome.oso.testScore?.correctCount ?? -1 : -1;
        const twice = rows.findIndex((row) => row.resultKey === resultKey) !== at;
        return [sitting < 0 || twice ? `${resultKey} ${at}` : String(sitting), value];
      }));
    },
  };
  las.answer = async ({ body }) => {
    const [trouble = 'none', ...others] = world.troubles;
    world.troubles = others;
    const bytes = Buffer.from(body);
    if (trouble === 'late') late.push(bytes);
    try {
      return answerOf(trouble, processes(trouble) ? await process(bytes) : null);
    } catch (error) {
      outrage ??= error instanceof Error ? error : new Error(String(error));
      return null;
    }
  };
  return world;
}

function answerOf(trouble: CallTrouble, answer: FakeAnswer): FakeAnswer {
  switch (trouble) {
    case 'none': return answer;
    case 'lost-before': case 'lost-after': case 'late': return null;
    case 'page-before': case 'page-after': return { status: 502, body: '<html><body>Bad gateway</body></html>' };
    case 'cut-after': return answer && { ...answer, body: answer.body.slice(0, 150) };
    case 'internal-after': return { status: 500, body: writeFault('InterneFout', '') };
    default: return { status: 500, body: writeFault(trouble, '') };
  }
}
