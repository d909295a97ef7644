-- What a person took back is not decided by itself again: the pupil of the old file waits until somebody says who it is.
alter table history_match add column state text not null default 'decided' check (state in ('decided', 'reopened'));
alter table history_match add check (state = 'decided' or pupil_id is null);
