package io.ringcard.store;

import io.ringcard.kernel.Label;
import io.ringcard.kernel.Ref;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** How the values of the house stand in columns, for all classes named {@code …Sql}. */
public final class Columns {

  private Columns() {}

  public static Instant instant(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }

  public static @Nullable Instant findInstant(Row row, String column) {
    var at = row.getOffsetDateTime(column);
    return at == null ? null : at.toInstant();
  }

  public static @Nullable OffsetDateTime utc(@Nullable Instant at) {
    return at == null ? null : at.atOffset(ZoneOffset.UTC);
  }

  /** An id as the outside sees it: a string of digits. */
  public static String id(Row row, String column) {
    return row.getLong(column).toString();
  }

  /** The {@code …_id} and {@code …_name} columns of one thing; null when there is none. */
  public static @Nullable Ref findRef(Row row, String prefix) {
    var id = row.getLong(prefix + "_id");
    return id == null ? null : Ref.of(id, row.getString(prefix + "_name"));
  }

  public static Label label(JsonObject json) {
    return new Label(json.getString("ru"), json.getString("en"));
  }

  public static JsonObject json(Label label) {
    return new JsonObject().put("ru", label.ru()).put("en", label.en());
  }

  /** The text with the signs of LIKE taken literally; belongs between wildcards of our own. */
  public static String literal(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }
}
