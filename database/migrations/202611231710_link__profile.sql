-- How a LAS wants to be spoken to is data of the connection: a profile by code (src/exchange/uwlr/las-profile.ts), and
-- what this LAS wants otherwise. Which supplier it is tells with what name, certificate and headers we call it
-- (settings). Staged calls (getrapt) have an address of their own.
alter table las_connection
  add column supplier_code text not null default 'las',
  add column profile_code text not null default 'standaard',
  add column profile_changes jsonb not null default '{}',
  add column staged_url text,
  -- how a functioning level is written is part of the profile
  drop column functioning_level_notation;

-- What the LAS of one school of the sandbox does its own way: src/sandbox/las/habits.ts.
alter table sandbox.las_school
  drop column sloppy,
  add column habits jsonb not null default '{}';
