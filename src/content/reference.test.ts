import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { testPlatform } from '../../test/platform.ts';
import { present } from '../base/assert.ts';
import { normalCdf } from '../psychometrics/normal.ts';
import { publishStandards, publishSynthetic } from './actions.ts';
import { findAdviceRule } from './reference-advice.ts';
import { standardsDigest, syntheticStandards } from './reference-synthetic.ts';
import { type ReferenceStandard, referenceLevelOf, referenceStandard } from './reference.ts';
import { syntheticPackages } from './synthetic-packages.ts';
import type { Subject } from './types.ts';

const norms = new Map(await Promise.all(syntheticPackages.map(async (own) => {
  const [bank] = (await own.write()).banks;
  return [own.subject, present(bank, 'a bank').normTable] as const;
})));

/** Share of the pupils, in the synthetic norm of the end of group 8, who reach a level. */
function reach(subject: Subject, level: string): number {
  const standard = present(syntheticStandards.standards.find((one) => one.subject === subject), subject);
  const { mean, sd } = present(norms.get(subject)?.moments.find(({ moment }) => moment === 'E8'), 'E8');
  const { score } = present(standard.cuts.find((cut) => cut.level === level), level);
  return 1 - normalCdf((score - mean) / sd);
}

test('at the end of group 8 93 % reach 1F, 45 % 1S in arithmetic, 77.5 % 2F in reading, 60 % in the rest', () => {
  // Cuts stand on half points, which are worth at most half a percent.
  const near = (share: number, wanted: number) =>
    assert.ok(Math.abs(share - wanted) < 0.005, `${share} is not ${wanted}`);
  for (const { subject } of syntheticStandards.standards) near(reach(subject, '1F'), 0.93);
  near(reach('arithmetic', '1S'), 0.45);
  near(reach('reading', '2F'), 0.775);
  for (const subject of ['spelling', 'verb-spelling', 'punctuation'] as const) near(reach(subject, '2F'), 0.6);
});

test('a standard lies on the scale of the bank of its subject', () => {
  for (const { subject, scaleCode } of syntheticStandards.standards) {
    assert.equal(scaleCode, norms.get(subject)?.scaleCode, subject);
  }
  for (const { subject, scaleCode } of present(syntheticStandards.adviceRules[0], 'a rule').parts) {
    assert.equal(scaleCode, norms.get(subject)?.scaleCode, subject);
  }
});

test('a score on a cut reaches the level, one just below it does not', () => {
  const cuts: ReferenceStandard['cuts'] = [{ level: '1F', score: 713.5 }, { level: '1S', score: 769 }];
  assert.deepEqual([713.49, 713.5, 768.99, 769, 900].map((score) => referenceLevelOf({ cuts }, score)),
    ['<1F', '1F', '1F', '1S', '1S']);
});

test('a higher score never reaches a lower level', () => {
  const order = ['<1F', '1F', '1S', '2F'];
  fc.assert(fc.property(fc.constantFrom(...syntheticStandards.standards),
    fc.double({ min: 400, max: 900, noNaN: true }), fc.double({ min: 0, max: 100, noNaN: true }),
    (standard, score, more) => {
      const [level, higher] = [referenceLevelOf(standard, score), referenceLevelOf(standard, score + more)];
      assert.ok(order.indexOf(higher) >= order.indexOf(level));
    }));
});

test('standards and advice rule are published once, are found again, and never change', async () => {
  const platform = await testPlatform();
  await publishSynthetic(platform, []);
  await publishSynthetic(platform, []);
  await platform.doors.withPlatform(async (tx) => {
    for (const standard of syntheticStandards.standards) {
      assert.deepEqual(await referenceStandard(tx, standard.subject), { ...standard, synthetic: true });
    }
    assert.equal(await referenceStandard(tx, 'listening'), undefined);
    assert.deepEqual(await findAdviceRule(tx, '2027-01-19'), { ...syntheticStandards.adviceRules[0], synthetic: true });
    assert.equal(await findAdviceRule(tx, '2018-07-31'), undefined);
  });
  const [first, ...rest] = syntheticStandards.standards;
  const moved = { ...present(first, 'a standard'), cuts: [{ level: '1F' as const, score: 1 }] };
  await assert.rejects(publishStandards(platform, {
    ...syntheticStandards, code: 'SYN-ANDERS', standards: [moved, ...rest],
  }), { name: 'Bug' });
});

test('what was released under version 1 is as it was', () => {
  assert.equal(standardsDigest(syntheticStandards), 'a3a3703b3cba96bb6b80332da9a88d6cc2cba07151eb9388080217cb87653dd0');
});

test('weights of the advice rule make one whole, and its advices rise', () => {
  const { parts, advices } = present(syntheticStandards.adviceRules[0], 'a rule');
  assert.ok(Math.abs(parts.reduce((sum, { weight }) => sum + weight, 0) - 1) < 1e-12);
  const cuts = advices.map(({ from }) => from ?? -Infinity);
  assert.deepEqual(cuts, cuts.toSorted((a, b) => a - b));
  const shares = cuts.map((from, index) => normalCdf(cuts[index + 1] ?? Infinity) - normalCdf(from));
  assert.deepEqual(shares.map((share) => Math.round(share * 100)), [10, 13, 20, 22, 20, 15]);
});
