-- Many talks at once, as an import writes them, are told as "all": thousands of single words would keep the others waiting.
create or replace function tell_talks() returns trigger language plpgsql as $$
declare
  clients bigint[];
begin
  select array_agg(distinct client_id) into clients from fresh where client_id is not null and talk_ms > 0;
  if cardinality(clients) > 100 then
    perform pg_notify('ringcard', 'all');
  else
    perform pg_notify('ringcard', 'client ' || id) from unnest(clients) id;
  end if;
  return null;
end $$;
