import { classSizeSql, sqlIds, THIS_YEAR, YEARS } from './numbers.ts';

const SCHOOL = sqlIds.school('n');
const NOW = `timestamptz '2027-01-19 08:00Z'`;

/** A pupil is known from the first of the years, or from entering group 3, until group 8 is done. */
const PUPIL = sqlIds.pupil('n', 'c', 'i');
const EVERY_PUPIL = (from: number, to: number): string => `generate_series(${from}, ${to}) n
  cross join generate_series(${THIS_YEAR - YEARS - 4}, ${THIS_YEAR}) c
  cross join lateral generate_series(0, ${classSizeSql('c')} - 1) i`;
const EVERY_YEAR = (from: number, to: number): string => `${EVERY_PUPIL(from, to)}
  cross join lateral generate_series(greatest(c, ${THIS_YEAR - YEARS + 1}), least(c + 5, ${THIS_YEAR})) y`;
const SCHOOL_YEAR = `y || '-' || y + 1`;
const GONE = `case when y < ${THIS_YEAR} then make_date(y + 1, 7, 31) end`;

const NAMES = `array['Aalst','Akkerman','Bakker','Berg','Boer','Bos','Brouwer','Dekker','Dijk','Graaf','Groot','Haan',
  'Hendriks','Jansen','Kok','Leeuwen','Meijer','Mulder','Peters','Smit','Visser','Vries','Wit']`;
const CALL_NAMES = `array['Fleur','Daan','Noor','Zoë','Sem','Mila','Lucas','Saar','Levi','Yara','Tess','Finn','Liv',
  'Noah','Evi','Milan','Sofie','Emir','Lotte','Jens','Fenna','Thijs','Julia','Elif','Guus','Anna','Bram','Sanne']`;

/** What makes schools `from` to `to` as the platform knows them: each with a licence, and through with its steps. */
export function platformStatements(from: number, to: number): readonly string[] {
  const schools = `generate_series(${from}, ${to}) n`;
  const letter = (n: string): string => `chr(65 + (${n}) % 26)`;
  return [
    `insert into school (school_id, name, created_at) select ${SCHOOL}, 'De Meetlat ' || n, ${NOW} from ${schools}`,
    `insert into school_site (school_id, brin, site_code, valid_from)
      select ${SCHOOL}, lpad((n % 100)::text, 2, '0') || ${letter('n / 2600')} || ${letter('n / 100')}, '00',
        date '2015-08-01' from ${schools}`,
    `insert into onboarding (school_id, step1_completed_at, steps_opened_at, history_completed_at)
      select ${SCHOOL}, ${NOW}, ${NOW}, ${NOW} from ${schools}`,
    `insert into licence_order (school_id, order_id, package_code, school_year, pupil_count, contact_name,
        contact_email, ordered_at)
      select ${SCHOOL}, ${SCHOOL}, 'compleet', '${THIS_YEAR}-${THIS_YEAR + 1}', 226, 'bench',
        'bench@school.example', ${NOW} from ${schools}`,
  ];
}

/** What makes their rosters: a supervisor, classes and pupils. */
export function tenantStatements(from: number, to: number): readonly string[] {
  const schools = `generate_series(${from}, ${to}) n`;
  return [
    `insert into staff_member (school_id, staff_id, last_name, call_name, created_at, changed_at)
      select ${SCHOOL}, ${sqlIds.supervisor('n')}, 'Meetlat', 'Ib', ${NOW}, ${NOW} from ${schools}`,
    `insert into staff_role (school_id, staff_id, role, granted_by, granted_at)
      select ${SCHOOL}, ${sqlIds.supervisor('n')}, 'supervisor', 'bench', ${NOW} from ${schools}`,
    `insert into class_group (school_id, group_id, school_year, kind, las_key, name, year_group, active)
      select ${SCHOOL}, ${sqlIds.group('n', 'y', 'g')}, ${SCHOOL_YEAR}, 'class', 'g' || g, 'Groep ' || g, g::text,
        y = ${THIS_YEAR}
      from ${schools} cross join generate_series(${THIS_YEAR - YEARS + 1}, ${THIS_YEAR}) y
        cross join generate_series(3, 8) g`,
    `insert into pupil (school_id, pupil_id, last_name, call_name, year_group, active, left_on, created_at, changed_at)
      select ${SCHOOL}, ${PUPIL}, (${NAMES})[1 + abs(hashint8(n * 1000 + c * 40 + i)) % 23],
        (${CALL_NAMES})[1 + abs(hashint8(n * 1000 + c * 40 + i + 7)) % 28],
        case when c > ${THIS_YEAR - 6} then (3 + ${THIS_YEAR} - c)::text end, c > ${THIS_YEAR - 6},
        case when c <= ${THIS_YEAR - 6} then make_date(c + 6, 7, 31) end, ${NOW}, ${NOW}
      from ${EVERY_PUPIL(from, to)}`,
    `insert into group_pupil (school_id, group_id, pupil_id, joined_on, left_on)
      select ${SCHOOL}, ${sqlIds.group('n', 'y', '(3 + y - c)')}, ${PUPIL}, make_date(y, 8, 1), ${GONE}
      from ${EVERY_YEAR(from, to)}`,
    `insert into pupil_placement (school_id, pupil_id, school_year, year_group)
      select ${SCHOOL}, ${PUPIL}, ${SCHOOL_YEAR}, (3 + y - c)::text from ${EVERY_YEAR(from, to)}`,
  ];
}
