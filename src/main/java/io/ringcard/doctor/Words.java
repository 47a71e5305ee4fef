package io.ringcard.doctor;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** The sentences in one language. */
public final class Words {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT);

  private final Properties sentences = new Properties();
  private final ZoneId zone;

  private Words(String language, ZoneId zone) {
    this.zone = zone;
    var file = "/doctor/" + language + ".properties";
    try (var in = Objects.requireNonNull(Words.class.getResourceAsStream(file));
        var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      sentences.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Russian for {@code ru} and locales of it such as {@code ru_RU.UTF-8}, else English. */
  public static Words of(String language) {
    return of(language, ZoneId.systemDefault());
  }

  /**
   * @param zone whose clock times are told by
   */
  public static Words of(String language, ZoneId zone) {
    return new Words(language.toLowerCase(Locale.ROOT).startsWith("ru") ? "ru" : "en", zone);
  }

  Set<String> keys() {
    return sentences.stringPropertyNames();
  }

  Optional<String> find(String key) {
    return Optional.ofNullable(sentences.getProperty(key));
  }

  /** The sentence with {@code {0}}, {@code {1}} … replaced; control characters become spaces. */
  String say(String key, List<Object> values) {
    var text = find(key).orElseThrow(() -> new IllegalArgumentException("no words for " + key));
    for (var i = 0; i < values.size(); i++) {
      text = text.replace("{" + i + "}", text(values.get(i)).replaceAll("\\p{Cntrl}", " "));
    }
    return text;
  }

  private String text(Object value) {
    return value instanceof Instant at ? TIME.format(at.atZone(zone)) : value.toString();
  }

  String say(String key) {
    return say(key, List.of());
  }
}
