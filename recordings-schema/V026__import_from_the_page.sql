-- An import that a person starts from the page, and what everybody wants to know of one.
alter table history_import
  -- Null for one that the command started.
  add column started_by bigint references app_user,
  -- When it last told how far it is.
  add column seen_at timestamptz not null default now(),
  -- Recordings of the calls that were told: whose file is there, and whose is not.
  add column found bigint not null default 0,
  add column missing bigint not null default 0;
