// Every invented bank is put together here: writers of a subject give the items of each taak, this gives the tests,
// forms, calibration and routing round them. Pure: the same items give the same bank.

import { assert, present } from '../base/assert.ts';
import type { Shift } from '../psychometrics/routing.ts';
import type { ItemParameters } from '../psychometrics/types.ts';
import { calibrate, type WrittenItem } from './calibrate.ts';
import { routingRule } from './routing-cuts.ts';
import type { Bank, Form, Medium, Moment, NormTable, RoutingRule, Subject, Test, TestPart } from './types.ts';
import { subjectNames } from './types.ts';

/** The items of one moment, as the writers of a subject made them. */
export interface WrittenMoment {
  readonly moment: Moment;
  /** One list a taak, in the order in which the pupil meets them. */
  readonly parts: readonly (readonly WrittenItem[])[];
  /** Easier versions by taak number (2, 3), where the moment before has no such taak. */
  readonly easier?: Readonly<Record<number, readonly WrittenItem[]>>;
  /** Harder versions by taak number, where the moment after has no such taak. */
  readonly harder?: Readonly<Record<number, readonly WrittenItem[]>>;
}

/** What a bank is assembled from. */
export interface BankSource {
  readonly subject: Subject;
  /** Start of the codes of tests and forms: `RW` gives `RW-M5` and `RW-M5-T2-SCHERM`. */
  readonly codePrefix: string;
  readonly readAloud: boolean;
  readonly calibrationCode: string;
  /** Reported scale score = a x theta + c. */
  readonly scale: { readonly a: number; readonly c: number };
  /** Proportion of the items of a taak that the average pupil of its moment gets right. */
  readonly averageRight: number;
  /** Also gives the scale, the generation and the source of the calibration. */
  readonly normTable: NormTable;
  /** In order; no moment between two of them is left out. */
  readonly moments: readonly WrittenMoment[];
}

/** Code of the test of a moment, e.g. `RW-M5`. */
export function testCodeOf(codePrefix: string, moment: Moment): string {
  return `${codePrefix}-${moment}`;
}

/** Start of the ids of the items of a taak, e.g. `RW-M5-T2`, `RW-M3-T2-MAKKELIJK`; of its form codes too. */
export function taskCodeOf(codePrefix: string, moment: Moment, partNo: number, shift: Shift = 0): string {
  const ending = shift === 0 ? '' : shift < 0 ? '-MAKKELIJK' : '-MOEILIJK';
  return `${testCodeOf(codePrefix, moment)}-T${partNo}${ending}`;
}

/** Puts a bank together: each taak on screen and on paper, easier and harder ones on screen only. */
export function assembleBank(source: BankSource): Bank {
  const { subject, normTable, calibrationCode, scale } = source;
  const tasks = source.moments.flatMap((written, index) => tasksOf(source, written, index));
  const calibrated = new Map(tasks.map((task) => [task.code, calibrate(task.items, task.theta, source.averageRight)]));
  const tests = source.moments.map(({ moment }): Test => ({
    code: testCodeOf(source.codePrefix, moment), subject, moment,
    title: `${subjectNames[subject]} ${moment}`, readAloud: source.readAloud,
  }));
  return {
    subject, tests, normTable,
    parts: source.moments.flatMap((_, index) => partsOf(source, index)),
    routing: source.moments.flatMap((_, index) => rulesOf(source, index, calibrated)),
    forms: tasks.flatMap((task) => task.mediums.map((medium) => formOf(source, task, medium))),
    items: tasks.flatMap(({ items }) => items.map(({ item }) => item)),
    calibration: {
      code: calibrationCode, version: 1, subject, scale,
      scaleCode: normTable.scaleCode, source: normTable.source, items: [...calibrated.values()].flat(),
    },
  };
}

/** A taak before it is a form: the same items on screen and on paper. */
interface Task {
  readonly code: string;
  readonly moment: Moment;
  readonly partNo: number;
  readonly shift: Shift;
  readonly mediums: readonly Medium[];
  readonly items: readonly WrittenItem[];
  /** Ability of the pupils for whom it is meant, in logits. */
  readonly theta: number;
}

function tasksOf(source: BankSource, written: WrittenMoment, index: number): Task[] {
  const task = (shift: Shift, mediums: readonly Medium[]) =>
    (partNo: number, items: readonly WrittenItem[]): Task => ({
      code: taskCodeOf(source.codePrefix, written.moment, partNo, shift), moment: written.moment,
      partNo, shift, mediums, items, theta: meanTheta(source, index + shift),
    });
  const extra = (versions: WrittenMoment['easier'], shift: Shift): Task[] =>
    Object.entries(versions ?? {}).map(([partNo, items]) => task(shift, ['screen'])(Number(partNo), items));
  const planned = written.parts.map((items, part) => task(0, ['screen', 'paper'])(part + 1, items));
  return [...planned, ...extra(written.easier, -1), ...extra(written.harder, 1)];
}

/** Mean ability of a moment; beyond the first and last, the step between two moments goes on. */
function meanTheta({ moments, normTable, scale }: BankSource, index: number): number {
  const known = Math.min(Math.max(index, 0), moments.length - 1);
  const theta = (at: number): number => {
    const { moment } = present(moments[at], `no moment ${at}`);
    const norm = present(normTable.moments.find((entry) => entry.moment === moment), `no norm for ${moment}`);
    return (norm.mean - scale.c) / scale.a;
  };
  if (index === known) return theta(known);
  const inward = index < known ? known + 1 : known - 1;
  return 2 * theta(known) - theta(inward);
}

function formOf(source: BankSource, task: Task, medium: Medium): Form {
  const onScreen = medium === 'screen';
  const version = task.shift === 0 ? '' : task.shift < 0 ? ', makkelijker' : ', moeilijker';
  return {
    code: formCodeOf(task.code, medium), version: 1,
    testCode: testCodeOf(source.codePrefix, task.moment), subject: source.subject, moment: task.moment, medium,
    title: `${subjectNames[source.subject]} ${task.moment} taak ${task.partNo}${version},`
      + ` ${onScreen ? 'op het scherm' : 'op papier'}`,
    itemIds: task.items.map(({ item }) => item.id), weights: task.items.map(({ weight }) => weight),
    generation: source.normTable.generation, scaleCode: source.normTable.scaleCode,
    calibrationCode: source.calibrationCode,
  };
}

function formCodeOf(taskCode: string, medium: Medium): string {
  return `${taskCode}-${medium === 'screen' ? 'SCHERM' : 'PAPIER'}`;
}

function partsOf(source: BankSource, index: number): TestPart[] {
  const { moment, parts } = present(source.moments[index], `no moment ${index}`);
  const testCode = testCodeOf(source.codePrefix, moment);
  return parts.flatMap((_, part): TestPart[] => {
    const partNo = part + 1;
    const entry = (medium: Medium, shift: Shift): TestPart =>
      ({ testCode, medium, partNo, shift, formCode: formCodeOf(taskAt(source, index, partNo, shift), medium) });
    const shifted = partNo === 1 ? [] : [entry('screen', -1), entry('screen', 1)];
    return [entry('screen', 0), ...shifted, entry('paper', 0)];
  });
}

/** Code of the taak that serves a moment at a shift: that of the moment beside it, or one made for the ends. */
function taskAt({ moments, codePrefix }: BankSource, index: number, partNo: number, shift: Shift): string {
  const own = present(moments[index], `no moment ${index}`);
  const beside = moments[index + shift];
  if (beside?.parts[partNo - 1]) return taskCodeOf(codePrefix, beside.moment, partNo);
  const made = shift < 0 ? own.easier : own.harder;
  assert(made?.[partNo], `${own.moment} taak ${partNo} needs ${shift < 0 ? 'an easier' : 'a harder'} version`);
  return taskCodeOf(codePrefix, own.moment, partNo, shift);
}

function rulesOf(
  source: BankSource, index: number, calibrated: ReadonlyMap<string, readonly ItemParameters[]>,
): RoutingRule[] {
  const { moment, parts } = present(source.moments[index], `no moment ${index}`);
  return parts.slice(1).map((_, place) => {
    const afterPart = place + 1;
    const at = (shift: Shift): readonly ItemParameters[] => {
      const code = taskAt(source, index, afterPart + 1, shift);
      return present(calibrated.get(code), `no taak ${code}`);
    };
    const cuts = routingRule({ easier: at(-1), planned: at(0), harder: at(1) });
    return { testCode: testCodeOf(source.codePrefix, moment), afterPart, version: 1, ...cuts };
  });
}
