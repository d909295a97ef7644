-- Schools, licences, sign-in and content: what is known without a pupil. No table here holds anything of a pupil.
create table schema_migration (
  name text primary key,
  migrated_at timestamptz not null default now()
);

do $$ begin create role inbeeld_app nologin; exception when duplicate_object then null; end $$;
do $$ begin create role inbeeld_platform nologin; exception when duplicate_object then null; end $$;
grant inbeeld_app, inbeeld_platform to current_user;
grant select on schema_migration to public;
grant usage on schema public to inbeeld_app, inbeeld_platform;

-- The school that this transaction named; null when it named none, so that every policy fails closed.
create function current_school() returns uuid language sql stable
  as $$ select nullif(current_setting('app.school', true), '')::uuid $$;

create table school (
  school_id uuid primary key,
  name text not null,
  created_at timestamptz not null
);

-- A school is known by BRIN (4) and site (2). Keys and deliveries bind to sites; a merger adds dates, never rewrites.
create table school_site (
  school_id uuid not null references school,
  brin text not null check (brin ~ '^[0-9]{2}[A-Z]{2}$'),
  site_code text not null check (site_code ~ '^[0-9]{2}$'),
  valid_from date not null,
  valid_to date,
  primary key (school_id, brin, site_code)
);
create unique index school_site_in_force on school_site (brin, site_code) where valid_to is null;

-- What a package holds is data: design decision 16.
create table package (
  package_code text primary key,
  name text not null,
  position int not null
);
create table package_feature (
  package_code text not null references package,
  feature_code text not null check (feature_code in
    ('paper_tests', 'pupil_reports', 'group_reports', 'screen_tests', 'adaptive_routing', 'school_reports')),
  primary key (package_code, feature_code)
);
insert into package values ('basis', 'Basis', 1), ('compleet', 'Compleet', 2);
insert into package_feature values
  ('basis', 'paper_tests'), ('basis', 'pupil_reports'), ('basis', 'group_reports'),
  ('compleet', 'paper_tests'), ('compleet', 'pupil_reports'), ('compleet', 'group_reports'),
  ('compleet', 'screen_tests'), ('compleet', 'adaptive_routing'), ('compleet', 'school_reports');

create table licence_order (
  school_id uuid not null references school,
  order_id uuid not null,
  package_code text not null references package,
  school_year text not null check (school_year ~ '^[0-9]{4}-[0-9]{4}$'),
  pupil_count int not null check (pupil_count between 1 and 5000),
  contact_name text not null,
  contact_email text not null,
  ordered_at timestamptz not null,
  primary key (school_id, order_id),
  unique (school_id, school_year)
);

-- A person who signs in without Basispoort: the administrator whom the order mail invites.
create table person (
  person_id uuid primary key,
  email text not null unique,
  name text not null,
  created_at timestamptz not null
);
create table person_role (
  school_id uuid references school,
  person_id uuid not null references person,
  role text not null check (role in ('administrator', 'service')),
  granted_at timestamptz not null,
  check ((role = 'service') = (school_id is null))
);
create unique index person_role_once on person_role (person_id, role, school_id) nulls not distinct;

-- A mail link: one use, by hash only. Its lifetime is real time, not the clock of the domain.
create table invitation (
  token_hash text primary key,
  person_id uuid not null references person,
  school_id uuid references school,
  expires_at timestamptz not null,
  used_at timestamptz
);

create table session (
  session_hash text primary key,
  -- Who: a person, a member of staff or a pupil. Null before sign-in.
  user_kind text check (user_kind in ('person', 'staff', 'pupil')),
  user_id uuid,
  school_id uuid references school,
  -- State of a sign-in under way, and messages for the next page; no names, no keys.
  data jsonb not null default '{}',
  expires_at timestamptz not null
);
create index session_expiry on session (expires_at);

create table agreement_acceptance (
  school_id uuid not null references school,
  agreement_version text not null,
  accepted_at timestamptz not null,
  accepted_by text not null,
  primary key (school_id, agreement_version)
);

-- Where a school stands in the three steps. `step1_*` are two booleans in either order: domain.md 4.2.
create table onboarding (
  school_id uuid primary key references school,
  key_accepted_at timestamptz,
  basispoort_accepted_at timestamptz,
  roster_status text not null default 'none' check (roster_status in ('none', 'loading', 'loaded', 'failed')),
  roster_progress jsonb,
  step1_completed_at timestamptz,
  instructions_due_at timestamptz,
  steps_opened_at timestamptz,
  history_completed_at timestamptz,
  results_link_at timestamptz,
  -- when the roster is next fetched, some night; moved on in the transaction that asks for it
  roster_due_at timestamptz,
  check (steps_opened_at is null or step1_completed_at is not null),
  check (results_link_at is null or steps_opened_at is not null),
  check (history_completed_at is null or steps_opened_at is not null)
);
create index onboarding_due on onboarding (instructions_due_at)
  where steps_opened_at is null and instructions_due_at is not null;
create index onboarding_roster_due on onboarding (roster_due_at) where roster_due_at is not null;

-- One connection profile per LAS, as data. The autorisatiesleutel is encrypted; its HMAC finds a key used twice.
create table las_connection (
  school_id uuid not null references school,
  connection_id uuid not null,
  las_name text not null,
  roster_url text not null,
  results_url text,
  history_url text,
  xsd_version text not null default '2.2',
  functioning_level_notation text not null default 'plain',
  key_cipher bytea not null,
  key_digest text not null,
  key_hint text not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  fault_code text,
  fault_text text,
  fault_at timestamptz,
  -- aanmaakdatum of the last roster processed and of the last results message sent
  roster_created_at timestamptz,
  results_created_at timestamptz,
  -- one sender at a time: until when somebody is sending, and until when nobody tries after an outage (real time)
  results_sending_until timestamptz,
  results_paused_until timestamptz,
  primary key (school_id, connection_id)
);
create unique index las_connection_key on las_connection (key_digest) where ended_at is null;
create unique index las_connection_current on las_connection (school_id) where ended_at is null;

-- A site of a school is an institution of Basispoort; a school with two sites has two.
create table basispoort_connection (
  school_id uuid not null references school,
  institution_id bigint not null unique,
  site text not null,
  institution_ref text,
  requested_at timestamptz not null,
  granted_at timestamptz,
  revoked_at timestamptz,
  access_lists_at timestamptz,
  primary key (school_id, institution_id),
  unique (school_id, site)
);

create table mail_message (
  mail_id uuid primary key,
  school_id uuid references school,
  kind text not null,
  to_address text not null,
  subject text not null,
  text_body text not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  sent_via text
);
create index mail_message_school on mail_message (school_id, created_at);

-- Keyed attempts for rate limits that must hold over several nodes; real time.
create table attempt (
  attempt_key text not null,
  at timestamptz not null default now()
);
create index attempt_recent on attempt (attempt_key, at);

-- The clock of the sandbox: one row, or none where the real clock is used.
create table sandbox_clock (
  single_row boolean primary key default true check (single_row),
  domain_at timestamptz not null
);

-- Content: global, published, never changed after publication.
create table content_item (
  item_id text not null,
  item_version int not null,
  title text not null,
  qti_xml text not null,
  score_max int not null check (score_max > 0),
  domain_code text not null,
  presentation_code text not null,
  primary key (item_id, item_version)
);
create table calibration (
  calibration_code text not null,
  calibration_version int not null,
  scale_code text not null,
  -- psychometrics ItemParameters by item, and the scale V = a * theta + c
  parameters jsonb not null,
  scale_a numeric not null check (scale_a > 0),
  scale_c numeric not null,
  source text not null,
  synthetic boolean not null,
  primary key (calibration_code, calibration_version)
);
create table norm_table (
  norm_code text not null,
  norm_version int not null,
  scale_code text not null,
  document jsonb not null,
  source text not null,
  synthetic boolean not null,
  valid_from date not null,
  primary key (norm_code, norm_version)
);
create table test_form (
  form_code text primary key,
  form_version int not null,
  test_code text not null,
  subject_code text not null,
  medium text not null check (medium in ('screen', 'paper')),
  moment_code text not null check (moment_code ~ '^[BME][3-8]$'),
  generation_code text not null,
  scale_code text not null,
  title text not null,
  calibration_code text not null,
  calibration_version int not null,
  synthetic boolean not null,
  published_at timestamptz not null,
  foreign key (calibration_code, calibration_version) references calibration
);
create table form_item (
  form_code text not null references test_form,
  position int not null check (position > 0),
  item_id text not null,
  item_version int not null,
  weight int not null check (weight > 0),
  primary key (form_code, position),
  foreign key (item_id, item_version) references content_item
);

-- Rights. The platform's role: everything above. The school's role: its own rows and the published content.
do $$
declare t text;
begin
  foreach t in array array['school', 'school_site', 'licence_order', 'agreement_acceptance', 'onboarding',
    'las_connection', 'basispoort_connection']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy platform_all on %I to inbeeld_platform using (true) with check (true)', t);
    execute format('create policy own_school on %I to inbeeld_app using (school_id = (select current_school()))
      with check (school_id = (select current_school()))', t);
    execute format('grant select, insert, update on %I to inbeeld_platform', t);
    execute format('grant select, update on %I to inbeeld_app', t);
  end loop;
  foreach t in array array['person', 'person_role', 'invitation', 'session', 'mail_message', 'attempt', 'sandbox_clock']
  loop
    execute format('grant select, insert, update, delete on %I to inbeeld_platform', t);
  end loop;
  foreach t in array array['package', 'package_feature', 'content_item', 'calibration', 'norm_table', 'test_form',
    'form_item']
  loop
    execute format('grant select on %I to inbeeld_app, inbeeld_platform', t);
  end loop;
  foreach t in array array['content_item', 'calibration', 'norm_table', 'test_form', 'form_item']
  loop
    execute format('grant insert on %I to inbeeld_platform', t);
  end loop;
end $$;
grant insert on agreement_acceptance, las_connection, basispoort_connection to inbeeld_app;
-- A stage of a school announces its mail in its own transaction; reading mails back is the platform's.
alter table mail_message enable row level security;
alter table mail_message force row level security;
create policy platform_all on mail_message to inbeeld_platform using (true) with check (true);
create policy own_school on mail_message to inbeeld_app using (school_id = (select current_school()))
  with check (school_id = (select current_school()));
grant insert on mail_message to inbeeld_app;
