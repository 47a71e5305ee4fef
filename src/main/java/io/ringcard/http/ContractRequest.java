package io.ringcard.http;

import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import io.vertx.core.Context;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.io.InputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What the contract let through. */
final class ContractRequest implements Request {

  private final RoutingContext context;
  private final Context loop;
  private final Executor socket;
  private final @Nullable Principal principal;
  private final Map<String, String> values;
  private final @Nullable Object body;

  ContractRequest(
      RoutingContext context,
      Context loop,
      Executor socket,
      @Nullable Principal principal,
      Map<String, String> values,
      @Nullable Object body) {
    this.context = context;
    this.loop = loop;
    this.socket = socket;
    this.principal = principal;
    this.values = values;
    this.body = body;
  }

  /** Path, query and headers against the operation's parameters; defaults filled in. */
  static Map<String, String> values(Contract.Operation operation, RoutingContext context) {
    var request = context.request();
    var query = QueryString.parse(request.query());
    var path = operation.pathValues(Objects.requireNonNull(request.path()));
    var values = new HashMap<String, String>();
    for (var parameter : operation.parameters()) {
      var sent =
          switch (parameter.in()) {
            case "path" -> path.get(parameter.name());
            case "query" -> query.remove(parameter.name());
            default -> request.getHeader(parameter.name());
          };
      if (sent != null) {
        values.put(parameter.name(), parameter.checked(sent));
      } else if (parameter.required()) {
        throw parameter.invalid("required", Map.of());
      } else if (parameter.otherwise() != null) {
        values.put(parameter.name(), parameter.otherwise());
      }
    }
    if (!query.isEmpty()) {
      throw QueryString.invalid(query.keySet().iterator().next(), "unknown");
    }
    return values;
  }

  @Override
  public Principal principal() {
    return findPrincipal().orElseThrow(() -> new Problem.Unauthenticated("session").asException());
  }

  @Override
  public Optional<Principal> findPrincipal() {
    return Optional.ofNullable(principal);
  }

  @Override
  public long id() {
    return findLong("id").orElseThrow();
  }

  @Override
  public Optional<String> find(String parameter) {
    return Optional.ofNullable(values.get(parameter));
  }

  @Override
  public Optional<Long> findLong(String parameter) {
    return find(parameter).map(Long::valueOf);
  }

  @Override
  public Optional<Integer> findInt(String parameter) {
    return find(parameter).map(Integer::valueOf);
  }

  @Override
  public Optional<Boolean> findBoolean(String parameter) {
    return find(parameter).map(Boolean::valueOf);
  }

  @Override
  public Optional<Instant> findInstant(String parameter) {
    return find(parameter).map(text -> OffsetDateTime.parse(text).toInstant());
  }

  @Override
  public <T> T body(Class<T> type) {
    return Json.read(Objects.requireNonNull(body, "this operation has no body"), type);
  }

  @Override
  public boolean has(String member) {
    return body instanceof JsonObject object && object.containsKey(member);
  }

  @Override
  public InputStream stream() {
    return new BodyStream(context.request(), loop);
  }

  @Override
  public RoutingContext raw() {
    return context;
  }

  @Override
  public Executor socket() {
    return socket;
  }
}
