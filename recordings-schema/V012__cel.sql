-- The exchange's own records (CEL): how far its file has been read. The row goes with those that followed from it.
create table cel_mark (
  pbx_id bigint primary key references pbx on delete cascade,
  device bigint not null,
  inode bigint not null,
  -- First byte from which a restart has to read again.
  place bigint not null,
  -- The first bytes of that file and their CRC-32: a file begun anew may have the old one's number.
  head_length integer not null,
  head_crc bigint not null
);

-- What the records said stands: a replay of the live stream does not take it back.
alter table call add column settled_at timestamptz;

-- The live stream heard nothing for a part of the call.
alter table call add column gap boolean not null default false;

create index call_others on call using gin (other_linkedids) where other_linkedids <> '{}';
