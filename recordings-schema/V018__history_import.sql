-- Calls from before this house, taken over from what an exchange has kept. One row per exchange and source: how far it was
-- read, written together with the calls, so that a run that broke off goes on and nothing is lost or doubled.
create table history_import (
  id bigint generated always as identity primary key,
  pbx_id bigint not null references pbx on delete cascade,
  -- Where the rows come from, without password.
  source text not null,
  state text not null check (state in ('running', 'paused', 'failed', 'finished')),
  -- Why it failed, a slug.
  reason text,
  -- Calls that began before then are done.
  mark timestamptz,
  -- The times between which the source has rows.
  first_at timestamptz,
  last_at timestamptz,
  read_rows bigint not null default 0,
  added bigint not null default 0,
  known bigint not null default 0,
  -- What could not be told: {reason: {number, samples}}.
  untold jsonb not null default '{}',
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  -- Rises with each start: a run that another has taken over writes no more.
  run integer not null default 0,
  unique (pbx_id, source)
);
