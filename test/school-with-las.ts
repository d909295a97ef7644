import type { SchoolViewer } from '../src/access/types.ts';
import { present } from '../src/base/assert.ts';
import { schoolYearStarting } from '../src/base/school-year.ts';
import type { RosterPupil } from '../src/exchange/roster-document.ts';
import { writeRosterAnswer } from '../src/exchange/uwlr/write.ts';
import { fetchRosterNow, type FetchOutcome } from '../src/intake/fetch-roster.ts';
import { startInventedLas, type InventedLas } from '../src/intake/invented-las.ts';
import { enterKey } from '../src/onboarding/key-actions.ts';
import { getOnboarding, markBasispoortAccepted } from '../src/onboarding/store.ts';
import type { Onboarding } from '../src/onboarding/types.ts';
import { agreementVersion } from '../src/ordering/agreement.ts';
import { all, change, sql } from '../src/platform/database/query.ts';
import type { TenantTx } from '../src/platform/database/tenancy.ts';
import { inventedDocument } from '../src/roster/invented-document.ts';
import { newTestSchool, testPlatform, type TestPlatform } from './platform.ts';

/** A school of one test that gave its key, at an invented LAS. */
export interface SchoolWithLas {
  readonly schoolId: string;
  /** BRIN6 of its main site. */
  readonly brin6: string;
  readonly viewer: SchoolViewer;
  inSchool<T>(work: (tx: TenantTx) => Promise<T>): Promise<T>;
  /** Whom the LAS has from now on, by site code.
   * @param lastYear the site for which it answers with last school year: a document that we refuse */
  has(pupils: Readonly<Record<string, readonly RosterPupil[]>>, lastYear?: string): void;
  fetch(): Promise<FetchOutcome>;
  state(): Promise<Onboarding>;
  /** Last names of the pupils who are at the school now. */
  pupils(): Promise<readonly string[]>;
}

/** A platform whose school administration is an invented LAS. */
export async function platformWithLas(): Promise<{ readonly platform: TestPlatform; readonly las: InventedLas }> {
  const las = await startInventedLas();
  return { las, platform: await testPlatform({ LAS_ROSTER_URL: las.url }) };
}

/** Makes such a school on the morning of 19 January 2027, whatever the time was in the test before. */
export function newMorningAtLas(platform: TestPlatform, las: InventedLas): Promise<SchoolWithLas> {
  platform.clock.set(new Date('2027-01-19T08:00:00Z'));
  return newSchoolWithLas(platform, las);
}

/** Makes such a school, with a permission of Basispoort; `sites` beside the main one. */
export async function newSchoolWithLas(
  platform: TestPlatform, las: InventedLas, sites: readonly string[] = [],
): Promise<SchoolWithLas> {
  const { schoolId, brin } = await newTestSchool(platform);
  const viewer = administratorOf(platform, schoolId);
  const inSchool = <T>(work: (tx: TenantTx) => Promise<T>) =>
    platform.doors.withTenant(schoolId, { kind: 'job', id: 'test' }, 'roster', work);
  await platform.doors.withPlatform(async (tx) => {
    for (const code of sites) await change(tx, sql`insert into school_site
      (school_id, brin, site_code, valid_from) values (${schoolId}, ${brin}, ${code}, '2020-08-01')`);
  });
  await inSchool((tx) => change(tx, sql`insert into agreement_acceptance values
    (${tx.schoolId}, ${agreementVersion}, now(), 'person:x')`));
  await enterKey(platform, viewer, `sleutel-van-${schoolId}`);
  await inSchool((tx) => markBasispoortAccepted(tx, platform.clock.now()));
  return {
    schoolId, viewer, inSchool, brin6: `${brin}00`,
    has(pupils, lastYear) {
      las.answer((asked) => {
        const code = /dependancecode>(\d\d)</.exec(asked)?.[1] ?? '00';
        const document = inventedDocument(present(pupils[code], `site ${code}`), { brin6: `${brin}${code}` });
        const schoolYear = code === lastYear ? schoolYearStarting(2025) : document.school.schoolYear;
        const sent = { ...document, school: { ...document.school, schoolYear } };
        return writeRosterAnswer('all', { kind: 'roster', document: sent }, '2.2');
      });
    },
    fetch: () => fetchRosterNow(platform, schoolId),
    state: () => inSchool((tx) => getOnboarding(tx, schoolId)),
    pupils: async () => (await inSchool((tx) => all<{ lastName: string }>(tx, sql`select last_name from pupil
      where school_id = ${tx.schoolId} and active order by last_name`))).map(({ lastName }) => lastName),
  };
}

function administratorOf(platform: TestPlatform, schoolId: string): SchoolViewer {
  const id = platform.newId();
  return {
    kind: 'person', id, schoolId, schoolName: 'De Proef', label: 'Bea Beheer', roles: ['administrator'],
    ownGroupIds: [], actor: { kind: 'person', id },
  };
}
