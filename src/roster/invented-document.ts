import { assert } from '../base/assert.ts';
import { parseBrinSite } from '../base/brin.ts';
import { plainDate } from '../base/plain-date.ts';
import { schoolYearStarting } from '../base/school-year.ts';
import type { RosterDocument, RosterPupil, RosterStaffMember } from '../exchange/roster-document.ts';

/** A pupil for tests: a key decides everything else, so that equal keys are equal children. */
export function inventedPupil(key: string, parts: Partial<RosterPupil> = {}): RosterPupil {
  return {
    key,
    eckId: null,
    lastName: `Jansen-${key}`,
    prefix: null,
    firstNames: null,
    initials: null,
    callName: `Kind ${key}`,
    birthDate: plainDate('2018-03-14'),
    gender: 'girl',
    startYearGroup3: null,
    yearGroup: '4',
    groupKey: 'g4',
    compositeGroupKeys: [],
    siteKey: null,
    entryDate: null,
    exitDate: null,
    ...parts,
  };
}

/** A teacher of group g4 for tests. */
export function inventedTeacher(key: string, parts: Partial<RosterStaffMember> = {}): RosterStaffMember {
  return {
    key,
    eckId: null,
    lastName: `Meester-${key}`,
    prefix: null,
    firstNames: null,
    initials: null,
    callName: 'Maan',
    email: null,
    roles: ['LRK'],
    groups: [{ kind: 'group', key: 'g4', roles: ['LRK'] }],
    ...parts,
  };
}

/** A full state of a school for tests: groups g4 and g5, plus group p. */
export function inventedDocument(
  pupils: readonly RosterPupil[], parts: Partial<RosterDocument> & { readonly brin6?: string } = {},
): RosterDocument {
  const { brin6 = '99XX00', ...rest } = parts;
  const school = parseBrinSite(brin6);
  assert(school.ok, 'a test names a BRIN');
  return {
    school: {
      schoolYear: schoolYearStarting(2026),
      brin: school.value.brin,
      site: school.value.site,
      institutionNumber: null,
      schoolKey: null,
      referenceDate: plainDate('2027-01-19'),
      createdAt: new Date('2027-01-19T07:00:00Z'),
      author: null,
      xsdVersion: '2.2',
    },
    sites: [],
    groups: [
      { key: 'g4', name: 'groep 4', yearGroup: '4' },
      { key: 'g5', name: 'groep 5', yearGroup: '5' },
    ],
    compositeGroups: [{ key: 'p', name: 'plusgroep' }],
    pupils,
    staff: [inventedTeacher('t1')],
    ...rest,
  };
}
