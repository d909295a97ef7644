import type { SchoolViewer } from '../src/access/types.ts';
import { brin6, mainSite, type Brin } from '../src/base/brin.ts';
import { plainDateInAmsterdam } from '../src/base/plain-date.ts';
import { publishSynthetic } from '../src/content/actions.ts';
import type { RosterPupil } from '../src/exchange/roster-document.ts';
import { all, change, sql } from '../src/platform/database/query.ts';
import type { TenantTx } from '../src/platform/database/tenancy.ts';
import { applyRoster, loadRoster } from '../src/roster/apply.ts';
import { inventedDocument } from '../src/roster/invented-document.ts';
import { planRoster } from '../src/roster/rules.ts';
import { currentSchoolYear } from '../src/roster/store.ts';
import { newTestSchool, type TestPlatform } from './platform.ts';

/**
 * A school that finished step 1: its roster came from its LAS, the bank is published, steps 2 and 3 may be
 * open.
 */
export interface SchoolWithRoster {
  readonly schoolId: string;
  readonly brin: string;
  readonly administrator: SchoolViewer;
  /** Pupil by key of the LAS. */
  readonly pupilIds: ReadonlyMap<string, string>;
  readonly inSchool: <T>(work: (tx: TenantTx) => Promise<T>) => Promise<T>;
}

/** Makes such a school of one test. */
export async function newSchoolWithRoster(platform: TestPlatform, given: {
  readonly pupils: readonly RosterPupil[];
  /** Base address of its LAS; null for a school without a link. */
  readonly lasUrl: string | null;
  readonly stepsOpen?: boolean;
}): Promise<SchoolWithRoster> {
  await publishSynthetic(platform, ['arithmetic']);
  const { schoolId, brin } = await newTestSchool(platform);
  const actor = { kind: 'job', id: 'test' } as const;
  const inSchool = <T>(work: (tx: TenantTx) => Promise<T>): Promise<T> =>
    platform.doors.withTenant(schoolId, actor, 'administration', work);
  const now = platform.clock.now();
  await inSchool(async (tx) => {
    await change(
      tx,
      sql`update onboarding set step1_completed_at = ${now}, roster_status = 'loaded',
      steps_opened_at = ${given.stepsOpen === false ? null : now},
      instructions_due_at = '2027-01-22T08:00:00Z'
      where school_id = ${schoolId}`,
    );
    if (given.lasUrl !== null) await connect(platform, tx, given.lasUrl);
    await takeRoster(platform, tx, brin, given.pupils);
  });
  const pupils = await inSchool((tx) => all<{ value: string; pupilId: string }>(tx, sql`select value, pupil_id
    from pupil_identifier where school_id = ${schoolId} and kind = 'las-key'`));
  return {
    schoolId, brin, inSchool, pupilIds: new Map(pupils.map(({ value, pupilId }) => [value, pupilId])),
    administrator: {
      kind: 'person', id: platform.newId(), schoolId, schoolName: 'Basisschool De Proef', label: 'Bea Beheer',
      roles: ['administrator'], ownGroupIds: [], actor: { kind: 'person', id: 'bea' },
    },
  };
}

async function connect(platform: TestPlatform, tx: TenantTx, lasUrl: string): Promise<void> {
  const key = `SLEUTEL-${tx.schoolId}`;
  await change(tx, sql`insert into las_connection (school_id, connection_id, las_name, roster_url, results_url,
      history_url, key_cipher, key_digest, key_hint, created_at)
    values (${tx.schoolId}, ${platform.newId()}, 'Proef-LAS', ${`${lasUrl}/leerlinggegevens`},
      ${`${lasUrl}/leerresultaten`}, ${`${lasUrl}/geschiedenis`}, ${platform.secrets.seal(key)},
      ${platform.secrets.digest(key)}, 'hint', ${platform.clock.now()})`);
}

async function takeRoster(
  platform: TestPlatform, tx: TenantTx, brin: string, pupils: readonly RosterPupil[],
): Promise<void> {
  const site = brin6({ brin: brin as Brin, site: mainSite });
  const today = plainDateInAmsterdam(platform.clock.now());
  const scope = { site, schoolYear: currentSchoolYear(platform.clock) };
  const changes = planRoster(await loadRoster(tx, scope), inventedDocument(pupils, { brin6: site }), {
    ...scope, today, source: 'uwlr', digest: platform.secrets.digest, newId: platform.newId,
  });
  await applyRoster(tx, changes, { ...scope, today, at: platform.clock.now(), seal: platform.secrets.seal });
}
