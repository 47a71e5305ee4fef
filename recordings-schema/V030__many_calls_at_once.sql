-- Calls that are written together tell their clients together.
drop trigger call_written on call;
create function calls_tell_clients() returns trigger language plpgsql as $$
begin
  update client_talked t set at = f.at
  from (
    select client_id, max(started_at) as at from fresh
    where client_id is not null and merged_into is null and state = 'closed' and result = 'answered' and answered_at is not null
    group by client_id) f
  where t.client_id = f.client_id and t.at < f.at;
  return null;
end $$;
create trigger call_written after insert on call referencing new table as fresh
  for each statement execute function calls_tell_clients();

drop trigger tell_talk on call;
create function tell_talks() returns trigger language plpgsql as $$
begin
  perform pg_notify('ringcard', 'client ' || f.client_id)
  from (select distinct client_id from fresh where client_id is not null and talk_ms > 0) f;
  return null;
end $$;
create trigger tell_talk after insert on call referencing new table as fresh
  for each statement execute function tell_talks();

-- The teams of one call's people are looked up one by one: there are few of them in a call, and many in the house.
create or replace view call_part as
select c.id as call_id, c.started_at, l.at::date as day, extract(hour from l.at)::integer as hour, c.direction, c.queues,
  coalesce(c.outcome_id, 0) as outcome, p.kind, p.who, p.answered, not p.answered and p.unanswered as missed,
  c.outcome_id is not null as written,
  p.talk_ms, p.ring_ms, case when p.first then c.wait_ms end as wait_ms, case when p.first then c.hold_ms end as hold_ms
from call c cross join lateral (select c.started_at at time zone (select zone from tally_zone) as at) l
cross join lateral (
  select case when grouping(o.user_id) = 0 then 'operator' else 'team' end as kind, coalesce(o.user_id, o.team_id, 0) as who,
    bool_or(o.answered) as answered, bool_or(o.unanswered) as unanswered,
    coalesce(bool_or(o.position = o.first), false) as first,
    sum(o.talk_ms)::bigint as talk_ms, sum(o.ring_ms)::bigint as ring_ms
  from (
    select o.*, min(o.position) filter (where o.answered) over () as first
    from (
      select o.position, o.user_id, (select u.team_id from app_user u where u.id = o.user_id) as team_id, o.talk_ms, o.ring_ms,
        o.result in ('no_answer', 'busy') as unanswered, o.result = 'answered' or coalesce(o.talk_ms, 0) > 0 as answered
      from call_operator o
      where o.call_id = c.id) o) o
  group by grouping sets ((o.user_id), (o.team_id))) p
where c.merged_into is null and c.state = 'closed';
