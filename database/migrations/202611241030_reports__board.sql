-- What a board may see of its schools: aggregates that a school's own job publishes, with small numbers left out. The
-- platform's role, which serves boards, reads these rows and no table with pupils.
create table school_aggregate (
  school_id uuid not null references school,
  subject_code text not null,
  school_year text not null,
  season text not null check (season in ('B', 'M', 'E')),
  -- 'all', a year group, or a level over all year groups
  cell text not null check (cell in ('all', '3', '4', '5', '6', '7', '8', 'I', 'II', 'III', 'IV', 'V')),
  -- null: left out; locks publishable() of reports/board/suppression.ts
  n int check (n >= 10),
  -- mean in standard deviations from the national mean of the own moment, in tenths; of year groups and of all
  mean_z numeric,
  norm_source text not null,
  synthetic boolean not null,
  published_at timestamptz not null,
  primary key (school_id, subject_code, school_year, season, cell),
  check (mean_z is null or n is not null)
);

-- When the aggregates of a school are made again: some night, or soon after a result was made.
create table school_aggregate_due (
  school_id uuid primary key references school,
  due_at timestamptz not null,
  published_at timestamptz
);
create index school_aggregate_due_at on school_aggregate_due (due_at);

do $$
declare t text;
begin
  foreach t in array array['school_aggregate', 'school_aggregate_due']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own_school on %I to inbeeld_app using (school_id = (select current_school()))
      with check (school_id = (select current_school()))', t);
  end loop;
end $$;
create policy board_reads on school_aggregate for select to inbeeld_platform using (true);
create policy platform_all on school_aggregate_due to inbeeld_platform using (true) with check (true);
grant select, insert, delete on school_aggregate to inbeeld_app;
grant select on school_aggregate to inbeeld_platform;
grant select, insert, update on school_aggregate_due to inbeeld_app, inbeeld_platform;
