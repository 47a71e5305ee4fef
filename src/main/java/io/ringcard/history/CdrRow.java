package io.ringcard.history;

import static java.util.stream.Collectors.joining;

import io.ringcard.cel.WrittenTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One call detail record, by the names of Asterisk's own fields. Empty text stands for what is
 * absent.
 *
 * @param start as written, of the exchange's zone
 * @param untilAnswer from the start until the record's own channel was answered, by whatever; null
 *     when it was not
 * @param untilEnd from the start until the end
 * @param billed from the answer until the end
 * @param linkedid the unique id where the exchange writes no linked id
 */
record CdrRow(
    String start,
    @Nullable Duration untilAnswer,
    Duration untilEnd,
    Duration billed,
    String disposition,
    String source,
    String destination,
    String context,
    String callerId,
    String channel,
    String calledChannel,
    String application,
    String data,
    String uniqueid,
    String linkedid,
    long sequence,
    String did,
    String recording) {

  /** Columns of cdr_csv before those that its settings add. */
  private static final List<String> PLAIN =
      List.of(
          "accountcode",
          "src",
          "dst",
          "dcontext",
          "clid",
          "channel",
          "dstchannel",
          "lastapp",
          "lastdata",
          "start",
          "answer",
          "end",
          "duration",
          "billsec",
          "disposition",
          "amaflags");

  private static final List<List<String>> ADDED =
      List.of(
          List.of(),
          List.of("uniqueid"),
          List.of("uniqueid", "userfield"),
          List.of("peeraccount", "linkedid", "sequence"),
          List.of("uniqueid", "peeraccount", "linkedid", "sequence"),
          List.of("uniqueid", "userfield", "peeraccount", "linkedid", "sequence"));

  /** A line of {@code Master.csv}: with or without unique id, user field and the newer columns. */
  static CdrRow of(List<String> fields) throws Unreadable {
    var added = fields.size() - PLAIN.size();
    if (added < 0 || added >= ADDED.size()) {
      throw new Unreadable("fields");
    }
    var more = ADDED.get(added);
    return of(name -> {
      var at = PLAIN.indexOf(name);
      if (at < 0 && more.contains(name)) {
        at = PLAIN.size() + more.indexOf(name);
      }
      return at < 0 ? "" : fields.get(at);
    });
  }

  /**
   * @param column the value under each name, empty when there is none
   */
  static CdrRow of(UnaryOperator<String> column) throws Unreadable {
    var start = first(column.apply("start"), column.apply("calldate"));
    var linkedid = first(column.apply("linkedid"), column.apply("uniqueid"));
    if (linkedid.isEmpty()) {
      throw new Unreadable("id");
    }
    var lasted = seconds(column.apply("duration"));
    var billed = seconds(column.apply("billsec"));
    var end = column.apply("end");
    var disposition = column.apply("disposition");
    return new CdrRow(
        start,
        untilAnswer(disposition, start, column.apply("answer"), lasted.minus(billed)),
        end.isEmpty() ? lasted : between(start, end),
        billed,
        disposition,
        column.apply("src"),
        column.apply("dst"),
        column.apply("dcontext"),
        column.apply("clid"),
        column.apply("channel"),
        column.apply("dstchannel"),
        column.apply("lastapp"),
        column.apply("lastdata"),
        first(column.apply("uniqueid"), linkedid),
        linkedid,
        number(column.apply("sequence")),
        column.apply("did"),
        column.apply("recordingfile"));
  }

  /** What finds it again at the exchange, each value behind its column's name, and no empty one. */
  String told() {
    var columns = new LinkedHashMap<String, String>();
    columns.put("calldate", start);
    columns.put("src", source);
    columns.put("dst", destination);
    columns.put("channel", channel);
    columns.put("dstchannel", calledChannel);
    columns.put("lastapp", application);
    columns.put("disposition", disposition);
    columns.put("uniqueid", uniqueid);
    columns.put("linkedid", linkedid);
    return columns.entrySet().stream()
        .filter(column -> !column.getValue().isEmpty())
        .map(column -> column.getKey() + ": " + column.getValue())
        .collect(joining("\n"));
  }

  boolean isAnswered() {
    return disposition.equals("ANSWERED");
  }

  private static @Nullable Duration untilAnswer(
      String disposition, String start, String answer, Duration waited) throws Unreadable {
    if (!disposition.equals("ANSWERED")) {
      return null;
    }
    return answer.isEmpty() ? forward(waited) : between(start, answer);
  }

  private static Duration between(String start, String later) throws Unreadable {
    return forward(Duration.between(local(start), local(later)));
  }

  /** A clock that was set back in the middle tells no duration. */
  private static Duration forward(Duration duration) throws Unreadable {
    if (duration.isNegative()) {
      throw new Unreadable("duration");
    }
    return duration;
  }

  private static LocalDateTime local(String time) throws Unreadable {
    try {
      return WrittenTime.read(time);
    } catch (DateTimeException e) {
      throw new Unreadable("time");
    }
  }

  private static Duration seconds(String text) throws Unreadable {
    return forward(Duration.ofSeconds(number(text)));
  }

  private static long number(String text) throws Unreadable {
    try {
      return text.isEmpty() ? 0 : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new Unreadable("number");
    }
  }

  private static String first(String one, String other) {
    return one.isEmpty() ? other : one;
  }
}
