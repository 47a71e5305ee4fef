-- What the reports read. A call that is over counts once as a whole, once for each operator and once for each team that had a part in it.
-- Days and hours are those of the installation's zone, which the program keeps here.
create table tally_zone (
  one boolean primary key default true check (one),
  zone text not null,
  -- Whether the tallies hold the whole log.
  built boolean not null
);
insert into tally_zone (zone, built) values ('UTC', false);

-- Teams are those of today. What nobody had a part in, no outcome and no team are 0.
create view call_whole as
select c.id as call_id, c.started_at, l.at::date as day, extract(hour from l.at)::integer as hour, c.direction, c.queues,
  coalesce(c.outcome_id, 0) as outcome, 'call' as kind, 0::bigint as who,
  coalesce(c.result = 'answered', false) as answered,
  c.direction <> 'outbound' and c.result is distinct from 'answered' as missed,
  c.outcome_id is not null as written,
  case when c.result = 'answered' then c.talk_ms end as talk_ms, c.ring_ms, c.wait_ms, c.hold_ms
from call c cross join lateral (select c.started_at at time zone (select zone from tally_zone) as at) l
where c.merged_into is null and c.state = 'closed';

create view call_part as
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
      select o.position, o.user_id, u.team_id, o.talk_ms, o.ring_ms, o.result in ('no_answer', 'busy') as unanswered,
        o.result = 'answered' or coalesce(o.talk_ms, 0) > 0 as answered
      from call_operator o left join app_user u on u.id = o.user_id
      where o.call_id = c.id) o) o
  group by grouping sets ((o.user_id), (o.team_id))) p
where c.merged_into is null and c.state = 'closed';

create view call_piece as select * from call_whole union all select * from call_part;

-- The sums. Written by calllog's Tallies alone.
create table tally (
  id bigint generated always as identity primary key,
  facet text not null check (facet in ('all', 'hour', 'outcome', 'operator', 'team')),
  unit text not null check (unit in ('day', 'month')),
  start date not null,
  -- Hour, outcome, person or team; 0 of all.
  key bigint not null,
  direction text not null,
  queues text[] not null,
  calls bigint not null,
  answered bigint not null,
  missed bigint not null,
  written bigint not null,
  talk_ms bigint not null,
  ring_ms bigint not null,
  wait_ms bigint not null,
  hold_ms bigint not null,
  unique (facet, unit, start, key, direction, queues)
) with (fillfactor = 80);

-- How many answered calls had so many whole seconds of talk.
create table tally_talk (
  tally_id bigint not null,
  seconds integer not null,
  calls bigint not null,
  primary key (tally_id, seconds)
) with (fillfactor = 90);
