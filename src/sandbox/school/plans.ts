import { brin6, type Brin, type SiteCode } from '../../base/brin.ts';
import { plainDate } from '../../base/plain-date.ts';
import type { GroupPlan, OddPupil, SchoolPlan } from './types.ts';

// These BRINs are not in the register. Odd pupils carry a name that tells what is odd about them.
const oddPupilsToWalk: readonly OddPupil[] = [
  {
    cohort: 2022, sequence: 3, callName: 'Lotte', lastName: 'Tweehuysen', gender: 'girl',
    birthDate: plainDate('2018-03-09'),
  },
  {
    cohort: 2022, sequence: 4, callName: 'Linde', lastName: 'Tweehuysen', gender: 'girl',
    birthDate: plainDate('2018-03-09'),
  },
  { cohort: 2020, sequence: 6, callName: 'Sjoerd', lastName: 'Blijleven', gender: 'boy', repeated: 5 },
  { cohort: 2021, sequence: 7, callName: 'Esmée', lastName: 'Zondervan', gender: 'girl', withoutEckId: true },
  { cohort: 2023, sequence: 9, callName: 'Jelle', lastName: 'Vrij', gender: 'boy', withoutGroup: true },
  {
    cohort: 2019, sequence: 5, callName: 'Tomás', lastName: 'Wegman', gender: 'boy',
    exitDate: plainDate('2027-02-12'),
  },
  { cohort: 2022, sequence: 11, callName: 'Björn', lastName: "van 't|Accent", gender: 'boy' },
  { cohort: 2021, sequence: 12, callName: 'Zoë', lastName: "d'|Apostrofe", gender: 'girl' },
];

const oneOfEach = [1, 2, 3, 4, 5, 6, 7, 8].map((yearGroup): GroupPlan =>
  ({ name: `${yearGroup}`, yearGroups: [yearGroup], jobShare: yearGroup % 3 === 0 }));

/** The invented schools: one to walk through the steps, one in full use, one with two sites. */
export const schoolPlans: readonly SchoolPlan[] = [
  {
    letter: 'A', brin: '99XA' as Brin, site: '00' as SiteCode, name: 'Basisschool De Nieuwe Stap',
    purpose: 'Deze school heeft nog niets besteld: loop met haar door alle stappen.',
    street: 'Beginlaan', houseNumber: '1', postcode: '0000AA', town: 'Proefdorp',
    cohortSize: 28, eckIds: true, oddPupils: oddPupilsToWalk,
    groups: [
      { name: '1', yearGroups: [1], jobShare: false },
      { name: '2', yearGroups: [2], jobShare: true },
      { name: '3', yearGroups: [3], jobShare: false },
      { name: '4', yearGroups: [4], jobShare: true },
      { name: '5/6a', yearGroups: [5, 6], jobShare: true },
      { name: '5/6b', yearGroups: [5, 6], jobShare: false },
      { name: '7', yearGroups: [7], jobShare: false },
      { name: '8', yearGroups: [8], jobShare: true },
    ],
  },
  {
    letter: 'B', brin: '99XB' as Brin, site: '00' as SiteCode, name: 'Basisschool De Lange Lijn',
    purpose: 'Deze school heeft jaren aan oude resultaten.',
    street: 'Jarenweg', houseNumber: '12', postcode: '0000BB', town: 'Proefdorp',
    cohortSize: 24, eckIds: true, groups: oneOfEach,
    oddPupils: [
      { cohort: 2019, sequence: 2, callName: 'Daan', lastName: 'Blijleven', gender: 'boy', repeated: 4 },
      { cohort: 2020, sequence: 4, callName: 'Nour', lastName: 'Zondervan', gender: 'girl', withoutEckId: true },
    ],
  },
  {
    letter: 'C', brin: '99XC' as Brin, site: '00' as SiteCode, name: 'De Tweesprong, locatie Oost',
    purpose: 'Deze school heeft twee vestigingen onder één BRIN; dit is vestiging 00.',
    street: 'Oosterweg', houseNumber: '3', postcode: '0000CC', town: 'Proefstad',
    cohortSize: 13, eckIds: true, oddPupils: [], groups: pairs(),
  },
  {
    letter: 'D', brin: '99XC' as Brin, site: '01' as SiteCode, name: 'De Tweesprong, locatie West',
    purpose: 'Vestiging 01 van De Tweesprong; hier heeft nog niemand een ECK iD.',
    street: 'Westerweg', houseNumber: '4', postcode: '0000CD', town: 'Proefstad',
    cohortSize: 9, eckIds: false, oddPupils: [], groups: pairs(),
  },
];

/** The plan of a school and site, or undefined when the sandbox has no such school. */
export function findPlan(brin: string, site: string): SchoolPlan | undefined {
  return schoolPlans.find((plan) => plan.brin === brin && plan.site === site);
}

/** The plan that a BRIN6 (`99XA00`) names. */
export function findPlanByBrin6(text: string): SchoolPlan | undefined {
  return schoolPlans.find((plan) => brin6(plan) === text);
}

function pairs(): readonly GroupPlan[] {
  return [1, 3, 5, 7].map((first) => (
    { name: `${first}/${first + 1}`, yearGroups: [first, first + 1], jobShare: first === 3 }));
}
