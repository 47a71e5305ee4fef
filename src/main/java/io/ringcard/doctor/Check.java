package io.ringcard.doctor;

import java.util.List;

/**
 * One line of the examination.
 *
 * @param key of what was looked at; the words know its name, and under {@code key.breaks} and
 *     {@code key.works} what its failing means
 * @param said key of the sentence that tells what was found
 * @param values for the sentence
 * @param pastes what mends it
 * @param about which one, where there are several of the kind; else an empty text
 */
public record Check(
    String key, Mark mark, String said, List<Object> values, List<Paste> pastes, String about) {

  /** How it stands. */
  public enum Mark {
    OK,
    WARN,
    FAIL
  }

  /**
   * Lines to paste.
   *
   * @param where file and section
   * @param freepbx where FreePBX wants them instead, or an empty text when there is no difference
   */
  public record Paste(String where, String freepbx, String lines) {

    /** Our own settings of an exchange that the file names. */
    static final String OURS = "ringcard.yaml, pbx";

    /** Our own settings of the database. */
    static final String DATABASE = "ringcard.yaml, database";

    /** Our own settings of an exchange that was added in the page; the words know the place. */
    static final String PAGE = "place.page";

    private Paste onPage() {
      return where.startsWith("ringcard.yaml") ? into(PAGE, lines) : this;
    }

    static Paste into(String where, String lines) {
      return new Paste(where, "", lines);
    }
  }

  public Check {
    values = List.copyOf(values);
    pastes = List.copyOf(pastes);
  }

  Check(String key, Mark mark, String said, List<Object> values, List<Paste> pastes) {
    this(key, mark, said, values, pastes, "");
  }

  /** That was looked at, and is well. */
  boolean isOk(String looked) {
    return key.equals(looked) && mark == Mark.OK;
  }

  /** The same of an exchange that is set up in the page: there stands what is ours to change. */
  public Check onPage() {
    var there = pastes.stream().map(Paste::onPage).toList();
    return new Check(key, mark, said, values, there, about);
  }

  Check of(String one) {
    return new Check(key, mark, said, values, pastes, one);
  }

  /** Said under {@code key.ok}. */
  public static Check ok(String key, Object... values) {
    return new Check(key, Mark.OK, key + ".ok", List.of(values), List.of());
  }

  public static Check warn(String key, String said, Object... values) {
    return new Check(key, Mark.WARN, said, List.of(values), List.of());
  }

  public static Check fail(String key, String said, Object... values) {
    return new Check(key, Mark.FAIL, said, List.of(values), List.of());
  }

  Check paste(Paste... mends) {
    return new Check(key, mark, said, values, List.of(mends));
  }
}
