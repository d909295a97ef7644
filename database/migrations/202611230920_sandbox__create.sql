-- The store of the sandbox: a LAS, a sign-on portal and a mail tray that are strangers to the platform. They live in the
-- same database only because an embedded one is all there is; their role and schema keep both sides apart.
create schema sandbox;
do $$ begin create role inbeeld_sandbox nologin; exception when duplicate_object then null; end $$;
grant inbeeld_sandbox to current_user;
grant usage on schema sandbox to inbeeld_sandbox;

-- Keys of the sandbox itself: signing keys of its OpenID Connect provider, keys of its cookies.
create table sandbox.secret (
  name text primary key,
  document jsonb not null
);

-- LAS ------------------------------------------------------------------------------------------------------------------
-- An autorisatiesleutel opens a list of schools (BRIN and site together, 99XA00). Kept as a hash: shown once.
create table sandbox.las_key (
  key_hash text primary key,
  key_hint text not null,
  school_codes text[] not null check (cardinality(school_codes) > 0),
  issued_at timestamptz not null,
  revoked_at timestamptz
);

-- What can be turned and what is remembered of one school.
create table sandbox.las_school (
  school_code text primary key check (school_code ~ '^[0-9]{2}[A-Z]{2}[0-9]{2}$'),
  fault_code text,
  faults_left int not null default 0 check (faults_left >= 0),
  delay_ms int not null default 0 check (delay_ms between 0 and 60000),
  sloppy boolean not null default false,
  typed_results_link boolean not null default true,
  newcomer_count int not null default 0 check (newcomer_count between 0 and 50),
  changed_at timestamptz not null,
  roster_created_at timestamptz,
  results_created_at timestamptz
);

-- What was received and answered; the header with the key is cut out before it is kept.
create table sandbox.las_message (
  message_id uuid primary key,
  at timestamptz not null,
  school_code text,
  operation text not null,
  fault_code text,
  outcome text not null,
  request_xml text not null,
  answer_xml text not null
);
create index las_message_recent on sandbox.las_message (at desc);

create table sandbox.las_result (
  school_code text not null,
  result_key text not null,
  pupil_key text not null,
  test_code text not null,
  test_name text,
  taken_on date not null,
  -- the OSO structure as it came, in our words
  outcome jsonb not null,
  message_created_at timestamptz not null,
  received_at timestamptz not null,
  received_count int not null default 1,
  primary key (school_code, result_key)
);

-- Basispoort -----------------------------------------------------------------------------------------------------------
create table sandbox.bp_permission (
  institution_id bigint primary key,
  requested_at timestamptz,
  granted_at timestamptz,
  revoked_at timestamptz
);
create table sandbox.bp_permission_event (
  institution_id bigint not null,
  event text not null check (event in ('granted', 'revoked')),
  on_day date not null,
  at timestamptz not null,
  primary key (institution_id, at, event)
);
-- A methode, or a product of one: each is a tile.
create table sandbox.bp_tile (
  methode_id text not null,
  -- empty: the methode itself
  product_id text not null default '',
  document jsonb not null,
  primary key (methode_id, product_id)
);
create table sandbox.bp_access (
  methode_id text not null,
  product_id text not null default '',
  user_id bigint not null,
  primary key (methode_id, product_id, user_id),
  foreign key (methode_id, product_id) references sandbox.bp_tile on delete cascade
);
-- What the OpenID Connect provider keeps; expiry is real time.
create table sandbox.oidc_record (
  model text not null,
  record_id text not null,
  payload jsonb not null,
  grant_id text,
  uid text,
  expires_at timestamptz,
  consumed_at timestamptz,
  primary key (model, record_id)
);
create index oidc_record_grant on sandbox.oidc_record (grant_id);
create index oidc_record_uid on sandbox.oidc_record (uid);

-- Mail tray ------------------------------------------------------------------------------------------------------------
create table sandbox.mail (
  mail_id text primary key,
  at timestamptz not null,
  from_address text not null,
  to_address text not null,
  subject text not null,
  text_body text not null
);

grant select, insert, update, delete on all tables in schema sandbox to inbeeld_sandbox;
