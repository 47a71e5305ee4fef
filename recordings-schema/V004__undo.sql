-- What people may take back for some minutes: whose it is, and what is needed for it. Only the token's SHA-256 is kept.
create table undo (
  token_hash bytea primary key,
  user_id bigint not null references app_user on delete cascade,
  kind text not null,
  before jsonb not null,
  at timestamptz not null default clock_timestamp(),
  undone_at timestamptz
);
create index undo_at on undo (at);
