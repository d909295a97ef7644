import { createHash } from 'node:crypto';
import { may } from '../access/rules.ts';
import type { SchoolViewer } from '../access/types.ts';
import { plainDateInAmsterdam } from '../base/plain-date.ts';
import { schoolYearOf } from '../base/school-year.ts';
import { getForm } from '../content/store.ts';
import { subjectNames, type Item } from '../content/types.ts';
import { isAnswered } from '../exchange/qti/answered.ts';
import type { XmlElement } from '../exchange/qti/tree.ts';
import { childElements, parseTree, textOf } from '../exchange/qti/tree.ts';
import { lockPlans } from '../planning/store.ts';
import { audit } from '../platform/audit/audit.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { findGroup, listGroupPupils } from '../roster/store.ts';
import type { ClassGroup } from '../roster/types.ts';
import { listCountedAnswers } from '../taking/late-answers.ts';
import { addMarks, listMarksOfSittings } from '../taking/marking-store.ts';
import { lockSitting } from '../taking/store.ts';
import { sittingSubmittedJob } from '../taking/types.ts';
import { actorOf } from './grid.ts';
import { listSittingsToMark } from './marking-list.ts';

/** One written answer. Whose it is, the page does not know. */
export interface WrittenAnswer {
  readonly sittingId: string;
  readonly planId: string;
  readonly text: string;
  readonly score: number | null;
}

/** An item of which answers were written, with all answers of the group. */
export interface ItemToMark {
  readonly item: Item;
  /** The test it belongs to and its place there, e.g. "Begrijpend lezen M5, opgave 7". */
  readonly title: string;
  /** What earns points, as the item says it; null when it says nothing. */
  readonly guidance: string | null;
  /** The question as the pupil read it. */
  readonly question: string;
  /** In an order that says nothing of the pupils. */
  readonly answers: readonly WrittenAnswer[];
}

/** Everything that is to be marked in a group. */
export interface MarkingDesk {
  readonly group: ClassGroup;
  readonly items: readonly ItemToMark[];
}

/** A mark as a teacher gave it. */
export interface GivenMark {
  readonly sittingId: string;
  readonly itemId: string;
  readonly score: number | null;
}

/** Loads what is to be marked in a group, and what was; undefined when this viewer or school has no such group. */
export async function loadMarkingDesk(
  platform: Platform, viewer: SchoolViewer, groupId: string,
): Promise<MarkingDesk | undefined> {
  if (!may(viewer, 'enter-paper-test', { groupIds: [groupId] })) return undefined;
  const at = platform.clock.now();
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'scoring', async (tx) => {
    const group = await findGroup(tx, groupId);
    if (!group) return undefined;
    const items = await itemsToMark(tx, groupId, at);
    await audit(tx, at, 'marking.read', { kind: 'group', id: groupId });
    return { group, items };
  });
}

/**
 * Keeps marks that differ from what stands, and asks for the scoring of every taak of which all written answers are
 * marked. Marks of sittings that are not in this group, or that an item cannot have, are left out.
 * @returns how many were kept and refused, and how many taken are complete by it
 */
export async function saveMarks(
  platform: Platform, viewer: SchoolViewer, groupId: string, given: readonly GivenMark[],
): Promise<{ readonly kept: number; readonly complete: number; readonly refused: number } | undefined> {
  if (!may(viewer, 'enter-paper-test', { groupIds: [groupId] })) return undefined;
  const at = platform.clock.now();
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'scoring', async (tx) => {
    const before = await itemsToMark(tx, groupId, at);
    const known = before.flatMap(({ item, answers }) => answers.map((answer) => ({ item, ...answer })));
    const asked = given.flatMap((mark) => {
      const answer = known.find((one) => one.sittingId === mark.sittingId && one.item.id === mark.itemId);
      return answer && answer.score !== mark.score ? [{ ...mark, planId: answer.planId, item: answer.item }] : [];
    });
    const changed = asked.filter(({ score, item }) =>
      score === null || (Number.isInteger(score) && score >= 0 && score <= item.maxScore));
    await lockPlans(tx, changed.map(({ planId }) => planId));
    let complete = 0;
    for (const [sittingId, marks] of Map.groupBy(changed, (mark) => mark.sittingId)) {
      await lockSitting(tx, sittingId);
      await addMarks(tx, sittingId, marks.map(({ itemId, score }) => ({ itemId, score })),
        { markedBy: actorOf(tx), at });
      await audit(tx, at, 'marking.entered', { kind: 'sitting', id: sittingId }, { marks: marks.length });
      const marked = new Set((await listMarksOfSittings(tx, [sittingId])).map(({ itemId }) => itemId));
      if (known.some((one) => one.sittingId === sittingId && !marked.has(one.item.id))) continue;
      complete += 1;
      await platform.jobs.send(tx, sittingSubmittedJob, { schoolId: tx.schoolId, sittingId });
    }
    return { kept: changed.length, complete, refused: asked.length - changed.length };
  });
}

async function itemsToMark(tx: TenantTx, groupId: string, now: Date): Promise<readonly ItemToMark[]> {
  const pupilIds = (await listGroupPupils(tx, groupId)).map(({ pupilId }) => pupilId);
  const sittings = await listSittingsToMark(tx, pupilIds, schoolYearOf(plainDateInAmsterdam(now)));
  const marks = await listMarksOfSittings(tx, sittings.map(({ sittingId }) => sittingId));
  const items = new Map<string, ItemToMark>();
  for (const { sittingId, planId, formCode } of sittings) {
    const form = await getForm(tx, formCode);
    const counted = await listCountedAnswers(tx, sittingId);
    const answers = new Map(counted.map((answer) => [answer.itemId, answer.responses]));
    for (const { item, position } of form.items) {
      const responses = answers.get(item.id);
      if (!item.needsMarking || !isAnswered(responses)) continue;
      const text = Object.values(responses ?? {}).flat().filter((value) => value !== null).join('\n');
      const score = marks.find((mark) => mark.sittingId === sittingId && mark.itemId === item.id)?.score ?? null;
      const known = items.get(item.id) ?? {
        item, ...textsOf(item), title: `${subjectNames[form.subject]} ${form.moment}, opgave ${position}`, answers: [],
      };
      items.set(item.id, { ...known, answers: [...known.answers, { sittingId, planId, text, score }] });
    }
  }
  return [...items.values()].map((one) => ({ ...one, answers: one.answers.toSorted(bySecret(one.item.id)) }));
}

/** An order that is the same at each visit and another for each item, and says nothing of the pupils. */
function bySecret(itemId: string): (a: WrittenAnswer, b: WrittenAnswer) => number {
  const secret = ({ sittingId }: WrittenAnswer) => createHash('sha256').update(`${itemId} ${sittingId}`).digest('hex');
  return (a, b) => (secret(a) < secret(b) ? -1 : 1);
}

/** What the item says to whoever marks it, and what it asks. */
function textsOf({ qtiXml }: Item): Pick<ItemToMark, 'guidance' | 'question'> {
  const tree = parseTree(qtiXml);
  if (!tree.ok) return { guidance: null, question: '' };
  const found = everything(tree.value);
  const rubrics = found.filter(({ name, attributes }) => name === 'qti-rubric-block'
    && (attributes.get('view') ?? '').split(/\s+/).includes('scorer'));
  const prompts = found.filter(({ name }) => name === 'qti-prompt');
  const said = (elements: readonly XmlElement[]) =>
    elements.map((element) => textOf(element).replaceAll(/\s+/g, ' ').trim()).join(' ');
  return { guidance: rubrics.length > 0 ? said(rubrics) : null, question: said(prompts) };
}

function everything(element: XmlElement): XmlElement[] {
  return [element, ...childElements(element).flatMap(everything)];
}
