package io.ringcard.recording;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of files that appear, grow or go in the folder, as soon as the system says so (inotify). A
 * folder of the network tells nothing: this is a quick ear beside regular looks, not in their
 * place.
 */
final class FolderWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

  private final Path folder;
  private final Consumer<String> stirred;
  private @Nullable WatchService service;

  FolderWatch(Path folder, Consumer<String> stirred) {
    this.folder = folder;
    this.stirred = stirred;
  }

  FolderWatch start() {
    try {
      var watching = folder.getFileSystem().newWatchService();
      service = watching;
      folder.register(watching, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
      Thread.ofPlatform().daemon().name("recordings-watch").start(() -> listen(watching));
    } catch (IOException e) {
      LOG.warn("the folder of recordings is only looked at from time to time: {}", e.toString());
    }
    return this;
  }

  private void listen(WatchService watching) {
    try {
      for (WatchKey key = watching.take(); ; key = watching.take()) {
        for (var event : key.pollEvents()) {
          if (event.context() instanceof Path name) {
            stirred.accept(name.toString());
          }
        }
        if (!key.reset()) {
          LOG.warn("the folder of recordings has gone; it is looked at from time to time");
          return;
        }
      }
    } catch (ClosedWatchServiceException e) {
      LOG.debug("stopped", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      if (service != null) {
        service.close();
      }
    } catch (IOException e) {
      LOG.debug("the watch could not be closed", e);
    }
  }
}
