package io.ringcard.doctor;

import io.ringcard.ami.AmiSettings;
import io.ringcard.http.HttpSettings;
import io.ringcard.recording.RecordingSettings;
import io.ringcard.store.DatabaseSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is examined: the settings of one installation.
 *
 * @param database empty for the embedded one in {@code data}
 * @param repair whether sums that differ from the log are made anew
 */
public record Subject(
    List<Exchange> exchanges,
    Optional<DatabaseSettings> database,
    HttpSettings http,
    RecordingSettings recordings,
    Path data,
    boolean repair) {

  /**
   * @param id 0 where the database does not tell it
   * @param context of the dialplan for click-to-call
   * @param recordings folder; null where none is named
   * @param records the file in which it records its calls, or the address of its database; empty
   *     when none is named
   * @param recordsPassword of that database
   * @param onPage whether it is set up in the page, and not by the file
   */
  public record Exchange(
      long id,
      String name,
      AmiSettings ami,
      String context,
      @Nullable Path recordings,
      Optional<String> records,
      String recordsPassword,
      boolean onPage) {}
}
