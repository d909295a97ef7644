import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { damage, damaged } from '../testing/mutation.ts';
import { schemaErrors } from '../testing/schema.ts';
import { standardFile, standardsFolder, withoutStandards } from '../testing/standards.ts';
import { checkDocument } from './check.ts';

const documents = [
  ['edexml-2.1/EDEXML.Voorbeeld.2.1.xml', 'edexml'],
  ['edexml-2.1/EDEXML.Voorbeeld.2.1-Vla.xml', 'edexml'],
  ['uwlr-2.2/voorbeelden-eigen/leerlinggegevens-antwoord.soap.xml', 'envelopeRoster'],
  ['uwlr-2.2/voorbeelden-eigen/leerlingen-verzoek.soap.xml', 'envelopeRoster'],
  ['uwlr-2.2/voorbeelden-eigen/leerkrachten-antwoord.soap.xml', 'envelopeRoster'],
  ['uwlr-2.2/voorbeelden-eigen/leerresultaten-verzoek.soap.xml', 'envelopeResults'],
] as const;

/** Rules that the standard has and its schema does not enforce (exchange.md 8, 9 and 15.2), so that we are
 * the stricter. */
const beyondSchema: ReadonlySet<string> = new Set([
  'EDEX-KEY-DUPLICATE', 'EDEX-ECKID-DUPLICATE', 'EDEX-GROUP-UNKNOWN', 'EDEX-SITE-UNKNOWN',
  'EDEX-SCHOOL-UNIDENTIFIED',
  'UWLR-OSO-EMPTY', 'UWLR-OSO-REFERENCE', 'UWLR-OSO-COMPARISON', 'UWLR-OSO-NUMBERS', 'UWLR-NORMS',
  'UWLR-SCORE',
  'UWLR-PART-UNKNOWN', 'UWLR-PART-DUPLICATE', 'UWLR-SCHOOLYEAR',
]);

test('our rules find an error wherever the schema does, and elsewhere only by rules it lacks', (t) => {
  if (standardsFolder() === null) return t.skip(withoutStandards);
  for (const [path, schema] of documents) {
    const text = new TextDecoder().decode(standardFile(path));
    fc.assert(
      fc.property(damage, (one) => {
        const broken = damaged(text, one);
        const schemaSays = schemaErrors(broken, schema);
        const errors = checkDocument(new TextEncoder().encode(broken), path)
          .findings.filter((finding) => finding.severity === 'error')
          .map((finding) => finding.code);
        if (schemaSays.length > 0) assert.notDeepEqual(errors, [], schemaSays[0]);
        else assert.deepEqual(errors.filter((code) => !beyondSchema.has(code)), []);
      }),
      { numRuns: 150, seed: 42 },
    );
  }
});
