import pg from 'pg';
import type { PublishedNormTable } from '../../content/store.ts';
import { classSizeSql, sqlIds, THIS_YEAR, YEARS } from './numbers.ts';

/** The norms as a table that a statement can join: one row a subject and moment. */
function normRows(tables: readonly PublishedNormTable[]): readonly object[] {
  return tables.flatMap(({ subject, scaleCode, generation, id, version, moments }, place) => {
    const { midpoints, labels } = functioningScale(moments);
    return moments.filter(({ moment }) => !moment.startsWith('B') && moment !== 'E8').map(({ moment, mean, sd }) => ({
      place, subject, scaleCode, generation, normCode: id, normVersion: version, moment, mean, sd, midpoints, labels,
    }));
  });
}

/** Where one functioning level ends and the next begins, for `width_bucket`. */
function functioningScale(moments: PublishedNormTable['moments']) {
  return {
    midpoints: moments.slice(1).map(({ mean }, index) => (mean + (moments[index]?.mean ?? mean)) / 2),
    labels: moments.map(({ moment }) => moment),
  };
}

// `offset 0` keeps PostgreSQL from writing a number out wherever it is used, and computing it each time.

const COLUMNS = `r(place int, subject text, "scaleCode" text, generation text, "normCode" text, "normVersion" int,
    moment text, mean float8, sd float8, midpoints float8[], labels text[])`;

/** Norms as a statement reads them, written out in it. */
export function normsInSql(tables: readonly PublishedNormTable[]): string {
  return `jsonb_to_recordset(${pg.escapeLiteral(JSON.stringify(normRows(tables)))}::jsonb) as ${COLUMNS}`;
}

/**
 * One statement for every half year, each with the results of schools `from` to `to`: class after class, so that the
 * rows of a school lie as far apart as they do where a whole country tests in the same weeks. A pupil has a place
 * that stays, and noise at every test; both follow from the seed.
 * @param norms what `normsInSql` says
 */
export function resultStatements(norms: string, from: number, to: number, seed: number): readonly string[] {
  const years = Array.from({ length: YEARS }, (_, index) => THIS_YEAR - YEARS + 1 + index);
  return years.flatMap((year) => seasons.filter((season) => season === 'M' || year < THIS_YEAR)
    .map((season) => statement(norms, { from, to, seed, year, season })));
}

const seasons = ['M', 'E'] as const;

function statement(norms: string, { from, to, seed, year, season }: {
  readonly from: number; readonly to: number; readonly seed: number;
  readonly year: number; readonly season: typeof seasons[number];
}): string {
  const batch = year * 10 + (season === 'M' ? 1 : 2);
  const takenOn = season === 'M' ? `make_date(${year + 1}, 1, 8 + g)` : `make_date(${year + 1}, 6, 1 + g)`;
  // Three even numbers from -1 to 1 added have a standard deviation of one, and nearly the shape of a bell.
  const even = (key: string, salt: number): string =>
    `hashint8extended(${key}, ${seed * 100 + salt}) / 9.3e18::float8`;
  const bell = (key: string, salt: number): string =>
    `(${even(key, salt)} + ${even(key, salt + 1)} + ${even(key, salt + 2)})`;
  return `insert into result (school_id, result_id, pupil_id, origin, subject_code, generation_code, scale_code,
      test_moment_code, moment_code, school_year, year_group, taken_on, scale_score, scale_se, interval_low,
      interval_high, level_roman, level_letter, level_roman_by_test, functioning_level, norm_code, norm_version,
      code_version, made_at)
    select ${sqlIds.school('n')}, ${sqlIds.result(String(batch), 'place', 'g', 'n', 'i')},
      ${sqlIds.pupil('n', 'c', 'i')}, 'migrated', subject, generation, "scaleCode", moment, moment,
      '${year}-${year + 1}', g::text, ${takenOn}, score, 14, score - 23.03, score + 23.03, roman,
      (array['E','D','C','B','A'])[1 + width_bucket(z, array[-1.28, -0.67, 0, 0.67])], roman,
      labels[1 + width_bucket(score, midpoints)], "normCode", "normVersion", 'bench', ${takenOn} + time '12:00'
    from (select *, right(moment, 1)::int as g, ${year} + 3 - right(moment, 1)::int as c
        from ${norms}
        where left(moment, 1) = '${season}' order by place, moment) as test
      cross join lateral generate_series(${from} + 0 * g, ${to}) n
      cross join lateral generate_series(0, ${classSizeSql('c')} - 1 + 0 * n) i
      cross join lateral (select n::bigint * 1000000 + c * 64 + i as who offset 0) as pupil
      cross join lateral (select 0.9 * ${bell('who', 1)}
        + 0.44 * ${bell(`(who * 1000 + place * 100 + ${batch % 100})`, 11)} as z offset 0) as given
      cross join lateral (select mean + sd * z as score,
        (array['V','IV','III','II','I'])[1 + width_bucket(z, array[-0.84, -0.25, 0.25, 0.84])] as roman
        offset 0) as scored`;
}
