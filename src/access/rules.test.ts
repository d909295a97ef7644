import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { may, reaches, type Act } from './rules.ts';
import type { Role, SchoolViewer, Viewer } from './types.ts';

const ownGroup = 'group-own';
const otherGroup = 'group-other';
const self = 'member-self';

function viewerWith(...roles: readonly Role[]): Viewer {
  if (roles.includes('service')) {
    return { kind: 'person', id: self, schoolId: null, label: 'Karin', roles: ['service'] };
  }
  const viewer: SchoolViewer = {
    kind: 'staff', id: self, schoolId: 'school', schoolName: 'De Proef', label: 'Sanne', roles,
    ownGroupIds: [ownGroup], actor: { kind: 'staff', id: self },
  };
  return viewer;
}

/** Over what a role may do an act: `all` the school, `own` groups, `self`, or `-` nothing (domain.md 3). */
const columns = ['administrator', 'director', 'supervisor', 'teacher', 'pupil', 'board', 'service'] as const;
const table: Readonly<Record<Act, string>> = {
  //                       admin director superv teacher pupil board service
  'order':                 'all  -        -       -       -      -     -',
  'accept-agreement':      'all  all      -       -       -      -     -',
  'run-onboarding':        'all  -        -       -       -      -     -',
  'see-onboarding':        'all  all      -       -       -      -     -',
  'resolve-matches':       'all  -        all     -       -      -     -',
  'manage-staff-roles':    'all  -        -       -       -      -     -',
  'plan-test':             '-    -        all     own     -      -     -',
  'enter-paper-test':      '-    -        all     own     -      -     -',
  'take-test':             '-    -        -       -       self   -     -',
  'read-pupil-report':     '-    all      all     own     -      -     -',
  'read-group-report':     '-    all      all     own     -      -     -',
  'read-school-report':    '-    all      all     -       -      -     -',
  'see-delivery':          'all  all      all     -       -      -     -',
  'read-audit-log':        'all  all      -       -       -      -     -',
  'read-messages':         'all  -        -       -       -      -     -',
  'withdraw-result':       'all  -        all     -       -      -     -',
  'supervise-test':        '-    -        all     own     -      -     -',
  'open-class-code':       'all  -        all     own     -      -     -',
  'set-reports':           'all  all      all     -       -      -     -',
  'print-school-reports':  '-    all      all     -       -      -     -',
  'see-own-schools':       '-    -        -       -       -      all   -',
  'read-board-report':     '-    -        -       -       -      all   -',
  'see-status-of-schools': '-    -        -       -       -      -     all',
};

const reached = {
  all: { any: true, own: true, other: true, self: true, nobody: true, reach: 'school' },
  own: { any: true, own: true, other: false, self: false, nobody: false, reach: 'own-groups' },
  self: { any: true, own: false, other: false, self: true, nobody: false, reach: 'nothing' },
  '-': { any: false, own: false, other: false, self: false, nobody: false, reach: 'nothing' },
} as const;

describe('the table of rights', () => {
  for (const [act, row] of Object.entries(table) as [Act, string][]) {
    test(`${act} is for: ${row.replaceAll(/\s+/gu, ' ')} (${columns.join(' ')})`, () => {
      const cells = row.split(/\s+/u) as (keyof typeof reached)[];
      columns.forEach((role, index) => {
        const viewer = viewerWith(role);
        assert.deepEqual({
          any: may(viewer, act),
          own: may(viewer, act, { groupIds: [otherGroup, ownGroup] }),
          other: may(viewer, act, { groupIds: [otherGroup] }),
          self: may(viewer, act, { pupilId: self }),
          nobody: may(viewer, act, {}),
          reach: reaches(viewer, act),
        }, reached[cells[index] ?? '-'], role);
      });
    });
  }

  test('a teacher who is also the supervisor reaches every group', () => {
    const viewer = viewerWith('teacher', 'supervisor');
    assert.equal(reaches(viewer, 'plan-test'), 'school');
    assert.equal(may(viewer, 'read-pupil-report', { groupIds: [otherGroup] }), true);
  });

  test('a member of staff without any role may do nothing', () => {
    for (const act of Object.keys(table) as Act[]) assert.equal(may(viewerWith(), act), false, act);
  });

  test('a pupil does not take the test of a classmate', () => {
    assert.equal(may(viewerWith('pupil'), 'take-test', { pupilId: 'somebody-else' }), false);
  });
});
