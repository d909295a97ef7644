-- What was planned with one press, so that one press takes it back.
create table planning_action (
  school_id uuid not null references school,
  action_id uuid not null,
  planned_by text not null,
  planned_at timestamptz not null,
  undone_by text,
  undone_at timestamptz,
  primary key (school_id, action_id)
);
-- the last action of somebody that still stands
create index planning_action_last on planning_action (school_id, planned_by, planned_at desc) where undone_at is null;

alter table planned_test add column action_id uuid;
alter table planned_test add foreign key (school_id, action_id) references planning_action;
create index planned_test_action on planned_test (school_id, action_id) where action_id is not null;
-- what went wrong with a pupil's earlier test of a moment, beside the one that stands (planned_test_once)
create index planned_test_aside on planned_test (school_id, pupil_id, school_year)
  where status in ('broken-off', 'invalid');

alter table planning_action enable row level security;
alter table planning_action force row level security;
create policy own_school on planning_action to inbeeld_app using (school_id = (select current_school()))
  with check (school_id = (select current_school()));
grant select, insert on planning_action to inbeeld_app;
grant update (undone_by, undone_at) on planning_action to inbeeld_app;
