-- Clients with all their e-mails, the company they belong to, and what a list and one box need to find them among a million.
create table client_email (
  client_id bigint not null references client on delete cascade,
  position integer not null,
  address text not null,
  label text,
  primary key (client_id, position)
);
create unique index client_email_once on client_email (client_id, lower(address));
create index client_email_address on client_email (lower(address));
create index client_email_part on client_email using gin (lower(address) gin_trgm_ops);

insert into client_email (client_id, position, address)
select id, 0, email from client where email is not null;

alter table client drop column search;
alter table client drop column email;
alter table client
  -- The card of the company; `company` is its name then, and stays as written where there is no card.
  add column company_id bigint references client on delete set null,
  add column about text,
  add column created_by bigint references app_user,
  add check (company_id is null or kind = 'person'),
  -- What people look for, in the form of client.Query: lower case, е for ё, a space before each word.
  add column search text not null generated always as
    (lower(translate(' ' || name || ' ' || coalesce(company, ''), 'ёЁ', 'еЕ'))) stored;
create index client_search on client using gin (search gin_trgm_ops);
-- Whoever a text means with one mistake in a word of seven letters or more; a stricter measure misses the middle of short names.
create function client_near(typed text) returns setof bigint language sql stable set pg_trgm.word_similarity_threshold = 0.45
begin atomic
  select id from client where search %> typed limit 3000;
end;
create index client_people on client (company_id) where company_id is not null;
create index client_company_card on client (lower(name)) where kind = 'company';
create index client_company_text on client (lower(company)) where company_id is null and company is not null;
create index client_owned on client (owner_id, name collate "ru-RU-x-icu", id);
create index client_source on client (source) where source is not null;

update client p set company_id = c.id
from client c
where p.kind = 'person' and c.kind = 'company' and lower(c.name) = lower(p.company)
  and not exists (select 1 from client other where other.kind = 'company' and lower(other.name) = lower(c.name) and other.id <> c.id);

-- When each client was talked to last, -infinity for never: the order of the list. Follows the log by itself, whoever writes it.
create table client_talked (
  client_id bigint primary key references client on delete cascade,
  at timestamptz not null
);
create index client_talked_order on client_talked (at desc, client_id desc);

create function client_talked_of(client bigint) returns timestamptz language sql stable
  return coalesce((select t.started_at from client_talk t where t.client_id = client order by t.started_at desc limit 1), '-infinity');

insert into client_talked (client_id, at) select id, client_talked_of(id) from client;

create function client_is_new() returns trigger language plpgsql as $$
begin
  insert into client_talked (client_id, at) values (new.id, '-infinity');
  return null;
end $$;
create trigger client_is_new after insert on client for each row execute function client_is_new();

create function call_tells_client() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.client_id is distinct from new.client_id then
    update client_talked set at = client_talked_of(client_id) where client_id = old.client_id;
  end if;
  update client_talked set at = client_talked_of(client_id) where client_id = new.client_id;
  return null;
end $$;
create trigger call_written after insert on call for each row
  when (new.client_id is not null and new.state = 'closed' and new.result = 'answered') execute function call_tells_client();
create trigger call_changed after update on call for each row
  when (new.client_id is distinct from old.client_id or new.state <> old.state or new.result is distinct from old.result
    or new.merged_into is distinct from old.merged_into)
  execute function call_tells_client();

alter table note
  add column version integer not null default 0,
  add column edited_at timestamptz,
  add column removed_at timestamptz;

create index deal_title on deal using gin (lower(translate(title, 'ёЁ', 'еЕ')) gin_trgm_ops);
