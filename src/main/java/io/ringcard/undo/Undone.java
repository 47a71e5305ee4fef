package io.ringcard.undo;

import java.util.List;

/**
 * What came of taking back.
 *
 * @param left slugs of what had to stay, because somebody has built upon it
 * @param then runs once it stands in the database: tells the screens
 */
public record Undone(List<String> left, Runnable then) {

  public Undone {
    left = List.copyOf(left);
  }

  /** All of it was taken back. */
  public static Undone whole(Runnable then) {
    return new Undone(List.of(), then);
  }
}
