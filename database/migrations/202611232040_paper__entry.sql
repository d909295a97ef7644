-- Paper: three ways of entering, a second person who enters blind, marks for extended text, reading cards.

-- What was typed in a cell. `points` without a score is a cell that was emptied again: nothing is known of the item.
-- `skipped` (overgeslagen) and `not-reached` (niet aan toe gekomen) are known, and give no points. `answer` is what the
-- pupil wrote or chose: the item's own key scores it. `total` names no item.
alter table paper_score add column kind text not null default 'points'
  check (kind in ('points', 'answer', 'skipped', 'not-reached', 'total'));
alter table paper_score add column responses jsonb;
-- 1 is what counts; 2 is the second person's, to lay beside it
alter table paper_score add column round int not null default 1 check (round in (1, 2));
alter table paper_score alter column item_id drop not null;
alter table paper_score add constraint paper_score_shape check (
  (kind = 'total') = (item_id is null) and (kind = 'answer') = (responses is not null)
  and (kind in ('points', 'total') or score is null));

-- How a group enters: remembered for the next time.
create table paper_way (
  school_id uuid not null,
  group_id uuid not null,
  way text not null check (way in ('answers', 'points', 'totals')),
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (school_id, group_id),
  foreign key (school_id, group_id) references class_group
);

-- A taak of which only the total is known: its unweighted points; item scores there are none.
alter table scoring add column total int check (total >= 0);

-- Points that a teacher gave for extended text; a correction is a new row, null takes the mark back.
create table item_mark (
  school_id uuid not null,
  sitting_id uuid not null,
  mark_no int not null check (mark_no > 0),
  item_id text not null,
  score int check (score >= 0),
  marked_by text not null,
  marked_at timestamptz not null,
  primary key (school_id, sitting_id, mark_no),
  foreign key (school_id, sitting_id) references sitting
);

-- Technical reading (DMT, AVI): one taking of one pupil. No test form: cards are read aloud to a teacher.
create table reading_test (
  school_id uuid not null,
  reading_id uuid not null,
  pupil_id uuid not null,
  group_id uuid not null,
  subject_code text not null check (subject_code in ('dmt', 'avi')),
  moment_code text not null check (moment_code ~ '^[BME][3-8]$'),
  school_year text not null,
  taken_on date not null,
  -- of the printed cards
  edition text not null,
  created_at timestamptz not null,
  primary key (school_id, reading_id),
  unique (school_id, pupil_id, subject_code, school_year, moment_code),
  foreign key (school_id, pupil_id) references pupil,
  foreign key (school_id, group_id) references class_group
);
-- What was entered of a taking: everything at once, a correction is a new row and the newest counts. `document` holds the
-- cards, `outcome` what follows from them, with the norms or limits and the program that it was made with.
create table reading_entry (
  school_id uuid not null,
  reading_id uuid not null,
  entry_no int not null check (entry_no > 0),
  document jsonb not null,
  outcome jsonb not null,
  entered_by text not null,
  entered_at timestamptz not null,
  primary key (school_id, reading_id, entry_no),
  foreign key (school_id, reading_id) references reading_test
);
do $$
declare t text;
begin
  foreach t in array array['paper_way', 'item_mark', 'reading_test', 'reading_entry']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own_school on %I to inbeeld_app using (school_id = (select current_school()))
      with check (school_id = (select current_school()))', t);
    execute format('grant select, insert on %I to inbeeld_app', t);
  end loop;
end $$;
grant update (way, changed_by, changed_at) on paper_way to inbeeld_app;
grant update (taken_on) on reading_test to inbeeld_app;
