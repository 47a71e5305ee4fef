-- Where a deal came from, why it ended, when it is expected to; who touched it last, for the one whose write came too late.
alter table deal
  add column source text,
  add column reason text,
  add column expected_on date,
  add column description text,
  add column archived_at timestamptz,
  add column changed_by bigint references app_user,
  add column changed_at timestamptz not null default now();
create index deal_on_board on deal (step_id) where archived_at is null;

-- A retired step or pipeline takes no deals any more; the history still names it.
alter table pipeline add column retired_at timestamptz, add column version integer not null default 0;
alter table step add column retired_at timestamptz;

-- Contacts that are still to come, as the rooms above the plan may read them; one about no deal counts for all of its client.
create index plan_next on plan (client_id, at) where status = 'planned';
create view planned_contact as select client_id, deal_id, at from plan where status = 'planned';
