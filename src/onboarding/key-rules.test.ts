import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as fc from 'fast-check';
import { keyHint, parseKey, strangeCharacters } from './key-rules.ts';
import { keyRefusalSentence } from './nl.ts';

describe('a key typo', () => {
  test('white space, line breaks, quotation marks and the word in front of it are forgiven', () => {
    assert.deepEqual(parseKey('  "AB12-\r\n cd34\u200b-EF56"\n'), { ok: true, value: 'AB12-cd34-EF56' });
    assert.deepEqual(parseKey('“x”'), { ok: true, value: 'x' });
    assert.deepEqual(parseKey('Autorisatiesleutel: AB12'), { ok: true, value: 'AB12' });
  });

  test('what a word processor made of it is turned back, and a zero that looks like an O stays a zero', () => {
    assert.deepEqual(parseKey('AB–12—34\u00a0ＣＤ'), { ok: true, value: 'AB-12-34CD' });
    assert.deepEqual(parseKey('O0Il1'), { ok: true, value: 'O0Il1' });
  });

  test('no character that can be in a key is ever changed', () => {
    const key = fc.string({ unit: fc.constantFrom(...'abcXYZ019-_.:/+=#!~'), minLength: 1, maxLength: 64 })
      .filter((text) => !/sleutel/i.test(text));
    fc.assert(fc.property(key, fc.constantFrom(' ', '\n', '\t', '\u200b'), (text, space) => {
      assert.deepEqual(parseKey([...text].join(space)), { ok: true, value: text });
    }));
  });

  test('it has 1 to 64 characters', () => {
    assert.deepEqual(parseKey(' \n'), { ok: false, refusal: 'key-empty' });
    assert.ok(parseKey('k'.repeat(64)).ok);
    assert.deepEqual(parseKey('k'.repeat(65)), { ok: false, refusal: 'key-too-long' });
  });

  test('the message points at what cannot be in a key, and never shows the key', () => {
    const pasted = 'geheim-sleutél-€-geheim';
    assert.deepEqual(parseKey(pasted), { ok: false, refusal: 'key-characters' });
    assert.deepEqual(strangeCharacters(pasted), ['é', '€']);
    const sentence = keyRefusalSentence('key-characters', strangeCharacters(pasted));
    assert.match(sentence, /^De tekens ‘é’ en ‘€’ komen niet in een sleutel voor/);
    assert.doesNotMatch(sentence, /geheim/);
  });

  test('at most the last four characters are shown, and never more than half of it', () => {
    assert.equal(keyHint('abcdefghijkl'), 'ijkl');
    assert.equal(keyHint('abcdefgh'), '');
  });
});
