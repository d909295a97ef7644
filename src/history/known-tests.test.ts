import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arithmeticNormTable, arithmeticScaleCode, syntheticGeneration } from '../content/norms.ts';
import { momentsInOrder, subjectNames } from '../content/types.ts';
import {
  knownMoments, knownScale, knownSubjects, takenGeneration,
} from '../exchange/history-csv/known-tests.ts';
import { plausibleRange } from './rules.ts';

test('checking a table knows the subjects, moments, generation and scale that the import knows', () => {
  assert.deepEqual(knownSubjects, subjectNames);
  assert.deepEqual([...knownMoments], momentsInOrder);
  assert.equal(takenGeneration, syntheticGeneration);
  assert.deepEqual(knownScale, {
    subject: arithmeticNormTable().subject, code: arithmeticScaleCode, ...plausibleRange(arithmeticNormTable()),
  });
});
