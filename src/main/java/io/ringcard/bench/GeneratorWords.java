package io.ringcard.bench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Invented names, firms and remarks in one language, to be combined at random. */
public final class GeneratorWords {

  private final JsonObject words;

  private GeneratorWords(JsonObject words) {
    this.words = words;
  }

  /**
   * @param language {@code ru} or {@code en}
   */
  public static GeneratorWords of(String language) {
    var name = "/bench/words-" + language + ".json";
    try (var in = GeneratorWords.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("no language '" + language + "'; there are ru and en");
      }
      return new GeneratorWords(new JsonObject(Buffer.buffer(in.readAllBytes())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String[] list(String key) {
    return Objects.requireNonNull(words.getJsonArray(key), key).stream().toArray(String[]::new);
  }
}
