package io.ringcard.http;

import io.ringcard.kernel.Problem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A value against a schema of the contract; the finding names the deepest place at fault. */
final class SchemaCheck {

  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("type", "type"),
          Map.entry("required", "required"),
          Map.entry("pattern", "pattern"),
          Map.entry("format", "format"),
          Map.entry("minLength", "too-short"),
          Map.entry("maxLength", "too-long"),
          Map.entry("minimum", "minimum"),
          Map.entry("maximum", "maximum"),
          Map.entry("enum", "enum"),
          Map.entry("minProperties", "required"),
          Map.entry("minItems", "too-short"),
          Map.entry("maxItems", "too-long"));
  private static final Pattern MISSING = Pattern.compile("required property \"(.*)\"");

  private final Validator validator;

  SchemaCheck(Contract contract, JsonObject schema) {
    var whole = new JsonObject().put("components", strict(contract.components()));
    whole.mergeIn((JsonObject) strict(schema));
    this.validator =
        Validator.create(
            JsonSchema.of(whole),
            new JsonSchemaOptions()
                .setDraft(Draft.DRAFT202012)
                .setBaseUri("contract://ringcard")
                .setOutputFormat(OutputFormat.Basic),
            SchemaCheck::format);
  }

  private static @Nullable String format(String type, @Nullable String format, Object value) {
    return "date-time".equals(format) && value instanceof String text
        ? Parameter.isDateTime(text) ? null : "no date-time"
        : null;
  }

  /** The schema with patterns that end where the text ends. */
  private static Object strict(Object schema) {
    return switch (schema) {
      case JsonObject object -> {
        var copy = new JsonObject();
        for (var entry : object) {
          copy.put(
              entry.getKey(),
              entry.getKey().equals("pattern") && entry.getValue() instanceof String pattern
                  ? Parameter.wholeText(pattern)
                  : entry.getValue() == null ? null : strict(entry.getValue()));
        }
        yield copy;
      }
      case JsonArray array ->
          array.stream()
              .map(item -> item == null ? null : strict(item))
              .collect(JsonArray::new, JsonArray::add, JsonArray::addAll);
      default -> schema;
    };
  }

  /** Empty when the value fits. */
  Optional<Problem.Invalid> find(@Nullable Object value) {
    var output = validator.validate(value);
    var errors = output.getErrors();
    if (Boolean.TRUE.equals(output.getValid()) || errors == null) {
      return Optional.empty();
    }
    var findings = new ArrayList<Finding>();
    var within =
        errors.stream()
            .filter(error -> !keyword(error).equals("additionalProperties"))
            .map(OutputUnit::getInstanceLocation)
            .collect(Collectors.toSet());
    errors.forEach(error -> read(error, within).ifPresent(findings::add));
    return findings.stream()
        .max(Comparator.comparingInt(Finding::weight))
        .map(finding -> new Problem.Invalid(finding.field(), finding.reason()))
        .or(() -> Optional.of(new Problem.Invalid("body", "type")));
  }

  /** The place and what is wrong there; the branch "or null" of a choice explains the least. */
  private record Finding(List<String> place, String reason, boolean orNull) {

    int weight() {
      return place.size() * 2 + (orNull ? 0 : 1);
    }

    String field() {
      var text = new StringBuilder();
      for (var step : place) {
        if (step.chars().allMatch(Character::isDigit)) {
          text.append('[').append(step).append(']');
        } else {
          text.append(text.isEmpty() ? "" : ".").append(step);
        }
      }
      return text.isEmpty() ? "body" : text.substring(0, Math.min(text.length(), 200));
    }
  }

  private static Optional<Finding> read(OutputUnit error, Set<String> within) {
    var keyword = keyword(error);
    var place = place(error.getInstanceLocation());
    if (keyword.equals("additionalProperties")) {
      return within.contains(error.getInstanceLocation())
          ? Optional.empty()
          : Optional.of(new Finding(place, "unknown", false));
    }
    if (keyword.equals("required")) {
      var name = MISSING.matcher(error.getError());
      if (name.find()) {
        place.add(name.group(1));
      }
    }
    return Optional.ofNullable(REASONS.get(keyword))
        .map(reason -> new Finding(place, reason, error.getError().endsWith("Expected null")));
  }

  private static String keyword(OutputUnit error) {
    var location = error.getKeywordLocation();
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private static List<String> place(String location) {
    var steps = new ArrayList<String>();
    for (var step : location.split("/", -1)) {
      if (!step.equals("#")) {
        steps.add(step.replace("~1", "/").replace("~0", "~"));
      }
    }
    return steps;
  }
}
