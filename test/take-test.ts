import assert from 'node:assert/strict';
import type { SchoolViewer } from '../src/access/types.ts';
import { rightAnswer, wrongAnswer } from '../src/content/invented-answers.ts';
import { getForm } from '../src/content/store.ts';
import type { Medium } from '../src/content/types.ts';
import { change, sql } from '../src/platform/database/query.ts';
import type { TenantTx } from '../src/platform/database/tenancy.ts';
import { newId } from '../src/platform/ids.ts';
import type { Platform } from '../src/platform/platform.ts';
import { handIn, openTask, recordAnswers, startSitting } from '../src/taking/actions.ts';
import { findSitting } from '../src/taking/store.ts';
import type { Sitting } from '../src/taking/types.ts';
import type { Classroom } from './classroom.ts';

/** Puts a test ready for a pupil of group 5 in the middle window, without the planning page. Returns the plan. */
export function planTest(tx: TenantTx, { groupId }: Classroom, pupil: SchoolViewer, plan: {
  readonly testCode?: string; readonly medium?: Medium; readonly retakeOf?: string;
} = {}): Promise<string> {
  const { testCode = 'RW-M5', medium = 'screen', retakeOf = null } = plan;
  const planId = newId();
  return change(tx, sql`insert into planned_test (school_id, plan_id, pupil_id, group_id, form_code, subject_code,
      moment_code, school_year, medium, status, part_count, retake_of, planned_by, planned_at)
    select ${tx.schoolId}, ${planId}, ${pupil.id}, ${groupId}, part.form_code, test.subject_code, 'M5', '2026-2027',
      ${medium}, 'planned', (select max(part_no) from test_part as other where other.test_code = test.test_code
        and other.medium = ${medium}), ${retakeOf}, 'job:test', now()
    from test join test_part as part using (test_code)
    where test_code = ${testCode} and medium = ${medium} and part_no = 1`).then(() => planId);
}

/** What a pupil does with an item: right, wrong, or nothing. */
export type Doing = 'right' | 'wrong' | 'nothing';

/** Starts the next taak of a test and answers it; the sitting, open. */
export async function answerTaak(
  platform: Platform, pupil: SchoolViewer, planId: string, doing: (index: number) => Doing,
): Promise<{ readonly sitting: Sitting; readonly epoch: number; readonly lastSequence: number }> {
  const started = await startSitting(platform, pupil, planId);
  assert.ok(started.ok, `startSitting: ${!started.ok && started.refusal}`);
  const { sittingId } = started.value;
  const task = await openTask(platform, pupil, sittingId);
  assert.ok(task.ok);
  const { epoch } = task.value;
  const { sitting, form } = await platform.doors.withTenant(pupil.schoolId, pupil.actor, 'taking', async (tx) => {
    const found = await findSitting(tx, sittingId);
    assert.ok(found);
    return { sitting: found, form: await getForm(tx, found.formCode) };
  });
  const answers = form.items.flatMap(({ item }, index) => {
    const what = doing(index);
    return what === 'nothing' ? [] : [{
      itemId: item.id, responses: { ...(what === 'right' ? rightAnswer(item) : wrongAnswer(item)) },
    }];
  }).map((answer, index) => ({ ...answer, sequence: index + 1, at: '2027-01-19T08:10:00.000Z' }));
  if (answers.length > 0) {
    const receipt = await recordAnswers(platform, pupil, sittingId, { epoch, answers });
    assert.deepEqual(receipt, { ok: true, value: { acknowledged: answers.length, epoch } });
  }
  return { sitting, epoch, lastSequence: answers.length };
}

/** Takes the next taak of a test and hands it in. */
export async function takeTaak(
  platform: Platform, pupil: SchoolViewer, planId: string, doing: (index: number) => Doing,
): Promise<Sitting & { readonly next: { readonly partNo: number } | null }> {
  const { sitting, epoch, lastSequence } = await answerTaak(platform, pupil, planId, doing);
  const receipt = await handIn(platform, pupil, sitting.sittingId, { epoch, lastSequence });
  assert.ok(receipt.ok, `handIn: ${!receipt.ok && receipt.refusal}`);
  return { ...sitting, next: receipt.value.next };
}
