-- A person may say whose call it was: from then on nobody guesses for that row, and its version counts the changes by people.
alter table call add column version integer not null default 0;
