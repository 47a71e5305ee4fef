package io.ringcard.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Answers in the form of the contract: a member that is null where the contract knows no null is
 * left out. Rooms may so use one record for a thing that has a part and for one that has it not.
 */
final class Answers {

  private final Contract contract;
  private final boolean checked;

  /** Checked answers fail when they do not fit the contract. */
  Answers(Contract contract, boolean checked) {
    this.contract = contract;
    this.checked = checked;
  }

  byte[] bytes(Object answer, JsonObject schema) {
    var tree = Json.tree(answer);
    trim(tree, schema);
    var bytes = Json.bytes(tree);
    if (checked) {
      check(bytes, schema);
    }
    return bytes;
  }

  private void check(byte[] answer, JsonObject schema) {
    contract
        .check(schema)
        .find(StrictJson.parse(answer))
        .ifPresent(found -> {
          throw new IllegalStateException("the answer does not fit the contract: " + found);
        });
  }

  private void trim(JsonNode node, JsonObject schema) {
    var shape = shape(schema);
    if (node instanceof ObjectNode object) {
      trimObject(object, shape.getJsonObject("properties"));
    } else if (node instanceof ArrayNode array) {
      var items = shape.getJsonObject("items");
      if (items != null) {
        array.forEach(item -> trim(item, items));
      }
    }
  }

  private void trimObject(ObjectNode object, @Nullable JsonObject properties) {
    if (properties == null) {
      return;
    }
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    for (var name : names) {
      var schema = properties.getJsonObject(name);
      if (schema == null) {
        continue;
      }
      if (!object.get(name).isNull()) {
        trim(object.get(name), schema);
      } else if (!allowsNull(schema)) {
        object.remove(name);
      }
    }
  }

  private static boolean allowsNull(JsonObject schema) {
    return (schema.getValue("type") instanceof JsonArray types && types.contains("null"))
        || "null".equals(schema.getValue("type"))
        || schema.getJsonArray("oneOf", new JsonArray()).stream()
            .anyMatch(branch -> allowsNull((JsonObject) branch));
  }

  /** Behind references, and of a choice the branch that is not null. */
  private JsonObject shape(JsonObject schema) {
    var resolved = contract.resolve(schema);
    var choice = resolved.getJsonArray("oneOf");
    return choice == null
        ? resolved
        : choice.stream()
            .map(JsonObject.class::cast)
            .filter(branch -> !allowsNull(branch))
            .findFirst()
            .map(this::shape)
            .orElse(resolved);
  }
}
