package io.ringcard.flight;

import static java.util.Comparator.comparingInt;

import io.ringcard.call.Call;
import io.ringcard.flight.Story.Lane;
import io.ringcard.pbx.ChannelName;
import io.ringcard.pbx.Party;
import io.ringcard.pbx.PbxEvent;
import io.ringcard.pbx.PbxEvent.Channel;
import io.ringcard.pbx.PbxProfile;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parties of a call in order of their appearance, the client first. */
final class Lanes {

  private static final String QUEUE = "queue:";
  private static final String EXCHANGE = "exchange";

  private final PbxProfile profile;
  private final @Nullable String client;
  private final Set<String> clientLines;
  private final Map<String, Set<String>> channels = new LinkedHashMap<>();
  private final Map<String, Lane> lanes = new LinkedHashMap<>();

  /**
   * @param client unique id of the client's channel
   * @param clientLines of all channels by which the client was called
   */
  Lanes(PbxProfile profile, @Nullable String client, Set<String> clientLines) {
    this.profile = profile;
    this.client = client;
    this.clientLines = clientLines;
  }

  /** The lane of a channel, made when it is new; null for the exchange's own aids. */
  @Nullable String of(@Nullable Channel channel) {
    if (channel == null) {
      return null;
    }
    return switch (profile.partyOf(channel.name())) {
      case Party.Phone(var extension) ->
          add("phone:" + extension, Story.Party.PHONE, extension, channel.name());
      case Party.Trunk(var endpoint) ->
          isClient(channel)
              ? add("line:" + client, Story.Party.CLIENT, endpoint, channel.name())
              : add("line:" + channel.uniqueid(), Story.Party.LINE, endpoint, channel.name());
      case Party.LocalHalf _, Party.Service _ -> null;
    };
  }

  String ofQueue(String queue) {
    return add(QUEUE + queue, Story.Party.QUEUE, queue, null);
  }

  /** The exchange's own lane, made when it is asked for. */
  String ofExchange() {
    return add(EXCHANGE, Story.Party.EXCHANGE, EXCHANGE, null);
  }

  static String phone(String extension) {
    return "phone:" + extension;
  }

  /** The client's lane; null in an internal call and while nobody was dialled. */
  @Nullable String client() {
    for (var lane : lanes.values()) {
      if (lane.kind() == Story.Party.CLIENT) {
        return lane.id();
      }
    }
    return null;
  }

  /** Who called or was called from outside; in an internal call whoever placed it. */
  @Nullable String caller(Call call) {
    return call.direction() == Call.Direction.INTERNAL && call.operatorCalling() != null
        ? phone(call.operatorCalling())
        : client();
  }

  boolean has(String id) {
    return lanes.containsKey(id);
  }

  boolean isPhone(String id) {
    var lane = lanes.get(id);
    return lane != null && lane.kind() == Story.Party.PHONE;
  }

  /** Makes the lanes of an event, without asking for one. */
  void meet(PbxEvent event) {
    var step = Happening.of(event);
    of(step.channel());
    of(step.other());
    if (event instanceof PbxEvent.QueueJoined joined) {
      ofQueue(joined.queue());
    }
  }

  List<Lane> all() {
    return lanes.values().stream().sorted(comparingInt(Lanes::place)).map(this::told).toList();
  }

  /** The exchange stands between the client and the house. */
  private static int place(Lane lane) {
    return switch (lane.kind()) {
      case CLIENT -> 0;
      case EXCHANGE -> 1;
      case LINE, QUEUE, PHONE -> 2;
    };
  }

  private Lane told(Lane lane) {
    var names = List.copyOf(channels.getOrDefault(lane.id(), Set.of()));
    return new Lane(lane.id(), lane.kind(), lane.name(), names);
  }

  /** The line to the outside, where the client was called by several; else null. */
  @Nullable String through(@Nullable Channel channel) {
    return channel != null
            && clientLines.size() > 1
            && isClient(channel)
            && profile.partyOf(channel.name()) instanceof Party.Trunk(var endpoint)
        ? endpoint
        : null;
  }

  private boolean isClient(Channel channel) {
    return clientLines.contains(channel.uniqueid());
  }

  private String add(String id, Story.Party kind, String name, @Nullable String channel) {
    lanes.putIfAbsent(id, new Lane(id, kind, name, List.of()));
    if (channel != null) {
      channels.computeIfAbsent(id, _ -> new LinkedHashSet<>()).add(endpoint(channel));
    }
    return id;
  }

  /** Technology and endpoint, the running number only counts. */
  private static String endpoint(String channel) {
    var name = ChannelName.of(channel);
    return name.technology() + "/" + name.endpoint();
  }
}
