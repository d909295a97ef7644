-- What was asked of a LAS and what it answered: one row per call, with both messages sealed after the keys, ECK iDs and
-- unused fields were masked. Kept for thirty days, for a school that wants to know where something went.
create table las_exchange (
  school_id uuid not null references school,
  exchange_id uuid not null,
  -- null: a call about a link that was not there yet
  connection_id uuid,
  flow text not null check (flow in ('roster', 'results', 'history')),
  soap_action text not null,
  started_at timestamptz not null,
  took_ms int not null check (took_ms >= 0),
  -- null: no answer came
  http_status int,
  -- accepted, no-answer, unreadable, or the fault code as the LAS wrote it
  outcome text not null,
  subject_count int,
  request_bytes int not null,
  answer_bytes int not null,
  request_cipher bytea,
  answer_cipher bytea,
  purge_at timestamptz not null,
  primary key (school_id, exchange_id),
  foreign key (school_id, connection_id) references las_connection
);
create index las_exchange_recent on las_exchange (school_id, started_at desc);

alter table las_exchange enable row level security;
alter table las_exchange force row level security;
create policy own_school on las_exchange to inbeeld_app using (school_id = (select current_school()))
  with check (school_id = (select current_school()));
grant select, insert, delete on las_exchange to inbeeld_app;
-- Customer service sees that calls were made and how they ended, never what was in them.
create policy platform_status on las_exchange for select to inbeeld_platform using (true);
grant select (school_id, exchange_id, flow, started_at, took_ms, http_status, outcome, subject_count) on las_exchange
  to inbeeld_platform;

-- A LAS that does not know us (any more), by host and by the school at which it said so. With one school nothing goes
-- there from that school; with two, of neither of which it is the fault alone, nothing from any school; but for one
-- try now and then.
create table las_stop (
  las_host text not null,
  -- the school at which the LAS said so
  school_id uuid not null references school,
  supplier_code text not null,
  -- keyed digest of the name and code that were refused: other ones in the settings end the stop
  identity_digest text not null,
  -- the LAS knew us at another school since: what is wrong is of this school
  of_school_only boolean not null default false,
  stopped_at timestamptz not null,
  -- real time
  next_try_at timestamptz not null,
  primary key (las_host, school_id)
);
grant select, insert, update, delete on las_stop to inbeeld_platform;

-- What may have reached the LAS although we do not know: a message under way, and one of which the answer was lost.
alter table result_delivery
  add column in_flight boolean not null default false,
  add column may_hold boolean not null default false,
  -- how often in a row the LAS answered InterneFout: it may trip over what is in it
  add column internal_faults int not null default 0,
  -- how often the LAS refused it; from the first time on it goes in a message of its own
  add column refusals int not null default 0,
  -- refused because the LAS did not know the pupil: when a later roster was last looked at for that
  add column reconsidered_at timestamptz,
  -- withdrawn after it went: when somebody said to have removed it from the LAS
  add column removed_at timestamptz,
  add column removed_by text;
grant select (reconsidered_at) on result_delivery to inbeeld_platform;
-- Whatever was tried before may be there. Forced row policies would hide every row from the owner of a server's
-- database.
alter table result_delivery no force row level security;
update result_delivery set may_hold = true where attempts > 0 or status = 'delivered';
alter table result_delivery force row level security;
-- Since when the queue does not move, and when the administrator was told; by the clock of the domain.
alter table las_connection
  add column results_held_up_since timestamptz,
  add column results_trouble_mailed_at timestamptz;
-- What the look of every few seconds reads: pupils whom a LAS did not know, and rosters that came since.
create index result_delivery_unknown_pupil on result_delivery (school_id)
  where status = 'refused' and fault_code = 'LeerlingOngeldig';
create index delivery_roster_of_las on delivery (school_id, received_at)
  where kind = 'roster-uwlr' and status = 'accepted';
