package io.ringcard.export;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A table that is written row by row; closing it ends the file. */
public interface ExportFile extends Closeable {

  /** What stands in a cell; a null inside leaves it empty. */
  sealed interface Cell {}

  /** Of a person or a machine; what no XML and no spreadsheet can hold becomes a space. */
  record Text(@Nullable String text) implements Cell {

    private static final Pattern UNWRITABLE =
        Pattern.compile("[\\p{Cc}\\p{Cs}\\uFFFE\\uFFFF&&[^\\n\\t]]");

    public Text {
      text = text == null ? null : UNWRITABLE.matcher(text).replaceAll(" ");
    }
  }

  record Count(long number) implements Cell {}

  record At(@Nullable Instant at) implements Cell {}

  record Day(LocalDate day) implements Cell {}

  /** A duration that can be summed, shown to the second. */
  record Length(@Nullable Double seconds) implements Cell {}

  void head(List<String> heads) throws IOException;

  void row(List<? extends Cell> cells) throws IOException;

  /** Hands on what has been written. */
  void flush() throws IOException;
}
