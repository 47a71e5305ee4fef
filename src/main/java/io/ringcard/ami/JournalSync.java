package io.ringcard.ami;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The thread that forces a journal to the disk once a second. */
final class JournalSync implements AutoCloseable {

  private final JournalFile file;
  private final Consumer<IOException> trouble;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  JournalSync(JournalFile file, Consumer<IOException> trouble) {
    this.file = file;
    this.trouble = trouble;
    thread = Thread.ofPlatform().daemon().name("journal-sync").start(this::run);
  }

  @Override
  public void close() {
    closed.countDown();
    var interrupted = false;
    for (var ended = false; !ended; ) {
      try {
        thread.join();
        ended = true;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!closed.await(1, TimeUnit.SECONDS)) {
        force();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void force() {
    try {
      file.force();
    } catch (IOException e) {
      trouble.accept(e);
    }
  }
}
