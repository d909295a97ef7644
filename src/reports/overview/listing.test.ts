import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Feature } from '../../ordering/types.ts';
import type { Report } from '../frame/types.ts';
import { listReports } from './listing.ts';

function report(code: string, path: string, about: Report['about'], feature: Report['feature']): Report {
  const read = (): never => { throw new Error('not read here'); };
  return { code, path, name: code, question: `Wat is ${code}?`, about, feature, read };
}

const reports = [
  report('groei', '/leerlingen/:pupilId/groei', 'pupil', 'pupil_reports'),
  report('groep', '/groepen/:groupId/rapport', 'group', 'group_reports'),
  report('kaarten', '/technisch-lezen/:readingId/kaarten', 'group', 'group_reports'),
  report('trend', '/rapporten/trend', 'school', 'school_reports'),
];
const basis = new Set<Feature>(['pupil_reports', 'group_reports']);

test('a report opens where everything that it needs is known', () => {
  const hrefs = (about: Report['about'], id: string | null) =>
    listReports(reports, about, new Set([...basis, 'school_reports']), id).map(({ href }) => href);
  assert.deepEqual(hrefs('pupil', null), [null]);
  assert.deepEqual(hrefs('pupil', 'p'), ['/leerlingen/p/groei']);
  assert.deepEqual(hrefs('group', 'g'), ['/groepen/g/rapport', null]);
  assert.deepEqual(hrefs('school', null), ['/rapporten/trend']);
});

test('a report outside the package is listed, but does not open', () => {
  const [trend] = listReports(reports, 'school', basis, null);
  assert.deepEqual(trend, {
    code: 'trend', name: 'trend', question: 'Wat is trend?', href: null, outside: true,
  });
});
