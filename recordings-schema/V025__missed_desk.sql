-- The missed callers are read from the calls themselves. What no call tells is kept here, on a call of the line that it is about:
-- who has taken it over, and that a person has closed it.
create table missed_mark (
  call_id bigint primary key references call on delete cascade,
  owner_id bigint references app_user,
  owned_at timestamptz,
  closed_at timestamptz,
  closed_by bigint references app_user,
  reason text check (reason in ('served', 'written', 'wrongNumber', 'spam', 'other')),
  note text,
  version integer not null default 0,
  check ((closed_at is null) = (closed_by is null) and (closed_at is null) = (reason is null))
);
create index missed_mark_closed on missed_mark (closed_at) where closed_at is not null;

-- Calls from outside that came to nothing; see the room "missed".
create index call_missed on call (started_at)
  where merged_into is null and state = 'closed' and direction = 'inbound' and result <> 'answered';

insert into setting (name, value) values ('missed', '{"minutes": 30, "days": 7}');
