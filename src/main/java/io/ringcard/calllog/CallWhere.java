package io.ringcard.calllog;

import static io.ringcard.store.Columns.literal;
import static io.ringcard.store.Columns.utc;

import io.ringcard.calllog.CallFilter.Certainty;
import io.ringcard.calllog.CallFilter.Segment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A filter as SQL: only the questions that were asked stand in the statement, so that the database
 * plans by them. Everything that comes from outside is a parameter.
 *
 * <p>The calls of one operator are read from that person's parts, which an index holds in the order
 * of the list; of a person's several parts in one call the first one counts.
 */
final class CallWhere {

  /** Closed calls in which somebody outside was not talked to. */
  private static final String MISSED =
      "c.direction = 'inbound' and c.state = 'closed' and c.result is distinct from 'answered'";

  private static final String ANSWERED = "c.result = 'answered'";

  /** Of a call within the house that is what was dialled: nobody outside has a number in it. */
  private static final String NUMBER =
      "(c.number like ? or (c.direction = 'internal' and c.dialled like ?))";

  /** Of a card that went into another one, that one's. */
  private static final String OF_CLIENT =
      "c.client_id = (select coalesce(merged_into, id) from client where id = ?)";

  /** Parts of the people that are asked about. */
  private static final String OWN_PARTS =
      "exists (select 1 from call_operator a where a.call_id = c.id and a.user_id %s and (%s))";

  /** Whoever calls a colleague has no part among those who were called. */
  private static final String PLACED =
      "c.direction = 'internal' and exists (select 1 from call_placer l where l.call_id = c.id and l.user_id %s)";

  /** What the people that are asked about talked in one call. */
  private static final String OWN_TALK =
      """
      case when %2$s then coalesce(c.talk_ms, 0)
          else (select coalesce(sum(a.talk_ms), 0) from call_operator a where a.call_id = c.id and a.user_id %1$s) end\
      """;

  /** Talks with the outside that nobody has given an outcome. */
  static final String UNWRITTEN =
      "c.state = 'closed' and c.result = 'answered' and c.direction <> 'internal' and c.outcome_id is null";

  /** Calls of which nobody heard a part, and that nothing has mended. */
  static final String GAP = "c.certainty = 'endUnknown' or (c.gap and c.certainty = 'live')";

  /**
   * The calls of one person: where they have a part, and those that they placed within the house.
   */
  private static final String PARTS =
      """
      (select o.call_id, o.started_at from call_operator o
        where o.user_id = ? and not exists (select 1 from call_operator p
          where p.call_id = o.call_id and p.user_id = o.user_id and p.position < o.position)
        union all
        select l.call_id, l.started_at from call_placer l
        where l.user_id = ? and not exists (select 1 from call_operator p
          where p.call_id = l.call_id and p.user_id = l.user_id)) o
      join call c on c.id = o.call_id\
      """;

  private final String start;
  private final String order;
  private final StringBuilder from = new StringBuilder();
  private String answered = ANSWERED;
  private String missed = MISSED;
  private String ownTalk = "null::bigint";
  private final List<@Nullable Object> values = new ArrayList<>();

  private CallWhere(@Nullable Long operator) {
    start = operator == null ? "c.started_at" : "o.started_at";
    order = start + (operator == null ? " desc, c.id desc" : " desc, o.call_id desc");
    from.append(operator == null ? "call c" : PARTS.replace("?", value(operator)))
        .append("\nwhere c.merged_into is null");
  }

  static CallWhere of(CallFilter filter) {
    var where = new CallWhere(filter.operator());
    where.add(where.start + " >= ?", utc(filter.from()));
    where.add(where.start + " < ?", utc(filter.to()));
    where.add(
        "(exists (select 1 from call_operator m join app_user u on u.id = m.user_id"
            + " where m.call_id = c.id and u.team_id = ?) or "
            + PLACED.formatted("in (select id from app_user where team_id = ?)")
            + ")",
        filter.team());
    where.add(OF_CLIENT, filter.client());
    where.add(NUMBER, pattern(filter.digits()));
    if (CallFilter.EXTERNAL.equals(filter.direction())) {
      where.from.append("\nand c.direction <> 'internal'");
    } else {
      where.add("c.direction = ?", filter.direction());
    }
    where.add("c.result = ?", filter.result());
    where.add("c.outcome_id = ?", filter.outcome());
    where.add("c.queues @> array[?]::text[]", filter.queue());
    where.add("c.pbx_id = ?", filter.pbx());
    where.add(
        "? = exists (select 1 from recording r where r.call_id = c.id and r.state = 'ready')",
        filter.recording());
    where.add(filter.certainty());
    where.add("c.talk_ms >= ?", millis(filter.minTalkSeconds()));
    where.add("coalesce(c.talk_ms, 0) <= ?", millis(filter.maxTalkSeconds()));
    where.add(filter.hours());
    where.people(filter);
    where.add(filter.segment());
    return where;
  }

  /** What stands after {@code from}, with its conditions. */
  String from() {
    return from.toString();
  }

  /** Newest first. */
  String order() {
    return order;
  }

  /** Only what comes after that row. */
  CallWhere after(CallFilter.@Nullable Cursor cursor) {
    if (cursor != null) {
      var id = order.contains("o.call_id") ? "o.call_id" : "c.id";
      from.append(
          "\nand (%s, %s) < (to_timestamp(0) + %s * interval '1 microsecond', %s::bigint)"
              .formatted(start, id, value(cursor.startedMicros()), value(cursor.id())));
    }
    return this;
  }

  /** Another value of the statement, as it is written there. */
  String value(Object value) {
    values.add(value);
    return "$" + values.size();
  }

  Object[] values() {
    return values.toArray();
  }

  private void add(String condition, @Nullable Object value) {
    if (value != null) {
      from.append("\nand ").append(condition.replace("?", value(value)));
    }
  }

  private void add(CallFilter.@Nullable Hours hours) {
    if (hours != null) {
      var local = start + " at time zone " + value(hours.zone().getId());
      add("extract(isodow from " + local + ")::int = ?", hours.weekday());
      add("extract(hour from " + local + ")::int = ?", hours.hour());
    }
  }

  private void add(@Nullable Certainty certainty) {
    if (certainty != null) {
      from.append("\nand ")
          .append(
              switch (certainty) {
                case LIVE -> "c.certainty = 'live' and not c.gap";
                case RECOVERED -> "c.certainty = 'recovered'";
                case DISPUTED -> "c.certainty = 'disputed'";
                case GAP -> "(" + GAP + ")";
              });
    }
  }

  /** Who asks about people means what these did, not what became of the call. */
  private void people(CallFilter filter) {
    var team = filter.team();
    if (filter.operator() != null) {
      ofParts("= " + value(filter.operator()));
    } else if (team != null) {
      ofParts("in (select id from app_user where team_id = " + value(team) + ")");
    }
  }

  private void ofParts(String people) {
    var placed = PLACED.formatted(people);
    ownTalk = OWN_TALK.formatted(people, placed);
    answered =
        "(%s or (c.result = 'answered' and %s))"
            .formatted(
                OWN_PARTS.formatted(people, "a.talk_ms > 0 or a.result = 'answered'"), placed);
    missed =
        "c.state = 'closed' and not %s and %s"
            .formatted(answered, OWN_PARTS.formatted(people, "a.result in ('no_answer', 'busy')"));
  }

  /** Condition of the calls that were answered, by the people asked about where there are any. */
  String answered() {
    return answered;
  }

  /** Condition of the calls that were missed, likewise. */
  String missed() {
    return missed;
  }

  /** Milliseconds of one call that the people asked about talked; null where nobody is. */
  String ownTalk() {
    return ownTalk;
  }

  private void add(@Nullable Segment segment) {
    if (segment != null) {
      from.append("\nand ")
          .append(
              switch (segment) {
                case MISSED -> missed;
                case ANSWERED -> answered;
                case UNWRITTEN -> UNWRITTEN;
              });
    }
  }

  /** The end of a number, or any part of it from four digits on. */
  private static @Nullable String pattern(@Nullable String digits) {
    return digits == null ? null : "%" + literal(digits) + (digits.length() < 4 ? "" : "%");
  }

  private static @Nullable Long millis(@Nullable Integer seconds) {
    return seconds == null ? null : seconds * 1000L;
  }
}
