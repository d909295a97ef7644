/* For tests: the queue of a school and its LAS in memory. It stores what desk.ts and store.ts store; what is
 * decided, divided, chosen and judged is the real thing, so that thousands of histories fit in seconds. */
import assert from 'node:assert/strict';
import type { Brin, SiteCode } from '../base/brin.ts';
import { plainDate } from '../base/plain-date.ts';
import { schoolYearStarting } from '../base/school-year.ts';
import { fault } from '../exchange/uwlr/fault.ts';
import { judgeCall } from '../exchange/uwlr/judge.ts';
import type { ResultsDocument, TestResult } from '../exchange/uwlr/types.ts';
import type { Decision, SentMessage, Verdict } from './decide.ts';
import type { Desk } from './delivery.ts';
import { siteOfPupil, type CallTrouble, type World, type WorldLas } from './histories-for-tests.ts';
import { nextMessage } from './rules.ts';
import type { Part } from './splitting.ts';

interface ModelResult {
  readonly resultId: string;
  readonly sitting: number;
  readonly pupil: number;
  readonly value: number;
}

/** A row of `result_delivery`. */
interface ModelRow {
  readonly result: ModelResult;
  readonly key: string;
  status: 'waiting' | 'delivered' | 'refused' | 'superseded';
  attempts: number;
  internalFaults: number;
  refusals: number;
  inFlight: boolean;
  mayHold: boolean;
  removed: boolean;
  createdAt: number | null;
  queuedAt: number;
}

interface ModelMessage extends SentMessage {
  readonly createdAt: number;
  readonly resultIds: readonly string[];
  readonly document: ResultsDocument;
}

/** A world in memory, at its beginning. */
export function modelWorld(): World<ModelMessage> {
  const las = modelLas();
  const results: ModelResult[] = [];
  const inForce = new Map<number, ModelResult>();
  const rows = new Map<string, ModelRow>();
  const link = { now: Date.parse('2027-01-19T08:00:00Z'), createdAt: 0, turn: false, paused: false, fault: false };
  let count = 0;
  const rank = () => (count += 1);
  const add = (sitting: number, pupil: number, value: number) => {
    const result = { resultId: `result-${rank()}`, sitting, pupil, value };
    results.push(result);
    inForce.set(sitting, result);
  };
  const requeue = (row: ModelRow) =>
    Object.assign(row, { status: 'waiting', attempts: 0, internalFaults: 0, createdAt: null, queuedAt: rank() });
  const enqueue = () => {
    for (const result of inForce.values()) {
      if (rows.has(result.resultId)) continue;
      rows.set(result.resultId, {
        result, key: `R-${result.sitting}`, status: 'waiting', attempts: 0, internalFaults: 0, refusals: 0,
        inFlight: false, mayHold: false, removed: false, createdAt: null, queuedAt: rank(),
      });
    }
    for (const row of rows.values()) {
      if (inForce.get(row.result.sitting) !== row.result) row.status = 'superseded';
    }
  };
  const waiting = (part: Part | null) => [...rows.values()]
    .filter(({ status, result }) => status === 'waiting'
      && (part === null || part.rows.some(({ resultId }) => resultId === result.resultId)))
    .toSorted((a, b) => Number(a.refusals > 0) - Number(b.refusals > 0) || a.queuedAt - b.queuedAt);
  const desk: Desk<ModelMessage> = {
    async prepare(part) {
      if (link.fault) return 'stopped';
      enqueue();
      const candidates = waiting(part).map((row) => ({
        row, resultId: row.result.resultId, pupilId: String(row.result.pupil), testCode: 'RW-M5', generation: '3.0',
        site: String(siteOfPupil(row.result.pupil)), schoolYear: '2026-2027', groupId: null, refusals: row.refusals,
      }));
      const chosen = nextMessage(candidates, 3);
      if (chosen.length === 0) return 'nothing';
      if (link.turn) return 'busy';
      if (link.paused) return 'paused';
      const postdated = part?.postdated ?? false;
      link.turn = true;
      link.createdAt = Math.max(link.now, link.createdAt + 1000) + (postdated ? 3_900_000 : 0);
      const most = (count: (row: ModelRow) => number) => Math.max(...chosen.map(({ row }) => count(row)));
      const tries = most(({ attempts }) => attempts) + 1;
      const internalFaults = most((row) => row.internalFaults);
      for (const { row } of chosen) {
        Object.assign(row, {
          attempts: row.attempts + 1, mayHold: row.mayHold || row.inFlight, inFlight: true, createdAt: link.createdAt,
          removed: false,
        });
      }
      return {
        rows: chosen, tries, internalFaults, postdated, xsdVersion: '2.2', versions: ['2.2'], createdAt: link.createdAt,
        resultIds: chosen.map(({ resultId }) => resultId),
        document: documentOf(chosen.map(({ row }) => row), link.createdAt),
      };
    },
    send: async ({ document }) => las.take(document),
    async settle(message, decision) {
      const ours = link.createdAt === message.createdAt;
      if (ours) Object.assign(link, { turn: false, paused: decision.kind === 'later' && !decision.goOn });
      for (const resultId of message.resultIds) {
        const row = rows.get(resultId);
        if (row && decision.mayHold) Object.assign(row, { mayHold: true, removed: false });
        if (row?.createdAt === message.createdAt) settleRow(row, decision);
      }
      if (ours && decision.kind === 'stopped') link.fault = true;
      return ours;
    },
  };
  return {
    desk, las,
    make: async (pupil, value) => add(new Set(results.map(({ sitting }) => sitting)).size, pupil, value),
    async correct(sitting, value) {
      const pupil = results.find((one) => one.sitting === sitting)?.pupil;
      if (pupil !== undefined) add(sitting, pupil, value);
    },
    withdraw: async (sitting) => void inForce.delete(sitting),
    async resend() {
      enqueue();
      for (const row of rows.values()) if (row.status !== 'superseded') requeue(row);
    },
    async tickOff(sitting) {
      for (const row of rows.values()) {
        if (row.result.sitting === sitting && row.status === 'superseded') {
          Object.assign(row, { removed: true, mayHold: false });
        }
      }
    },
    clock: (seconds) => { link.now += 1000 * seconds; },
    expireTurn: async () => { link.turn = false; },
    endPauses: async () => { link.paused = false; },
    async mend() {
      Object.assign(link, { fault: false, paused: false });
      for (const row of rows.values()) if (row.status === 'refused') requeue(row);
    },
    inForce: async () => new Map([...inForce].map(([sitting, { value }]) => [sitting, value])),
    async toRemove() {
      enqueue();
      return new Set([...rows.values()].filter(({ status, mayHold, inFlight, removed, result }) =>
        status === 'superseded' && (mayHold || inFlight) && !removed && !inForce.has(result.sitting))
        .map(({ result }) => result.sitting));
    },
    unsettled: async () =>
      [...rows.values()].filter(({ status }) => status === 'waiting' || status === 'refused').length,
  };
}

function settleRow(row: ModelRow, decision: Decision): void {
  row.inFlight = false;
  if (decision.internalFault !== null) row.internalFaults = decision.internalFault ? row.internalFaults + 1 : 0;
  const become = (status: ModelRow['status']) => { if (row.status === 'waiting') row.status = status; };
  if (decision.kind === 'delivered') {
    Object.assign(row, { attempts: 0, refusals: 0 });
    become('delivered');
  }
  if (decision.kind === 'refused') {
    row.refusals += 1;
    become('refused');
  }
}

function documentOf(rows: readonly ModelRow[], createdAt: number): ResultsDocument {
  const term = (text: string) => ({ text, vocabulary: null, vocabularyLocation: null });
  const [first] = rows;
  assert.ok(first);
  return {
    school: {
      schoolYear: schoolYearStarting(2026), createdAt: new Date(createdAt), author: null, xsdVersion: '2.2',
      school: { kind: 'brin', brin: '99XC' as Brin, site: `0${siteOfPupil(first.result.pupil)}` as SiteCode },
    },
    administrations: rows.map(({ result, key }) => ({
      pupilKey: String(result.pupil), eckId: null, processedBy: null, results: [{
        key, takenOn: plainDate('2027-01-19'), testCode: 'RW-M5', version: null, partCode: null, infoUrl: null,
        outcome: { kind: 'score', score: result.value },
      }],
    })),
    tests: [{
      code: term('RW-M5'), version: null, name: null, yearGroup: null, subject: null, norms: null, hierarchy: [],
      parts: [],
    }],
  };
}

interface LasStore {
  readonly held: ReadonlyMap<string, { readonly pupilKey: string; readonly result: TestResult }>;
  readonly lastBySite: ReadonlyMap<string, Date>;
}

/** A LAS in memory, with the judgement of the real one. */
function modelLas(): WorldLas & { take(document: ResultsDocument): Promise<Verdict> } {
  let store: LasStore = { held: new Map(), lastBySite: new Map() };
  let kept = store;
  let late: ResultsDocument[] = [];
  const unknown = new Set<string>();
  const process = (document: ResultsDocument): Verdict => {
    const site = document.school.school.kind === 'brin' ? document.school.school.site : '';
    for (const { pupilKey } of document.administrations) {
      assert.equal(`0${siteOfPupil(Number(pupilKey))}`, site, 'a message holds the pupils of one site');
    }
    const judged = judgeCall({
      kind: 'uwlr-leerresultaten-verzoek', enveloped: true, findings: [], message: { type: 'results', document },
      authorisation: { schoolKey: 'S', clientCode: 'C', clientName: 'N' },
      summary: {
        version: '2.2', brin: null, site: null, schoolYear: null, results: 0, groups: 0, compositeGroups: 0, pupils: 0,
        staff: 0,
      },
    }, {
      temporarilyDown: false, versions: ['2.2'], clients: [{ name: 'N', code: 'C' }],
      schoolsOfKey: [document.school.school], lastResultsAt: store.lastBySite.get(site) ?? null,
      knowsPupil: (pupilKey) => !unknown.has(pupilKey), vocabularies: new Map(),
    });
    if (!judged.ok) return { kind: 'fault', fault: judged.refusal };
    const held = new Map(store.held);
    for (const { pupilKey, results } of document.administrations) {
      for (const result of results) held.set(result.key, { pupilKey, result });
    }
    store = { held, lastBySite: new Map([...store.lastBySite, [site, document.school.createdAt]]) };
    return { kind: 'accepted' };
  };
  return {
    troubles: [],
    async take(document) {
      const [trouble = 'none', ...others] = this.troubles;
      this.troubles = others;
      if (trouble === 'late') late.push(document);
      const answer = processes(trouble) ? process(document) : null;
      return answerOf(trouble, answer);
    },
    forget: (pupil) => void unknown.add(String(pupil)),
    learn: (pupil) => void unknown.delete(String(pupil)),
    async arriveLate() {
      for (const document of late) process(document);
      late = [];
    },
    backup: async () => { kept = store; },
    restore: async () => { store = kept; },
    async remove(sitting) {
      store = { ...store, held: new Map([...store.held].filter(([key]) => key !== `R-${sitting}`)) };
    },
    holds: async () => new Map([...store.held].map(([key, { result: { outcome } }]) =>
      [key.replace('R-', ''), outcome.kind === 'score' ? outcome.score : -1])),
  };
}

/** Whether the LAS carries out a call that meets this. */
export function processes(trouble: CallTrouble): boolean {
  return trouble === 'none' || trouble.endsWith('-after');
}

function answerOf(trouble: CallTrouble, answer: Verdict | null): Verdict {
  switch (trouble) {
    case 'none': return answer ?? { kind: 'accepted' };
    case 'lost-before': case 'lost-after': case 'late': return { kind: 'silent', code: 'no-answer' };
    case 'page-before': case 'page-after': case 'cut-after': return { kind: 'silent', code: 'unreadable' };
    case 'internal-after': return { kind: 'fault', fault: fault('InterneFout', '') };
    default: return { kind: 'fault', fault: fault(trouble, '') };
  }
}
