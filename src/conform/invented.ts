/* Invented people and an invented school, for examples and tests. */
import { mainSite, type Brin } from '../base/brin.ts';
import { plainDate } from '../base/plain-date.ts';
import { schoolYearStarting } from '../base/school-year.ts';
import type { RosterDocument, RosterPupil } from '../exchange/roster-document.ts';
import type { Authorisation } from '../exchange/uwlr/types.ts';

/** The moment of the examples. */
export const inventedNow = new Date('2027-01-19T08:00:00Z');

/** A school that does not exist. */
export const inventedBrin = '99XX' as Brin;

/** What our client is called at this LAS, and the key of its school. */
export const invented: Authorisation = {
  schoolKey: 'GEHEIM-KLAS-SLEUTEL', clientCode: 'proefcode', clientName: 'Proefklant',
};

/** One class of four with one teacher; one pupil is in no group. */
export const oneClass: RosterDocument = {
  school: {
    schoolYear: schoolYearStarting(2026), brin: inventedBrin, site: mainSite, institutionNumber: null, schoolKey: null,
    referenceDate: plainDate('2027-01-19'), createdAt: inventedNow, author: 'Proef-LAS', xsdVersion: '2.2',
  },
  sites: [],
  groups: [{ key: '5a', name: '5a', yearGroup: '5' }, { key: '5b', name: '5b', yearGroup: '5' }],
  compositeGroups: [{ key: 'plus', name: 'Plusgroep' }],
  pupils: [
    pupil('L1', 'Anna', '5a', ['plus']), { ...pupil('L2', 'Bram', '5a', []), gender: 'boy' },
    pupil('L3', 'Cato', '5b', []), { ...pupil('L4', 'Daan', null, []), gender: 'boy' },
  ],
  staff: [{
    key: 'K1', eckId: null, lastName: 'Juf', prefix: null, firstNames: null, initials: null, callName: 'Els',
    email: null, roles: [], groups: [{ kind: 'group', key: '5a', roles: ['LRK'] }],
  }],
};

function pupil(key: string, callName: string, groupKey: string | null, composite: readonly string[]): RosterPupil {
  return {
    key, eckId: `https://ketenid.nl/201703/${key.charCodeAt(1).toString(16).padStart(128, '0')}`,
    lastName: 'Proef', prefix: null, firstNames: null, initials: null, callName, birthDate: plainDate('2016-03-09'),
    gender: 'girl', startYearGroup3: null, yearGroup: '5', groupKey, compositeGroupKeys: composite, siteKey: null,
    entryDate: null, exitDate: null,
  };
}
