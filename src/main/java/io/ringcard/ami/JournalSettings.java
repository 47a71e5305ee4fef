package io.ringcard.ami;

import java.nio.file.Path;

/**
 * @param folder of this exchange's journal alone; made with mode 0700
 * @param retentionDays days after which a whole segment goes: the bytes hold names and numbers
 * @param segmentBytes size at which the next segment begins; a new day (UTC) begins one too
 */
public record JournalSettings(Path folder, int retentionDays, long segmentBytes) {

  private static final int DAYS = 30;
  private static final long BYTES = 64L * 1024 * 1024;

  public JournalSettings {
    if (retentionDays < 1 || segmentBytes < 1) {
      throw new IllegalArgumentException("a journal is kept for a day and a byte at least");
    }
  }

  /** Thirty days, 64 MB. */
  public static JournalSettings of(Path folder) {
    return new JournalSettings(folder, DAYS, BYTES);
  }
}
