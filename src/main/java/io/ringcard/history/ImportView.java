package io.ringcard.history;

import io.ringcard.kernel.Ref;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The contract's {@code Import}.
 *
 * @param exchange whose calls they are
 * @param done 0 to 1
 * @param secondsLeft and {@code rowsPerSecond} of the run that goes on in this server
 */
record ImportView(
    String id,
    Ref exchange,
    From source,
    String state,
    @Nullable String reason,
    @Nullable Double done,
    @Nullable Instant firstAt,
    @Nullable Instant lastAt,
    @Nullable Instant mark,
    Progress.Counts counts,
    List<Untold> untold,
    @Nullable Ref startedBy,
    Instant startedAt,
    Instant seenAt,
    @Nullable Instant finishedAt,
    @Nullable Double rowsPerSecond,
    @Nullable Double secondsLeft) {

  /** Where from; files by the names that people know. */
  record From(
      String kind,
      @Nullable String host,
      @Nullable Integer port,
      @Nullable String database,
      @Nullable String user,
      List<String> files) {}

  /** So many could not be told, for one reason. */
  record Untold(String reason, long number, List<String> samples) {}

  static ImportView of(Progress progress, @Nullable Rate rate, Uploads uploads) throws IOException {
    return new ImportView(
        progress.id(),
        Ref.of(progress.pbxId(), progress.pbx()),
        from(progress, uploads),
        progress.state().name().toLowerCase(Locale.ROOT),
        progress.reason(),
        progress.done(),
        progress.firstAt(),
        progress.lastAt(),
        progress.mark(),
        progress.counts(),
        progress.untold().entrySet().stream()
            .map(one -> new Untold(one.getKey(), one.getValue().number(), one.getValue().samples()))
            .toList(),
        progress.startedBy(),
        progress.startedAt(),
        progress.seenAt(),
        progress.finishedAt(),
        rate == null ? null : rate.rowsPerSecond(),
        rate == null ? null : rate.secondsLeft());
  }

  private static From from(Progress progress, Uploads uploads) throws IOException {
    var source = progress.source();
    if (uploads.isOurs(source)) {
      var kept = progress.files();
      return files(kept.isEmpty() ? Uploads.names(Path.of(source)) : kept);
    }
    if (!source.contains("://")) {
      return files(List.of(source));
    }
    var address = URI.create(source);
    var port = address.getPort() < 0 ? null : address.getPort();
    var database = address.getPath().replaceFirst("^/", "");
    return new From(
        address.getScheme(), address.getHost(), port, database, address.getUserInfo(), List.of());
  }

  private static From files(List<String> names) {
    return new From("files", null, null, null, null, names);
  }
}
