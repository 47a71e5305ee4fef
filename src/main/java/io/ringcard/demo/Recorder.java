package io.ringcard.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the recordings of played talks into the demo's folder, off the timeline. Two lanes of a
 * minute take 2 MB, so only the {@value #MOST_FILES} latest stay.
 */
final class Recorder implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Recorder.class);
  private static final int MOST_FILES = 300;
  private static final int MOST_WAITING = 20;

  private final Path folder;
  private final ExecutorService work =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          Thread.ofPlatform().daemon().name("demo-recorder").factory(),
          new ThreadPoolExecutor.DiscardPolicy());
  private final Deque<Path> written = new ArrayDeque<>();

  Recorder(Path folder) {
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  Path path(String file) {
    return folder.resolve(file).toAbsolutePath();
  }

  /** Writes the recording of a talk soon. */
  void record(String file, Phone operator, Party client, Duration talk) {
    work.execute(() -> {
      try {
        write(folder.resolve(file), operator, client.numberOrUnknown(), talk);
        keep(folder.resolve(file));
      } catch (IOException e) {
        log.warn("the demo's recording {} could not be written", file, e);
      }
    });
  }

  /** Writes it now; the file appears under its name when it is whole. */
  static void write(Path file, Phone operator, String client, Duration talk) throws IOException {
    var unfinished = file.resolveSibling("." + file.getFileName() + ".part");
    try (var out = Files.newOutputStream(unfinished)) {
      Wav.writeStereo(out, Speech.of(operator.voice(), client, talk));
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private void keep(Path file) throws IOException {
    written.add(file);
    if (written.size() > MOST_FILES) {
      Files.deleteIfExists(written.remove());
    }
  }

  @Override
  public void close() {
    work.shutdownNow();
    try {
      work.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
