-- Who sat at the phone that placed a call within the house: nobody called it, so it has no part of an operator.
create view call_placer as
select c.id as call_id, c.started_at, c.talk_ms, e.user_id
from call c
join extension_assignment e on e.extension = c.placed_by and (e.pbx_id is null or e.pbx_id = c.pbx_id)
  and e.since <= c.started_at and (e.until is null or e.until > c.started_at)
where c.direction = 'internal' and c.merged_into is null;
create index call_placed on call (placed_by, started_at desc) where merged_into is null and direction = 'internal';
