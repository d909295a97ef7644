import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseBrinSite } from '../base/brin.ts';
import { linkForSite, type SiteKey } from './key-store.ts';

test('a site with a key of its own is opened with that, and every other with the key of the school', () => {
  const bytes = (text: string) => Buffer.from(text);
  const link = { name: 'LAS', keyCipher: bytes('school'), keyDigest: 's', keyHint: 'ool' };
  const own: SiteKey = {
    site: '99XX01', keyCipher: bytes('site'), keyDigest: 'd', keyHint: 'ite',
    enteredAt: new Date('2027-01-19T08:00:00Z'),
  };
  const linkOf = (text: string) => {
    const site = parseBrinSite(text);
    assert.ok(site.ok);
    return linkForSite(link, [own], site.value);
  };
  assert.deepEqual(linkOf('99XX00'), link);
  assert.deepEqual(linkOf('99XX01'), { ...link, keyCipher: bytes('site'), keyDigest: 'd', keyHint: 'ite' });
});
