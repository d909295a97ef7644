import type { PaperEntry } from '../paper/types.ts';
import { all, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import { withLate } from '../taking/late-answers.ts';
import type { FinalMark } from '../taking/marking-store.ts';
import type { FinalAnswer, Sitting } from '../taking/types.ts';
import type { ScoringInput } from './rules.ts';
import type { Scoring } from './types.ts';

/** A scoring with its sitting, and every row that the sitting ever got; what counted of them follows. */
export interface StoredScoring extends Scoring {
  readonly sitting: StoredSitting;
}

/** A taak with everything that was ever stored of it, each list in the order in which it came to count. */
export interface StoredSitting extends
  Pick<Sitting, 'sittingId' | 'pupilId' | 'planId' | 'partNo' | 'partCount' | 'formCode' | 'medium' | 'takenOn'
    | 'takenOnRevision' | 'schoolYear'> {
  /** The form that the plan began with: its test and moment are those of the result. */
  readonly plannedFormCode: string;
  readonly answers: readonly (FinalAnswer & { readonly at: Date })[];
  /** Late answers that a teacher lets count; the time is that of the decision. */
  readonly late: readonly (FinalAnswer & { readonly at: Date })[];
  /** Of the first round, which is the one that counts. */
  readonly entries: readonly (PaperEntry & { readonly at: Date })[];
  readonly marks: readonly (Omit<FinalMark, 'score'> & { readonly score: number | null; readonly at: Date })[];
}

/** How many rows of each kind were there at a moment: a state that the sitting was in. */
export interface StateOfSitting {
  readonly answers: number;
  readonly late: number;
  readonly entries: number;
  readonly marks: number;
}

/** The state now: everything. */
export function stateNow({ answers, late, entries, marks }: StoredSitting): StateOfSitting {
  return { answers: answers.length, late: late.length, entries: entries.length, marks: marks.length };
}

/** What a sitting held in one of its states, as scoring takes it. The newest of an item counts: the rules of
 * `taking` and `paper`, here from the rows themselves. */
export function inputIn(sitting: StoredSitting, state: StateOfSitting): ScoringInput {
  const answers = sitting.answers.slice(0, state.answers);
  const answeredAt = Map.groupBy(answers, ({ itemId }) => itemId);
  const marks = newest(sitting.marks.slice(0, state.marks)).flatMap(({ itemId, markNo, score, at }) => {
    // What the pupil wrote after the mark was never judged.
    const isOutdated = answeredAt.get(itemId)?.some((answer) => answer.at > at) ?? false;
    return score === null || isOutdated ? [] : [{ itemId, markNo, score }];
  });
  if (sitting.medium === 'paper') {
    return { medium: 'paper', marks, entries: newest(sitting.entries.slice(0, state.entries)) };
  }
  const late = newest(sitting.late.slice(0, state.late)
    .toSorted((a, b) => a.deviceEpoch - b.deviceEpoch || a.sequence - b.sequence));
  return { medium: 'screen', marks, answers: withLate(newest(answers), late) };
}

function newest<Row extends { readonly itemId: string | null }>(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [row.itemId, row])).values()];
}

/** These scorings with everything that they can be made again from: seven questions, however many there are. */
export async function listStoredScorings(
  tx: TenantTx, scoringIds: readonly string[],
): Promise<readonly StoredScoring[]> {
  const scorings = await all<Omit<Scoring, 'points'>>(tx, sql`select scoring_id, sitting_id, input_digest, total,
      code_version, scored_at
    from scoring where school_id = ${tx.schoolId} and scoring_id = any(${scoringIds}::uuid[])
    order by scored_at desc, scoring_id desc`);
  const points = await all<Scoring['points'][number] & { readonly scoringId: string }>(tx, sql`select scoring_id,
      item_id, item_version, score, answered
    from item_score where school_id = ${tx.schoolId} and scoring_id = any(${scoringIds}::uuid[])
    order by scoring_id, item_id`);
  const sittings = await listStoredSittings(tx, [...new Set(scorings.map(({ sittingId }) => sittingId))]);
  const pointsOf = Map.groupBy(points, ({ scoringId }) => scoringId);
  return scorings.flatMap((scoring) => {
    const sitting = sittings.get(scoring.sittingId);
    const own = pointsOf.get(scoring.scoringId) ?? [];
    return sitting ? [{ ...scoring, sitting, points: own }] : [];
  });
}

type Row<Kind extends 'answers' | 'late' | 'entries' | 'marks'> =
  StoredSitting[Kind][number] & { readonly sittingId: string };

async function listStoredSittings(
  tx: TenantTx, sittingIds: readonly string[],
): Promise<ReadonlyMap<string, StoredSitting>> {
  const within = sql`school_id = ${tx.schoolId} and sitting_id = any(${sittingIds}::uuid[])`;
  const sittings = await all<Omit<StoredSitting, 'answers' | 'late' | 'entries' | 'marks'>>(tx, sql`
    select s.sitting_id, s.pupil_id, s.plan_id, s.part_no, p.part_count, s.form_code, p.form_code as planned_form_code,
      s.medium, s.taken_on, s.taken_on_revision, p.school_year
    from sitting s join planned_test p using (school_id, plan_id)
    where s.school_id = ${tx.schoolId} and s.sitting_id = any(${sittingIds}::uuid[])`);
  const answers = await all<Row<'answers'>>(tx, sql`select sitting_id, item_id, device_epoch, sequence, responses,
      received_at as at
    from answer where ${within} order by sitting_id, device_epoch, sequence`);
  const late = await all<Row<'late'>>(tx, sql`select sitting_id, item_id, device_epoch, sequence, responses,
      decided_at as at
    from late_answer where ${within} and decision = 'counted'
    order by sitting_id, decided_at, device_epoch, sequence`);
  const entries = await all<Row<'entries'>>(tx, sql`select sitting_id, entry_no, item_id, kind, score, responses,
      entered_at as at
    from paper_score where ${within} and round = 1 order by sitting_id, entry_no`);
  const marks = await all<Row<'marks'>>(tx, sql`select sitting_id, item_id, mark_no, score, marked_at as at
    from item_mark where ${within} order by sitting_id, mark_no`);
  const [answersOf, lateOf, entriesOf, marksOf] = [
    bySitting(answers), bySitting(late), bySitting(entries), bySitting(marks),
  ];
  return new Map(sittings.map((sitting) => [sitting.sittingId, {
    ...sitting, answers: answersOf(sitting), late: lateOf(sitting), entries: entriesOf(sitting),
    marks: marksOf(sitting),
  }]));
}

function bySitting<R extends { readonly sittingId: string }>(rows: readonly R[]) {
  const known = Map.groupBy(rows, ({ sittingId }) => sittingId);
  return ({ sittingId }: { readonly sittingId: string }): readonly R[] => known.get(sittingId) ?? [];
}
