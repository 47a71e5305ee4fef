-- Calls that people hold to be told wrongly: what was heard of them, masked, and what is wrong with it.
create table call_report (
  id bigint generated always as identity primary key,
  call_id bigint not null references call on delete cascade,
  user_id bigint not null references app_user,
  at timestamptz not null,
  remark text not null,
  file bytea not null
);
create index call_report_newest on call_report (at desc, id desc);

-- A call's events leave the house, too.
alter table call_export drop constraint call_export_format_check;
alter table call_export add constraint call_export_format_check check (format in ('csv', 'xlsx', 'events'));
