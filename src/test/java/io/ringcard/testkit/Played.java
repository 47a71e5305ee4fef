package io.ringcard.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** The events of a captured call under unique ids of its own, to be played in parts. */
public final class Played {

  private static final Path CAPTURES = Path.of("src/test/resources/ami/plain");

  private final String linkedid;
  private final List<String> blocks;

  /**
   * @param first the second that the unique ids of the capture name
   * @param now the second that they name here
   */
  public Played(String capture, String first, String now) {
    linkedid = now + ".0";
    try (var in =
        new GZIPInputStream(Files.newInputStream(CAPTURES.resolve(capture + "/ami.raw.gz")))) {
      blocks =
          Arrays.stream(named(new String(in.readAllBytes(), UTF_8), first, now))
              .filter(block -> block.startsWith("Event: ") && !block.contains("FullyBooted"))
              .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bridges get names of their own too: who meets in one shares a call. */
  private static String[] named(String raw, String first, String now) {
    var bridge = Long.toHexString(Long.parseLong(now));
    return raw.replace(first, now)
        .replaceAll("(BridgeUniqueid: )[0-9a-f]{8}", "$1" + bridge)
        .split("(?<=\r\n\r\n)");
  }

  public String linkedid() {
    return linkedid;
  }

  public int size() {
    return blocks.size();
  }

  /** The events from one place to another. */
  public byte[] part(int from, int to) {
    return String.join("", blocks.subList(from, to)).getBytes(UTF_8);
  }

  /** What CoreShowChannels lists at that place, for {@link FakeAmi#channels}. */
  public List<String> channelsAt(int place) {
    Map<String, Map<String, String>> channels = new LinkedHashMap<>();
    for (var block : blocks.subList(0, place)) {
      var event = headers(block);
      var id = event.getOrDefault("Uniqueid", "");
      switch (event.get("Event")) {
        case "Newchannel" -> channels.put(id, event);
        case "Newstate" -> channels.computeIfPresent(id, (_, channel) -> with(channel, event));
        case "BridgeEnter" ->
            channels.computeIfPresent(
                id, (_, channel) -> with(channel, Map.of("BridgeId", event.get("BridgeUniqueid"))));
        case "BridgeLeave" ->
            channels.computeIfPresent(id, (_, channel) -> with(channel, Map.of("BridgeId", "")));
        case "Hangup" -> channels.remove(id);
        default -> {}
      }
    }
    return channels.values().stream().map(Played::line).toList();
  }

  private static Map<String, String> headers(String block) {
    var headers = new LinkedHashMap<String, String>();
    for (var line : block.split("\r\n")) {
      var colon = line.indexOf(": ");
      headers.putIfAbsent(
          line.substring(0, Math.max(0, colon)), line.substring(colon < 0 ? 0 : colon + 2));
    }
    return headers;
  }

  private static Map<String, String> with(Map<String, String> channel, Map<String, String> more) {
    channel.putAll(more);
    return channel;
  }

  private static String line(Map<String, String> channel) {
    var lines = new StringBuilder();
    for (var header : List.of("Channel", "ChannelState", "Uniqueid", "Linkedid", "BridgeId")) {
      lines.append(header).append(": ").append(channel.getOrDefault(header, "")).append("\r\n");
    }
    return lines + "Exten: " + channel.get("Exten") + "\r\nDuration: 00:00:02";
  }
}
