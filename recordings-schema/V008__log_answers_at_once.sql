-- What the log is asked by stands on the row or in an index. The database itself keeps these columns, whoever writes the rows.

-- The outcome that the call shows: the last one given.
alter table call add column outcome_id bigint references outcome;

create function show_outcome() returns trigger language plpgsql as $$
begin
  update call c
  set outcome_id = (select o.outcome_id from call_outcome o where o.call_id = c.id order by o.at desc limit 1)
  where c.id in (old.call_id, new.call_id);
  return null;
end $$;
create trigger show_outcome after insert or update or delete on call_outcome for each row execute function show_outcome();

update call c set outcome_id = d.outcome_id from call_disposition d where d.call_id = c.id;

-- When the call began, on each of its parts: the calls of one person come in order out of one index.
alter table call_operator add column started_at timestamptz;

create function stamp_part() returns trigger language plpgsql as $$
begin
  select started_at into new.started_at from call where id = new.call_id;
  return new;
end $$;
create trigger stamp_part before insert on call_operator for each row execute function stamp_part();

update call_operator o set started_at = c.started_at from call c where c.id = o.call_id;
create index call_operator_newest on call_operator (user_id, started_at desc, call_id desc);

-- The queues that calls have come through.
create table queue_seen (
  name text primary key
);

create function see_queues() returns trigger language plpgsql as $$
begin
  insert into queue_seen select distinct unnest(new.queues) on conflict do nothing;
  return null;
end $$;
create trigger see_queues after insert or update of queues on call
  for each row when (new.queues <> '{}') execute function see_queues();

insert into queue_seen select distinct unnest(queues) from call;

-- Sums over a period are read from the index alone.
drop index call_newest;
create index call_newest on call (started_at desc, id desc) include (talk_ms, direction, result, state, outcome_id)
  where merged_into is null;
create index call_result on call (result, started_at desc, id desc) where merged_into is null;
create index call_direction on call (direction, started_at desc, id desc) where merged_into is null;
create index call_shown_outcome on call (outcome_id, started_at desc, id desc) where merged_into is null;
create index call_unwritten on call (started_at desc, id desc)
  where merged_into is null and state = 'closed' and result = 'answered' and direction <> 'internal' and outcome_id is null;
create index call_talk on call (talk_ms) where merged_into is null;
create index call_queues on call using gin (queues);
create index call_number_part on call using gin (number gin_trgm_ops) where merged_into is null;

-- A recording's waveform comes after the recording itself; what failed is tried again a few times.
-- One byte per slice, the number of lanes before them; null while it has to be made. It takes the place of `peaks`.
alter table recording add column attempts integer not null default 0;
alter table recording add column waveform bytea;
update recording set reason = 'notFound' where state = 'missing' and reason is null;
drop index recording_pending;
create index recording_unsettled on recording (state, looked_at nulls first) where state <> 'ready';
create index recording_undrawn on recording (id) where state = 'ready' and waveform is null;
create index recording_file on recording (file);

create or replace view call_recordings as
select call_id, jsonb_agg(jsonb_build_object('id', id::text, 'state', state, 'reason', reason, 'seconds', duration_ms / 1000.0)
  order by id) as items
from recording
group by call_id;

-- A sound that was taken away, not only heard.
alter table listening add column download boolean not null default false;

-- Each list of calls that left the house.
create table call_export (
  id bigint generated always as identity primary key,
  user_id bigint not null references app_user,
  at timestamptz not null,
  format text not null check (format in ('csv', 'xlsx')),
  filter jsonb not null,
  calls bigint not null
);
create index call_export_newest on call_export (at desc);
