-- What a call means: deals on their steps, outcomes and what they set off, the contacts that come next.
create table pipeline (
  id bigint generated always as identity primary key,
  position integer not null,
  label jsonb not null
);

create table step (
  id bigint generated always as identity primary key,
  pipeline_id bigint not null references pipeline,
  position integer not null,
  label jsonb not null,
  color integer not null check (color between 1 and 10),
  kind text not null default 'open' check (kind in ('open', 'won', 'lost'))
);

create table deal (
  id bigint generated always as identity primary key,
  title text not null,
  client_id bigint not null references client,
  step_id bigint not null references step,
  step_since timestamptz not null default now(),
  owner_id bigint references app_user,
  amount numeric(14, 2),
  currency text not null default 'RUB',
  refusals integer not null default 0,
  created_at timestamptz not null default now(),
  closed_at timestamptz,
  version integer not null default 0
);
create index deal_client on deal (client_id);
create index deal_of_step on deal (step_id, id);
create index deal_owner on deal (owner_id, id);

-- Each stay of a deal on a step, oldest first; the last one is where it stands.
create table deal_step (
  id bigint generated always as identity primary key,
  deal_id bigint not null references deal on delete cascade,
  step_id bigint not null references step,
  user_id bigint references app_user,
  call_id bigint references call,
  at timestamptz not null default now()
);
create index deal_step_deal on deal_step (deal_id, at);

create table plan (
  id bigint generated always as identity primary key,
  client_id bigint not null references client on delete cascade,
  deal_id bigint references deal,
  assignee_id bigint not null references app_user,
  at timestamptz not null,
  topic text,
  kind text not null default 'call' check (kind in ('call', 'meeting', 'letter', 'task')),
  status text not null default 'planned' check (status in ('planned', 'held', 'cancelled')),
  call_id bigint references call,
  created_by bigint not null references app_user,
  created_at timestamptz not null default now(),
  version integer not null default 0
);
create index plan_due on plan (assignee_id, at) where status = 'planned';
create index plan_client on plan (client_id, at);

create table outcome (
  id bigint generated always as identity primary key,
  key integer not null,
  label jsonb not null,
  color integer not null check (color between 1 and 10),
  step_id bigint references step,
  next_contact_hours integer,
  refusal boolean not null default false,
  active boolean not null default true
);

-- The disposition that an operator gave a call; the call shows the last.
create table call_outcome (
  call_id bigint not null references call on delete cascade,
  user_id bigint not null references app_user,
  outcome_id bigint not null references outcome,
  note text,
  deal_id bigint references deal,
  at timestamptz not null default now(),
  primary key (call_id, user_id)
);
create index call_outcome_outcome on call_outcome (outcome_id, at);

-- What a call set off. Runs once (the unique key), can be undone, and tells what stood there before.
create table call_effect (
  id bigint generated always as identity primary key,
  call_id bigint not null references call on delete cascade,
  kind text not null,
  target text not null,
  before jsonb not null default '{}',
  at timestamptz not null default now(),
  undone_at timestamptz
);
create unique index call_effect_once on call_effect (call_id, kind, target) where undone_at is null;
create index call_effect_target on call_effect (kind, target) where undone_at is null;

-- A card put away by its operator without an outcome.
create table card_dismissed (
  call_id bigint not null references call on delete cascade,
  user_id bigint not null references app_user on delete cascade,
  at timestamptz not null default now(),
  primary key (call_id, user_id)
);

-- Answers of creations that came with an Idempotency-Key.
create table idempotency (
  user_id bigint not null references app_user on delete cascade,
  key text not null,
  operation text not null,
  created_id bigint not null,
  at timestamptz not null default now(),
  primary key (user_id, operation, key)
);

-- The latest outcome of each call, as lists show it.
create view call_disposition as
select distinct on (o.call_id) o.call_id, o.user_id, o.outcome_id, o.note, o.deal_id, o.at
from call_outcome o
order by o.call_id, o.at desc;

create view call_recordings as
select call_id, jsonb_agg(jsonb_build_object('id', id::text, 'state', state, 'seconds', duration_ms / 1000.0) order by id) as items
from recording
group by call_id;

insert into pipeline (position, label) values (1, '{"ru": "Продажи", "en": "Sales"}');
insert into step (pipeline_id, position, label, color, kind)
select p.id, s.position, s.label::jsonb, s.color, s.kind
from pipeline p,
  (values
    (1, '{"ru": "Знакомство", "en": "Contact"}', 2, 'open'),
    (2, '{"ru": "Потребность", "en": "Needs"}', 4, 'open'),
    (3, '{"ru": "КП отправлено", "en": "Offer sent"}', 3, 'open'),
    (4, '{"ru": "Встреча", "en": "Meeting"}', 10, 'open'),
    (5, '{"ru": "Договор", "en": "Contract"}', 6, 'open'),
    (6, '{"ru": "Счёт", "en": "Invoice"}', 7, 'open'),
    (7, '{"ru": "Оплачено", "en": "Paid"}', 5, 'won'),
    (8, '{"ru": "Отказ", "en": "Lost"}', 9, 'lost')
  ) as s(position, label, color, kind)
order by s.position;

insert into outcome (key, label, color, step_id, next_contact_hours, refusal)
select o.key, o.label::jsonb, o.color, s.id, o.hours, o.refusal
from (values
    (1, '{"ru": "Встреча", "en": "Meeting"}', 10, 4, 48, false),
    (2, '{"ru": "Согласие", "en": "Agreed"}', 5, 5, 24, false),
    (3, '{"ru": "Просит КП", "en": "Wants an offer"}', 3, 3, 72, false),
    (4, '{"ru": "Думает", "en": "Thinking"}', 7, null, 72, false),
    (5, '{"ru": "Перезвонить", "en": "Call back"}', 2, null, 24, false),
    (6, '{"ru": "Отказ", "en": "Refused"}', 9, null, null, true),
    (7, '{"ru": "Не ЛПР", "en": "Not the one who decides"}', 6, null, 24, false),
    (8, '{"ru": "Недозвон", "en": "Not reached"}', 1, null, 3, false),
    (9, '{"ru": "Жалоба", "en": "Complaint"}', 8, null, 24, false)
  ) as o(key, label, color, step, hours, refusal)
left join step s on s.position = o.step
order by o.key;
