-- A hand-in that is taken back before the next taak begins takes its choice of that taak along.
grant update (form_code, shift, step, reason, theta, rule_version, decided_at) on routing_decision to inbeeld_app;

-- A result of several taken is that of a set of scorings, which may come back: a taak is left out, and counted again.
-- That no two are made of the same set is held by the lock on the plan; that one counts, by result_in_force.
drop index result_of_scoring;
create index result_of_scoring on result (school_id, scoring_id) where scoring_id is not null;
