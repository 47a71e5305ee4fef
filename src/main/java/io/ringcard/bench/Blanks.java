package io.ringcard.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What differs from one call to the next: unique ids, channel names, bridges, the client's number,
 * extensions and moments. The same value is the same blank wherever it stands.
 */
final class Blanks {

  /** Digits of a Russian number behind the country's code. */
  private static final int NATIONAL = 10;

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final String ALL =
      "(?<bridge>\\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b)"
          + "|(?<unique>\\b1[0-9]{9}\\.[0-9]+\\b)"
          + "|(?<channel>(?<=/[\\w@.+-]{1,60}-)[0-9a-f]{8}(?![0-9a-f]))"
          + "|(?<moment>\\b20[0-9]{2}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}\\b)"
          + "|(?<extension>(?<![\\w.:])10[1-4](?!\\w))";

  private enum Kind {
    BRIDGE,
    UNIQUE,
    CHANNEL,
    MOMENT,
    EXTENSION,
    NUMBER
  }

  private record Blank(int place, Kind kind, String value) {}

  /** Pieces of text, and between two of them the place of a blank. */
  record Text(List<byte[]> pieces, int[] places) {

    void write(Filling filling, ByteArrayOutputStream out) {
      for (var i = 0; i < places.length; i++) {
        out.writeBytes(pieces.get(i));
        out.writeBytes(filling.bytes[places[i]]);
      }
      out.writeBytes(pieces.getLast());
    }
  }

  /** What stands in the blanks of one copy. */
  final class Filling {
    private final byte[][] bytes = new byte[blanks.size()][];
    private final String number;

    private Filling(String number) {
      this.number = number;
    }

    String number() {
      return number;
    }

    /** What stands in this copy for a value of the capture. */
    String of(String value) {
      var blank = blanks.get(value);
      return blank == null ? value : new String(bytes[blank.place()], UTF_8);
    }
  }

  private final Map<String, Blank> blanks = new LinkedHashMap<>();
  private final Pattern pattern;
  private final @Nullable String national;
  private @Nullable LocalDateTime earliest;

  Blanks(@Nullable String number) {
    national = number == null ? null : number.substring(number.length() - NATIONAL);
    pattern = Pattern.compile(national == null ? ALL : ALL + "|(?<number>" + national + ")");
  }

  Text compile(String text) {
    var pieces = new ArrayList<byte[]>();
    var places = new ArrayList<Integer>();
    var end = 0;
    for (var found : pattern.matcher(text).results().toList()) {
      pieces.add(text.substring(end, found.start()).getBytes(UTF_8));
      places.add(blank(found).place());
      end = found.end();
    }
    pieces.add(text.substring(end).getBytes(UTF_8));
    return new Text(pieces, places.stream().mapToInt(Integer::intValue).toArray());
  }

  private Blank blank(MatchResult found) {
    var kind =
        List.of(Kind.values()).stream()
            .filter(one -> one != Kind.NUMBER || national != null)
            .filter(one -> found.group(one.name().toLowerCase(java.util.Locale.ROOT)) != null)
            .findFirst()
            .orElseThrow();
    if (kind == Kind.MOMENT) {
      var at = LocalDateTime.parse(found.group(), MOMENT);
      earliest = earliest == null || at.isBefore(earliest) ? at : earliest;
    }
    return blanks.computeIfAbsent(found.group(), value -> new Blank(blanks.size(), kind, value));
  }

  /**
   * @param fresh counts all that was ever filled in
   * @param extensions who stands for the operators of the capture, in the order of their appearance
   */
  Filling fill(Instant start, String number, Fresh fresh, List<String> extensions) {
    var filling = new Filling(number);
    var people = new HashMap<String, String>();
    for (var blank : blanks.values()) {
      var text =
          switch (blank.kind()) {
            case BRIDGE -> fresh.bridge();
            case UNIQUE -> fresh.unique(start);
            case CHANNEL -> fresh.channel();
            case MOMENT -> moment(blank.value(), start);
            case EXTENSION ->
                people.computeIfAbsent(blank.value(), _ -> extensions.get(people.size()));
            case NUMBER -> number.substring(number.length() - NATIONAL);
          };
      filling.bytes[blank.place()] = text.getBytes(UTF_8);
    }
    return filling;
  }

  private String moment(String value, Instant start) {
    var first = earliest == null ? LocalDateTime.parse(value, MOMENT) : earliest;
    var since = java.time.Duration.between(first, LocalDateTime.parse(value, MOMENT));
    return LocalDateTime.ofInstant(start, ZoneOffset.UTC).plus(since).format(MOMENT);
  }

  /** How many operators the capture knows. */
  int extensions() {
    return (int) blanks.values().stream().filter(one -> one.kind() == Kind.EXTENSION).count();
  }

  /** Ids that no copy has had before. */
  static final class Fresh {
    private long count;

    private String bridge() {
      return String.format(java.util.Locale.ROOT, "00000000-0000-4000-8000-%012x", ++count);
    }

    private String unique(Instant start) {
      return start.getEpochSecond() + "." + ++count;
    }

    private String channel() {
      return String.format(java.util.Locale.ROOT, "%08x", ++count);
    }
  }
}
