import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { roster } from '../testing/arbitrary.ts';
import { schemaErrors } from '../testing/schema.ts';
import { standardsFolder, withoutStandards } from '../testing/standards.ts';
import { carried } from './carry.ts';
import { readEdexml } from './read.ts';
import { writeEdexml } from './write.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

test('an EDEXML file that was written reads back as what EDEXML can carry, without an error', () => {
  fc.assert(
    fc.property(roster, (document) => {
      const { document: read, findings } = readEdexml(bytesOf(writeEdexml(document)));
      assert.deepEqual(findings.filter((finding) => finding.severity === 'error'), []);
      assert.deepEqual(read, carried(document, 'edexml'));
    }),
    { numRuns: 100, seed: 1 },
  );
});

test('what EDEXML can carry of what it carried is the same again', () => {
  fc.assert(
    fc.property(roster, (document) => {
      const once = carried(document, 'edexml');
      assert.deepEqual(carried(once, 'edexml'), once);
    }),
    { numRuns: 100, seed: 2 },
  );
});

test('every EDEXML file that is written is valid against the official schema', (t) => {
  if (standardsFolder() === null) return t.skip(withoutStandards);
  fc.assert(
    fc.property(roster, (document) => {
      assert.deepEqual(schemaErrors(writeEdexml(document), 'edexml'), []);
    }),
    { numRuns: 100, seed: 3 },
  );
});
