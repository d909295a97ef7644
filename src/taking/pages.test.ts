import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { newClassroom } from '../../test/classroom.ts';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import type { SchoolViewer } from '../access/types.ts';
import { pupilHomePage } from './pages.tsx';
import type { OpenTest } from './types.ts';

let platform: TestPlatform;
let pupil: SchoolViewer;

before(async () => {
  platform = await testPlatform();
  pupil = (await newClassroom(platform, { pupils: [{ callName: 'Keuze', yearGroup: '5' }] })).pupils[0]!;
});

const fresh = { partCount: 2, partsIn: 0, isBusy: false, isPaused: false } as const;
const arithmetic: OpenTest = { ...fresh, planId: 'RW', subject: 'arithmetic' };
const reading: OpenTest = { ...fresh, planId: 'BL', subject: 'reading' };

/** The plans that the page has a button for, the loud one first; and whether there is more for later. */
function offered(...tests: OpenTest[]): { readonly plans: readonly string[]; readonly later: boolean } {
  const html = pupilHomePage(platform, pupil, tests);
  const plans = [...html.matchAll(/action="\/afname\/(\w+)\/start"/g)].map(([, plan]) => plan ?? '');
  return { plans, later: html.includes('Later: ') };
}

test('a pupil with two tests may begin with either, as the class does', () => {
  assert.deepEqual(offered(arithmetic, reading), { plans: ['RW', 'BL'], later: false });
});

test('a taak that was begun goes first and alone', () => {
  assert.deepEqual(offered(arithmetic, { ...reading, isBusy: true }), { plans: ['BL'], later: true });
});

test('between two taken the test that was begun goes first, and another one may be done', () => {
  assert.deepEqual(offered(arithmetic, { ...reading, partsIn: 1 }), { plans: ['BL', 'RW'], later: false });
});

test('a test that has to wait is named and not offered', () => {
  assert.deepEqual(offered({ ...arithmetic, isPaused: true }, reading), { plans: ['BL'], later: true });
});
