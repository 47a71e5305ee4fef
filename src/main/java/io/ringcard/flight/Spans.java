package io.ringcard.flight;

import io.ringcard.call.Call;
import io.ringcard.flight.Story.Doing;
import io.ringcard.flight.Story.Span;
import io.ringcard.pbx.PbxEvent;
import io.ringcard.pbx.PbxEvent.Channel;
import io.ringcard.pbx.PbxProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the parties did and how long. Ringing, waiting and talking are the row's own; when somebody
 * was there, on hold, parked or in consultation is read from the events.
 */
final class Spans {

  private final PbxProfile profile;
  private final Call call;
  private final Lanes lanes;
  private final List<Span> spans = new ArrayList<>();
  private final Map<String, Integer> open = new HashMap<>();
  private final Map<String, Map<String, Channel>> bridges = new LinkedHashMap<>();

  Spans(PbxProfile profile, Call call, Lanes lanes) {
    this.profile = profile;
    this.call = call;
    this.lanes = lanes;
  }

  List<Span> of(Trail trail) {
    trail.turns().forEach(turn -> hear(turn.heard()));
    for (var visit : call.queueVisits()) {
      add(lanes.ofQueue(visit.queue()), Doing.WAIT, visit.joinedAt(), visit.leftAt());
      add(lanes.client(), Doing.WAIT, visit.joinedAt(), visit.leftAt());
    }
    for (var leg : call.legs()) {
      var lane = Lanes.phone(leg.extension());
      add(lane, Doing.RING, leg.ringStartedAt(), leg.ringEndedAt());
      add(lane, Doing.TALK, leg.answeredAt(), leg.endedAt());
      add(lanes.client(), Doing.TALK, leg.answeredAt(), leg.endedAt());
    }
    return List.copyOf(spans);
  }

  private void add(
      @Nullable String lane, Doing doing, @Nullable Instant from, @Nullable Instant to) {
    if (lane != null && from != null && lanes.has(lane)) {
      spans.add(new Span(lane, doing, from, to));
    }
  }

  private void hear(Heard heard) {
    var at = heard.at();
    if (at == null) {
      return;
    }
    switch (heard.event()) {
      case PbxEvent.ChannelOpened e -> begin(e.channel(), Doing.PRESENT, at);
      case PbxEvent.Held e -> begin(e.channel(), Doing.HOLD, at);
      case PbxEvent.Unheld e -> end(e.channel(), Doing.HOLD, at);
      case PbxEvent.Parked e -> begin(e.channel(), Doing.PARK, at);
      case PbxEvent.ParkedTooLong e -> end(e.channel(), Doing.PARK, at);
      case PbxEvent.Unparked e -> end(e.channel(), Doing.PARK, at);
      case PbxEvent.BridgeEntered e -> entered(e, at);
      case PbxEvent.BridgeLeft e -> left(e.bridge(), e.channel().uniqueid(), at);
      case PbxEvent.HungUp e -> List.of(Doing.values()).forEach(what -> end(e.channel(), what, at));
      default -> {}
    }
  }

  private void entered(PbxEvent.BridgeEntered event, Instant at) {
    if (event.swappedOut() != null) {
      left(event.bridge(), event.swappedOut(), at);
    }
    var members = bridges.computeIfAbsent(event.bridge(), _ -> new LinkedHashMap<>());
    members.put(event.channel().uniqueid(), event.channel());
    consult(members, at);
  }

  private void left(String bridge, String uniqueid, Instant at) {
    var members = bridges.getOrDefault(bridge, Map.of());
    var gone = members.get(uniqueid);
    if (gone != null) {
      end(gone, Doing.CONSULT, at);
      members.remove(uniqueid);
      consult(members, at);
    }
  }

  /** Two phones and nobody from outside, in a call that has somebody outside. */
  private void consult(Map<String, Channel> members, Instant at) {
    var phones =
        members.values().stream().filter(member -> profile.partyOf(member.name()).isPhone());
    var consult =
        call.direction() != Call.Direction.INTERNAL
            && members.size() > 1
            && phones.count() == members.size();
    for (var member : members.values()) {
      if (consult) {
        begin(member, Doing.CONSULT, at);
      } else {
        end(member, Doing.CONSULT, at);
      }
    }
  }

  private void begin(Channel channel, Doing doing, Instant at) {
    var lane = lanes.of(channel);
    if (lane != null && open.putIfAbsent(key(channel, doing), spans.size()) == null) {
      spans.add(new Span(lane, doing, at, null));
    }
  }

  private void end(Channel channel, Doing doing, Instant at) {
    var index = open.remove(key(channel, doing));
    if (index != null) {
      var span = spans.get(index);
      spans.set(index, new Span(span.lane(), doing, span.from(), at));
    }
  }

  private static String key(Channel channel, Doing doing) {
    return doing + " " + channel.uniqueid();
  }
}
