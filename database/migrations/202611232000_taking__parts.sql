-- A test of two or three taken, routed between them; what happens to a test besides being taken; who is there.

-- Content ----------------------------------------------------------------------------------------------------------------
-- What was published together, once. A correction is a higher version; what was published never changes.
create table content_package (
  package_code text not null,
  package_version int not null check (package_version > 0),
  title text not null,
  -- SHA-256 of the content: the same version with other content is refused
  digest text not null,
  source text not null,
  synthetic boolean not null,
  published_at timestamptz not null,
  primary key (package_code, package_version)
);
-- Tests that can be planned, and whether a pupil may have them read aloud (never where reading is what is measured).
create table test (
  test_code text primary key,
  subject_code text not null,
  moment_code text not null check (moment_code ~ '^[BME][3-8]$'),
  title text not null,
  read_aloud boolean not null,
  package_code text not null,
  package_version int not null,
  foreign key (package_code, package_version) references content_package
);
-- Which form is taken as which taak: as planned (0), one moment easier (-1) or harder (1). Part 1 has shift 0 only.
create table test_part (
  test_code text not null references test,
  medium text not null check (medium in ('screen', 'paper')),
  part_no int not null check (part_no between 1 and 3),
  shift int not null check (shift in (-1, 0, 1)),
  form_code text not null references test_form,
  primary key (test_code, medium, part_no, shift),
  check (part_no > 1 or shift = 0),
  check (medium = 'screen' or shift = 0)
);
create index test_part_form on test_part (form_code);
-- When to go on easier or harder after a taak: abilities in logits of the calibration. The highest version counts for
-- tests that start from then on.
create table routing_rule (
  test_code text not null references test,
  after_part int not null check (after_part between 1 and 2),
  rule_version int not null check (rule_version > 0),
  easier_below double precision not null,
  harder_from double precision not null,
  primary key (test_code, after_part, rule_version),
  check (easier_below < harder_from)
);
-- Extended text has no key: a teacher marks it before the taak is scored.
alter table content_item add column needs_marking boolean not null default false;

do $$
declare t text;
begin
  foreach t in array array['content_package', 'test', 'test_part', 'routing_rule']
  loop
    execute format('grant select on %I to inbeeld_app, inbeeld_platform', t);
    execute format('grant insert on %I to inbeeld_platform', t);
  end loop;
end $$;

-- Plans ------------------------------------------------------------------------------------------------------------------
-- `broken-off`: ended before a taak was handed in; `invalid`: its result may not count. Both leave room for a retake.
alter table planned_test drop constraint planned_test_status_check;
alter table planned_test add constraint planned_test_status_check
  check (status in ('planned', 'started', 'submitted', 'scored', 'withdrawn', 'broken-off', 'invalid'));
drop index planned_test_once;
create unique index planned_test_once on planned_test (school_id, pupil_id, subject_code, school_year, moment_code)
  where status not in ('withdrawn', 'broken-off', 'invalid');
-- taken of this test; plans of before there were parts have one
alter table planned_test add column part_count int not null default 1 check (part_count between 1 and 3);
-- on screen: when a pupil may start or go on; null is no bound
alter table planned_test add column opens_at timestamptz;
alter table planned_test add column closes_at timestamptz;
-- the plan whose test is taken again
alter table planned_test add column retake_of uuid;
alter table planned_test add foreign key (school_id, retake_of) references planned_test;
-- the teacher lets this pupil wait; answers that are on their way are stored all the same
alter table planned_test add column paused_at timestamptz;
-- ended by a teacher before every taak was in, or declared invalid: why, by whom, when
alter table planned_test add column ended_code text
  check (ended_code in ('ill', 'refused', 'technical', 'wrong-test', 'disturbed', 'helped', 'other'));
alter table planned_test add column ended_by text;
alter table planned_test add column ended_at timestamptz;

-- Sittings: one a taak ---------------------------------------------------------------------------------------------------
alter table sitting drop constraint sitting_school_id_plan_id_key;
alter table sitting add column part_no int not null default 1 check (part_no between 1 and 3);
alter table sitting add column shift int not null default 0 check (shift in (-1, 0, 1));
alter table sitting add constraint sitting_once unique (school_id, plan_id, part_no);
-- the pupil's accommodations as they were when the taak started; never changed after that
alter table sitting add column accommodations jsonb not null default '{}';
-- ended by the teacher without being handed in: this taak does not count
alter table sitting add column discarded_at timestamptz;

-- The choice between two taken, with everything it rests on; made once, when the earlier taak was handed in.
create table routing_decision (
  school_id uuid not null references school,
  plan_id uuid not null,
  -- the taak that was chosen
  part_no int not null check (part_no between 2 and 3),
  form_code text not null references test_form,
  shift int not null check (shift in (-1, 0, 1)),
  step text not null check (step in ('easier', 'same', 'harder')),
  reason text not null,
  -- ability after the taken so far, in logits; null where the test is not routed
  theta double precision,
  rule_version int,
  decided_at timestamptz not null,
  primary key (school_id, plan_id, part_no),
  foreign key (school_id, plan_id) references planned_test
);

-- Answers that came in after the taak was handed in, from a device that had been away: shown to the teacher, who decides.
create table late_answer (
  school_id uuid not null references school,
  sitting_id uuid not null,
  device_epoch int not null check (device_epoch > 0),
  sequence int not null check (sequence > 0),
  item_id text not null,
  responses jsonb not null,
  given_at timestamptz not null,
  received_at timestamptz not null,
  decision text check (decision in ('counted', 'left-out')),
  decided_by text,
  decided_at timestamptz,
  primary key (school_id, sitting_id, device_epoch, sequence),
  foreign key (school_id, sitting_id) references sitting
);

-- Where each pupil is now: a copy for boards, gone when the server restarts. Answers never depend on it.
create unlogged table sitting_presence (
  school_id uuid not null,
  sitting_id uuid not null,
  -- item shown, from 0, and items with an answer
  position int not null default 0,
  answered int not null default 0,
  -- an open connection of the pupil's device; when it was heard last, when it was lost
  online boolean not null default false,
  heard_at timestamptz not null,
  answered_at timestamptz,
  help_asked_at timestamptz,
  -- times that the page was left for another tab or program
  left_focus int not null default 0,
  primary key (school_id, sitting_id)
);

-- Results ----------------------------------------------------------------------------------------------------------------
-- A result rests on the scorings of all taken; `sitting_id` is that of the first taak, `scoring_id` the newest scoring.
alter table result add column parts_taken int;
alter table result add column parts_planned int;
create table result_scoring (
  school_id uuid not null references school,
  result_id uuid not null,
  scoring_id uuid not null,
  primary key (school_id, result_id, scoring_id),
  foreign key (school_id, result_id) references result,
  foreign key (school_id, scoring_id) references scoring
);

-- Accommodations ---------------------------------------------------------------------------------------------------------
-- What a pupil uses in class and therefore in a test; the school's own, kept beside the roster.
create table accommodation_profile (
  school_id uuid not null references school,
  pupil_id uuid not null,
  settings jsonb not null,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (school_id, pupil_id),
  foreign key (school_id, pupil_id) references pupil
);

do $$
declare t text;
begin
  foreach t in array array['routing_decision', 'late_answer', 'sitting_presence', 'result_scoring', 'accommodation_profile']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own_school on %I to inbeeld_app using (school_id = (select current_school()))
      with check (school_id = (select current_school()))', t);
    execute format('grant select, insert on %I to inbeeld_app', t);
  end loop;
end $$;
grant update (decision, decided_by, decided_at) on late_answer to inbeeld_app;
grant update, delete on sitting_presence to inbeeld_app;
grant update on accommodation_profile to inbeeld_app;
