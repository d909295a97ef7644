-- Answers of many pupils of many schools in one commit: the hot path of a test morning. The two functions here are the
-- only place where rows of several schools meet. They run as a role of their own that may do this and nothing else:
-- docs/decisions/0017-answers-in-batches.md.
do $$ begin create role inbeeld_batch nologin; exception when duplicate_object then null; end $$;
-- Only to make it the owner of the functions: its policies below hold for nobody who merely is a member.
grant inbeeld_batch to current_user;
grant usage on schema public to inbeeld_batch;

grant select (school_id, sitting_id, plan_id, pupil_id, form_code, medium, device_epoch, submitted_at, discarded_at)
  on sitting to inbeeld_batch;
-- A row lock asks for it; the policy lets no changed row through.
grant update (device_epoch) on sitting to inbeeld_batch;
grant select (school_id, plan_id, status, paused_at) on planned_test to inbeeld_batch;
grant select (form_code, item_id) on form_item to inbeeld_batch;
grant select, insert on answer, late_answer to inbeeld_batch;
grant select, insert, update on sitting_presence to inbeeld_batch;
create policy batch_read on sitting for select to inbeeld_batch using (current_user = 'inbeeld_batch');
create policy batch_lock on sitting for update to inbeeld_batch using (current_user = 'inbeeld_batch')
  with check (false);
create policy batch_read on planned_test for select to inbeeld_batch using (current_user = 'inbeeld_batch');
create policy batch_read on answer for select to inbeeld_batch using (current_user = 'inbeeld_batch');
create policy batch_add on answer for insert to inbeeld_batch with check (current_user = 'inbeeld_batch');
create policy batch_read on late_answer for select to inbeeld_batch using (current_user = 'inbeeld_batch');
create policy batch_add on late_answer for insert to inbeeld_batch with check (current_user = 'inbeeld_batch');
create policy batch_all on sitting_presence to inbeeld_batch using (current_user = 'inbeeld_batch')
  with check (current_user = 'inbeeld_batch');

create index form_item_item on form_item (form_code, item_id);

create type judged_answer as (
  place int, school_id uuid, sitting_id uuid, device_epoch int, sequence int, item_id text, responses jsonb,
  given_at timestamptz, verdict text, state text);

-- Stores what can be stored and says of each row of the batch what is on disk once the caller commits:
--   stored        with this content, in `answer`, or in `late_answer` when the taak was handed in or ended before
--   clash         the number was used for something else; nothing was overwritten
--   no-such-item  the item is not of this form
--   asked         a row without an answer, for the state alone
--   withdrawn     the plan was taken back; nothing was stored
--   unknown       no such screen test, or of another pupil, plan or form than the row says
--   busy          somebody holds the sitting at this moment; nothing was stored, ask again
-- It waits for no lock that somebody holds who could wait for it: sittings that are held are left for the next batch.
create function store_answers(batch jsonb, received timestamptz)
  returns table (place int, verdict text, state text)
  language plpgsql security definer
  set search_path = public, pg_temp set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
#variable_conflict use_column
declare
  judged judged_answer[];
  open_count int;
  added_count int;
  settled boolean;
begin
  -- The lock keeps a hand-in out until our commit, and shows the row as it is when it is locked.
  select array_agg(row(place, school_id, sitting_id, epoch, sequence, item_id, responses, given_at, verdict,
      state)::judged_answer),
    count(*) filter (where verdict = 'open'), coalesce(bool_and(verdict <> 'late'), true)
  into judged, open_count, settled
  from (select g.place, s.school_id, s.sitting_id, g.epoch, g.sequence, g."itemId" as item_id, g.responses,
      g."givenAt" as given_at,
      case when s.pupil_id <> g."pupilId" or s.plan_id <> g."planId" or s.form_code <> g."formCode"
          or s.medium <> 'screen' then 'unknown'
        when p.status = 'withdrawn' then 'withdrawn'
        when g.sequence is null then 'asked'
        when not exists (select from form_item i where i.form_code = s.form_code and i.item_id = g."itemId")
          then 'no-such-item'
        when s.submitted_at is not null or s.discarded_at is not null then 'late' else 'open' end as verdict,
      case when p.status = 'withdrawn' or s.discarded_at is not null then 'not-open'
        when s.submitted_at is not null then 'submitted' when g.epoch < s.device_epoch then 'other-device'
        when p.paused_at is not null then 'paused' else 'open' end as state
    from jsonb_to_recordset(batch) as g(place int, "schoolId" uuid, "sittingId" uuid, "planId" uuid, "pupilId" uuid,
      "formCode" text, epoch int, sequence int, "itemId" text, responses jsonb, "givenAt" timestamptz)
    join sitting s on s.school_id = g."schoolId" and s.sitting_id = g."sittingId"
    left join planned_test p on p.school_id = s.school_id and p.plan_id = s.plan_id
    for key share of s skip locked) as found;

  -- In the order of their keys, so that two batches with the same answers wait for each other in one direction only.
  insert into answer (school_id, sitting_id, device_epoch, sequence, item_id, responses, given_at, received_at)
  select school_id, sitting_id, device_epoch, sequence, item_id, responses, given_at, received
  from unnest(judged) where verdict = 'open' order by school_id, sitting_id, device_epoch, sequence
  on conflict do nothing;
  get diagnostics added_count = row_count;

  if not settled then
    insert into late_answer (school_id, sitting_id, device_epoch, sequence, item_id, responses, given_at, received_at)
    select school_id, sitting_id, device_epoch, sequence, item_id, responses, given_at, received
    from unnest(judged) j where verdict = 'late' and not exists (select from answer a where a.school_id = j.school_id
      and a.sitting_id = j.sitting_id and a.device_epoch = j.device_epoch and a.sequence = j.sequence)
    order by school_id, sitting_id, device_epoch, sequence
    on conflict do nothing;
  end if;

  if settled and added_count = open_count then
    return query select place, case verdict when 'open' then 'stored' else verdict end, state from unnest(judged);
  else
    return query select j.place, case when j.verdict not in ('open', 'late') then j.verdict
        when coalesce(a.item_id, l.item_id) = j.item_id and coalesce(a.responses, l.responses) = j.responses
          then 'stored' else 'clash' end, j.state
      from unnest(judged) j
      left join answer a on a.school_id = j.school_id and a.sitting_id = j.sitting_id
        and a.device_epoch = j.device_epoch and a.sequence = j.sequence
      left join late_answer l on l.school_id = j.school_id and l.sitting_id = j.sitting_id
        and l.device_epoch = j.device_epoch and l.sequence = j.sequence;
  end if;

  if coalesce(cardinality(judged), 0) < jsonb_array_length(batch) then
    return query select g.place, case when exists (select from sitting s where s.school_id = g."schoolId"
        and s.sitting_id = g."sittingId") then 'busy' else 'unknown' end, null::text
      from jsonb_to_recordset(batch) as g(place int, "schoolId" uuid, "sittingId" uuid)
      where not exists (select from unnest(judged) j where j.place = g.place);
  end if;
end $$;

-- Where pupils are, of all schools at once, a statement a second from each node. What a node was not told is null.
alter table sitting_presence alter column position drop not null, alter column position drop default,
  alter column answered drop not null, alter column answered drop default, alter column online drop not null,
  alter column online drop default;
-- when the line was opened that `online` is about: an older line that breaks later does not make a pupil offline
alter table sitting_presence add column line_at timestamptz;
alter table sitting_presence set (fillfactor = 70);

-- What is null stays as it was; `left_focus` is added to. In the order of the keys: several nodes do this at once.
create function keep_presence(batch jsonb) returns void language sql security definer
  set search_path = public, pg_temp set enable_seqscan = off
as $$
  insert into sitting_presence as p
    (school_id, sitting_id, position, answered, online, line_at, heard_at, answered_at, left_focus)
  select "schoolId", "sittingId", position, answered, online, "lineAt", "heardAt", "answeredAt", "leftFocus"
  from jsonb_to_recordset(batch) as r("schoolId" uuid, "sittingId" uuid, position int, answered int, online boolean,
    "lineAt" timestamptz, "heardAt" timestamptz, "answeredAt" timestamptz, "leftFocus" int)
  order by "schoolId", "sittingId"
  on conflict (school_id, sitting_id) do update set
    position = coalesce(excluded.position, p.position), answered = coalesce(excluded.answered, p.answered),
    online = case when excluded.line_at < p.line_at then p.online else coalesce(excluded.online, p.online) end,
    line_at = greatest(excluded.line_at, p.line_at), heard_at = greatest(excluded.heard_at, p.heard_at),
    answered_at = greatest(excluded.answered_at, p.answered_at), left_focus = p.left_focus + excluded.left_focus
$$;

-- Owning takes the right to create, for as long as that takes.
grant create on schema public to inbeeld_batch;
alter function store_answers(jsonb, timestamptz) owner to inbeeld_batch;
alter function keep_presence(jsonb) owner to inbeeld_batch;
revoke create on schema public from inbeeld_batch;
revoke execute on function store_answers(jsonb, timestamptz), keep_presence(jsonb) from public;
grant execute on function store_answers(jsonb, timestamptz), keep_presence(jsonb) to inbeeld_platform;
