-- A repair may tell of a closed call only when it was answered, or that it began earlier: then, too, its client was talked to then.
drop trigger call_changed on call;
create trigger call_changed after update on call for each row
  when (new.client_id is distinct from old.client_id or new.state <> old.state or new.result is distinct from old.result
    or new.merged_into is distinct from old.merged_into or new.started_at <> old.started_at
    or (new.answered_at is null) <> (old.answered_at is null))
  execute function call_tells_client();

update client_talked t set at = f.at
from (
  select c.id, coalesce(max(k.started_at), '-infinity') as at
  from client c left join client_talk k on k.client_id = c.id group by c.id) f
where t.client_id = f.id and t.at <> f.at;
