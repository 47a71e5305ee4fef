-- Any number of exchanges, each a row that the page can change. One server at a time hears an exchange.
alter table pbx
  add column host text,
  add column port integer not null default 5038,
  add column tls boolean not null default false,
  add column certificate text,
  add column ami_user text,
  add column channel text not null default 'PJSIP/%s',
  add column context text not null default 'click-to-call',
  -- Where this server reads its recordings and its own records of calls (CEL).
  add column recordings text,
  add column cel text,
  add column phones text[] not null default '{}',
  add column trunks text[] not null default '{}',
  add column own_numbers text[] not null default '{}',
  add column region text not null default 'RU',
  add column language text not null default 'ru',
  add column enabled boolean not null default false,
  -- Laid down by the settings file of the server; the page only shows it.
  add column from_file boolean not null default false,
  add column version integer not null default 0,
  -- The server that hears it: the checkpoint is an offset in this one's journal.
  add column holder uuid,
  add column holder_name text,
  add column held_until timestamptz;

-- Apart, so that nothing which reads exchanges comes by it.
create table pbx_secret (
  pbx_id bigint primary key references pbx on delete cascade,
  secret text not null
);

-- The same extension of two exchanges is two phones. Null as long as a house has one exchange only.
alter table extension_assignment add column pbx_id bigint references pbx;
drop index extension_now;
create unique index extension_now on extension_assignment (coalesce(pbx_id, 0), extension) where until is null;
