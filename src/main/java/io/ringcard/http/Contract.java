package io.ringcard.http;

import io.ringcard.kernel.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** {@code openapi.yaml}: the one source of the routes, of who may call them, and of what fits. */
public final class Contract {

  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  private final JsonObject document;
  private final List<Operation> operations;
  private final Map<JsonObject, SchemaCheck> checks = new ConcurrentHashMap<>();

  private Contract(JsonObject document) {
    this.document = document;
    this.operations = read(document);
  }

  /** The contract of this program; read once. */
  public static Contract load() {
    return Own.CONTRACT;
  }

  private static Contract read() {
    try (var in = Contract.class.getResourceAsStream("/openapi.yaml")) {
      return parse(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Contract parse(String yaml) {
    var tree = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return new Contract(JsonObject.mapFrom(tree));
  }

  List<Operation> operations() {
    return operations;
  }

  /** The document itself, as JSON. */
  String json() {
    return document.encode();
  }

  /** The check of one of the contract's schemas; making it takes milliseconds, so it is kept. */
  SchemaCheck check(JsonObject schema) {
    return checks.computeIfAbsent(schema, key -> new SchemaCheck(this, key));
  }

  JsonObject components() {
    return document.getJsonObject("components");
  }

  /** The operation of that method at that path, given without its query. */
  Optional<Operation> find(String method, String path) {
    var segments = path.split("/", -1);
    return operations.stream()
        .filter(operation -> operation.method().equals(method) && operation.fits(segments))
        .min(java.util.Comparator.comparingInt(Operation::placeholders));
  }

  /** What a {@code $ref} stands for, or the schema itself. */
  JsonObject resolve(JsonObject schema) {
    var reference = schema.getString("$ref");
    return reference == null
        ? schema
        : components()
            .getJsonObject("schemas")
            .getJsonObject(reference.substring(reference.lastIndexOf('/') + 1));
  }

  private List<Operation> read(JsonObject document) {
    var list = new ArrayList<Operation>();
    for (var path : document.getJsonObject("paths")) {
      for (var method : (JsonObject) path.getValue()) {
        if (METHODS.contains(method.getKey())) {
          list.add(operation(path.getKey(), method.getKey(), (JsonObject) method.getValue()));
        }
      }
    }
    return List.copyOf(list);
  }

  private Operation operation(String path, String method, JsonObject json) {
    var roles = EnumSet.noneOf(Role.class);
    var named = json.getJsonArray("x-roles").stream().map(String::valueOf).toList();
    named.stream().filter(name -> !name.equals("public")).map(Role::ofSlug).forEach(roles::add);
    var responses = json.getJsonObject("responses");
    var success = responses.fieldNames().stream().filter(code -> code.startsWith("2")).findFirst();
    return new Operation(
        json.getString("operationId"),
        method.toUpperCase(java.util.Locale.ROOT),
        path,
        named.contains("public"),
        Set.copyOf(roles),
        parameters(json.getJsonArray("parameters", new JsonArray())),
        json.containsKey("requestBody"),
        schema(json.getJsonObject("requestBody")),
        Integer.parseInt(success.orElseThrow()),
        schema(responses.getJsonObject(success.orElseThrow())));
  }

  private List<Parameter> parameters(JsonArray json) {
    return json.stream()
        .map(JsonObject.class::cast)
        .map(parameter ->
            Parameter.of(
                parameter.getString("name"),
                parameter.getString("in"),
                parameter.getBoolean("required", false),
                resolve(parameter.getJsonObject("schema"))))
        .toList();
  }

  private static @Nullable JsonObject schema(@Nullable JsonObject holder) {
    var content = holder == null ? null : holder.getJsonObject("content");
    var json = content == null ? null : content.getJsonObject("application/json");
    return json == null ? null : json.getJsonObject("schema");
  }

  private static final class Own {
    static final Contract CONTRACT = read();
  }

  /**
   * One way of calling one path.
   *
   * @param hasBody whether something is sent
   * @param body schema of the JSON that is sent, null when it is none
   * @param answer schema of the JSON that is answered, null when the answer is none
   */
  record Operation(
      String id,
      String method,
      String path,
      boolean isPublic,
      Set<Role> roles,
      List<Parameter> parameters,
      boolean hasBody,
      @Nullable JsonObject body,
      int success,
      @Nullable JsonObject answer) {

    boolean isWrite() {
      return !method.equals("GET");
    }

    /** Sound, events or text, which the handler sends by itself. */
    boolean isAnsweredByHand() {
      return answer == null && success != 204;
    }

    int placeholders() {
      return (int) path.chars().filter(c -> c == '{').count();
    }

    boolean fits(String[] segments) {
      var own = path.split("/", -1);
      if (own.length != segments.length) {
        return false;
      }
      for (var i = 0; i < own.length; i++) {
        var fits = own[i].startsWith("{") ? !segments[i].isEmpty() : own[i].equals(segments[i]);
        if (!fits) {
          return false;
        }
      }
      return true;
    }

    Map<String, String> pathValues(String actual) {
      var values = new java.util.LinkedHashMap<String, String>();
      var own = path.split("/", -1);
      var segments = actual.split("/", -1);
      for (var i = 0; i < own.length; i++) {
        if (own[i].startsWith("{")) {
          values.put(own[i].substring(1, own[i].length() - 1), segments[i]);
        }
      }
      return values;
    }
  }
}
