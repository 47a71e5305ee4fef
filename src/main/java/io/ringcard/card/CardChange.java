package io.ringcard.card;

import io.ringcard.card.CardFace.Looked;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the database tells when something was written that a card shows, whoever wrote it: a kind
 * and what it is about.
 */
record CardChange(Kind kind, String about) {

  enum Kind {
    /** A client, its deals, contacts, notes and past calls; by id. */
    CLIENT,
    /** Whose number it is. */
    NUMBER,
    /** Who has put a call's card away; by id of the call. */
    AWAY,
    /** Something that stands on many cards, or nobody knows what. */
    ALL
  }

  static final CardChange ALL = new CardChange(Kind.ALL, "");

  /**
   * What the triggers of the schema write: {@code client 12}, {@code number +7…}, {@code away 5}.
   */
  static CardChange of(String notice) {
    var space = notice.indexOf(' ');
    var about = notice.substring(space + 1);
    return switch (space < 0 ? notice : notice.substring(0, space)) {
      case "client" -> new CardChange(Kind.CLIENT, about);
      case "number" -> new CardChange(Kind.NUMBER, about);
      case "away" -> new CardChange(Kind.AWAY, about);
      default -> ALL;
    };
  }

  boolean isAwayOf(long callId) {
    return kind == Kind.ALL || (kind == Kind.AWAY && about.equals(Long.toString(callId)));
  }

  /** Whether what was looked up for this number may now be different. */
  boolean concerns(@Nullable String number, Looked looked) {
    return switch (kind) {
      case CLIENT ->
          looked.bearers().isOneOf(about)
              || Optional.ofNullable(looked.client())
                  .filter(client -> client.id().equals(about))
                  .isPresent();
      case NUMBER -> number != null && about.endsWith(number);
      case AWAY -> false;
      case ALL -> true;
    };
  }
}
