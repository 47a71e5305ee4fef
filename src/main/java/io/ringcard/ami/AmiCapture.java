package io.ringcard.ami;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringcard.pbx.PbxEvent;
import io.ringcard.pbx.PbxProfile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Recorded streams: one raw file, or a folder with {@code ami.raw}, or with {@code ami-1.raw},
 * {@code ami-2.raw} … for successive connections. Beside a raw file an index ({@code
 * ami.idx.jsonl}: {@code off}, {@code len}, {@code t} in milliseconds) and {@code meta.json}
 * ({@code t0_epoch}) may tell when each block came. Each file may be packed ({@code .gz}).
 */
public final class AmiCapture {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BUFFER = 64 * 1024;

  private final AmiTranslator translator;
  private long order;

  public AmiCapture(PbxProfile profile) {
    translator = new AmiTranslator(profile);
  }

  /** The raw files of a path, in order; empty when a folder holds none. */
  public static List<Path> files(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    var files = new ArrayList<Path>();
    var single = packed(path.resolve("ami.raw"));
    if (single != null) {
      return List.of(single);
    }
    for (var n = 1; packed(path.resolve("ami-" + n + ".raw")) instanceof Path next; n++) {
      files.add(next);
    }
    return files;
  }

  /** Feeds all events of the files with their order, and {@code LinkLost} between two files. */
  public void read(List<Path> files, BiConsumer<Long, PbxEvent> sink) throws IOException {
    Instant last = null;
    for (var i = 0; i < files.size(); i++) {
      if (i > 0) {
        sink.accept(order++, new PbxEvent.LinkLost(last));
      }
      last = read(files.get(i), sink);
    }
  }

  private @Nullable Instant read(Path file, BiConsumer<Long, PbxEvent> sink) throws IOException {
    var times = Times.beside(file);
    var snapshot = new AmiSnapshot();
    var last = new Instant[1];
    var blocks =
        new AmiBlocks(block -> {
          var at = times.of(block);
          last[0] = at == null ? last[0] : at;
          PbxEvent event = translator.translate(block, at);
          event = event == null ? snapshot.take(block, at) : event;
          if (event != null) {
            sink.accept(order, event);
          }
          order++;
        });
    try (var in = open(file)) {
      var buffer = new byte[BUFFER];
      for (var n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        blocks.feed(buffer, 0, n);
      }
    }
    blocks.finish();
    return last[0];
  }

  /** When blocks came, by the index; blocks come in the order of the index. */
  private static final class Times {
    private final List<JsonNode> index;
    private final @Nullable Long zeroMillis;
    private int next;

    private Times(List<JsonNode> index, @Nullable Long zeroMillis) {
      this.index = index;
      this.zeroMillis = zeroMillis;
    }

    static Times beside(Path raw) throws IOException {
      var name = String.valueOf(raw.getFileName()).replace(".gz", "").replace(".raw", "");
      var index = packed(raw.resolveSibling(name + ".idx.jsonl"));
      var meta = packed(raw.resolveSibling("meta.json"));
      if (index == null || meta == null) {
        return new Times(List.of(), null);
      }
      try (var lines = open(index);
          var about = open(meta)) {
        var read = JSON.readerFor(JsonNode.class).<JsonNode>readValues(lines).readAll();
        var zero = JSON.readTree(about).path("t0_epoch").asDouble() * 1000;
        return new Times(read, Math.round(zero));
      }
    }

    @Nullable Instant of(AmiBlock block) {
      if (zeroMillis == null) {
        return null;
      }
      while (next < index.size() && end(index.get(next)) < block.end()) {
        next++;
      }
      return next == index.size()
          ? null
          : Instant.ofEpochMilli(zeroMillis + index.get(next).path("t").asLong());
    }

    private static long end(JsonNode entry) {
      return entry.path("off").asLong() + entry.path("len").asLong();
    }
  }

  private static @Nullable Path packed(Path file) {
    var gz = file.resolveSibling(file.getFileName() + ".gz");
    if (Files.isRegularFile(file)) {
      return file;
    }
    return Files.isRegularFile(gz) ? gz : null;
  }

  private static InputStream open(Path file) throws IOException {
    var in = new BufferedInputStream(Files.newInputStream(file));
    return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
  }
}
