package io.ringcard.store;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Statements on one client, a pool or a connection, as straight lines. */
abstract class Statements implements Db {

  /** Longer than the server lets a statement run, so that only a dead link ends here. */
  private static final long ANSWER_SECONDS = 70;

  private final SqlClient client;
  private final Consumer<RuntimeException> failed;

  Statements(SqlClient client, Consumer<RuntimeException> failed) {
    this.client = client;
    this.failed = failed;
  }

  @Override
  public <T> List<T> list(String sql, Function<Row, T> read, @Nullable Object... values) {
    var rows = execute(sql, values);
    var list = new ArrayList<T>(rows.size());
    for (var row : rows) {
      list.add(read.apply(row));
    }
    return list;
  }

  @Override
  public <T> Optional<T> find(String sql, Function<Row, T> read, @Nullable Object... values) {
    var rows = execute(sql, values).iterator();
    return rows.hasNext() ? Optional.of(read.apply(rows.next())) : Optional.empty();
  }

  @Override
  public <T> T get(String sql, Function<Row, T> read, @Nullable Object... values) {
    var rows = execute(sql, values).iterator();
    if (!rows.hasNext()) {
      throw new NoSuchElementException("no row for " + sql.strip());
    }
    return read.apply(rows.next());
  }

  @Override
  public int run(String sql, @Nullable Object... values) {
    return execute(sql, values).rowCount();
  }

  private RowSet<Row> execute(String sql, @Nullable Object... values) {
    return await(() -> client.preparedQuery(sql).execute(tuple(values)));
  }

  /** The work is begun here, so that what it throws at once is told in the same words. */
  final <T> T await(java.util.function.Supplier<Future<T>> work) {
    if (Context.isOnEventLoopThread()) {
      throw new IllegalStateException("a statement would hold up the event loop");
    }
    try {
      return work.get()
          .toCompletionStage()
          .toCompletableFuture()
          .get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failures.unavailable(e);
    } catch (TimeoutException e) {
      throw told(Failures.unavailable(e));
    } catch (ExecutionException e) {
      throw told(Failures.of(e.getCause() == null ? e : e.getCause()));
    }
  }

  private RuntimeException told(RuntimeException failure) {
    failed.accept(failure);
    return failure;
  }

  private static Tuple tuple(@Nullable Object... values) {
    var tuple = Tuple.tuple(new ArrayList<>(values.length));
    for (var value : values) {
      tuple.addValue(parameter(value));
    }
    return tuple;
  }

  private static @Nullable Object parameter(@Nullable Object value) {
    return switch (value) {
      case Instant instant -> instant.atOffset(ZoneOffset.UTC);
      case byte[] bytes -> Buffer.buffer(bytes);
      case null -> null;
      default -> value;
    };
  }
}
