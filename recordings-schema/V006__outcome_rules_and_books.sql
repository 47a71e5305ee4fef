-- What outcomes set off is set in the page: their rules, how long we go on with a client, and the reference books.
-- step_id and next_contact_hours of outcome are no longer read; a later schema takes them away.
alter table outcome alter column key drop not null;
alter table outcome
  add column position integer not null default 0,
  add column next jsonb,
  add column no_answer boolean not null default false,
  add column version integer not null default 0;
update outcome set
  position = key,
  no_answer = (key = 8),
  next = case
    when key = 8 or next_contact_hours is null then null
    when next_contact_hours < 24 then jsonb_build_object('amount', next_contact_hours, 'unit', 'hours', 'kind', 'call')
    else jsonb_build_object('amount', next_contact_hours / 24, 'unit', 'days', 'time', '10:00', 'kind', 'call')
  end;
create unique index outcome_key on outcome (key) where active;

-- The steps that an outcome moves deals to, at most one in each pipeline.
create table outcome_step (
  outcome_id bigint not null references outcome on delete cascade,
  step_id bigint not null references step on delete cascade,
  primary key (outcome_id, step_id)
);
insert into outcome_step select id, step_id from outcome where step_id is not null;

-- Who wrote last is told by a number that never comes back.
create sequence call_outcome_version as integer;
alter table call_outcome add column version integer not null default nextval('call_outcome_version');

-- How long we go on with a client: one row.
create table persistence (
  one boolean primary key default true check (one),
  refusals_until_lost integer not null default 3 check (refusals_until_lost > 0),
  replanning boolean not null default true,
  pauses jsonb not null default '[
    {"amount": 1, "unit": "hours", "kind": "call"},
    {"amount": 3, "unit": "hours", "kind": "call"},
    {"amount": 1, "unit": "workdays", "time": "10:00", "kind": "call"}]',
  afterwards jsonb,
  version integer not null default 0
);
insert into persistence default values;

create table book_entry (
  id bigint generated always as identity primary key,
  book text not null check (book in ('source', 'client-status', 'region', 'contact-kind', 'reason-won', 'reason-lost')),
  -- What the program itself knows an entry by; such an entry stays active.
  code text,
  position integer not null,
  label jsonb not null,
  active boolean not null default true,
  version integer not null default 0,
  unique (book, code)
);
create index book_entry_order on book_entry (book, position, id);

insert into book_entry (book, code, position, label)
select b.book, b.code, row_number() over (partition by b.book order by b.n), jsonb_build_object('ru', b.ru, 'en', b.en)
from (values
    (1, 'source', null, 'Звонок', 'Phone call'),
    (2, 'source', null, 'Сайт', 'Website'),
    (3, 'source', null, 'Реклама в интернете', 'Online advertising'),
    (4, 'source', null, 'Рекомендация', 'Recommendation'),
    (5, 'source', null, 'Холодный звонок', 'Cold call'),
    (6, 'source', null, 'Выставка', 'Trade fair'),
    (7, 'source', null, 'Соцсети', 'Social networks'),
    (8, 'source', null, 'Повторное обращение', 'Returning client'),
    (9, 'client-status', null, 'Новый', 'New'),
    (10, 'client-status', null, 'В работе', 'In progress'),
    (11, 'client-status', null, 'Постоянный', 'Regular'),
    (12, 'client-status', null, 'Ключевой', 'Key account'),
    (13, 'client-status', null, 'Спящий', 'Dormant'),
    (14, 'client-status', null, 'Не клиент', 'Not a client'),
    (15, 'region', null, 'Москва', 'Moscow'),
    (16, 'region', null, 'Санкт-Петербург', 'Saint Petersburg'),
    (17, 'region', null, 'Центр', 'Central Russia'),
    (18, 'region', null, 'Северо-Запад', 'North-West'),
    (19, 'region', null, 'Юг', 'South'),
    (20, 'region', null, 'Волга', 'Volga'),
    (21, 'region', null, 'Урал', 'Urals'),
    (22, 'region', null, 'Сибирь', 'Siberia'),
    (23, 'region', null, 'Дальний Восток', 'Far East'),
    (24, 'region', null, 'За рубежом', 'Abroad'),
    (25, 'contact-kind', 'call', 'Звонок', 'Call'),
    (26, 'contact-kind', 'meeting', 'Встреча', 'Meeting'),
    (27, 'contact-kind', 'letter', 'Письмо', 'Letter'),
    (28, 'contact-kind', 'task', 'Дело', 'Task'),
    (29, 'reason-won', null, 'Цена', 'Price'),
    (30, 'reason-won', null, 'Качество', 'Quality'),
    (31, 'reason-won', null, 'Сроки', 'Delivery time'),
    (32, 'reason-won', null, 'Доверие и опыт', 'Trust and experience'),
    (33, 'reason-won', null, 'Рекомендация', 'Recommendation'),
    (34, 'reason-lost', null, 'Дорого', 'Too expensive'),
    (35, 'reason-lost', null, 'Выбрали другого', 'Chose a competitor'),
    (36, 'reason-lost', null, 'Нет потребности', 'No need'),
    (37, 'reason-lost', null, 'Нет бюджета', 'No budget'),
    (38, 'reason-lost', null, 'Не устроили сроки', 'Delivery time did not suit'),
    (39, 'reason-lost', null, 'Не дозвонились', 'Could not be reached'),
    (40, 'reason-lost', null, 'Много отказов подряд', 'Too many refusals'),
    (41, 'reason-lost', null, 'Не наш клиент', 'Not our kind of client')
  ) as b(n, book, code, ru, en)
order by b.n;
