import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { damage, damaged } from '../testing/mutation.ts';
import { schemaErrors } from '../testing/schema.ts';
import { standardFile, standardsFolder, withoutStandards } from '../testing/standards.ts';
import { everythingElse, feedback, osoDossier, osoDossiers } from './invented-dossier.ts';
import { readOso } from './read.ts';

/** Rules of OSO's own validator that its schema has not, and our own for what would mislead a reader. */
const beyondSchema: ReadonlySet<string> = new Set([
  'OSO-REFERENCE', 'OSO-COMPARISON', 'OSO-YEARGROUP', 'OSO-NUMBERS', 'OSO-PUPIL-UNIDENTIFIED',
]);

function errorsOf(text: string): readonly string[] {
  const { findings } = readOso(new TextEncoder().encode(text), () => undefined);
  return findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
}

test('our rules find an error in a dossier wherever the schema does, and elsewhere only by rules it lacks', (t) => {
  if (standardsFolder() === null) return t.skip(withoutStandards);
  const official = new TextDecoder().decode(standardFile('oso-2019.1/Voorbeelddossier_OV_POPO_full.xml'));
  const documents = [
    // The files inside the example are long and say nothing.
    official.replaceAll(/<bestandsinhoud>[^<]*</g, '<bestandsinhoud>YQ==<'),
    osoDossier({ more: everythingElse, bsn: '1' }),
    osoDossiers([{ more: everythingElse }, { key: null }, { tests: [] }], feedback),
  ];
  for (const text of documents) {
    assert.deepEqual(schemaErrors(text, 'oso'), []);
    assert.deepEqual(errorsOf(text), []);
    fc.assert(
      fc.property(damage, (one) => {
        const broken = damaged(text, one);
        const schemaSays = schemaErrors(broken, 'oso');
        const errors = errorsOf(broken);
        if (schemaSays.length > 0) assert.notDeepEqual(errors, [], schemaSays[0]);
        else assert.deepEqual(errors.filter((code) => !beyondSchema.has(code)), []);
      }),
      { numRuns: Number(process.env['OSO_RUNS'] ?? 200), seed: 19 },
    );
  }
});
