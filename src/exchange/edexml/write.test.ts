import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { loseAll } from '../loss.ts';
import type { RosterDocument } from '../roster-document.ts';
import { roster } from '../testing/arbitrary.ts';
import { schemaErrors } from '../testing/schema.ts';
import { standardsFolder, withoutStandards } from '../testing/standards.ts';
import { carried, rosterLosses } from './losses.ts';
import { edexmlManner, uwlrManner } from './manner.ts';
import { readEdexml } from './read.ts';
import { writeEdexml } from './write.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

test('an EDEXML file that was written reads back as what EDEXML can carry, without an error', () => {
  fc.assert(
    fc.property(roster, (document) => {
      const { document: read, findings } = readEdexml(bytesOf(writeEdexml(document)));
      assert.deepEqual(findings.filter((finding) => finding.severity === 'error'), []);
      assert.deepEqual(read, carried(document, edexmlManner));
    }),
    { numRuns: 100, seed: 1 },
  );
});

test('what EDEXML can carry of what it carried is the same again', () => {
  fc.assert(
    fc.property(roster, (document) => {
      const once = carried(document, edexmlManner);
      assert.deepEqual(carried(once, edexmlManner), once);
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

test('nothing stands on the list of what a roster loses that is not lost by some roster', () => {
  const manners = [
    edexmlManner, uwlrManner('2.2'), uwlrManner('2.1'), uwlrManner('2.3', { personKeys: 'without-eck-id' }),
    uwlrManner('2.2', { dataSet: 'lvs' }), uwlrManner('2.3', { dataSet: 'narrow' }),
  ];
  const untouched = fc.sample(roster, { numRuns: 300, seed: 14 }).map(withRareThings);
  for (const loss of rosterLosses) {
    const others = rosterLosses.filter((other) => other !== loss);
    assert.ok(
      untouched.some((document) => manners.some((manner) =>
        !isDeepStrictEqual(loseAll(document, manner, rosterLosses), loseAll(document, manner, others)))),
      `${loss.code} changes nothing`,
    );
  }
});

/** What no school should have, and yet is lost when it has. */
function withRareThings(document: RosterDocument, at: number): RosterDocument {
  const { school } = document;
  if (at % 3 !== 0) return document;
  return {
    ...document,
    school: {
      ...school, brin: at % 2 ? null : school.brin, institutionNumber: '1234', createdAt: new Date(1_800_000_000_123),
    },
    pupils: document.pupils.map((pupil) => ({ ...pupil, key: at % 9 ? pupil.key : ' ' })),
  };
}

test('SPEC.md names everything that a roster loses, in the words of the list', () => {
  const spec = readFileSync(new URL('SPEC.md', import.meta.url), 'utf8');
  const named = [...spec.matchAll(/^\| `([a-z0-9.-]+)` \| (.+) \|$/gmu)].map(([, code, what]) => ({ code, what }));
  assert.deepEqual(named, rosterLosses.map(({ code, what }) => ({ code, what })));
});
