-- Why a deal was won or lost, kept with the line of its history when it goes on from there. Where it stands closed, the deal tells.

alter table deal_step add column reason_id bigint references book_entry (id);

-- Deals that were opened again kept the reason of their last end.
update deal_step h set reason_id = d.reason_id
from deal d
where d.id = h.deal_id and d.closed_at is null and d.reason_id is not null
  and h.id = (select l.id from deal_step l join step s on s.id = l.step_id
    where l.deal_id = d.id and s.kind <> 'open' order by l.at desc, l.id desc limit 1);
