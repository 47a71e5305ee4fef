-- Whether a person has gone through the short tour of the page, or put it away.
alter table app_user add column tour_seen boolean not null default false;
