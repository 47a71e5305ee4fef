-- The names of files that were sent and taken over: the files themselves are removed then.
alter table history_import add files text[] not null default '{}';
