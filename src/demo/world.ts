import type { Running } from '../app/running.ts';
import { assert, present } from '../base/assert.ts';
import { brin6 } from '../base/brin.ts';
import { all, find, one, sql } from '../platform/database/query.ts';
import { listMails } from '../sandbox/mail/store.ts';
import { institutions } from '../sandbox/basispoort/institutions.ts';
import type { Sandbox } from '../sandbox/types.ts';
import type { SchoolPlan } from '../sandbox/school/types.ts';
import { Visitor } from './visitor.ts';

/** One school on its way, and the people who walk it: everything they do goes over HTTP, as strangers. */
export interface World {
  readonly running: Running;
  readonly sandbox: Sandbox;
  readonly plan: SchoolPlan;
  /** BRIN and site: `99XA00`. */
  readonly schoolCode: string;
  readonly institutionId: number;
  readonly administrator: Visitor;
}

/** Opens the world of one invented school. */
export function openWorld(running: Running, plan: SchoolPlan): World {
  return {
    running, plan,
    sandbox: present(running.sandbox, 'the demonstration needs the sandbox'),
    schoolCode: brin6(plan),
    institutionId: present(institutions.find((institution) => institution.plan === plan), 'a school in Basispoort').id,
    administrator: newVisitor(running),
  };
}

/** Somebody new at the door. */
export function newVisitor({ platform }: Running): Visitor {
  return new Visitor(platform.config.publicUrl);
}

const PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 50;

/** Waits until something holds; after a minute it is a failure of the stage that waits. */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`waited a minute for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

/** Waits until no job is waiting or running. */
export function untilQuiet({ running }: World): Promise<void> {
  return until('the jobs to be done', async () => (await running.platform.jobs.counts()).busy === 0);
}

/** The id of the school, once it ordered. */
export async function findSchoolId({ running, plan }: World): Promise<string | undefined> {
  const row = await running.platform.doors.withPlatform((tx) => find<{ schoolId: string }>(tx, sql`
    select school_id from school_site where brin = ${plan.brin} and site_code = ${plan.site} and valid_to is null`));
  return row?.schoolId;
}

/** A mail in the tray to this address, by its subject; undefined while there is none. */
export async function findMailText({ sandbox }: World, to: string, contains: string): Promise<string | undefined> {
  const mails = await sandbox.withSandbox(listMails);
  return mails.find(({ toAddress, textBody }) => toAddress === to && textBody.includes(contains))?.textBody;
}

/** What the database of the platform holds of a school: the other side of every equality of the demonstration. */
export async function countStored(world: World): Promise<StoredCounts> {
  const schoolId = present(await findSchoolId(world), 'the school ordered');
  return world.running.platform.doors.withTenant(schoolId, { kind: 'job', id: 'demo' }, 'administration', (tx) =>
    one<StoredCounts>(tx, sql`select
      (select count(*) from pupil where school_id = ${schoolId} and active) as pupils,
      (select count(*) from class_group where school_id = ${schoolId} and active) as groups,
      (select count(*) from staff_member where school_id = ${schoolId} and active) as staff,
      (select count(*) from planned_test where school_id = ${schoolId} and status <> 'withdrawn') as planned,
      (select count(*) from answer where school_id = ${schoolId}) as answers,
      (select count(*) from sitting where school_id = ${schoolId} and submitted_at is not null) as submitted,
      (select count(*) from routing_decision where school_id = ${schoolId}) as routed,
      (select count(*) from routing_decision where school_id = ${schoolId} and shift = -1) as easier,
      (select count(*) from routing_decision where school_id = ${schoolId} and shift = 1) as harder,
      (select count(*) from paper_score where school_id = ${schoolId}) as paper_scores,
      (select count(*) from scoring where school_id = ${schoolId}) as scorings,
      (select count(*) from result where school_id = ${schoolId} and superseded_by is null
        and sitting_id is not null) as results,
      (select count(*) from result where school_id = ${schoolId} and superseded_by is null
        and sitting_id is null) as old_results,
      (select count(*) from result_delivery where school_id = ${schoolId} and status = 'delivered') as delivered,
      (select count(*) from result_delivery where school_id = ${schoolId} and status <> 'superseded') as deliveries`));
}

/** Rows of one school, by what they are. */
export interface StoredCounts {
  readonly pupils: number;
  readonly groups: number;
  readonly staff: number;
  readonly planned: number;
  readonly answers: number;
  /** Taken that were handed in. */
  readonly submitted: number;
  /** Choices of a next taak, and those that were easier or harder than planned. */
  readonly routed: number;
  readonly easier: number;
  readonly harder: number;
  readonly paperScores: number;
  readonly scorings: number;
  readonly results: number;
  readonly oldResults: number;
  readonly delivered: number;
  readonly deliveries: number;
}

/** What became of the records of old results, over all deliveries. */
export async function countHistory(world: World): Promise<Readonly<Record<string, number>>> {
  const schoolId = present(await findSchoolId(world), 'the school ordered');
  const { doors } = world.running.platform;
  const rows = await doors.withTenant(schoolId, { kind: 'job', id: 'demo' }, 'administration', (tx) =>
    all<{ status: string; count: number }>(tx, sql`select status, count(*) as count from history_record
      where school_id = ${schoolId} group by status`));
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
}

/** Results that the sandbox LAS holds for this school. */
export async function countInLas({ sandbox, schoolCode }: World): Promise<number> {
  const { listResults } = await import('../sandbox/las/result-store.ts');
  return (await sandbox.withSandbox((tx) => listResults(tx, schoolCode))).length;
}

/** Stops the stage when a page did not answer as it should; says which page, never what stood on it. */
export function expectPage(visit: { readonly url: URL; readonly status: number }, path: RegExp): void {
  assert(visit.status < 400 && path.test(visit.url.pathname),
    `expected ${path.source}, came to ${visit.url.pathname} with status ${visit.status}`);
}
