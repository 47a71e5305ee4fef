package io.ringcard.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.ringcard.kernel.Problem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * JSON as strangers send it. Refuses what parsers let pass and databases do not: names that come
 * twice, NUL, halves of surrogate pairs, integers beyond 64 bits, a second document behind the
 * first.
 */
final class StrictJson {

  private static final int DEEPEST = 32;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  private final JsonParser parser;

  private StrictJson(JsonParser parser) {
    this.parser = parser;
  }

  /** An object, array, string, number, boolean or null. */
  static @Nullable Object parse(byte[] bytes) {
    try (var parser = FACTORY.createParser(text(bytes))) {
      var reader = new StrictJson(parser);
      var first = parser.nextToken();
      if (first == null) {
        throw invalid("body", "required");
      }
      var value = reader.value(first, "");
      if (parser.nextToken() != null) {
        throw invalid("body", "json");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw invalid("body", "json");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw invalid("body", "encoding");
    }
  }

  private @Nullable Object value(JsonToken token, String path) throws IOException {
    return switch (token) {
      case START_OBJECT -> object(path);
      case START_ARRAY -> array(path);
      case VALUE_STRING -> text(parser.getText(), path);
      case VALUE_NUMBER_INT -> integer(path);
      case VALUE_NUMBER_FLOAT -> decimal(path);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw invalid("body", "json");
    };
  }

  private JsonObject object(String path) throws IOException {
    var object = new JsonObject();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var name = text(parser.currentName(), path);
      var inner = path.isEmpty() ? name : path + "." + name;
      object.put(name, value(parser.nextToken(), inner));
    }
    return object;
  }

  private JsonArray array(String path) throws IOException {
    var array = new JsonArray();
    while (true) {
      var token = parser.nextToken();
      if (token == JsonToken.END_ARRAY) {
        return array;
      }
      array.add(value(token, path + "[" + array.size() + "]"));
    }
  }

  private static String text(String text, String path) {
    if (text.indexOf('\0') >= 0) {
      throw invalid(path, "nul");
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw invalid(path, "encoding");
    }
    return text;
  }

  private Number integer(String path) throws IOException {
    if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw invalid(path, "maximum");
    }
    return parser.getLongValue();
  }

  private Number decimal(String path) throws IOException {
    var value = parser.getDoubleValue();
    if (Double.isInfinite(value)) {
      throw invalid(path, "maximum");
    }
    return value;
  }

  private static RuntimeException invalid(String path, String reason) {
    return new Problem.Invalid(path.isEmpty() ? "body" : path, reason).asException();
  }
}
