package io.ringcard.flight;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The contract's {@code CallStory}: how a row came to be, for people. Words are slugs, the page has
 * the sentences.
 *
 * @param askedBy who had the exchange place the call; null where nobody did, or nobody knows
 */
public record Story(
    Source source, @Nullable Asker askedBy, List<Lane> lanes, List<Step> steps, List<Span> spans) {

  /** Who has an exchange call somebody. */
  public enum Asker {
    /** This product, for whoever sits at the phone that is called first. */
    RINGCARD,
    /** Another program. */
    OTHER;

    @JsonValue
    String slug() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Where it comes from. */
  public enum Source {
    /** What was heard at the time. */
    EVENTS,
    /** The exchange's own records: nobody heard the call. */
    RECORDS;

    @JsonValue
    String slug() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Who a lane stands for. */
  public enum Party {
    /** The person outside; in an internal call nobody. */
    CLIENT,
    /** Another line to the outside: a number that was tried, or to which the call was sent on. */
    LINE,
    QUEUE,
    /** The exchange itself, where it calls of its own accord or for somebody at a screen. */
    EXCHANGE,
    PHONE;

    @JsonValue
    String slug() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One party of the call; a phone that comes twice has one lane.
   *
   * @param name extension, queue, or the name of the line; of the exchange nothing of meaning
   * @param channels names of its channels as the exchange writes them
   */
  public record Lane(String id, Party kind, String name, List<String> channels) {}

  /**
   * One event.
   *
   * @param what slug of the event, see {@link Happening}
   * @param lane whom it is about; null for what concerns everybody and for the exchange's own aids
   * @param to the other party of it
   * @param value what belongs to it: number, cause, status
   * @param through the line to the outside where the client is called by several, the group of
   *     phones that is called; else null
   * @param event the exchange's own name for it
   * @param apart heard for a call that had a row of its own then and became a part of this one
   * @param raw its blocks as received
   */
  public record Step(
      int n,
      @Nullable Instant at,
      String what,
      @Nullable String lane,
      @Nullable String to,
      @Nullable String value,
      @Nullable String through,
      @Nullable String event,
      List<Decision> decisions,
      boolean apart,
      List<String> raw) {

    Step with(List<Decision> others) {
      return new Step(n, at, what, lane, to, value, through, event, others, apart, raw);
    }
  }

  /**
   * What an event changed on the row.
   *
   * @param who extension or queue
   */
  public record Decision(
      String what, @Nullable String who, @Nullable String value, @Nullable Double seconds) {

    /** The same thing about the same party. */
    boolean revises(Decision other) {
      return what.equals(other.what) && who != null && who.equals(other.who);
    }

    static Decision of(String what) {
      return new Decision(what, null, null, null);
    }

    static Decision of(String what, @Nullable String who, @Nullable String value) {
      return new Decision(what, who, value, null);
    }
  }

  public enum Doing {
    /** Its channel exists. */
    PRESENT,
    /** Is called, and nothing was heard of a ringing. */
    CALL,
    RING,
    WAIT,
    TALK,
    /** Has put the other side on hold. */
    HOLD,
    /** Was put on hold by the other side. */
    HELD,
    /** One of the house with somebody whom they ask, the client not with them. */
    CONSULT,
    PARK;

    @JsonValue
    String slug() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What a party did from one moment to another; {@code to} is null while it goes on. */
  public record Span(String lane, Doing doing, Instant from, @Nullable Instant to) {}
}
