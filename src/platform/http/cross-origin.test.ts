import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOurOwnRequest } from './cross-origin.ts';

test('a form of another site is refused, whichever way the browser tells', () => {
  const host = 'localhost:3000';
  const told: readonly (readonly [Record<string, string>, boolean])[] = [
    [{ host, 'sec-fetch-site': 'same-origin' }, true],
    [{ host, 'sec-fetch-site': 'none' }, true],
    [{ host, 'sec-fetch-site': 'same-site', origin: 'http://localhost:3000' }, false],
    [{ host, 'sec-fetch-site': 'cross-site' }, false],
    [{ host, origin: 'http://localhost:3000' }, true],
    [{ host, origin: 'http://localhost:3001' }, false],
    [{ host, origin: 'https://elders.example' }, false],
    [{ host, origin: 'null' }, false],
    [{ host }, true],
  ];
  for (const [headers, own] of told) assert.equal(isOurOwnRequest({ headers }), own, JSON.stringify(headers));
});
