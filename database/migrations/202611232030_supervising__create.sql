-- Watching a class that takes tests, and letting it start when the portal is down.

-- A teacher lets a class in without the portal, today until a time. Its code is found without knowing the school, by keyed
-- digest; the teacher sees it again, so it is sealed as well.
create table class_session (
  school_id uuid not null references school,
  class_session_id uuid not null,
  group_id uuid not null,
  code_digest text not null,
  code_cipher bytea not null,
  opened_by text not null,
  opened_at timestamptz not null,
  ends_at timestamptz not null,
  closed_at timestamptz,
  primary key (school_id, class_session_id),
  foreign key (school_id, group_id) references class_group
);
create index class_session_code on class_session (code_digest) where closed_at is null;
create index class_session_group on class_session (school_id, group_id, opened_at);

-- Picture and digits of a pupil within a group, for the school year of that group. Worth nothing without a class code.
create table class_card (
  school_id uuid not null references school,
  group_id uuid not null,
  pupil_id uuid not null,
  picture text not null check (picture ~ '^[a-z-]{2,30}$'),
  digits_cipher bytea not null,
  made_at timestamptz not null,
  -- wrong tries at this picture since the last right one; too many lock it, until the teacher unlocks it
  wrong_tries int not null default 0,
  locked_at timestamptz,
  primary key (school_id, group_id, pupil_id),
  foreign key (school_id, group_id) references class_group,
  foreign key (school_id, pupil_id) references pupil
);

-- What a teacher wants to remember of a test that was taken: for the school itself, goes nowhere else.
create table plan_remark (
  school_id uuid not null references school,
  plan_id uuid not null,
  remark text not null check (length(remark) between 1 and 500),
  written_by text not null,
  written_at timestamptz not null,
  primary key (school_id, plan_id),
  foreign key (school_id, plan_id) references planned_test
);

-- The newest test of a pupil in a subject, for boards: asked once a second.
create index planned_test_watched on planned_test (school_id, pupil_id, subject_code, planned_at);

do $$
declare t text;
begin
  foreach t in array array['class_session', 'class_card', 'plan_remark']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own_school on %I to inbeeld_app using (school_id = (select current_school()))
      with check (school_id = (select current_school()))', t);
    execute format('grant select, insert, update, delete on %I to inbeeld_app', t);
  end loop;
end $$;
-- Who types a class code has not said which school it is of.
create policy platform_code on class_session for select to inbeeld_platform using (closed_at is null);
grant select (school_id, class_session_id, code_digest, closed_at) on class_session to inbeeld_platform;

-- A session that ends with something else, and at the latest at a time.
alter table session add column bound_to uuid;
alter table session add column ends_at timestamptz;
create index session_bound on session (bound_to) where bound_to is not null;

-- A mail link for a member of staff whose address the LAS gave. No name and nothing else of staff is seen by that door.
alter table invitation alter column person_id drop not null;
alter table invitation add column staff_id uuid;
alter table invitation add constraint invitation_whose
  check (num_nonnulls(person_id, staff_id) = 1 and (staff_id is null or school_id is not null));
create index staff_member_email on staff_member (lower(btrim(email))) where active and email is not null;
create policy platform_mail on staff_member for select to inbeeld_platform using (active and email is not null);
grant select (school_id, staff_id, email, active) on staff_member to inbeeld_platform;
