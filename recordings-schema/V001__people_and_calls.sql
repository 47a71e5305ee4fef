-- Who works here, the exchanges, the people who call, and one row per conversation.
-- Durations are integer milliseconds, times UTC; ids are given out by the database.
create extension if not exists pg_trgm;

create table team (
  id bigint generated always as identity primary key,
  name text not null unique
);

create table app_user (
  id bigint generated always as identity primary key,
  login text not null unique,
  name text not null,
  role text not null check (role in ('operator', 'supervisor', 'manager', 'administrator')),
  team_id bigint references team,
  language text check (language in ('ru', 'en')),
  password_hash text not null,
  active boolean not null default true,
  version integer not null default 0
);

create table session (
  token_hash bytea primary key,
  user_id bigint not null references app_user on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index session_of_user on session (user_id);

-- Who sat at which phone, and when: hot desks do not rewrite history.
create table extension_assignment (
  id bigint generated always as identity primary key,
  extension text not null,
  user_id bigint not null references app_user,
  since timestamptz not null default now(),
  until timestamptz
);
create unique index extension_now on extension_assignment (extension) where until is null;
create unique index extension_of_user on extension_assignment (user_id) where until is null;
create index extension_history on extension_assignment (extension, since);

create table pbx (
  id bigint generated always as identity primary key,
  name text not null unique,
  boot text,
  -- Offset in the journal from which a restart has to read again, written with the rows that follow from it.
  checkpoint bigint not null default 0
);

create table client (
  id bigint generated always as identity primary key,
  kind text not null default 'person' check (kind in ('person', 'company')),
  name text not null,
  company text,
  position text,
  email text,
  source text,
  owner_id bigint references app_user,
  created_at timestamptz not null default now(),
  version integer not null default 0,
  -- What people look for, in the form of client.Query: lower case, е for ё, a space before each word.
  search text not null generated always as
    (lower(translate(' ' || name || ' ' || coalesce(company, '') || ' ' || coalesce(email, ''), 'ёЁ', 'еЕ'))) stored
);
create index client_search on client using gin (search gin_trgm_ops);
create index client_order on client (name collate "ru-RU-x-icu", id);

create table client_phone (
  client_id bigint not null references client on delete cascade,
  position integer not null,
  number text not null,
  label text,
  primary key (client_id, position),
  unique (client_id, number)
);
create index client_phone_number on client_phone (number);
create index client_phone_tail on client_phone (reverse(number) text_pattern_ops);
create index client_phone_part on client_phone using gin (number gin_trgm_ops);

create table note (
  id bigint generated always as identity primary key,
  client_id bigint not null references client on delete cascade,
  user_id bigint not null references app_user,
  call_id bigint,
  text text not null,
  at timestamptz not null default now()
);
create index note_client on note (client_id, at desc);

create table call (
  id bigint generated always as identity primary key,
  pbx_id bigint not null references pbx,
  linkedid text not null,
  generation integer not null default 0,
  state text not null check (state in ('live', 'closed')),
  certainty text not null default 'live' check (certainty in ('live', 'recovered', 'disputed', 'endUnknown')),
  direction text not null check (direction in ('inbound', 'outbound', 'internal')),
  result text check (result in ('answered', 'no_answer', 'busy', 'failed', 'abandoned', 'voicemail')),
  cause integer,
  ended_by text,
  number text,
  number_signalled text,
  name text,
  client_id bigint references client on delete set null,
  did text,
  queues text[] not null default '{}',
  started_at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz,
  ring_ms bigint,
  wait_ms bigint,
  talk_ms bigint,
  hold_ms bigint,
  transfers jsonb not null default '[]',
  other_linkedids text[] not null default '{}',
  merged_into bigint references call,
  unique (pbx_id, linkedid, generation)
);
create index call_newest on call (started_at desc, id desc) where merged_into is null;
create index call_client on call (client_id, started_at desc) where merged_into is null;
create index call_number on call (number, started_at desc) where merged_into is null;
create index call_live on call (pbx_id) where state = 'live';
create index call_merged on call (merged_into) where merged_into is not null;

-- Closed conversations in which somebody talked with the client.
create view client_talk as
select client_id, id as call_id, started_at, answered_at
from call
where merged_into is null and state = 'closed' and result = 'answered' and answered_at is not null;

alter table note add foreign key (call_id) references call on delete set null;

-- One operator's part in one call, in the order of ringing; the person is stamped when the row is written.
create table call_operator (
  call_id bigint not null references call on delete cascade,
  position integer not null,
  extension text not null,
  user_id bigint references app_user,
  ring_ms bigint,
  talk_ms bigint,
  ring_started_at timestamptz,
  answered_at timestamptz,
  ended_at timestamptz,
  result text not null,
  primary key (call_id, position)
);
create index call_operator_user on call_operator (user_id, call_id);

create table recording (
  id bigint generated always as identity primary key,
  call_id bigint not null references call on delete cascade,
  pbx_id bigint not null references pbx,
  file text not null,
  state text not null default 'pending' check (state in ('pending', 'ready', 'missing', 'broken')),
  reason text,
  duration_ms bigint,
  peaks jsonb,
  looked_at timestamptz,
  expected_since timestamptz not null default now(),
  unique (pbx_id, file)
);
create index recording_call on recording (call_id);
create index recording_pending on recording (expected_since) where state = 'pending';

create table listening (
  id bigint generated always as identity primary key,
  recording_id bigint not null references recording on delete cascade,
  user_id bigint not null references app_user,
  at timestamptz not null default now(),
  first_byte bigint not null
);
create index listening_recording on listening (recording_id, at);

-- Events that could not be handled: kept, counted, shown.
create table set_aside (
  id bigint generated always as identity primary key,
  pbx_id bigint references pbx,
  at timestamptz not null default now(),
  reason text not null,
  body text not null
);
