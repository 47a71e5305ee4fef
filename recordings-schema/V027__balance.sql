-- What an exchange's own records (CEL) tell, kept beside the log: what differs can be shown, and each day is balanced.
-- One row for each call of the records, once it was compared.
create table recorded_call (
  pbx_id bigint not null references pbx on delete cascade,
  linkedid text not null,
  -- The row of the log that tells of it.
  call_id bigint not null references call on delete cascade,
  -- The beginning of that row: both sides of the balance stand on one day.
  started_at timestamptz not null,
  talk_ms bigint,
  -- What the two tell differently, as it was compared: [{what, ours, recorded}], durations in seconds.
  differs jsonb,
  primary key (pbx_id, linkedid)
);
create index recorded_call_day on recorded_call (pbx_id, started_at) include (call_id, talk_ms);
create index recorded_call_row on recorded_call (call_id);

-- When the records of an exchange were read for the first time, and to their end for the last; null: nothing can mend its gaps.
alter table pbx add column records_since timestamptz;
alter table pbx add column records_read_at timestamptz;
update pbx p set records_since = now() where exists (select from cel_mark m where m.pbx_id = p.id);

-- Each time that rows of the records may have been lost with their file.
create table record_loss (
  pbx_id bigint not null references pbx on delete cascade,
  at timestamptz not null
);
create index record_loss_day on record_loss (pbx_id, at);

-- The days of one exchange out of an index alone; the few calls that are not simply live.
create index call_balance on call (pbx_id, started_at) include (id, talk_ms, ended_at, certainty, gap) where merged_into is null and state = 'closed';
create index call_certainty on call (certainty, started_at desc, id desc) where merged_into is null and certainty <> 'live';
create index call_gap on call (started_at desc, id desc) where merged_into is null and gap;

-- How an exchange on another machine comes here with its records and recordings, or we to its database. Apart, so that nothing
-- which reads exchanges comes by it.
create table records_access (
  pbx_id bigint primary key references pbx on delete cascade,
  -- SHA-256 of the token with which it sends.
  token_hash bytea unique,
  token_at timestamptz,
  -- Of the database in which it keeps its records.
  password text
);
