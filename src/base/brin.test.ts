import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brin6, parseBrin, parseBrinSite, parseSiteCode } from './brin.ts';

test('the spellings of a school and its site that people use mean the same', () => {
  for (const text of ['99XX', '99XX00', '99xx.00', ' 99 XX - 00 ', '99XX|00', '99XX/00']) {
    const parsed = parseBrinSite(text);
    assert.ok(parsed.ok, text);
    assert.equal(brin6(parsed.value), '99XX00');
  }
});

test('what is no BRIN is refused', () => {
  for (const text of [
    '',
    '9XXX',
    '99X',
    '99XX0',
    '99XX000',
    'XX99',
    '99XX-0A',
  ]) assert.ok(!parseBrinSite(text).ok, text);
  assert.ok(!parseBrin('99xx').ok && !parseBrin('99XX00').ok && parseBrin('99XX').ok);
  assert.ok(parseSiteCode('01').ok && !parseSiteCode('1').ok);
});
