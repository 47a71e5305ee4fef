package io.ringcard.history;

import io.ringcard.call.Call;
import io.ringcard.pbx.PbxProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** The calls of small files, gathered at once. */
public final class Gathered {

  static final String ORDERED = "click-to-call";

  private Gathered() {}

  public static List<Call> of(List<Path> events, List<Path> details, PbxProfile profile)
      throws SourceFault {
    var gathering = new Gathering(profile, ORDERED, Instant.EPOCH, new Untold());
    for (var file : events) {
      feed(gathering, new CsvFiles(file).events(null));
    }
    for (var file : details) {
      feed(gathering, new CsvFiles(file).details(null));
    }
    return gathering.settleAll(Instant.MIN).stream().map(Gathering.Told::call).toList();
  }

  private static void feed(Gathering gathering, Source.Rows rows) throws SourceFault {
    try (rows) {
      for (var row = rows.next(); row != null; row = rows.next()) {
        switch (row) {
          case HistoryRow.Event(var event) -> gathering.take(event);
          case HistoryRow.Detail(var detail) -> gathering.take(detail);
          case HistoryRow.Broken(var reason, var text) ->
              throw new IllegalStateException(reason + " " + text);
        }
      }
    }
  }

  public static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
