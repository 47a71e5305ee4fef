package io.ringcard.calllog;

/**
 * Which calls no number decides about: those that a person has filed or written an outcome of, and
 * those that have set something off.
 */
public final class DecidedSql {

  /** A condition over a call {@code c}. */
  public static final String DECIDED =
      """
      (c.version > 0 or exists (select 1 from call_outcome where call_id = c.id)
        or exists (select 1 from call_effect where call_id = c.id and undone_at is null))
      """;

  private DecidedSql() {}
}
