package io.ringcard.missed;

import static io.ringcard.store.Columns.findInstant;
import static io.ringcard.store.Columns.utc;

import io.ringcard.missed.Line.Closing;
import io.ringcard.missed.Line.Mark;
import io.ringcard.missed.Line.Talk;
import io.ringcard.store.Db;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the lines of the desk out of the log. */
final class DeskSql {

  /** Who made a call; one of the two is there. */
  record Person(long call, @Nullable Long clientId, @Nullable String number, Instant calledAt) {}

  /** As the index {@code call_missed} has it. */
  static final String MISSED =
      "c.merged_into is null and c.state = 'closed' and c.direction = 'inbound' and c.result <> 'answered'";

  /** A talk that begins after call c, also one that rang already when c came. */
  private static final String TALK =
      """
      t.merged_into is null and t.direction <> 'internal' and t.started_at > c.started_at - interval '1 hour'
            and t.answered_at > c.started_at and coalesce(t.result, 'answered') = 'answered'
          order by t.started_at limit 1\
      """;

  /**
   * The same person is the same client or the same number: of a number that several have, or that
   * was filed elsewhere since, nobody can tell more.
   */
  private static final String LINES =
      """
      with m as materialized (
        select c.id, c.client_id, c.number, c.name, c.started_at, c.result, c.wait_ms, c.queues[cardinality(c.queues)] as queue,
          case when c.client_id is null then c.number end as stranger, t.id as talk_id, t.answered_at as talked_at
        from call c
        left join lateral (
          select x.id, x.answered_at from (
            (select t.id, t.answered_at from call t where t.client_id = c.client_id and %1$s)
            union all
            (select t.id, t.answered_at from call t where t.number = c.number and %1$s)) x
          order by x.answered_at, x.id limit 1) t on true
        where %2$s and (c.client_id is not null or c.number is not null) and c.started_at >= $1 and c.started_at < $2 %3$s
      ),
      closing as (
        select k.call_id, k.closed_at, c.client_id, c.number
        from missed_mark k join call c on c.id = k.call_id where k.closed_at > $1
      ),
      hand as (
        select distinct on (x.id) x.id, x.call_id, x.closed_at from (
          select m.id, k.call_id, k.closed_at from m join closing k on k.client_id = m.client_id where k.closed_at > m.started_at
          union all
          select m.id, k.call_id, k.closed_at from m join closing k on k.number = m.number where k.closed_at > m.started_at) x
        order by x.id, x.closed_at, x.call_id
      ),
      over as (
        select m.*, least(m.talked_at, h.closed_at) as over_at,
          case when h.closed_at is null or m.talked_at <= h.closed_at then m.talk_id end as talk,
          case when m.talked_at is null or h.closed_at < m.talked_at then h.call_id end as closing
        from m left join hand h on h.id = m.id
      ),
      run as (
        select o.*, sum((o.started_at - o.former > $3 * interval '1 day')::integer)
          over (partition by o.client_id, o.stranger, o.over_at order by o.started_at, o.id) as run
        from (select *, coalesce(lag(started_at) over (partition by client_id, stranger, over_at order by started_at, id), started_at) as former
          from over) o
      ),
      line as (
        select client_id, over_at, max(talk) as talk, max(closing) as closing,
          array_agg(id order by started_at, id) as calls, array_agg(started_at order by started_at, id) as times,
          (array_agg(number order by (number is null), started_at desc, id desc))[1] as number,
          (array_agg(name order by (name is null), started_at desc, id desc))[1] as name,
          (array_agg(queue order by started_at desc, id desc))[1] as queue,
          (array_agg(result order by started_at desc, id desc))[1] as result,
          (array_agg(wait_ms order by started_at desc, id desc))[1] as wait_ms
        from run group by client_id, stranger, over_at, run
      )
      select l.*, t.direction as talk_direction, t.talk_ms, by.user_id as talk_by,
        k.closed_by, k.reason, k.note, mark.call_id as mark_call, case when l.over_at is not null or owner.active then owner.id end as owner_id, coalesce(mark.version, 0) as version,
        coalesce(rang.people, '{}') as rang
      from line l
      left join call t on t.id = l.talk
      left join lateral (select o.user_id from call_operator o
        where o.call_id = l.talk and (o.talk_ms > 0 or o.result in ('answered', 'talking')) order by o.position limit 1) by on true
      left join missed_mark k on k.call_id = l.closing
      left join lateral (select sum(a.version)::integer as version,
          (array_agg(a.call_id order by a.owned_at desc nulls last, a.call_id desc))[1] as call_id,
          (array_agg(a.owner_id order by a.owned_at desc nulls last, a.call_id desc))[1] as owner_id
        from missed_mark a where a.call_id = any(l.calls)) mark on true
      left join app_user owner on owner.id = mark.owner_id
      left join lateral (select array_agg(distinct o.user_id) as people from call_operator o
        where o.call_id = any(l.calls) and o.user_id is not null) rang on true
      order by l.times[1], l.calls[1]
      """;

  private static final String ALL = LINES.formatted(TALK, MISSED, "");

  private static final String OF_CLIENT = LINES.formatted(TALK, MISSED, "and c.client_id = $4");

  private static final String OF_NUMBER =
      LINES.formatted(TALK, MISSED, "and c.client_id is null and c.number = $4");

  /**
   * Lines of the calls of that time, those that wait longest first.
   *
   * @param days without a call after which a further one begins a new line
   */
  List<Line> lines(Db db, Instant from, Instant to, int days) {
    return db.list(ALL, DeskSql::line, utc(from), utc(to), days);
  }

  List<Line> linesOf(Db db, Person person, Instant from, Instant to, int days) {
    var client = person.clientId();
    return client == null
        ? db.list(OF_NUMBER, DeskSql::line, utc(from), utc(to), days, person.number())
        : db.list(OF_CLIENT, DeskSql::line, utc(from), utc(to), days, client);
  }

  private static final String PERSON =
      """
      with recursive way as (
        select id, merged_into from call where id = $1
        union
        select c.id, c.merged_into from call c join way w on c.id = w.merged_into)
      select c.id, c.client_id, c.number, c.started_at from call c join way w on w.id = c.id where w.merged_into is null
      """;

  /** Whose that call is, or the one that it was merged into. */
  Optional<Person> person(Db db, long call) {
    return db.find(
            PERSON,
            row ->
                new Person(
                    row.getLong("id"),
                    row.getLong("client_id"),
                    row.getString("number"),
                    row.getOffsetDateTime("started_at").toInstant()),
            call)
        .filter(person -> person.clientId() != null || person.number() != null);
  }

  private static final String RANG =
      """
      select array(select distinct o.user_id from call_operator o where o.call_id = c.id and o.user_id is not null) as people
      from call c where c.id = $1 and
      """
          + MISSED;

  /** The people whose phones that call in vain rang. */
  Optional<List<Long>> rang(Db db, long call) {
    return db.find(RANG, row -> List.of(row.getArrayOfLongs("people")), call);
  }

  private static final String WITHHELD =
      "select count(*) as n from call c where "
          + MISSED
          + " and c.client_id is null and c.number is null and c.started_at >= $1 and c.started_at < $2";

  /** Calls in vain of whom nobody can be called back. */
  long countWithheld(Db db, Instant from, Instant to) {
    return db.get(WITHHELD, row -> row.getLong("n"), utc(from), utc(to));
  }

  private static Line line(Row row) {
    var calls = List.of(row.getArrayOfLongs("calls"));
    var talk = row.getLong("talk");
    var closing = row.getLong("closing");
    var marked = row.getLong("mark_call");
    return new Line(
        calls,
        Stream.of(row.getArrayOfOffsetDateTimes("times")).map(OffsetDateTime::toInstant).toList(),
        row.getLong("client_id"),
        row.getString("number"),
        row.getString("name"),
        row.getString("queue"),
        row.getString("result"),
        row.getLong("wait_ms"),
        findInstant(row, "over_at"),
        talk == null
            ? null
            : new Talk(
                talk,
                row.getString("talk_direction"),
                row.getLong("talk_by"),
                row.getLong("talk_ms")),
        closing == null
            ? null
            : new Closing(
                closing, row.getLong("closed_by"), row.getString("reason"), row.getString("note")),
        new Mark(
            marked == null ? calls.getFirst() : marked,
            row.getLong("owner_id"),
            row.getInteger("version")),
        List.of(row.getArrayOfLongs("rang")));
  }
}
