package io.ringcard.pipeline;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a list of deals is sorted: by two expressions over its statement, then by id, so that every
 * deal has one place and a page goes on behind the last deal of the page before.
 */
enum DealOrder {
  CREATED("d.id"),
  /**
   * As on the board: who is to be contacted first, then who was talked to last; closed ones by day.
   */
  NEXT(
      "case when d.closed_at is null then coalesce(least(nd.at, nc.at), 'infinity') else 'infinity' end",
      """
      -extract(epoch from coalesce(d.closed_at,
        case when nd.at is null and nc.at is null then (%s) end, 'epoch'))\
      """
          .formatted(Talk.LAST),
      """
      left join (select deal_id, min(at) as at from planned_contact group by deal_id) nd on nd.deal_id = d.id
      left join (
        select client_id, min(at) as at from planned_contact where deal_id is null group by client_id) nc
        on nc.client_id = d.client_id
      """),
  TITLE("d.title collate \"ru-RU-x-icu\""),
  CLIENT("coalesce(c.company, c.name) collate \"ru-RU-x-icu\""),
  STEP("p.position * 1000 + s.position"),
  AMOUNT("coalesce(d.amount, -1)"),
  OWNER("coalesce(u.name, '') collate \"ru-RU-x-icu\""),
  EXPECTED("coalesce(d.expected_on, 'infinity')"),
  TALKED("coalesce((%s), '-infinity')".formatted(Talk.LAST));

  /** When the client of {@code d} was last talked to. */
  static final class Talk {
    static final String LAST =
        "select answered_at from client_talk where client_id = d.client_id order by started_at desc limit 1";

    private Talk() {}
  }

  private final String first;
  private final String second;
  private final String join;

  DealOrder(String first) {
    this(first, "0 + 0", "");
  }

  DealOrder(String first, String second, String join) {
    this.first = first;
    this.second = second;
    this.join = join;
  }

  /** The contract's {@code sort}: a name in lower case, with a minus for the other way round. */
  record Sort(DealOrder by, boolean descending) {
    static Sort of(@Nullable String text) {
      var name = text == null ? "-created" : text;
      var descending = name.startsWith("-");
      var plain = (descending ? name.substring(1) : name).toUpperCase(Locale.ROOT);
      return new Sort(valueOf(plain), descending);
    }

    /**
     * What deals are sorted out of; {@code d}, {@code c} and {@code s} are deal, client and step.
     */
    String from() {
      return """
      from deal d
      join client c on c.id = d.client_id
      join step s on s.id = d.step_id
      join pipeline p on p.id = s.pipeline_id
      left join app_user u on u.id = d.owner_id
      """
          + by.join;
    }

    String keys() {
      return by.first + ", " + by.second + ", d.id";
    }

    String orderBy() {
      var way = descending ? " desc" : "";
      return by.first + way + ", " + by.second + way + ", d.id" + way;
    }

    String sign() {
      return descending ? "<" : ">";
    }
  }
}
