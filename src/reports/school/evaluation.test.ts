import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testPlatform } from '../../../test/platform.ts';
import { newReportsSchool } from '../../../test/reports-school.ts';
import { subjectNames } from '../../content/types.ts';
import { readReport } from '../frame/routes.ts';
import { selfEvaluationReport } from './evaluation.ts';

test('the self-evaluation shows a subject at a time, and its file holds every subject', async () => {
  const platform = await testPlatform();
  const school = await newReportsSchool(platform, 978);
  const read = async (as: 'page' | 'file', subject: 'spelling' | 'arithmetic') => {
    const document = await readReport(platform, school.viewer('director'), selfEvaluationReport, {}, { subject }, as);
    return document!.parts.map(({ heading }) => heading.split(': ')[0]!)
      .filter((name) => Object.values(subjectNames).includes(name as never));
  };
  assert.deepEqual(new Set(await read('page', 'spelling')), new Set([subjectNames.spelling]));
  assert.deepEqual(new Set(await read('page', 'arithmetic')), new Set([subjectNames.arithmetic]));
  const whole = await read('file', 'spelling');
  assert.ok(new Set(whole).size > 2);
  assert.deepEqual(await read('file', 'arithmetic'), whole);
});
