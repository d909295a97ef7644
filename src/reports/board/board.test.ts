import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { newTestSchool, testPlatform, type TestPlatform } from '../../../test/platform.ts';
import { addResults } from '../../ability/add-results.ts';
import { withdrawResult } from '../../ability/store.ts';
import type { BoardViewer } from '../../access/types.ts';
import { publishSynthetic } from '../../content/actions.ts';
import { arithmeticNormTable } from '../../content/norms.ts';
import type { Moment } from '../../content/types.ts';
import { agreementVersion } from '../../ordering/agreement.ts';
import { all, change, sql } from '../../platform/database/query.ts';
import type { TenantTx } from '../../platform/database/tenancy.ts';
import { romanLevel } from '../../psychometrics/levels.ts';
import { seededRandom } from '../../psychometrics/random.ts';
import { asScaleScore } from '../../psychometrics/types.ts';
import { inventedResult } from '../invented-results.ts';
import { nextNight, publishAggregates, publishDueAggregates, wantAggregates } from './actions.ts';
import { bindBoardReportJobs } from './jobs.ts';
import { readBoardReport } from './routes.ts';
import { publishedFrom } from './suppression.ts';
import type { SchoolAggregate } from './types.ts';

const moments = new Map(arithmeticNormTable().moments.map((norm) => [norm.moment, norm]));
const actor = { kind: 'job', id: 'test' } as const;

interface Invented {
  readonly yearGroup: string;
  readonly moment: Moment;
  readonly z: number;
  /** Of a result of ten days before, which counts no more. */
  readonly before?: number;
}

describe('aggregates of schools for their board', () => {
  let platform: TestPlatform;

  before(async () => {
    platform = await testPlatform();
    bindBoardReportJobs(platform);
    await publishSynthetic(platform, ['arithmetic']);
  });

  const inSchool = <T>(schoolId: string, work: (tx: TenantTx) => Promise<T>) =>
    platform.doors.withTenant(schoolId, actor, 'reporting', work);

  async function school(name: string, boardNumber: string, given: { readonly agreed: boolean } = { agreed: true }) {
    const { schoolId } = await newTestSchool(platform, { name });
    await platform.doors.withPlatform(async (tx) => {
      await change(tx, sql`update school set board_number = ${boardNumber} where school_id = ${schoolId}`);
      if (given.agreed) {
        await change(tx, sql`insert into agreement_acceptance
          values (${schoolId}, ${agreementVersion}, ${platform.clock.now()}, 'person:test')`);
      }
    });
    return schoolId;
  }

  /** Stores a result for a new pupil of each of these. */
  function store(schoolId: string, pupils: readonly Invented[]): Promise<readonly string[]> {
    return inSchool(schoolId, async (tx) => {
      const results = [];
      for (const { yearGroup, moment, ...own } of pupils) {
        const pupilId = platform.newId();
        await change(tx, sql`insert into pupil (school_id, pupil_id, last_name, call_name, created_at, changed_at)
          values (${schoolId}, ${pupilId}, 'Telling', 'Tel', now(), now())`);
        const norm = moments.get(moment)!;
        for (const [takenOn, z] of [['2027-01-15', own.z], ['2027-01-05', own.before]] as const) {
          if (z === undefined) continue;
          const score = norm.mean + z * norm.sd;
          const resultId = platform.newId();
          results.push({ resultId, draft: {
            ...inventedResult({ takenOn, score, yearGroup, moment, pupilId, origin: 'migrated' }), resultId,
            roman: romanLevel(asScaleScore(score), norm), normCode: 'SYN-RW-NORM', normVersion: 1,
          } });
        }
      }
      await addResults(tx, results, platform.clock.now());
      return results.map(({ resultId }) => resultId);
    });
  }

  const published = (schoolId: string) => platform.doors.withPlatform((tx) =>
    all<SchoolAggregate>(tx, sql`select cell, n, mean_z::float8 as mean_z from school_aggregate
      where school_id = ${schoolId} order by cell`));
  const viewerOf = (...boardNumbers: readonly string[]): BoardViewer => ({
    kind: 'person', id: platform.newId(), schoolId: null, label: 'Bo', roles: ['board'],
    boards: boardNumbers.map((boardNumber) => ({ boardNumber, name: `Bestuur ${boardNumber}` })),
  });
  const many = (count: number, yearGroup: string, moment: Moment, z: number): Invented[] =>
    Array.from({ length: count }, () => ({ yearGroup, moment, z }));

  test('are those of a naive count of the newest results on random schools, with small numbers left out', async () => {
    const random = seededRandom('board');
    for (let round = 0; round < 3; round += 1) {
      const schoolId = await school(`Toeval ${round}`, '70001');
      const groups = ['3', '4', '5', '6', '7'].map((yearGroup) =>
        ({ yearGroup, moment: `M${yearGroup}` as Moment, count: random.integer(4, 28) }));
      const pupils = groups.flatMap(({ yearGroup, moment, count }) =>
        Array.from({ length: count }, (_, at): Invented =>
          ({ yearGroup, moment, z: random.normal(0.2, 1), ...(at % 3 === 0 ? { before: 5 } : {}) })));
      await store(schoolId, pupils);
      await publishAggregates(platform, schoolId);
      const cells = new Map((await published(schoolId)).map((one) => [one.cell as string, one]));
      for (const { yearGroup } of groups) {
        const own = pupils.filter((pupil) => pupil.yearGroup === yearGroup);
        const cell = cells.get(yearGroup)!;
        if (own.length < publishedFrom) assert.equal(cell.n, null);
        if (cell.n === null) continue;
        assert.equal(cell.n, own.length);
        assert.ok(Math.abs(cell.meanZ! - own.reduce((sum, { z }) => sum + z, 0) / own.length) <= 0.05 + 1e-9);
      }
      assert.equal(cells.get('all')!.n, pupils.length);
      const cuts = [0.8416, 0.2533, -0.2533, -0.8416];
      ['I', 'II', 'III', 'IV', 'V'].forEach((level, place) => {
        const count = pupils.filter(({ z }) => cuts.filter((cut) => z < cut).length === place).length;
        const { n } = cells.get(level)!;
        assert.ok(n === null || n === count, `${level}: ${n} is not ${count}`);
        assert.ok(count >= publishedFrom || n === null);
      });
    }
  });

  test('a withdrawn result counts no more', async () => {
    const schoolId = await school('De Terugname', '70002');
    const [first = ''] = await store(schoolId, many(10, '5', 'M5', 0));
    await publishAggregates(platform, schoolId);
    assert.equal((await published(schoolId)).find(({ cell }) => cell === '5')?.n, 10);
    await inSchool(schoolId, (tx) => withdrawResult(tx, first));
    await publishAggregates(platform, schoolId);
    // Nine are left: nothing of them may be published, the total neither.
    assert.ok((await published(schoolId)).every(({ n, meanZ }) => n === null && meanZ === null));
  });

  test('a board sees its own schools, none of another board, none that did not agree or that cancelled', async () => {
    const ours = await school('De Onze', '70003');
    const theirs = await school('De Andere', '70004');
    const unsigned = await school('De Ongetekende', '70003', { agreed: false });
    const cancelled = await school('De Opgezegde', '70003');
    for (const schoolId of [ours, theirs, unsigned, cancelled]) {
      await store(schoolId, many(12, '5', 'M5', 0.5));
      await publishAggregates(platform, schoolId);
    }
    assert.deepEqual(await published(unsigned), []);
    await platform.doors.withPlatform((tx) => change(tx, sql`update onboarding set cancelled_at = now()
      where school_id = ${cancelled}`));
    const report = await readBoardReport(platform, viewerOf('70003'), {});
    assert.deepEqual(report.parts[0]?.tables[0]?.rows.map(([name]) => name?.text), ['De Onze']);
    assert.match(JSON.stringify(report.parts), /"text":"\+0,5","value":0\.5/);
    await publishAggregates(platform, cancelled);
    assert.deepEqual(await published(cancelled), []);
    assert.notEqual((await readBoardReport(platform, viewerOf(), {})).empty, null);
  });

  test('a school cannot read or write the aggregates of another, and the platform cannot write any', async () => {
    const [mine, other] = [await school('De Mijne', '70005'), await school('De Jouwe', '70005')];
    await store(other, many(12, '5', 'M5', 0));
    await publishAggregates(platform, other);
    assert.deepEqual(await inSchool(mine, (tx) => all(tx, sql`select * from school_aggregate`)), []);
    const row = (schoolId: string) => sql`insert into school_aggregate values
      (${schoolId}, 'arithmetic', '2026-2027', 'M', 'all', 10, 0, '', true, now())`;
    await assert.rejects(inSchool(mine, (tx) => change(tx, row(other))), /row-level security/);
    await assert.rejects(platform.doors.withPlatform((tx) => change(tx, row(other))), /permission denied/);
    await assert.rejects(inSchool(mine, (tx) => change(tx, sql`insert into school_aggregate values
      (${mine}, 'arithmetic', '2026-2027', 'M', '5', 9, 0, '', true, now())`)), /check/);
    await assert.rejects(platform.doors.withPlatform((tx) => all(tx, sql`select * from result`)), /permission denied/);
  });

  test('a school is counted in the night, and soon after a result of it was made', async () => {
    const schoolId = await school('De Nacht', '70006');
    const count = async () => {
      platform.jobs.forget();
      await publishDueAggregates(platform);
      const asked = platform.jobs.asked.some(({ data }) => 'schoolId' in data && data.schoolId === schoolId);
      await platform.jobs.run();
      return asked;
    };
    const start = platform.clock.now();
    assert.equal(await count(), true, 'never counted');
    assert.equal(await count(), false);
    await wantAggregates(platform, schoolId);
    assert.equal(await count(), false, 'results of one class are gathered');
    platform.clock.set(new Date(start.getTime() + 11 * 60_000));
    assert.equal(await count(), true);
    assert.equal(await count(), false);
    platform.clock.set(nextNight(platform.clock.now()));
    assert.equal(await count(), true);
    platform.clock.set(start);
  });
});
