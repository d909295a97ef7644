-- A pupil's report also shows a test that was taken and declared invalid: its result counts no more, so an index of
-- those that count left the database to look through every result of the school. Few results ever step back.
drop index result_pupil;
create index result_pupil on result (school_id, pupil_id, subject_code);

-- Old results have no sitting: they need no place among the sittings that have one result in force.
drop index result_in_force;
create unique index result_in_force on result (school_id, sitting_id)
  where superseded_by is null and sitting_id is not null;
