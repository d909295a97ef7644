-- Everything of a school's pupils. Every table carries school_id first in its keys, so that a database sharded by school
-- can distribute it, and a row policy lets a transaction see only the school that it named.

-- Roster -----------------------------------------------------------------------------------------------------------------
create table pupil (
  school_id uuid not null references school,
  pupil_id uuid not null,
  last_name text not null,
  prefix text,
  first_names text,
  initials text,
  call_name text not null,
  birth_date date,
  gender text check (gender in ('boy', 'girl', 'unknown', 'unspecified')),
  year_group_3_from date,
  -- the pupil's own year group; in a combination group it differs from classmate to classmate
  year_group text,
  active boolean not null default true,
  left_on date,
  -- BRIN and site (99XX00) of the full state that named this pupil last: only that site's next state can miss the pupil
  site text not null default '',
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (school_id, pupil_id)
);

-- How other systems know a pupil. LAS keys are plain; an ECK iD is a keyed digest here and a cipher beside it.
create table pupil_identifier (
  school_id uuid not null,
  source text not null,
  kind text not null check (kind in ('las-key', 'eckid', 'basispoort-id')),
  value text not null,
  pupil_id uuid not null,
  value_cipher bytea,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  primary key (school_id, source, kind, value),
  foreign key (school_id, pupil_id) references pupil
);
create index pupil_identifier_pupil on pupil_identifier (school_id, pupil_id);

create table class_group (
  school_id uuid not null references school,
  group_id uuid not null,
  school_year text not null,
  kind text not null check (kind in ('class', 'composite')),
  las_key text not null,
  name text not null,
  year_group text,
  active boolean not null default true,
  site text not null default '',
  primary key (school_id, group_id),
  unique (school_id, school_year, site, kind, las_key)
);

create table group_pupil (
  school_id uuid not null,
  group_id uuid not null,
  pupil_id uuid not null,
  joined_on date not null,
  left_on date,
  primary key (school_id, group_id, pupil_id, joined_on),
  foreign key (school_id, group_id) references class_group,
  foreign key (school_id, pupil_id) references pupil
);
create index group_pupil_pupil on group_pupil (school_id, pupil_id);

-- Year group by school year: what an old result without a year group is placed by.
create table pupil_placement (
  school_id uuid not null,
  pupil_id uuid not null,
  school_year text not null,
  year_group text not null,
  primary key (school_id, pupil_id, school_year),
  foreign key (school_id, pupil_id) references pupil
);

create table staff_member (
  school_id uuid not null references school,
  staff_id uuid not null,
  last_name text not null,
  prefix text,
  call_name text,
  email text,
  active boolean not null default true,
  -- the sites whose last full state named this member of staff; active while there is one
  sites text[] not null default '{}',
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (school_id, staff_id)
);
create table staff_identifier (
  school_id uuid not null,
  source text not null,
  kind text not null check (kind in ('las-key', 'eckid', 'basispoort-id')),
  value text not null,
  staff_id uuid not null,
  value_cipher bytea,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  primary key (school_id, source, kind, value),
  foreign key (school_id, staff_id) references staff_member
);
create table group_staff (
  school_id uuid not null,
  group_id uuid not null,
  staff_id uuid not null,
  role_codes text[] not null default '{}',
  joined_on date not null,
  left_on date,
  primary key (school_id, group_id, staff_id, joined_on),
  foreign key (school_id, group_id) references class_group,
  foreign key (school_id, staff_id) references staff_member
);
create index group_staff_staff on group_staff (school_id, staff_id);

-- Director and internal supervisor are appointed here; a role in the LAS grants nothing but its own groups.
create table staff_role (
  school_id uuid not null,
  staff_id uuid not null,
  role text not null check (role in ('director', 'supervisor')),
  granted_by text not null,
  granted_at timestamptz not null,
  primary key (school_id, staff_id, role),
  foreign key (school_id, staff_id) references staff_member
);

-- Intake and history -----------------------------------------------------------------------------------------------------
-- What came in: kept encrypted for its retention, with the hash of the original.
create table delivery (
  school_id uuid not null references school,
  delivery_id uuid not null,
  kind text not null check (kind in ('roster-uwlr', 'roster-edexml', 'history-uwlr', 'history-csv')),
  status text not null check (status in ('received', 'preview', 'accepted', 'refused', 'waiting')),
  received_at timestamptz not null,
  received_by text not null,
  -- rosters over the link: the sites of one fetch are taken together or not at all
  fetch_id uuid,
  -- rosters: which state this is; a later state of the same site and year has a later document_created_at
  site text,
  school_year text,
  document_created_at timestamptz,
  sha256 text not null,
  content_cipher bytea,
  purge_at timestamptz not null,
  findings jsonb not null default '[]',
  counts jsonb not null default '{}',
  accepted_at timestamptz,
  primary key (school_id, delivery_id)
);

-- One row per record of a history delivery, whatever became of it: read = taken + duplicate + refused + waiting.
create table history_record (
  school_id uuid not null,
  delivery_id uuid not null,
  record_no int not null,
  status text not null check (status in ('taken', 'duplicate', 'refused', 'waiting')),
  reason_code text,
  -- the same old result has the same natural key in every delivery
  natural_key text not null,
  pupil_id uuid,
  -- names and birth date while a person has to match; emptied once decided
  identity jsonb,
  record jsonb not null,
  result_id uuid,
  decided_by text,
  decided_at timestamptz,
  primary key (school_id, delivery_id, record_no),
  foreign key (school_id, delivery_id) references delivery,
  foreign key (school_id, pupil_id) references pupil,
  check ((status in ('refused', 'waiting')) = (reason_code is not null) or status = 'duplicate')
);
create index history_record_waiting on history_record (school_id) where status = 'waiting';
create unique index history_record_once on history_record (school_id, natural_key) where status = 'taken';

-- A person's decision about an old pupil, remembered for later deliveries.
create table history_match (
  school_id uuid not null,
  source_pupil_key text not null,
  pupil_id uuid,
  decided_by text not null,
  decided_at timestamptz not null,
  primary key (school_id, source_pupil_key),
  foreign key (school_id, pupil_id) references pupil
);

-- Planning and taking ----------------------------------------------------------------------------------------------------
create table planned_test (
  school_id uuid not null,
  plan_id uuid not null,
  pupil_id uuid not null,
  group_id uuid not null,
  form_code text not null references test_form,
  subject_code text not null,
  -- the moment at which it is taken (M5 for a year-group-5 pupil in January), beside the moment of the form
  moment_code text not null,
  school_year text not null,
  medium text not null check (medium in ('screen', 'paper')),
  status text not null check (status in ('planned', 'started', 'submitted', 'scored', 'withdrawn')),
  advice_code text,
  -- the test that was advised; another than that of the form means that the planner chose differently
  advised_test_code text,
  planned_by text not null,
  planned_at timestamptz not null,
  primary key (school_id, plan_id),
  foreign key (school_id, pupil_id) references pupil,
  foreign key (school_id, group_id) references class_group
);
create unique index planned_test_once on planned_test (school_id, pupil_id, subject_code, school_year, moment_code)
  where status <> 'withdrawn';
create index planned_test_group on planned_test (school_id, group_id, school_year, moment_code);

create table sitting (
  school_id uuid not null,
  sitting_id uuid not null,
  plan_id uuid not null,
  pupil_id uuid not null,
  form_code text not null references test_form,
  medium text not null check (medium in ('screen', 'paper')),
  -- rises each time a device takes the sitting over; an older device is refused
  device_epoch int not null default 0,
  taken_on date not null,
  -- one higher at each correction of the day, so that a day that comes back is another correction
  taken_on_revision int not null default 1 check (taken_on_revision > 0),
  started_at timestamptz not null,
  submitted_at timestamptz,
  submitted_by text,
  primary key (school_id, sitting_id),
  unique (school_id, plan_id),
  foreign key (school_id, plan_id) references planned_test,
  foreign key (school_id, pupil_id) references pupil
);

-- Answers are only ever added. The final answer of an item is the one with the highest epoch and sequence.
create table answer (
  school_id uuid not null,
  sitting_id uuid not null,
  device_epoch int not null check (device_epoch > 0),
  sequence int not null check (sequence > 0),
  item_id text not null,
  responses jsonb not null,
  given_at timestamptz not null,
  received_at timestamptz not null,
  primary key (school_id, sitting_id, device_epoch, sequence),
  foreign key (school_id, sitting_id) references sitting
);

-- Item scores that a teacher typed in for a paper test; a correction is a new row.
create table paper_score (
  school_id uuid not null,
  sitting_id uuid not null,
  entry_no int not null check (entry_no > 0),
  item_id text not null,
  -- null: not reached or left out, counted as not scored
  score int check (score >= 0),
  entered_by text not null,
  entered_at timestamptz not null,
  primary key (school_id, sitting_id, entry_no),
  foreign key (school_id, sitting_id) references sitting
);

-- Scoring, ability -------------------------------------------------------------------------------------------------------
create table scoring (
  school_id uuid not null,
  scoring_id uuid not null,
  sitting_id uuid not null,
  -- hash of the responses and of the program that scored them: scoring the same again adds nothing
  input_digest text not null,
  code_version text not null,
  scored_at timestamptz not null,
  primary key (school_id, scoring_id),
  unique (school_id, sitting_id, input_digest),
  foreign key (school_id, sitting_id) references sitting
);
create table item_score (
  school_id uuid not null,
  scoring_id uuid not null,
  item_id text not null,
  item_version int not null,
  score int not null check (score >= 0),
  answered boolean not null,
  primary key (school_id, scoring_id, item_id),
  foreign key (school_id, scoring_id) references scoring
);

-- A result is never updated but for the row that supersedes it.
create table result (
  school_id uuid not null,
  result_id uuid not null,
  pupil_id uuid not null,
  -- our own tests: the sitting and the scoring; null for results that came from elsewhere
  sitting_id uuid,
  scoring_id uuid,
  origin text not null check (origin in ('screen', 'paper', 'migrated', 'typed-in')),
  subject_code text not null,
  generation_code text not null,
  scale_code text not null,
  form_code text,
  test_moment_code text,
  moment_code text,
  school_year text not null,
  year_group text not null,
  taken_on date not null,
  score_raw int,
  score_max int,
  theta double precision,
  theta_se double precision,
  scale_score double precision,
  scale_se double precision,
  interval_low double precision,
  interval_high double precision,
  level_roman text check (level_roman in ('I', 'II', 'III', 'IV', 'V')),
  level_letter text check (level_letter in ('A', 'B', 'C', 'D', 'E')),
  level_roman_by_test text check (level_roman_by_test in ('I', 'II', 'III', 'IV', 'V')),
  functioning_level text,
  calibration_code text,
  calibration_version int,
  norm_code text,
  norm_version int,
  code_version text not null,
  made_at timestamptz not null,
  superseded_by uuid,
  primary key (school_id, result_id),
  foreign key (school_id, pupil_id) references pupil,
  foreign key (school_id, sitting_id) references sitting,
  foreign key (school_id, scoring_id) references scoring,
  -- looked at when the transaction ends: an older result steps back before the newer one is there
  foreign key (school_id, superseded_by) references result deferrable initially deferred
);
create index result_pupil on result (school_id, pupil_id, subject_code) where superseded_by is null;
create index result_year on result (school_id, school_year, subject_code) where superseded_by is null;
create unique index result_of_scoring on result (school_id, scoring_id) where scoring_id is not null;
-- of a sitting one result counts
create unique index result_in_force on result (school_id, sitting_id) where superseded_by is null;

-- Handoff ----------------------------------------------------------------------------------------------------------------
-- One row per result and LAS: what has to go out, what went, what came back.
create table result_delivery (
  school_id uuid not null,
  connection_id uuid not null,
  result_id uuid not null,
  -- resultaat/@key: one per administration and part, for ever
  result_key text not null,
  status text not null check (status in ('waiting', 'delivered', 'refused', 'superseded')),
  attempts int not null default 0,
  fault_code text,
  fault_text text,
  queued_at timestamptz not null,
  -- held up: when it goes again, by the clock of the domain; null when nobody tried yet
  try_after timestamptz,
  message_created_at timestamptz,
  settled_at timestamptz,
  primary key (school_id, connection_id, result_id),
  foreign key (school_id, connection_id) references las_connection,
  foreign key (school_id, result_id) references result
);
create index result_delivery_waiting on result_delivery (school_id, connection_id) where status = 'waiting';

-- Audit ------------------------------------------------------------------------------------------------------------------
create table audit_event (
  school_id uuid not null references school,
  event_id uuid not null,
  at timestamptz not null,
  event_code text not null,
  actor text not null,
  purpose text not null,
  subject_kind text,
  subject_id uuid,
  -- ids, counts and names of fields; never a value of a person
  detail jsonb not null default '{}',
  primary key (school_id, event_id)
);
create index audit_event_recent on audit_event (school_id, at desc);

do $$
declare t text;
begin
  foreach t in array array['pupil', 'pupil_identifier', 'class_group', 'group_pupil', 'pupil_placement', 'staff_member',
    'staff_identifier', 'group_staff', 'staff_role', 'delivery', 'history_record', 'history_match', 'planned_test',
    'sitting', 'answer', 'paper_score', 'scoring', 'item_score', 'result', 'result_delivery', 'audit_event']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own_school on %I to inbeeld_app using (school_id = (select current_school()))
      with check (school_id = (select current_school()))', t);
    execute format('grant select, insert on %I to inbeeld_app', t);
  end loop;
  -- answer, paper_score, scoring, item_score and audit_event are only ever added to
  foreach t in array array['pupil', 'pupil_identifier', 'class_group', 'group_pupil', 'pupil_placement', 'staff_member',
    'staff_identifier', 'group_staff', 'staff_role', 'delivery', 'history_record', 'history_match', 'planned_test',
    'sitting', 'result_delivery']
  loop
    execute format('grant update on %I to inbeeld_app', t);
  end loop;
end $$;
grant update (superseded_by) on result to inbeeld_app;
grant delete on staff_role to inbeeld_app;
-- A decision that somebody took back is forgotten; the audit log remembers it.
grant delete on history_match to inbeeld_app;

-- Customer service sees that something came or went and with which fault, through the platform's door: these columns
-- and no others, none of which leads to a pupil.
create policy platform_status on delivery for select to inbeeld_platform using (true);
create policy platform_status on result_delivery for select to inbeeld_platform using (true);
grant select (school_id, delivery_id, kind, status, received_at, counts) on delivery to inbeeld_platform;
grant select (school_id, connection_id, status, fault_code, queued_at, try_after, settled_at) on result_delivery
  to inbeeld_platform;
