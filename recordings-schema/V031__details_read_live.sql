-- An exchange without events (CEL) repairs its gaps by its detail records (CDR): what ended before that moment, by the
-- exchange's own clock, is done with.
create table cdr_mark (
  pbx_id bigint primary key references pbx on delete cascade,
  ended_at timestamp not null
);

-- Which records told of the call, or of what was lacking in it: events may tell again what details told first.
alter table call add column recovered_from text check (recovered_from in ('cel', 'cdr'));
update call set recovered_from = 'cel' where certainty = 'recovered' and settled_at is not null;

-- Which records of the exchange were read last.
alter table pbx add column records_kind text check (records_kind in ('cel', 'cdr'));
update pbx set records_kind = 'cel' where records_read_at is not null;
