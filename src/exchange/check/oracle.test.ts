import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { seededRandom } from '../../psychometrics/random.ts';
import { corpus, type CorpusDocument } from '../testing/corpus.ts';
import { damage, damaged } from '../testing/mutation.ts';
import { mutate } from '../testing/mutate.ts';
import { schemaErrors, type schemas } from '../testing/schema.ts';
import { standardsFolder, withoutStandards } from '../testing/standards.ts';
import { checkDocument } from './check.ts';

/** Every example, official or own, that a schema of its own can judge. The LVS block has another one. */
function documents(): readonly CorpusDocument[] {
  return corpus().filter(({ name }) => /^(edexml|uwlr)-/.test(name) && !name.includes('LVS_toevoeging'));
}

/** EDEXML 1.03 and 2.0 are held against 2.1 as well. */
function schemaOf(name: string): keyof typeof schemas {
  if (name.startsWith('edexml')) return 'edexml';
  const results = /leerresultaten|fault/.test(name);
  if (name.endsWith('.soap.xml')) return results ? 'envelopeResults' : 'envelopeRoster';
  return results ? 'results' : 'roster';
}

/** Rules that the standard has and its schema does not enforce (exchange.md 8, 9 and 15.2), so that we are
 * the stricter. */
const beyondSchema: ReadonlySet<string> = new Set([
  'EDEX-KEY-DUPLICATE', 'EDEX-ECKID-DUPLICATE', 'EDEX-GROUP-UNKNOWN', 'EDEX-SITE-UNKNOWN', 'EDEX-KEY-SPACES',
  'EDEX-SCHOOL-UNIDENTIFIED', 'EDEX-PERSON-REPEATED', 'EDEX-SCHOOLYEAR-UNUSABLE',
  'UWLR-OSO-EMPTY', 'UWLR-OSO-REFERENCE', 'UWLR-OSO-COMPARISON', 'UWLR-OSO-NUMBERS', 'UWLR-NORMS',
  'UWLR-KEY-SPACES', 'UWLR-SCORE', 'UWLR-PART-UNKNOWN', 'UWLR-PART-DUPLICATE', 'UWLR-SCHOOLYEAR', 'UWLR-FAULT-CODE',
  'UWLR-HEADER-MISSING', 'UWLR-HEADER-INCOMPLETE', 'UWLR-UNUSABLE',
  // The schema of the envelope lets any messages stand in a Body, and any number of them.
  'UWLR-ENVELOPE', 'UWLR-MESSAGE-UNKNOWN',
]);

/** What we refuse before any standard has a say, and libxml2 takes: DOCTYPEs, extremes, odd encodings. */
const beyondXml: ReadonlySet<string> = new Set([
  'XML-DOCTYPE', 'XML-DEPTH', 'XML-TAG-LENGTH', 'XML-ENCODING', 'XML-ENCODING-OTHER',
  // White space alone is a text for the schema; for us it is nothing.
  'EDEX-EMPTY', 'UWLR-EMPTY', 'EDEX-NAME-MISSING', 'EDEX-KEY-MISSING', 'EDEX-PUPIL-UNIDENTIFIED',
]);

/** What the schema has against a text, but for the values of a Fault: those we read as leniently as they are
 * written (exchange.md 5). */
function schemaTroubleIn(text: string | Uint8Array, name: string): readonly string[] {
  const counts = (line: string): boolean => line.trim() !== '' && !/anyURI|'faultcode'.*QName/.test(line);
  return schemaErrors(text, schemaOf(name)).filter((message) => message.split('\n').some(counts));
}

function errorsIn(bytes: Uint8Array): readonly string[] {
  return checkDocument(bytes, 'x.xml').findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
}

test('of every example as it is, our verdict is that of the schema or stricter by a rule it lacks', (t) => {
  if (standardsFolder() === null) return t.skip(withoutStandards);
  assert.ok(documents().length >= 40);
  for (const { name, bytes } of documents()) {
    const schemaSays = schemaErrors(bytes, schemaOf(name));
    const errors = errorsIn(bytes);
    if (schemaSays.length > 0) assert.notDeepEqual(errors, [], name);
    else assert.deepEqual(errors.filter((code) => !beyondSchema.has(code)), [], name);
    if (name.includes('ongeldig') && !name.includes('2025-2026')) assert.notDeepEqual(errors, [], name);
    if (name.includes('xsd-valide-maar-fout')) assert.deepEqual([schemaSays.length, errors.length], [0, 1], name);
  }
});

test('our rules find an error wherever the schema does, and elsewhere only by rules it lacks', (t) => {
  if (standardsFolder() === null) return t.skip(withoutStandards);
  for (const { name, bytes } of documents()) {
    const text = new TextDecoder().decode(bytes);
    fc.assert(
      fc.property(damage, (one) => {
        const broken = damaged(text, one);
        const schemaSays = schemaTroubleIn(broken, name);
        const errors = errorsIn(new TextEncoder().encode(broken));
        if (schemaSays.length > 0) assert.notDeepEqual(errors, [], `${name}: ${schemaSays[0]}`);
        else assert.deepEqual(errors.filter((code) => !beyondSchema.has(code)), [], name);
      }),
      { numRuns: 40, seed: 42 },
    );
  }
});

test('of examples that were broken in any way, ours is still the stricter verdict, and by name', (t) => {
  if (standardsFolder() === null) return t.skip(withoutStandards);
  const all = documents();
  const others = all.map(({ bytes }) => bytes);
  let valid = 0;
  for (let run = 0; run < 1200; run += 1) {
    const random = seededRandom(`oracle ${run}`);
    const { name, bytes } = random.pick(all);
    const mutant = mutate(bytes, others, random);
    const about = `${run} ${name} ${mutant.steps.join(' ')}`;
    const errors = errorsIn(mutant.bytes);
    const schemaSays = schemaTroubleIn(mutant.bytes, name);
    const sameKind = checkDocument(mutant.bytes, 'x').kind.startsWith(name.slice(0, 4));
    if (schemaSays.length > 0 && sameKind) assert.notDeepEqual(errors, [], `${about}: ${schemaSays[0]}`);
    if (schemaSays.length > 0) continue;
    valid += 1;
    assert.deepEqual(errors.filter((code) => !beyondSchema.has(code) && !beyondXml.has(code)), [], about);
  }
  assert.ok(valid > 30, `${valid} mutants were valid`);
});
