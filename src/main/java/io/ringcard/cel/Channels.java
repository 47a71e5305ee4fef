package io.ringcard.cel;

import io.ringcard.pbx.ChannelName;
import io.ringcard.pbx.PbxEvent.Channel;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The channels that are there now, as far as rows must be read in the light of earlier ones. */
final class Channels {

  /** What a channel is doing. */
  static final class Known {
    private final String name;
    private final Instant openedAt;
    private final boolean first;
    private String linkedid;
    private boolean up;
    private boolean called;
    private @Nullable Application calling;
    private @Nullable String queue;

    private Known(CelRow row, Instant openedAt) {
      this.name = row.channel();
      this.openedAt = openedAt;
      this.first = row.uniqueid().equals(row.linkedid());
      this.linkedid = row.linkedid();
    }

    Instant openedAt() {
      return openedAt;
    }

    /** It began a call, nobody of it called the channel. */
    boolean isFirst() {
      return first;
    }

    boolean isUp() {
      return up;
    }

    void answered() {
      up = true;
    }

    boolean isCalled() {
      return called;
    }

    void called() {
      called = true;
    }

    /** It calls others until they are connected or given up. */
    void calls(Application application) {
      calling = application;
    }

    void callsNobody() {
      calling = null;
    }

    void waitsIn(String name) {
      queue = name;
    }

    /** The queue it waited in, which it leaves now; null when it waited in none. */
    @Nullable String leaveQueue() {
      var left = queue;
      queue = null;
      return left;
    }
  }

  /** Dial or Queue with its arguments. */
  record Application(String name, String data) {

    /**
     * What a channel does that was sent to the dialplan: the start of an application of the same
     * name as the one it was in has no row.
     */
    static final Application UNTOLD = new Application("", "");

    /** The destination of Dial that this channel is; null when none of them can be it. */
    @Nullable String destination(String channelName) {
      if (!name.equals("Dial")) {
        return null;
      }
      var channel = ChannelName.of(channelName);
      return Arrays.stream(argument().split("&"))
          .filter(one -> leadsTo(one.strip(), channel))
          .map(one -> one.substring(one.indexOf('/') + 1))
          .findFirst()
          .orElse(null);
    }

    String argument() {
      var comma = data.indexOf(',');
      return comma < 0 ? data : data.substring(0, comma);
    }

    private static boolean leadsTo(String destination, ChannelName channel) {
      var slash = destination.indexOf('/');
      if (slash < 0 || !destination.substring(0, slash).equalsIgnoreCase(channel.technology())) {
        return false;
      }
      var rest = destination.substring(slash + 1);
      var endpoint = channel.endpoint();
      return rest.equals(endpoint)
          || rest.startsWith(endpoint + "/")
          || rest.startsWith(endpoint + "@")
          || rest.endsWith("@" + endpoint);
    }
  }

  /** Who called a channel, and by which destination of Dial where that is known. */
  record Caller(Channel channel, @Nullable String destination) {}

  private final Map<String, Known> known = new LinkedHashMap<>();
  private final Map<String, String> byName = new HashMap<>();

  Known open(CelRow row, Instant at) {
    var channel = new Known(row, at);
    known.put(row.uniqueid(), channel);
    byName.put(row.channel(), row.uniqueid());
    return channel;
  }

  void close(CelRow row) {
    known.remove(row.uniqueid());
    byName.remove(row.channel(), row.uniqueid());
  }

  void clear() {
    known.clear();
    byName.clear();
  }

  /** Empty for a channel that was there before the first row. */
  Optional<Known> find(CelRow row) {
    var channel = Optional.ofNullable(known.get(row.uniqueid()));
    channel.ifPresent(one -> one.linkedid = row.linkedid());
    return channel;
  }

  Optional<Known> find(Channel channel) {
    return Optional.ofNullable(known.get(channel.uniqueid()));
  }

  @Nullable Channel byName(String name) {
    var uniqueid = byName.get(name);
    var channel = uniqueid == null ? null : known.get(uniqueid);
    return channel == null || uniqueid == null
        ? null
        : new Channel(uniqueid, channel.linkedid, name);
  }

  /**
   * Among those of its call who call somebody: the one who names it, else one who need not name
   * whom it calls.
   */
  @Nullable Caller callerOf(CelRow row) {
    Caller waiting = null;
    for (var entry : known.entrySet()) {
      var candidate = entry.getValue();
      var application = candidate.calling;
      if (application != null
          && candidate.linkedid.equals(row.linkedid())
          && !entry.getKey().equals(row.uniqueid())) {
        var channel = new Channel(entry.getKey(), candidate.linkedid, candidate.name);
        var destination = application.destination(row.channel());
        if (destination != null) {
          return new Caller(channel, destination);
        }
        waiting = application.name().equals("Dial") ? waiting : new Caller(channel, null);
      }
    }
    return waiting;
  }

  /** Phones of a call that were called and not answered: those who may have forwarded it. */
  List<Channel> ringing(String linkedid) {
    return known.entrySet().stream()
        .filter(entry -> entry.getValue().linkedid.equals(linkedid))
        .filter(entry -> entry.getValue().called && !entry.getValue().up)
        .map(entry -> new Channel(entry.getKey(), linkedid, entry.getValue().name))
        .toList();
  }
}
