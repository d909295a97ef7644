-- Keeping in step with the administration: what a delivery changed, what it takes to undo it, whom nobody could recognise,
-- and when a LAS that is down is left alone.

-- A pupil may be named by two sites at once. While one of them does, the pupil is at school.
-- Forced row policies would hide every row from the owner of a server's database.
alter table pupil no force row level security;
alter table pupil add column sites text[] not null default '{}';
update pupil set sites = array[site] where active and site <> '';
alter table pupil drop column site;
alter table pupil force row level security;

-- A delivery that was taken back, and a fetch that brought nothing new.
alter table delivery drop constraint delivery_status_check;
alter table delivery add check (status in
  ('received', 'preview', 'accepted', 'refused', 'waiting', 'unchanged', 'undone'));
-- When we asked for it, and the digest of the key that it was asked with: from when on to ask for changes next time.
alter table delivery add column asked_at timestamptz;
alter table delivery add column asked_with text;
-- Ids and names of fields: what it changed.
alter table delivery add column report jsonb;
alter table delivery add column undone_at timestamptz;
-- The order in which rosters were taken, whatever a clock said.
create sequence delivery_accepted_no;
alter table delivery add column accepted_no bigint;
alter table delivery no force row level security;
update delivery d set accepted_no = o.place
from (select school_id, delivery_id, row_number() over (order by accepted_at, received_at, delivery_id) as place
  from delivery where accepted_at is not null and kind in ('roster-uwlr', 'roster-edexml')) o
where o.school_id = d.school_id and o.delivery_id = d.delivery_id;
select setval('delivery_accepted_no', (select coalesce(max(accepted_no), 0) + 1 from delivery), false);
alter table delivery force row level security;
grant usage on sequence delivery_accepted_no to inbeeld_app;
-- Nights without news go after their retention; no other delivery ever does.
grant delete on delivery to inbeeld_app;
create policy only_quiet on delivery as restrictive for delete to inbeeld_app using (status = 'unchanged');

-- The rows as they were before a delivery, encrypted: what taking it back needs. Purged with the content of the delivery.
create table delivery_before (
  school_id uuid not null,
  delivery_id uuid not null,
  -- a decision about a person, taken later, is a further step of the same delivery
  step int not null check (step > 0),
  -- the order of all changes: they are taken back last first, whatever a clock said
  change_no bigint not null generated always as identity,
  content_cipher bytea not null,
  made_at timestamptz not null,
  primary key (school_id, delivery_id, step),
  foreign key (school_id, delivery_id) references delivery
);

-- A person of a delivery whom only a person can recognise, and what was decided.
create table roster_doubt (
  school_id uuid not null,
  delivery_id uuid not null,
  doubt_no int not null check (doubt_no > 0),
  who text not null check (who in ('pupil', 'staff')),
  reason_code text not null,
  -- the same person has the same sign in every delivery: a keyed digest
  sign text not null,
  -- name and birth date while somebody has to decide; emptied once decided and with the content of the delivery
  identity jsonb,
  candidate_ids uuid[] not null,
  status text not null check (status in ('open', 'decided', 'superseded')),
  -- who it is: a pupil or a member of staff of the roster; null while open, and for somebody new who is not taken yet
  person_id uuid,
  decided_by text,
  decided_at timestamptz,
  primary key (school_id, delivery_id, doubt_no),
  foreign key (school_id, delivery_id) references delivery,
  check ((status = 'decided') = (decided_at is not null))
);
create index roster_doubt_open on roster_doubt (school_id) where status = 'open';
create index roster_doubt_sign on roster_doubt (school_id, sign) where status = 'decided';

do $$
declare t text;
begin
  foreach t in array array['delivery_before', 'roster_doubt']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own_school on %I to inbeeld_app using (school_id = (select current_school()))
      with check (school_id = (select current_school()))', t);
    execute format('grant select, insert, delete on %I to inbeeld_app', t);
  end loop;
  -- Taking a delivery back removes what it added; whatever something else points at cannot be removed.
  foreach t in array array['pupil', 'pupil_identifier', 'class_group', 'group_pupil', 'pupil_placement', 'staff_member',
    'staff_identifier', 'group_staff']
  loop
    execute format('grant delete on %I to inbeeld_app', t);
  end loop;
end $$;
grant update on roster_doubt to inbeeld_app;

-- An administrator may stop the nightly fetch until the LAS is mended.
alter table onboarding add column roster_paused_at timestamptz;

-- A LAS that gave no answer, by host: nobody asks it again before the pause is over. Real time.
create table las_outage (
  las_host text primary key,
  failures int not null,
  since timestamptz not null,
  paused_until timestamptz not null
);
grant select, insert, update, delete on las_outage to inbeeld_platform;
