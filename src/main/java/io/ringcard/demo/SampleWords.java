package io.ringcard.demo;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The sample people and their words in one language. The other language has the same people with
 * the same numbers, deals and amounts.
 */
public final class SampleWords {

  private final JsonObject words;
  private final List<SampleClient> clients;

  private SampleWords(String language) {
    words = new JsonObject(Buffer.buffer(resource("words-" + language + ".json")));
    clients =
        SampleClient.list(
            new String(resource("clients-" + language + ".tsv"), StandardCharsets.UTF_8));
  }

  /** English for {@code en} and locales of it such as {@code en_GB.UTF-8}, else Russian. */
  public static SampleWords of(String language) {
    return new SampleWords(language.toLowerCase(Locale.ROOT).startsWith("en") ? "en" : "ru");
  }

  List<SampleClient> clients() {
    return clients;
  }

  String one(String key) {
    return Objects.requireNonNull(words.getString(key), key);
  }

  String person(String login) {
    return Objects.requireNonNull(words.getJsonObject("people").getString(login), login);
  }

  List<String> list(String key) {
    return words.getJsonArray(key).stream().map(String.class::cast).toList();
  }

  private static byte[] resource(String name) {
    try (var in = SampleWords.class.getResourceAsStream("/demo/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
