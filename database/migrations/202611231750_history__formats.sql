-- Old results also come as OSO dossiers, and as a UWLR-shaped file that a person chose.
alter table delivery drop constraint delivery_kind_check;
alter table delivery add constraint delivery_kind_check check (kind in ('roster-uwlr', 'roster-edexml', 'history-uwlr',
  'history-csv', 'history-oso', 'history-uwlr-file'));

-- Which column of a school's own CSV files is which of ours, as a person said; null: leave it out.
create table history_column (
  school_id uuid not null references school,
  -- the written name in small letters without signs
  written_name text not null check (length(written_name) between 1 and 80),
  column_name text,
  decided_by text not null,
  decided_at timestamptz not null,
  primary key (school_id, written_name)
);
alter table history_column enable row level security;
alter table history_column force row level security;
create policy own_school on history_column to inbeeld_app using (school_id = (select current_school()))
  with check (school_id = (select current_school()));
grant select, insert, update on history_column to inbeeld_app;

-- 3.0 tests that schools brought along and that our catalogue does not know: for us to mend. No school, no pupil; and
-- no text until three schools wrote the same, for a school may have pointed at the wrong column.
create table catalogue_gap (
  -- keyed digest of generation, subject and test
  gap_digest text primary key,
  generation text check (length(generation) <= 80),
  subject_text text check (length(subject_text) <= 80),
  test_text text check (length(test_text) <= 80),
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  -- results held because of it, counted once a delivery
  held_count int not null
);
-- At how many schools: keyed digests, which tell one school from another and nothing else.
create table catalogue_gap_seen (
  gap_digest text not null references catalogue_gap,
  school_digest text not null,
  primary key (gap_digest, school_digest)
);
grant select, insert, update on catalogue_gap, catalogue_gap_seen to inbeeld_platform;

create index history_record_held on history_record (school_id, reason_code) where status = 'waiting';
