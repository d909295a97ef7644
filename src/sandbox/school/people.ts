import { createHash } from 'node:crypto';
import { addDays, plainDate, type PlainDate } from '../../base/plain-date.ts';
import { seededRandom, type Random } from '../../psychometrics/random.ts';
import type { RoleCode } from '../../exchange/roster-document.ts';
import { drawCallName, drawLastName, lastNameOf, personName, type PersonName } from './names.ts';
import type { InventedPupil, InventedStaffMember, OddPupil, SchoolPlan } from './types.ts';

const seed = 'inbeeld sandbox 1';

/** The last year group of a primary school. */
const lastYearGroup = 8;

const newcomerCohort = 2022;

/** Everybody who is a pupil in the school year that starts in this calendar year, oldest first. */
export function pupilsIn(plan: SchoolPlan, startYear: number): readonly InventedPupil[] {
  // One cohort more than there are year groups: who repeated a year stays nine years.
  const cohorts = Array.from({ length: lastYearGroup + 1 }, (_, index) => startYear - lastYearGroup + index);
  return cohorts.flatMap((cohort) => cohortOf(plan, cohort))
    .filter((pupil) => yearGroupIn(pupil, startYear) !== null);
}

/** The year group (1 to 8) of a pupil in the school year that starts in this calendar year; null when not at school. */
export function yearGroupIn(pupil: InventedPupil, startYear: number): number | null {
  const { cohort, repeated, exitDate } = pupil;
  if (exitDate !== null && exitDate < `${startYear}-08-01`) return null;
  const nominal = startYear - cohort + 1;
  const yearGroup = repeated !== null && nominal > repeated ? nominal - 1 : nominal;
  return yearGroup >= 1 && yearGroup <= lastYearGroup ? yearGroup : null;
}

/** The n-th pupil (from 1) who came during the year: a child who is in group 5 in 2026-2027. */
export function newcomerOf(plan: SchoolPlan, n: number): InventedPupil {
  const callName = drawCallName('girl', seededRandom(`${seed}/${plan.letter}/newcomer ${n}`));
  const sequence = 800 + n;
  return inventPupil(plan, newcomerCohort, sequence,
    { cohort: newcomerCohort, sequence, gender: 'girl', callName, lastName: 'Nieuwkomer' });
}

/** Cohorts that were made already: the same seed gives the same children, so they are made once. */
const madeCohorts = new Map<string, readonly InventedPupil[]>();

function cohortOf(plan: SchoolPlan, cohort: number): readonly InventedPupil[] {
  const name = `${plan.letter}${cohort}`;
  const made = madeCohorts.get(name) ?? makeCohort(plan, cohort);
  madeCohorts.set(name, made);
  return made;
}

function makeCohort(plan: SchoolPlan, cohort: number): readonly InventedPupil[] {
  const size = plan.cohortSize + (cohort % 4 === 0 ? 1 : 0);
  return Array.from({ length: size }, (_, index) => inventPupil(plan, cohort, index + 1,
    plan.oddPupils.find((odd) => odd.cohort === cohort && odd.sequence === index + 1)));
}

function inventPupil(plan: SchoolPlan, cohort: number, sequence: number, odd?: OddPupil): InventedPupil {
  const random = seededRandom(`${seed}/${plan.letter}/${cohort}/${sequence}`);
  const gender = odd?.gender ?? (random.chance(0.5) ? 'boy' : 'girl');
  const key = `${plan.letter}${String(cohort % 100).padStart(2, '0')}${String(sequence).padStart(3, '0')}`;
  const second = random.chance(0.3) ? drawCallName(gender, random) : null;
  const drawn = personName(drawCallName(gender, random), drawLastName(random), second);
  const name = odd ? personName(odd.callName, lastNameOf(odd.lastName), second) : drawn;
  return {
    ...name, key, cohort, sequence, gender,
    eckId: plan.eckIds && odd?.withoutEckId !== true ? pilotEckId(key) : null,
    birthDate: odd?.birthDate ?? drawBirthDate(cohort, random),
    repeated: odd?.repeated ?? null,
    withoutGroup: odd?.withoutGroup ?? false,
    exitDate: odd?.exitDate ?? null,
    ability: random.normal(),
  };
}

/** Children who begin in group 1 are born from October of five years before to September of four years before. */
function drawBirthDate(cohort: number, random: Random): PlainDate {
  return addDays(plainDate(`${cohort - 5}-10-01`), random.integer(0, 364));
}

/** An ECK iD as the test environment of Nummervoorziening makes them: never to be taken for a real one. */
function pilotEckId(key: string): string {
  return `https://ketenid.nl/pilot/${createHash('sha512').update(`${seed}/${key}`).digest('hex')}`;
}

/** Everybody who works at the school: teachers by group, then who has no group of their own. */
export function staffOf(plan: SchoolPlan): readonly InventedStaffMember[] {
  const posts = postsOf(plan);
  return posts.map((post, index): InventedStaffMember => {
    const key = `${plan.letter}M${String(index + 1).padStart(2, '0')}`;
    const random = seededRandom(`${seed}/${plan.letter}/staff/${index}`);
    const callName = drawCallName(random.chance(0.7) ? 'girl' : 'boy', random);
    const name = personName(callName, post.lastName ? lastNameOf(post.lastName) : drawLastName(random), null);
    return {
      ...name, key,
      eckId: plan.eckIds ? pilotEckId(key) : null,
      email: post.withoutEmail ? null : emailOf(name, plan),
      roles: post.roles,
      groupNames: post.groupNames,
      teachesPlusGroup: post.plusGroup ?? false,
      leftOn: post.leftOn ?? null,
    };
  });
}

interface Post {
  readonly roles: readonly RoleCode[];
  readonly groupNames: readonly string[];
  readonly lastName?: string;
  readonly withoutEmail?: true;
  readonly plusGroup?: true;
  readonly leftOn?: PlainDate;
}

function postsOf(plan: SchoolPlan): readonly Post[] {
  const teachers = plan.groups.flatMap((group): readonly Post[] => [
    { roles: ['LRK'], groupNames: [group.name] },
    ...(group.jobShare ? [{ roles: ['LRK'], groupNames: [group.name] } as const] : []),
  ]);
  const firstGroup = plan.groups.slice(0, 1).map((group) => group.name);
  const lastGroup = plan.groups.slice(-1).map((group) => group.name);
  return [
    ...teachers,
    { roles: ['DIR'], groupNames: [], lastName: 'van|Leiden' },
    { roles: ['IB'], groupNames: [], lastName: 'Begeleider' },
    { roles: ['ICT', 'LRK'], groupNames: firstGroup, lastName: 'van der|Kabel' },
    { roles: ['VAK'], groupNames: [], lastName: 'Plus', plusGroup: true },
    { roles: ['STA'], groupNames: lastGroup, lastName: 'Stageman' },
    { roles: ['LRK'], groupNames: lastGroup, lastName: 'Zonderland', withoutEmail: true },
    { roles: ['LRK'], groupNames: [], lastName: 'Wegman', leftOn: plainDate('2026-12-18') },
  ];
}

function emailOf(name: PersonName, plan: SchoolPlan): string {
  const parts = [name.callName, name.prefix ?? '', name.lastName].join('');
  const plain = parts.replace(/ı/gu, 'i').replace(/[łŁ]/gu, 'l').normalize('NFD').replace(/[^A-Za-z]/gu, '');
  return `${plain.toLowerCase()}@${plan.brin.toLowerCase()}${plan.site}.example`;
}
