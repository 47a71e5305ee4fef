package io.ringcard.bench;

import io.ringcard.store.Db;
import java.util.List;

/**
 * The statements of {@link Generator}: the database itself draws the rows. What its triggers would
 * do row by row is written along, or in the end.
 */
final class GeneratorSql {

  private final GeneratorWords words;
  private final String zone;

  GeneratorSql(GeneratorWords words, String zone) {
    this.words = words;
    this.zone = zone;
  }

  long count(Db db, String table) {
    return db.get("select count(*) as n from " + table, row -> row.getLong("n"));
  }

  private static final String PEOPLE =
      """
      with squad as (
        insert into team (name) select unnest($5::text[]) on conflict (name) do update set name = excluded.name
        returning id),
      squads as (select array_agg(id) as ids from squad),
      made as (
        insert into app_user (login, name, role, team_id, password_hash)
        select 'op' || 1000 + n, ($2::text[])[1 + n % cardinality($2)] || ' ' || ($3::text[])[1 + n * 7 % cardinality($3)],
          'operator', ids[1 + n % cardinality(ids)], $4
        from generate_series(1, $1) n, squads
        on conflict (login) do nothing
        returning id, login)
      insert into extension_assignment (extension, user_id, since) select substr(login, 3), id, 'epoch' from made
      """;

  /** Operators at phones 1001 and so on, in four teams; none of them can sign in. */
  int people(Db db, int count) {
    return db.run(
        PEOPLE,
        count,
        words.list("women"),
        words.list("surnamesOfWomen"),
        "-",
        words.list("teams"));
  }

  private static final String CLIENTS =
      """
      with people as (select array_agg(id order by id) as ids from app_user where role = 'operator'),
      source as (select array_agg(id) as ids from book_entry where book = 'source' and active),
      status as (select array_agg(id) as ids from book_entry where book = 'client-status' and active),
      drawn as (
        select nextval(pg_get_serial_sequence('client', 'id')) as id, n, random() as kind, random() as first, random() as last,
          random() as reach, now() - random() * random() * interval '5 years' as at
        from generate_series(1, $1) n),
      named as (
        select drawn.*,
          case
            when kind < 0.12 then format(($6::text[])[1 + floor(first * cardinality($6))::int],
              ($7::text[])[1 + floor(last * cardinality($7))::int] || ' ' || id % 900)
            when kind < 0.55 then ($2::text[])[1 + floor(first * cardinality($2))::int] || ' '
              || ($3::text[])[1 + floor(last * cardinality($3))::int]
            else ($4::text[])[1 + floor(first * cardinality($4))::int] || ' ' || ($5::text[])[1 + floor(last * cardinality($5))::int]
          end as name
        from drawn),
      client as (
        insert into client (id, kind, name, company, position, owner_id, source_id, status_id, created_by, created_at)
        overriding system value
        select id, case when kind < 0.12 then 'company' else 'person' end, name,
          case when kind > 0.6 then format(($6::text[])[1 + n % cardinality($6)], ($7::text[])[1 + n * 7 % cardinality($7)]) end,
          case when kind > 0.6 then ($8::text[])[1 + n % cardinality($8)] end,
          people.ids[1 + floor(power(last, 1.5) * cardinality(people.ids))::int],
          source.ids[1 + floor(first * cardinality(source.ids))::int],
          status.ids[1 + floor(last * cardinality(status.ids))::int],
          people.ids[1 + n % cardinality(people.ids)], at
        from named, people, source, status),
      phone as (
        insert into client_phone (client_id, position, number)
        select id, 0, '+79' || lpad((id * 7919 % 1000000000)::text, 9, '0') from drawn
        union all select id, 1, '+7495' || lpad((id * 104729 % 10000000)::text, 7, '0') from drawn where reach < 0.2),
      email as (
        insert into client_email (client_id, position, address)
        select id, 0, 'c' || id || '@clients.example' from drawn where reach < 0.6),
      note as (
        insert into note (client_id, user_id, text, at)
        select id, people.ids[1 + n % cardinality(people.ids)], ($9::text[])[1 + n % cardinality($9)], at + interval '1 hour'
        from drawn, people where reach > 0.85)
      insert into client_talked (client_id, at) select id, '-infinity' from drawn
      """;

  int clients(Db db, int count) {
    withoutTriggers(db, List.of("client"));
    var added =
        db.run(
            CLIENTS,
            count,
            words.list("women"),
            words.list("surnamesOfWomen"),
            words.list("men"),
            words.list("surnamesOfMen"),
            words.list("forms"),
            words.list("firms"),
            words.list("positions"),
            words.list("remarks"));
    withTriggers(db, List.of("client"));
    return added;
  }

  private static final String DEALS =
      """
      with range as (select min(id) as low, max(id) as high from client),
      way as (
        select array_agg(s.id order by s.position) filter (where s.kind = 'open') as open,
          min(s.id) filter (where s.kind = 'won') as won, min(s.id) filter (where s.kind = 'lost') as lost
        from step s
        where s.retired_at is null and s.pipeline_id = (select id from pipeline where retired_at is null order by position limit 1)),
      source as (select array_agg(id) as ids from book_entry where book = 'source' and active),
      good as (select array_agg(id) as ids from book_entry where book = 'reason-won' and active),
      bad as (select array_agg(id) as ids from book_entry where book = 'reason-lost' and active),
      thrown as (
        select range.low + floor((range.high - range.low + 1) * power(random(), 1.7))::bigint as client_id, n, random() as fate,
          random() as far, random() as money, random() as pace, now() - random() * $2::int * interval '1 day' as created
        from range, generate_series(1, $1) n),
      drawn as (
        select nextval(pg_get_serial_sequence('deal', 'id')) as id, thrown.*, c.owner_id,
          1 + floor(far * cardinality(way.open))::int as steps, least((3 + pace * 40) * interval '1 day', now() - created) as takes,
          case when created > now() - interval '45 days' or fate < 0.12 then 'open' when fate < 0.5 then 'won' else 'lost' end as state
        from thrown join client c on c.id = client_id, way
        where c.owner_id is not null),
      passed as (
        select d.id, d.owner_id, step, case when place > d.steps then 'end' else 'open' end as kind,
          d.created + (place - 1) * d.takes / (d.steps + 1) as at,
          row_number() over (partition by d.id order by place desc) as back
        from drawn d, way, lateral (
          select way.open[p] as step, p as place from generate_series(1, d.steps) p
          union all select case d.state when 'won' then way.won else way.lost end, d.steps + 1 where d.state <> 'open') w),
      made as (
        insert into deal (id, title, client_id, step_id, step_since, owner_id, amount, created_at, closed_at, source_id, reason_id,
          expected_on, changed_at)
        overriding system value
        select d.id, ($3::text[])[1 + n % cardinality($3)], client_id, p.step, p.at, d.owner_id,
          round((20000 * exp(2.6 * money))::numeric, -3), d.created, case when d.state <> 'open' then p.at end,
          source.ids[1 + n % cardinality(source.ids)],
          case d.state when 'won' then good.ids[1 + n % cardinality(good.ids)] when 'lost' then bad.ids[1 + n % cardinality(bad.ids)] end,
          case when d.state = 'open' then (now() + pace * interval '60 days')::date end, p.at
        from drawn d join passed p on p.id = d.id and p.back = 1, source, good, bad),
      history as (
        insert into deal_step (deal_id, step_id, user_id, at) select id, step, owner_id, at from passed order by id, back desc),
      plan as (
        insert into plan (client_id, deal_id, assignee_id, at, topic, kind, status, created_by, created_at, changed_at)
        select client_id, id, owner_id,
          (date_trunc('day', now() at time zone $5) + (case when state = 'open' then far * 24 - 3 else -4 - pace * 300 end)::int * interval '1 day'
            + (9 * 60 + floor(pace * 108) * 5) * interval '1 minute') at time zone $5,
          ($4::text[])[1 + n % cardinality($4)], case when money < 0.8 then 'call' else 'meeting' end,
          case when state = 'open' then 'planned' when fate < 0.9 then 'held' else 'cancelled' end, owner_id, created, created
        from drawn where fate < 0.95)
      select count(*) as n from drawn
      """;

  int deals(Db db, int count, int days) {
    return db.get(
        DEALS,
        row -> row.getInteger("n"),
        count,
        days,
        words.list("titles"),
        words.list("topics"),
        zone);
  }

  private static final List<String> OF_CALLS = List.of("call", "call_operator", "call_outcome");

  /** Of ten hours so many parts of a day's calls, summed up. */
  private static final Integer[] HOURS = {7, 21, 33, 43, 48, 57, 71, 84, 93};

  private static final String CALLS =
      """
      with people as (
        select array_agg(u.id order by u.id) as ids, array_agg(e.extension order by u.id) as extensions
        from app_user u join extension_assignment e on e.user_id = u.id and e.until is null where u.role = 'operator' and u.active),
      results as (select array_agg(id order by position) as ids from outcome where active and not no_answer),
      range as (select min(id) as low, max(id) as high from client),
      thrown as (
        select nextval(pg_get_serial_sequence('call', 'id')) as id, n, random() as way, random() as luck, random() as who,
          random() as known, random() as rang, random() as written, 205 * exp(0.92 * random_normal()) as talked,
          range.low + floor((range.high - range.low + 1) * power(random(), 2.5))::bigint as near,
          date_trunc('day', now() at time zone $3) - (1 + floor($2::int * power(random(), 1.15))) * interval '1 day' as day,
          width_bucket(floor(random() * 98)::int, $4::int[]) as hour, random() as minute
        from range, generate_series(1, $1) n),
      drawn as (
        select t.*, cp.client_id, coalesce(cp.number, '+7985' || lpad((t.id * 31 % 10000000)::text, 7, '0')) as number,
          case when way < 0.55 then 'outbound' else 'inbound' end as direction,
          way >= 0.55 and way < 0.82 as queued,
          luck < case when way < 0.55 then 0.72 when way < 0.82 then 0.9 else 0.82 end as answered,
          1 + floor(power(who, 1.3) * cardinality(people.ids))::int as person,
          (3000 + floor(rang * 22000))::bigint as ring_ms,
          (least(greatest(talked, 6), 3000) * 1000)::bigint as talk,
          ((case extract(isodow from day) when 6 then day - interval '2 days' when 7 then day - interval '5 days' else day end)
            + (9 + hour + minute) * interval '1 hour') at time zone $3 as at
        from thrown t left join client_phone cp on cp.client_id = t.near and cp.position = 0 and t.known < 0.7, people),
      told as (
        select drawn.*, case when answered then talk else 0 end as talk_ms,
          case when answered then at + ring_ms * interval '1 millisecond' end as answered_at,
          at + (ring_ms + case when answered then talk else 0 end) * interval '1 millisecond' as ended_at,
          case
            when answered then 'answered'
            when direction = 'outbound' then case when luck < 0.88 then 'no_answer' when luck < 0.96 then 'busy' else 'failed' end
            when queued and luck < 0.97 then 'abandoned' else 'no_answer'
          end as result,
          case when answered and written < 0.8
            then results.ids[1 + floor(written / 0.8 * cardinality(results.ids))::int] end as outcome_id
        from drawn, results),
      row as (
        insert into call (id, pbx_id, linkedid, state, direction, result, cause, ended_by, number, number_signalled, client_id, did,
          queues, started_at, answered_at, ended_at, ring_ms, wait_ms, talk_ms, hold_ms, outcome_id)
        overriding system value
        select id, (select min(id) from pbx), 'generated-' || extract(epoch from at)::bigint || '.' || id, 'closed', direction, result,
          case result when 'answered' then 16 when 'abandoned' then 16 when 'busy' then 17 when 'failed' then 34 else 19 end,
          case when result in ('busy', 'failed') then 'system' when luck < 0.5 then 'client' else 'operator' end,
          number, substr(number, 2), client_id, case when direction = 'inbound' then '74951230002' end,
          case when queued then array['sales'] else '{}' end, at, answered_at, ended_at, ring_ms,
          case when queued then ring_ms end, talk_ms,
          case when answered then case when luck < 0.07 then least(talk_ms / 4, 45000) else 0 end end, outcome_id
        from told),
      leg as (
        insert into call_operator (call_id, position, extension, user_id, ring_ms, talk_ms, ring_started_at, answered_at, ended_at,
          result, started_at)
        select t.id, place, people.extensions[p], people.ids[p],
          case when direction = 'outbound' and place = 0 then null else ring_ms end,
          case when place = 0 then talk_ms else 0 end,
          case when direction = 'outbound' and place = 0 then null else at end,
          case when place = 0 then t.answered_at end,
          case when place = 0 and answered then t.ended_at end,
          case when answered then case when place = 0 then 'answered' else 'answered_elsewhere' end
            when direction = 'outbound' then 'no_talk' else 'no_answer' end,
          at
        from told t, people, lateral (
          select place, 1 + (t.person - 1 + place) % cardinality(people.ids) as p
          from generate_series(0, case when queued then 2 else 0 end) place) legs),
      outcome as (
        insert into call_outcome (call_id, user_id, outcome_id, at)
        select id, people.ids[person], outcome_id, ended_at + interval '20 seconds' from told, people where outcome_id is not null)
      select count(*) as n from drawn
      """;

  int calls(Db db, int count, int days) {
    withoutTriggers(db, OF_CALLS);
    var added = db.get(CALLS, row -> row.getInteger("n"), count, days, zone, HOURS);
    withTriggers(db, OF_CALLS);
    return added;
  }

  private static final String QUEUES =
      "insert into queue_seen values ('sales') on conflict do nothing";

  private static final String TALKED =
      """
      update client_talked t set at = m.at
      from (select client_id, max(started_at) as at from client_talk where client_id is not null group by client_id) m
      where m.client_id = t.client_id and m.at <> t.at
      """;

  /** What depends on all calls. */
  int settle(Db db) {
    db.run(QUEUES);
    return db.run(TALKED);
  }

  void analyze(Db db) {
    db.run("analyze");
  }

  private static void withoutTriggers(Db db, List<String> tables) {
    tables.forEach(table -> db.run("alter table " + table + " disable trigger user"));
  }

  private static void withTriggers(Db db, List<String> tables) {
    tables.forEach(table -> db.run("alter table " + table + " enable trigger user"));
  }
}
