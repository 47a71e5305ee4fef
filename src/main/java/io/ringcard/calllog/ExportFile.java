package io.ringcard.calllog;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table that is written row by row; closing it ends the file. */
interface ExportFile extends Closeable {

  /** What stands in a cell; a null inside leaves it empty. */
  sealed interface Cell {}

  record Text(@Nullable String text) implements Cell {}

  record At(@Nullable Instant at) implements Cell {}

  record Length(@Nullable Double seconds) implements Cell {}

  void head(List<String> heads) throws IOException;

  void row(List<? extends Cell> cells) throws IOException;

  /** Hands on what has been written. */
  void flush() throws IOException;
}
