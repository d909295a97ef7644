-- Boards, reminders, keys that were tried, sites and mergers, and what Basispoort needs beyond permission.

-- Boards -----------------------------------------------------------------------------------------------------------------
-- A board (bevoegd gezag) has a number of five digits; a school names it in its order.
create table board (
  board_number text primary key check (board_number ~ '^[0-9]{5}$'),
  name text not null,
  created_at timestamptz not null
);
alter table school add column board_number text check (board_number ~ '^[0-9]{5}$');
create index school_board on school (board_number);
alter table licence_order add column board_number text check (board_number ~ '^[0-9]{5}$');

-- A role is at one school, at one board, or (customer service) at neither.
alter table person_role add column board_number text references board;
alter table person_role drop constraint person_role_role_check;
alter table person_role drop constraint person_role_check;
alter table person_role add check (role in ('administrator', 'board', 'service'));
alter table person_role add check (
  (role = 'administrator') = (school_id is not null) and (role = 'board') = (board_number is not null));
drop index person_role_once;
create unique index person_role_once on person_role (person_id, role, school_id, board_number) nulls not distinct;

-- Reminders --------------------------------------------------------------------------------------------------------------
-- One row for each reminder that was sent: by the clock once for each occasion (the moment since which something waits),
-- by a board as often as its pause allows.
create table reminder (
  school_id uuid not null references school,
  reminder_code text not null,
  occasion_at timestamptz not null,
  sent_at timestamptz not null,
  -- 'clock', or the board that asked for it
  sent_by text not null,
  primary key (school_id, reminder_code, occasion_at, sent_by, sent_at)
);
create unique index reminder_by_clock on reminder (school_id, reminder_code, occasion_at) where sent_by = 'clock';
alter table onboarding add column reminders_due_at timestamptz;
create index onboarding_reminders_due on onboarding (reminders_due_at) where reminders_due_at is not null;
alter table onboarding add column cancelled_at timestamptz;
alter table onboarding add column access_ends_on date;

-- Keys -------------------------------------------------------------------------------------------------------------------
-- What the LAS said when the key was pasted; null: it was never asked.
alter table las_connection add column key_trial text check (key_trial in ('accepted', 'no-answer', 'refused'));
alter table las_connection add column key_tried_at timestamptz;
-- A LAS may give a key for each site instead of one for the school.
create table las_site_key (
  school_id uuid not null,
  connection_id uuid not null,
  site text not null check (site ~ '^[0-9]{2}[A-Z]{2}[0-9]{2}$'),
  key_cipher bytea not null,
  key_digest text not null unique,
  key_hint text not null,
  entered_at timestamptz not null,
  primary key (school_id, connection_id, site),
  foreign key (school_id, connection_id) references las_connection
);

-- Sites and mergers ------------------------------------------------------------------------------------------------------
-- Somebody ordered for another site of a BRIN that is a customer already: its administrator says what it is.
create table site_request (
  school_id uuid not null references school,
  request_id uuid not null,
  brin text not null,
  site_code text not null,
  contact_name text not null,
  contact_email text not null,
  requested_at timestamptz not null,
  decided_at timestamptz,
  decided_by text,
  outcome text check (outcome in ('joined', 'declined')),
  check ((decided_at is null) = (outcome is null)),
  primary key (school_id, request_id)
);
create unique index site_request_open on site_request (school_id, brin, site_code) where decided_at is null;

-- One school goes into another on a day, when both have said so. Pupils and results are copied, never moved.
create table school_merger (
  merger_id uuid primary key,
  from_school_id uuid not null references school,
  into_school_id uuid not null references school,
  effective_on date not null,
  asked_at timestamptz not null,
  from_consent_at timestamptz,
  from_consent_by text,
  into_consent_at timestamptz,
  into_consent_by text,
  done_at timestamptz,
  counts jsonb,
  check (from_school_id <> into_school_id),
  check (done_at is null or (from_consent_at is not null and into_consent_at is not null))
);
create table pupil_origin (
  school_id uuid not null,
  pupil_id uuid not null,
  merger_id uuid not null references school_merger,
  from_pupil_id uuid not null,
  primary key (school_id, pupil_id),
  unique (school_id, merger_id, from_pupil_id),
  foreign key (school_id, pupil_id) references pupil
);
create table result_origin (
  school_id uuid not null,
  result_id uuid not null,
  merger_id uuid not null references school_merger,
  from_result_id uuid not null,
  primary key (school_id, result_id),
  unique (school_id, merger_id, from_result_id),
  foreign key (school_id, result_id) references result
);

-- Basispoort -------------------------------------------------------------------------------------------------------------
alter table basispoort_connection add column merged_into bigint;
alter table basispoort_connection add column closed_at timestamptz;
-- A nightly run: what it saw, in numbers only.
create table basispoort_run (
  run_id uuid primary key,
  night date not null unique,
  started_at timestamptz not null,
  finished_at timestamptz,
  lists_verified boolean not null default false,
  counts jsonb not null default '{}'
);
-- Whom we put on the list of a tile: differences go out against these rows, and once a week the list is read back.
create table basispoort_listed (
  school_id uuid not null references school,
  tile_id text not null,
  user_id bigint not null,
  listed_at timestamptz not null,
  primary key (school_id, tile_id, user_id)
);
-- People whom Basispoort and the roster name differently: nobody is put on a list until a person has mended it.
create table basispoort_doubt (
  school_id uuid not null references school,
  user_kind text not null check (user_kind in ('pupil', 'staff')),
  user_id bigint not null,
  reason text not null check (reason in ('keys-disagree', 'two-users')),
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  primary key (school_id, user_kind, user_id)
);

do $$
declare t text;
begin
  foreach t in array array['reminder', 'las_site_key', 'site_request', 'basispoort_doubt', 'basispoort_listed',
    'pupil_origin', 'result_origin']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own_school on %I to inbeeld_app using (school_id = (select current_school()))
      with check (school_id = (select current_school()))', t);
    execute format('grant select, insert, update, delete on %I to inbeeld_app', t);
  end loop;
  foreach t in array array['reminder', 'site_request', 'basispoort_doubt']
  loop
    execute format('create policy platform_all on %I to inbeeld_platform using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to inbeeld_platform', t);
  end loop;
  foreach t in array array['board', 'school_merger', 'basispoort_run']
  loop
    execute format('grant select, insert, update, delete on %I to inbeeld_platform', t);
  end loop;
end $$;
alter table school_merger enable row level security;
alter table school_merger force row level security;
create policy platform_all on school_merger to inbeeld_platform using (true) with check (true);
-- The school that proposes consents by proposing, as the platform; all that is written later is the other's.
create policy own_school on school_merger for select to inbeeld_app
  using ((select current_school()) in (from_school_id, into_school_id));
create policy taking_in on school_merger for update to inbeeld_app
  using (into_school_id = (select current_school())) with check (into_school_id = (select current_school()));
grant select, update (into_consent_at, into_consent_by, done_at, counts) on school_merger to inbeeld_app;
-- Across schools only whether a key is used, and by which link: the keys themselves are the school's.
create policy platform_digest on las_site_key for select to inbeeld_platform using (true);
grant select (school_id, connection_id, key_digest) on las_site_key to inbeeld_platform;
-- A site that opens or closes is the school's own doing.
grant insert on school_site to inbeeld_app;

-- Sandbox ----------------------------------------------------------------------------------------------------------------
-- What can be turned at the sandbox Basispoort: one row.
create table sandbox.bp_setting (
  single_row boolean primary key default true check (single_row),
  -- a tick counts after the coming night
  next_day boolean not null default false,
  fault_code text,
  faults_left int not null default 0 check (faults_left >= 0),
  delay_ms int not null default 0 check (delay_ms between 0 and 60000),
  -- a school that is closed, and the one it went into
  closed_id bigint,
  closed_into bigint
);
insert into sandbox.bp_setting default values;
-- A tick that waits for the night.
create table sandbox.bp_pending (
  institution_id bigint primary key,
  granted boolean not null,
  at timestamptz not null
);
grant select, insert, update, delete on sandbox.bp_setting, sandbox.bp_pending to inbeeld_sandbox;

-- The state of a school is told from counts and dates alone: to the school of its own mails, to boards of its matches.
grant select (school_id, kind, created_at, sent_at) on mail_message to inbeeld_app;
create policy platform_status on history_record for select to inbeeld_platform using (true);
grant select (school_id, status) on history_record to inbeeld_platform;
