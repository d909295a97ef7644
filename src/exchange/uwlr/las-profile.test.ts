import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Bug } from '../../base/assert.ts';
import {
  dutchFunctioningLevelWords, lasProfiles, resolveProfile, versionsToTry, writeFunctioningLevel, xsdVersions,
} from './las-profile.ts';

describe('the profile of a LAS', () => {
  test('is found by its code, and a supplier may want some of it otherwise', () => {
    assert.equal(resolveProfile('standaard').versions[0], '2.2');
    const changed = resolveProfile('standaard', { dataSetId: 'LVS-set', versions: ['2.3'] });
    assert.deepEqual([changed.dataSetId, changed.versions, changed.code], ['LVS-set', ['2.3'], 'standaard']);
    assert.throws(() => resolveProfile('parnasys'), Bug);
  });

  test('stands under its own code, in versions that we can write, and says when nobody tried it', () => {
    for (const [code, profile] of Object.entries(lasProfiles)) {
      assert.equal(profile.code, code);
      assert.ok(profile.versions.every((version) => xsdVersions.includes(version)), code);
      assert.equal(profile.evidence === 'unverified', /niet nagegaan/.test(profile.name), code);
    }
  });

  test('tries first what the LAS took last, then the others in their order', () => {
    const profile = resolveProfile('uwlr-2.3');
    assert.deepEqual(versionsToTry(profile, '2.3'), ['2.3', '2.2']);
    assert.deepEqual(versionsToTry(profile, '2.2'), ['2.2', '2.3']);
    assert.deepEqual(versionsToTry(profile, '2.1'), ['2.3', '2.2'], 'a version that it has no more is not tried');
  });

  test('says how a functioning level is written, inside and outside the range of the norms', () => {
    const written = (changes: Parameters<typeof resolveProfile>[1]) =>
      ['M5', '<M3', '>E8'].map((level) => writeFunctioningLevel(level, resolveProfile('standaard', changes)));
    assert.deepEqual(written({}), ['M5', '<M3', '>E8']);
    assert.deepEqual(written({ functioningLevel: 'plain' }), ['M5', null, null]);
    assert.deepEqual(written({ functioningLevel: 'omitted' }), [null, null, null]);
    assert.deepEqual(written({ functioningLevelWords: dutchFunctioningLevelWords }),
      ['midden 5', 'onder midden 3', 'boven eind 8']);
    assert.equal(writeFunctioningLevel('B4', resolveProfile('streng')), 'begin 4');
  });

  test('leaves what is no functioning level of ours as it is', () => {
    assert.equal(writeFunctioningLevel('87', resolveProfile('streng')), '87');
  });
});
