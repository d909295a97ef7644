import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLoopback } from './loopback.ts';

test('loopback is this machine alone, and no name that only looks like it', () => {
  for (const host of ['127.0.0.1', '127.8.0.1', 'localhost', '::1', new URL('http://[::1]:80').hostname])
    assert.ok(isLoopback(host), host);
  for (const host of ['10.0.0.1', '127.0.0.1.example', 'localhost.example', '0.0.0.0', ''])
    assert.ok(!isLoopback(host), host);
});
