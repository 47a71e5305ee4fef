-- Who touched a planned contact last, for the one whose write came too late; and the plan by day, whoever is to do it.
alter table plan add column changed_by bigint references app_user, add column changed_at timestamptz not null default now();
create index plan_by_day on plan (at, id);
