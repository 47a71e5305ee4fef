-- Two cards of one client become one. The other card stays behind and points at it: whatever is still written of it belongs to the one
-- it went into, and it can come back.
alter table client add column merged_into bigint references client, add check (merged_into <> id);
create index client_merged on client (merged_into) where merged_into is not null;

create table client_merge (
  id bigint generated always as identity primary key,
  -- In whose history it stands.
  client_id bigint not null references client,
  absorbed_id bigint not null references client,
  user_id bigint not null references app_user,
  at timestamptz not null default clock_timestamp(),
  -- Both cards as they were.
  kept jsonb not null,
  absorbed jsonb not null,
  -- Ids of what went along, by kind.
  moved jsonb not null
);
create index client_merge_client on client_merge (client_id, at desc);

-- Who writes of a card while it goes into another one waits, and then writes of the other one.
create function client_lives() returns trigger language plpgsql as $$
declare other bigint;
begin
  loop
    select merged_into into other from client where id = new.client_id for key share;
    exit when other is null;
    new.client_id := other;
  end loop;
  return new;
end $$;
create trigger call_client_lives before insert on call for each row when (new.client_id is not null) execute function client_lives();
create trigger call_client_lives_on before update of client_id on call for each row
  when (new.client_id is not null and new.client_id is distinct from old.client_id) execute function client_lives();
create trigger deal_client_lives before insert or update of client_id on deal for each row execute function client_lives();
create trigger plan_client_lives before insert or update of client_id on plan for each row execute function client_lives();
create trigger note_client_lives before insert or update of client_id on note for each row execute function client_lives();

-- Merged cards are not found. The extension's setting is known only once its library is loaded.
select similarity('', '');
create or replace function client_near(typed text) returns setof bigint language sql stable set pg_trgm.word_similarity_threshold = 0.45
begin atomic
  select id from client where search %> typed and merged_into is null limit 3000;
end;

-- Numbers that several clients have and that somebody has looked at: these are different people. Asked again when another one joins.
create table number_shared (
  number text primary key,
  clients bigint[] not null,
  user_id bigint not null references app_user,
  at timestamptz not null default now()
);

-- How each exchange writes numbers, as administrators set it.
insert into setting (name, value) values ('numbers', '{"exchanges": []}');
