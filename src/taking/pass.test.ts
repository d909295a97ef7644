import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { secretsOf } from '../platform/secrets/secrets.ts';
import { openPasses, PASS_LIFE_MS, type PassClaims } from './pass.ts';

const secrets = secretsOf(new Uint8Array(32).fill(7));
const claims: PassClaims = {
  schoolId: '018f0000-0000-7000-8000-000000000001', sittingId: '018f0000-0000-7000-8000-000000000002',
  planId: '018f0000-0000-7000-8000-000000000003', pupilId: '018f0000-0000-7000-8000-000000000004',
  formCode: 'RW-M5-1', epoch: 3,
};

describe('the pass of a taak', () => {
  test('what was written into it comes out, on every node with the same master key', () => {
    const elsewhere = openPasses(secretsOf(new Uint8Array(32).fill(7)));
    assert.deepEqual(elsewhere.read(openPasses(secrets).issue(claims)), { ok: true, value: claims });
  });

  test('another letter anywhere, or another key, and it is forged', () => {
    const pass = openPasses(secrets).issue(claims);
    fc.assert(fc.property(fc.nat(pass.length - 1), fc.constantFrom('A', 'b', '7', '.', ''), (at, letter) => {
      fc.pre(pass[at] !== letter);
      // The last letter of base64url holds bits that stand for nothing.
      fc.pre(at < pass.length - 1);
      const changed = pass.slice(0, at) + letter + pass.slice(at + 1);
      assert.deepEqual(openPasses(secrets).read(changed), { ok: false, refusal: 'forged' });
    }));
    const others = openPasses(secretsOf(new Uint8Array(32).fill(8)));
    assert.deepEqual(others.read(pass), { ok: false, refusal: 'forged' });
    for (const nothing of ['', '.', '1', '1..']) assert.equal(others.read(nothing).ok, false);
  });

  test('it holds for a day of real time', () => {
    let now = 1_800_000_000_000;
    const passes = openPasses(secrets, () => now);
    const pass = passes.issue(claims);
    now += PASS_LIFE_MS - 1;
    assert.equal(passes.read(pass).ok, true);
    now += 1;
    assert.deepEqual(passes.read(pass), { ok: false, refusal: 'ended' });
  });
});
