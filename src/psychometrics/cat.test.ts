import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import test from 'node:test';
import * as fc from 'fast-check';
import { chooseNext, openSession, recordAnswer } from './cat.ts';
import type { CatDesign, CatSession } from './cat.ts';
import { chooseExposed, exposureOf, progress } from './exposure.ts';
import { itemSet } from './irt.ts';
import type { ItemSet } from './irt.ts';
import { itemBank } from './item-bank.ts';
import type { ItemBank } from './item-bank.ts';
import { patternsOf, scorePatterns } from './patterns.ts';
import { seededRandom } from './random.ts';
import type { Random } from './random.ts';
import type { RunningMethod } from './running-ability.ts';
import { bestOf, criterionValues } from './select.ts';
import type { SelectionCriterion } from './select.ts';
import { slopeParameters } from './slopes.ts';
import { drawItemScore } from './simulate.ts';
import { fixedLength } from './stop.ts';
import type { StopRule } from './stop.ts';
import { asTheta } from './types.ts';

type Trace = {
  simulee: number; item: number[]; response: number[]; theta_before: number[]; criterion?: number[];
  relative_gap_to_second: number[]; theta: number[]; se: number[]; theta_exact?: (number | null)[];
};
type Config = {
  name: string; criterion?: string; method: string; max: number; se_stop?: number; seStop?: number;
  itemSelect?: string; minTheta?: number; maxTheta?: number; priorPar?: [number, number];
};
type Golden = {
  input: {
    bank: { a: number[]; b: number[]; alpha?: number[]; steps?: (number | null)[][] }; responses: string[];
  };
  expected: { runs: { config: Config; traces: Trace[] }[] };
};

const ours = new URL('../../fixtures/reference/psychometrics/', import.meta.url);
const information: SelectionCriterion = { kind: 'information' };
const standard = { mean: 0, sd: 1 };

const criteria: Record<string, SelectionCriterion> = {
  MFI: information, KL: { kind: 'kullbackLeibler', weight: 'likelihood' },
  KLP: { kind: 'kullbackLeibler', weight: 'posterior' }, MPWI: { kind: 'weightedInformation' },
  MEPV: { kind: 'posteriorVariance' }, bOpt: { kind: 'nearestDifficulty', offset: 0 },
  closest: { kind: 'nearestDifficulty', offset: 0.481 },
};
const methods: Record<string, RunningMethod> = {
  EAP: { kind: 'eap', se: 'posterior' }, BM: { kind: 'map' }, WL: { kind: 'wle' }, ML: { kind: 'mle' },
};

function read(name: string): Golden {
  return JSON.parse(readFileSync(new URL(name, ours), 'utf8')) as Golden;
}

function setOf({ a, b, alpha, steps }: Golden['input']['bank']): ItemSet {
  if (!alpha || !steps) {
    return itemSet(a.map((slope, at) => slopeParameters({ itemId: `q${at}`, slope, steps: [b[at]!] })));
  }
  return itemSet(alpha.map((slope, at) => slopeParameters({
    itemId: `q${at}`, slope, steps: steps[at]!.filter((step) => step !== null),
  })));
}

const design: CatDesign = {
  version: 'test', prior: standard, method: { kind: 'eap', se: 'posterior' }, criterion: information,
  start: { theta: 0, criterion: information }, exposure: { kind: 'none' }, content: [], stop: fixedLength(20),
};

function stopAt(max: number, se: number | undefined): StopRule {
  return { ...fixedLength(max), minItems: 1, seAtMost: se ?? null };
}

function near(actual: number, wanted: number, tolerance: number, where: string): void {
  assert.ok(Math.abs(actual - wanted) <= tolerance, `${where}: ${actual} is not ${wanted}`);
}

/** Relative distance from the best item to the second: the same whatever a criterion is multiplied with. */
function gap(session: CatSession): number {
  const { bank, design: { start, criterion }, answers, known, allowed } = session;
  const values = new Float64Array(allowed.length);
  criterionValues(bank, answers.count === 0 ? start.criterion : criterion, known, allowed, values);
  const best = bestOf(values);
  const top = values[best]!;
  values[best] = -Infinity;
  return (top - values[bestOf(values)]!) / Math.abs(top);
}

function follow(session: CatSession, trace: Trace, responses: string, compare: (at: number) => void): void {
  trace.item.forEach((item, at) => {
    const next = chooseNext(session);
    assert.ok(next.kind === 'item', `simulee ${trace.simulee} stops before step ${at}`);
    assert.equal(next.item, item, `simulee ${trace.simulee} step ${at}`);
    near(gap(session), trace.relative_gap_to_second[at]!, 2e-4, `gap of simulee ${trace.simulee} at ${at}`);
    assert.equal(Number(responses[item]), trace.response[at]);
    recordAnswer(session, item, trace.response[at]!);
    compare(at);
  });
  assert.equal(chooseNext(session).kind, 'stop');
}

test('every trace of catR is followed item by item, whatever the criterion and the estimator', () => {
  for (const name of ['cat-catr-2pl.json', 'cat-catr-gpcm.json']) {
    const { input, expected } = read(name);
    const bank = itemBank(setOf(input.bank), { from: -4, to: 4, nodes: 33, ends: 'half' });
    for (const { config, traces } of expected.runs) {
      for (const trace of traces) {
        const session = openSession(bank, {
          ...design, criterion: criteria[config.criterion!]!, method: methods[config.method]!,
          stop: stopAt(config.max, config.se_stop),
        }, 'seed');
        // catR's roots are good to 1e-4, its posterior means to the last digit.
        const [within, error] = config.method === 'EAP' ? [1e-10, 1e-10] : [3e-5, 3e-5];
        follow(session, trace, input.responses[trace.simulee]!, (at) => {
          near(session.known.theta, trace.theta[at]!, within, `${config.name} theta at ${at}`);
          near(session.se, trace.se[at]!, error, `${config.name} se at ${at}`);
        });
      }
    }
  }
});

test('information, difficulty and expected variance as criteria have the values of catR', () => {
  const { input, expected } = read('cat-catr-2pl.json');
  const bank = itemBank(setOf(input.bank), { from: -4, to: 4, nodes: 33, ends: 'half' });
  for (const { config, traces } of expected.runs) {
    if (config.method !== 'EAP' || ['KL', 'KLP', 'MPWI'].includes(config.criterion!)) continue;
    for (const trace of traces) {
      const session = openSession(bank, {
        ...design, criterion: criteria[config.criterion!]!, stop: stopAt(config.max, undefined),
      }, 'seed');
      trace.item.forEach((item, at) => {
        const next = chooseNext(session);
        assert.ok(next.kind === 'item');
        near(next.criterion, trace.criterion![at]!, 1e-9, `${config.name} at ${at}`);
        recordAnswer(session, item, trace.response[at]!);
      });
    }
  }
});

test('every trace of jsCAT is followed item by item, and its abilities where it converges', () => {
  const { input, expected } = read('cat-jscat-2pl.json');
  const set = setOf(input.bank);
  for (const { config, traces } of expected.runs) {
    const [from, to] = [config.minTheta!, config.maxTheta!];
    const bank = itemBank(set, { from, to, nodes: Math.round((to - from) / 0.1) + 1, ends: 'full' });
    const [mean, sd] = config.priorPar!;
    const method: RunningMethod = config.method === 'EAP'
      ? { kind: 'eap', se: 'information' } : { kind: 'mle' };
    const criterion = criteria[config.itemSelect!]!;
    for (const trace of traces) {
      const session = openSession(bank, {
        ...design, prior: { mean, sd }, method, criterion, start: { theta: 0, criterion },
        stop: stopAt(config.max, config.seStop),
      }, 'seed');
      trace.item.forEach((item, at) => {
        session.known.theta = trace.theta_before[at]!;
        const next = chooseNext(session);
        assert.ok(next.kind === 'item' && next.item === item, `${config.name} step ${at}: not item ${item}`);
        near(gap(session) / trace.relative_gap_to_second[at]!, 1, 1e-7, `${config.name} gap at ${at}`);
        recordAnswer(session, item, trace.response[at]!);
        const exact = trace.theta_exact?.[at];
        if (config.method === 'EAP') {
          near(session.known.theta, trace.theta[at]!, 1e-10, `${config.name} at ${at}`);
          near(session.se, trace.se[at]!, 1e-10, `${config.name} se at ${at}`);
        } else if (typeof exact === 'number' && Math.abs(exact) < 6) {
          near(session.known.theta, exact, 1e-9, `${config.name} at ${at}`);
        }
      });
    }
  }
});

const { input: { bank: shared } } = read('cat-catr-2pl.json');
const bank200 = itemBank(setOf(shared));

function run(bank: ItemBank, plan: CatDesign, seed: string, theta: number, rates?: Float64Array): number[] {
  const session = openSession(bank, plan, seed, rates);
  const random = seededRandom(`answers of ${seed}`);
  for (;;) {
    const next = chooseNext(session);
    if (next.kind === 'stop') return Array.from(session.answers.items.subarray(0, session.answers.count));
    recordAnswer(session, next.item, drawAnswer(bank, next.item, theta, random));
  }
}

function drawAnswer({ set }: ItemBank, item: number, theta: number, random: Random): number {
  return drawItemScore(set, item, asTheta(theta), random) > 0 ? 1 : 0;
}

const domains = ['getallen', 'meten', 'verbanden'].map((name, domain) => ({
  name, items: Array.from({ length: 200 }, (_, item) => item).filter((item) => item % 3 === domain),
  min: 4, max: 9, share: null,
}));
const enemies = { name: 'gives 12 away', items: [12, 47, 158], min: 0, max: 1, share: null };

test('no item comes twice, and quotas and enemies hold, whatever the seed and the ability', () => {
  const plan: CatDesign = {
    ...design, content: [...domains, enemies], stop: fixedLength(15),
    exposure: { kind: 'randomesque', best: 6 },
  };
  fc.assert(fc.property(fc.string(), fc.double({ min: -3, max: 3, noNaN: true }), (seed, theta) => {
    const items = run(bank200, plan, seed, theta);
    assert.equal(new Set(items).size, 15);
    for (const { items: members, min, max } of plan.content) {
      const given = items.filter((item) => members.includes(item)).length;
      assert.ok(given >= min && given <= max);
    }
  }), { numRuns: 40 });
});

test('shares of domains are followed to within one item', () => {
  const shares = [0.5, 0.3, 0.2];
  const content = domains.map((rule, at) => ({ ...rule, min: 0, max: 200, share: shares[at]! }));
  const items = run(bank200, { ...design, content }, 'seed', 0.5);
  content.forEach(({ items: members, share }) => {
    assert.ok(Math.abs(items.filter((item) => members.includes(item)).length - share * 20) <= 1);
  });
});

test('the same seed and answers give the same test, another seed another one', () => {
  const rules: CatDesign['exposure'][] = [
    { kind: 'progressiveRestricted', acceleration: 1, maxRate: 0.3 }, { kind: 'randomesque', best: 5 }];
  const items = (exposure: CatDesign['exposure'], seed: string): number[] => {
    const session = openSession(bank200, { ...design, exposure }, seed);
    for (let next = chooseNext(session); next.kind === 'item'; next = chooseNext(session)) {
      recordAnswer(session, next.item, next.item % 2);
    }
    return Array.from(session.answers.items);
  };
  for (const rule of rules) {
    assert.deepEqual(items(rule, 'a'), items(rule, 'a'));
    assert.notDeepEqual(items(rule, 'a'), items(rule, 'b'));
  }
});

test('progressive-restricted selection keeps every item below its rate, maximum information does not', () => {
  const persons = 60;
  const given = (plan: CatDesign): number[][] => {
    const sessions: number[][] = [];
    for (let person = 0; person < persons; person += 1) {
      const { rates } = exposureOf(200, sessions.length > 0 ? sessions : [[]]);
      sessions.push(run(bank200, plan, `person ${person}`, -1 + person / 30, rates));
    }
    return sessions;
  };
  const restricted = exposureOf(200, given({
    ...design, exposure: { kind: 'progressiveRestricted', acceleration: 1, maxRate: 0.3 },
  }));
  const free = exposureOf(200, given(design));
  // A rate just below the bound may be passed by one person.
  assert.ok(Math.max(...restricted.rates.slice(1)) <= 0.3 + 2 / persons);
  assert.equal(Math.max(...free.rates), 1);
  assert.ok(restricted.overlap < free.overlap);
});

test('chance decides the first item of a progressive test alone and the last not at all', () => {
  assert.equal(progress(1, 20, 1), 0);
  assert.equal(progress(20, 20, 1), 1);
  const rule = { kind: 'progressiveRestricted', acceleration: 1, maxRate: 1 } as const;
  const chosen = (step: number): Set<number> => new Set(Array.from({ length: 50 }, (_, seed) =>
    chooseExposed(rule, Float64Array.of(0.2, 0.9, 0.5, -Infinity), step, 20, () => seededRandom(`${seed}`))));
  assert.deepEqual(Array.from(chosen(20)), [1]);
  assert.deepEqual(Array.from(chosen(1)).toSorted(), [0, 1, 2]);
  assert.ok(progress(10, 20, 2) < progress(10, 20, 1));
});

test('the running ability after the last answer is that of the whole pattern', () => {
  for (const kind of ['wle', 'mle', 'map'] as const) {
    const session = openSession(bank200, { ...design, method: { kind } }, 'seed');
    const row: (number | null)[] = shared.a.map(() => null);
    for (let at = 0; at < 20; at += 1) {
      const next = chooseNext(session);
      assert.ok(next.kind === 'item');
      row[next.item] = at % 2;
      recordAnswer(session, next.item, at % 2);
    }
    const method = kind === 'wle' ? { kind, se: 'information' } as const
      : kind === 'map' ? { kind, prior: standard } as const : { kind } as const;
    const whole = scorePatterns(bank200.set, patternsOf([row]), method);
    near(session.known.theta, whole.thetas[0]!, 1e-9, kind);
    near(session.se, whole.ses[0]!, 1e-9, `se of ${kind}`);
  }
});

test('over many simulated persons the ability is without bias and its error as large as it says', () => {
  let [bias, squares, variances] = [0, 0, 0];
  const persons = 400;
  for (let person = 0; person < persons; person += 1) {
    const theta = -1 + (2 * person) / persons;
    const session = openSession(bank200, { ...design, method: { kind: 'wle' } }, 'seed');
    const random = seededRandom(`person ${person}`);
    for (let next = chooseNext(session); next.kind === 'item'; next = chooseNext(session)) {
      recordAnswer(session, next.item, drawAnswer(bank200, next.item, theta, random));
    }
    bias += (session.known.theta - theta) / persons;
    squares += (session.known.theta - theta) ** 2 / persons;
    variances += session.se ** 2 / persons;
  }
  near(bias, 0, 0.05, 'bias');
  near(Math.sqrt(squares), Math.sqrt(variances), 0.05, 'error');
});

test('a test stops when it is precise, decided, out of information or no longer worth it', () => {
  const rule = { ...fixedLength(60), minItems: 3 };
  const reason = (stop: StopRule): string => {
    const session = openSession(bank200, { ...design, stop }, 'seed');
    for (let at = 0; ; at += 1) {
      const next = chooseNext(session);
      if (next.kind === 'stop') return next.reason;
      recordAnswer(session, next.item, at % 2);
    }
  };
  assert.equal(reason({ ...rule, seAtMost: 0.4 }), 'precise');
  assert.equal(reason({ ...rule, cuts: { thetas: [-2.5, 2.5], z: 1.96 } }), 'classified');
  assert.equal(reason({ ...rule, informationAtLeast: 0.8 }), 'nothingInformative');
  assert.equal(reason({ ...rule, gainAtLeast: 0.01 }), 'littleGain');
  assert.equal(reason(rule), 'maxItems');
});

test('a design that cannot be kept is refused by the name of its rule', () => {
  const open = (part: Partial<CatDesign>) => () => openSession(bank200, { ...design, ...part }, 'seed');
  const rule = { name: 'meten', items: [1, 2], min: 3, max: 9, share: null };
  assert.throws(open({ content: [rule] }), /moreThanBankHolds in meten/);
  assert.throws(open({ content: [{ ...rule, min: 2, max: 1 }] }), /minAboveMax in meten/);
  assert.throws(open({ content: [{ ...rule, items: [900], min: 0 }] }), /unknownItem in meten/);
  const full = domains.map((one) => ({ ...one, min: 8 }));
  assert.throws(open({ content: full }), /minimaExceedTest in verbanden/);
  assert.throws(open({
    criterion: { kind: 'posteriorVariance' },
    exposure: { kind: 'progressiveRestricted', acceleration: 1, maxRate: 0.3 },
  }), /not with posteriorVariance/);
  const session = openSession(bank200, design, 'seed');
  recordAnswer(session, 4, 1);
  assert.throws(() => recordAnswer(session, 4, 0), /item q4 was answered before/);
  assert.throws(() => recordAnswer(session, 5, 2), /item q5 has no category 2/);
});

test('a step of selecting and updating takes microseconds', () => {
  const steps = 60 * 20;
  let fastest = Infinity;
  for (let round = 0; round < 5; round += 1) {
    const from = performance.now();
    for (let person = 0; person < 60; person += 1) run(bank200, design, `person ${person}`, 0);
    fastest = Math.min(fastest, (1000 * (performance.now() - from)) / steps);
  }
  // Ten times what it takes here: catches another order of growth, not a busy machine.
  assert.ok(fastest < 150, `${fastest} microseconds`);
});
