import assert from 'node:assert/strict';
import { test } from 'node:test';
import { subjectNames, type Subject } from '../content/types.ts';
import { practiceItemOf } from './practice.ts';

test('every subject has an item to practise with, and it travels without its key', () => {
  for (const subject of Object.keys(subjectNames) as Subject[]) {
    const { xml } = practiceItemOf(subject);
    assert.match(xml, /response-identifier="RESPONSE"/);
    assert.doesNotMatch(xml, /qti-correct-response|qti-mapping|qti-response-processing/, subject);
  }
});
