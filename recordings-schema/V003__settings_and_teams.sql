-- Teams are changed by hand, sessions are seen and ended one by one, and what the house decides of itself is kept here.
alter table team add column version integer not null default 0;

alter table session add column id bigint generated always as identity;
alter table session add column address text not null default '';
alter table session add column agent text not null default '';
create unique index session_id on session (id);
create index app_user_team on app_user (team_id);

-- One row per group of settings; the program reads it each time it needs it.
create table setting (
  name text primary key,
  value jsonb not null,
  version integer not null default 0
);

-- Who changed which member of a group when, and what stood there before.
create table setting_change (
  id bigint generated always as identity primary key,
  name text not null references setting,
  member text not null,
  before jsonb,
  value jsonb not null,
  user_id bigint not null references app_user,
  at timestamptz not null
);
create index setting_change_member on setting_change (name, member, id);

insert into setting (name, value)
values ('dialling', '{"stopped": false, "premium": false, "perMinute": 30, "countries": [], "prefixes": [{"from": "+", "to": ""}]}');
