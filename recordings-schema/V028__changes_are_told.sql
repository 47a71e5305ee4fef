-- What a card shows is told to every server when somebody writes it: on the channel ringcard, as "client 12" (the
-- client, its deals, contacts, notes, past calls), "number +7…" (whose number it is), "away 5" (who put a call's card
-- away) or "all". It is told when the transaction is committed, and the same only once.
create function tell_client() returns trigger language plpgsql as $$
begin
  if tg_op <> 'DELETE' and new.client_id is not null then
    perform pg_notify('ringcard', 'client ' || new.client_id);
  end if;
  if tg_op <> 'INSERT' and old.client_id is not null then
    perform pg_notify('ringcard', 'client ' || old.client_id);
  end if;
  return null;
end $$;
create trigger tell_client after insert or update or delete on deal for each row execute function tell_client();
create trigger tell_client after insert or update or delete on plan for each row execute function tell_client();
create trigger tell_client after insert or update or delete on note for each row execute function tell_client();
create trigger tell_client after insert or update or delete on client_email for each row execute function tell_client();
create trigger tell_client after insert or update or delete on client_phone for each row execute function tell_client();
create trigger tell_talk after insert on call for each row
  when (new.client_id is not null and new.talk_ms > 0) execute function tell_client();
create trigger tell_talk_again after update on call for each row
  when (coalesce(new.client_id, old.client_id) is not null
    and (new.talk_ms > 0 or old.talk_ms > 0 or (new.state = 'closed' and new.answered_at is not null)))
  execute function tell_client();

create function tell_self() returns trigger language plpgsql as $$
begin
  perform pg_notify('ringcard', 'client ' || old.id);
  return null;
end $$;
create trigger tell_self after update or delete on client for each row execute function tell_self();

create function tell_number() returns trigger language plpgsql as $$
begin
  if tg_op <> 'DELETE' then
    perform pg_notify('ringcard', 'number ' || new.number);
  end if;
  if tg_op <> 'INSERT' then
    perform pg_notify('ringcard', 'number ' || old.number);
  end if;
  return null;
end $$;
create trigger tell_number after insert or update or delete on client_phone for each row execute function tell_number();

create function tell_recording() returns trigger language plpgsql as $$
begin
  perform pg_notify('ringcard', 'client ' || c.client_id)
  from call c where c.id = new.call_id and c.state = 'closed' and c.client_id is not null;
  return null;
end $$;
create trigger tell_recording after update on recording for each row
  when (new.state is distinct from old.state or new.duration_ms is distinct from old.duration_ms)
  execute function tell_recording();

create function tell_away() returns trigger language plpgsql as $$
begin
  perform pg_notify('ringcard', 'away ' || case when tg_op = 'DELETE' then old.call_id else new.call_id end);
  return null;
end $$;
create trigger tell_away after insert or update or delete on card_dismissed for each row execute function tell_away();
create trigger tell_away after insert or update or delete on call_outcome for each row execute function tell_away();

create function tell_all() returns trigger language plpgsql as $$
begin
  perform pg_notify('ringcard', 'all');
  return null;
end $$;
create trigger tell_all after update of name on app_user for each statement execute function tell_all();
create trigger tell_all after update of label, color, kind on step for each statement execute function tell_all();
create trigger tell_all after update of label on pipeline for each statement execute function tell_all();
create trigger tell_all after update of label, color on outcome for each statement execute function tell_all();
create trigger tell_all after update of label on book_entry for each statement execute function tell_all();

-- Whoever writes a part says when its call began; only who does not is helped.
drop trigger stamp_part on call_operator;
create trigger stamp_part before insert on call_operator for each row
  when (new.started_at is null) execute function stamp_part();
