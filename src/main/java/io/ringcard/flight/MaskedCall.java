package io.ringcard.flight;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringcard.ami.AmiBlock;
import io.ringcard.http.Json;
import io.ringcard.pbx.PbxEvent;
import io.ringcard.pbx.PbxProfile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * What was heard for one call as a capture: {@code ami.raw}, or {@code ami-1.raw}, {@code
 * ami-2.raw} … for successive connections, with their index of times, and what must be known of the
 * exchange. Everything masked; {@code ringcard calls --profile profile.properties FOLDER} assembles
 * it to the same call.
 */
final class MaskedCall {

  private static final double MILLIS = 1000.0;

  private final PbxProfile profile;
  private final Trail trail;
  private final Set<String> channels;
  private final Mask mask;
  private final long zero;

  MaskedCall(PbxProfile profile, Trail trail) {
    this.profile = profile;
    this.trail = trail;
    channels = channels(trail);
    mask = new Mask(profile, blocks(trail.turns().stream().map(Trail.Turn::heard).toList()));
    zero =
        trail.turns().stream()
            .map(turn -> turn.heard().receivedAt())
            .filter(Objects::nonNull)
            .mapToLong(Instant::toEpochMilli)
            .min()
            .orElse(0);
  }

  /** Writes all files as a zip and leaves the stream open. */
  void writeZip(OutputStream out) throws IOException {
    var zip = new ZipOutputStream(out);
    for (var file : files().entrySet()) {
      zip.putNextEntry(new ZipEntry(file.getKey()));
      zip.write(file.getValue());
      zip.closeEntry();
    }
    zip.finish();
  }

  /** Contents by file name. */
  Map<String, byte[]> files() {
    var files = new LinkedHashMap<String, byte[]>();
    var connections =
        trail.turns().stream()
            .map(Trail.Turn::heard)
            .filter(heard -> !heard.blocks().isEmpty())
            .collect(Collectors.groupingBy(Heard::connection, TreeMap::new, Collectors.toList()));
    var n = 0;
    for (var heard : connections.values()) {
      n++;
      var name = connections.size() == 1 ? "ami" : "ami-" + n;
      var tape = new Tape();
      heard.forEach(tape::add);
      files.put(name + ".raw", tape.raw.toByteArray());
      files.put(name + ".idx.jsonl", tape.index.toString().getBytes(UTF_8));
    }
    files.put("meta.json", Json.text(Map.of("t0_epoch", zero / MILLIS)).getBytes(UTF_8));
    files.put("profile.properties", profile().getBytes(UTF_8));
    return files;
  }

  private final class Tape {
    private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
    private final StringBuilder index = new StringBuilder();
    private int count;

    void add(Heard heard) {
      for (var block : heard.blocks()) {
        if (isOfCall(heard.event(), block)) {
          add(block, heard.receivedAt());
        }
      }
    }

    private void add(AmiBlock block, @Nullable Instant receivedAt) {
      var bytes = (String.join("\r\n", mask.lines(block)) + "\r\n\r\n").getBytes(UTF_8);
      var entry = new LinkedHashMap<String, @Nullable Object>();
      entry.put("n", count++);
      entry.put("t", receivedAt == null ? 0 : receivedAt.toEpochMilli() - zero);
      entry.put("off", raw.size());
      entry.put("len", bytes.length);
      entry.put("kind", "event");
      entry.put("name", block.event());
      index.append(Json.text(entry)).append('\n');
      raw.writeBytes(bytes);
    }
  }

  /** A list of channels names other calls' as well. */
  private boolean isOfCall(PbxEvent event, AmiBlock block) {
    return !(event instanceof PbxEvent.LinkRestored)
        || !"CoreShowChannel".equals(block.event())
        || channels.contains(block.get("Uniqueid"));
  }

  private String profile() {
    return """
    phones=%s
    trunks=%s
    ownNumbers=%s
    region=%s
    language=%s
    numberVariable=%s
    voicemailFormat=%s
    """
        .formatted(
            masked(profile.phones()),
            masked(profile.trunks()),
            masked(profile.ownNumbers()),
            profile.region(),
            profile.language(),
            profile.numberVariable(),
            profile.voicemailFormat());
  }

  private String masked(Set<String> values) {
    return values.stream().sorted().map(mask::number).collect(Collectors.joining(","));
  }

  private static Set<String> channels(Trail trail) {
    var ids = new TreeSet<String>();
    for (var turn : trail.turns()) {
      if (!(turn.heard().event() instanceof PbxEvent.LinkRestored)) {
        blocks(List.of(turn.heard())).forEach(block -> addIds(block, ids));
      }
    }
    return ids;
  }

  private static void addIds(AmiBlock block, Set<String> ids) {
    for (var line : block.lines()) {
      var colon = line.indexOf(": ");
      if (colon > 0 && line.substring(0, colon).endsWith("niqueid")) {
        ids.add(line.substring(colon + 2));
      }
    }
  }

  private static List<AmiBlock> blocks(List<Heard> heard) {
    return heard.stream().flatMap(one -> one.blocks().stream()).toList();
  }
}
