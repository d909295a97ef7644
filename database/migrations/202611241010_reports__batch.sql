-- What parents are shown, as the school wants it: one row a school, absent until somebody chose.
create table report_setting (
  school_id uuid primary key references school,
  parents_see text not null check (parents_see in ('functioning-level', 'roman', 'letter')),
  -- whether the expected advice of group 7 stands on the report for parents
  advice_shown boolean not null,
  changed_by text not null,
  changed_at timestamptz not null
);

-- The parent reports of many groups, printed in the background: one file a group.
create table report_batch (
  school_id uuid not null references school,
  batch_id uuid not null,
  state text not null default 'running' check (state in ('running', 'ready', 'cancelled', 'failed')),
  school_year text not null,
  season text not null check (season in ('B', 'M', 'E')),
  double_sided boolean not null,
  asked_by text not null,
  asked_at timestamptz not null,
  -- when a file was last finished or asked for: a batch that stands still is taken up again
  moved_at timestamptz not null,
  -- how often it was taken up again since then; each time it waits twice as long, so that a full queue does not fill up
  asked_again int not null default 0,
  ended_at timestamptz check ((ended_at is null) = (state = 'running')),
  files_removed_at timestamptz,
  primary key (school_id, batch_id)
);
create unique index report_batch_running on report_batch (school_id) where state = 'running';
create index report_batch_recent on report_batch (school_id, asked_at desc);
create index report_batch_kept on report_batch (ended_at) where files_removed_at is null;

create table report_batch_file (
  school_id uuid not null,
  batch_id uuid not null,
  group_id uuid not null,
  pupil_count int not null check (pupil_count > 0),
  tries int not null default 0,
  printed_at timestamptz,
  -- the PDF, encrypted; gone a week after the batch ended
  file_cipher bytea,
  check (file_cipher is null or printed_at is not null),
  primary key (school_id, batch_id, group_id),
  foreign key (school_id, batch_id) references report_batch,
  foreign key (school_id, group_id) references class_group
);

do $$
declare t text;
begin
  foreach t in array array['report_setting', 'report_batch', 'report_batch_file']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own_school on %I to inbeeld_app using (school_id = (select current_school()))
      with check (school_id = (select current_school()))', t);
    execute format('grant select, insert on %I to inbeeld_app', t);
  end loop;
end $$;
grant update (parents_see, advice_shown, changed_by, changed_at) on report_setting to inbeeld_app;
grant update (state, moved_at, asked_again, ended_at, files_removed_at) on report_batch to inbeeld_app;
grant update (tries, printed_at, file_cipher) on report_batch_file to inbeeld_app;
-- Which schools have a batch that stands still, or files of which the time has passed.
create policy platform_status on report_batch for select to inbeeld_platform using (true);
grant select (school_id, batch_id, state, moved_at, asked_again, ended_at, files_removed_at) on report_batch to inbeeld_platform;
