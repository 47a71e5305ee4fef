package io.ringcard.flight;

import io.ringcard.call.Call;
import io.ringcard.flight.Story.Doing;
import io.ringcard.flight.Story.Span;
import io.ringcard.pbx.PbxEvent;
import io.ringcard.pbx.PbxEvent.Channel;
import io.ringcard.pbx.PbxProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the parties did and how long. Ringing, waiting and talking of our own are the row's; when
 * somebody was there, on hold, parked or in consultation, and what lines to the outside did, is
 * read from the events.
 */
final class Spans {

  private static final Set<Doing> BY_COMPANY = Set.of(Doing.CONSULT, Doing.TALK);

  /** A phone takes that long to say that it rings. */
  private static final Duration AT_ONCE = Duration.ofMillis(300);

  private record Key(String uniqueid, Doing doing) {}

  private final PbxProfile profile;
  private final Call call;
  private final Lanes lanes;
  private final Together together;
  private final List<Span> spans = new ArrayList<>();
  private final Map<Key, Integer> open = new LinkedHashMap<>();
  private final Map<String, List<Instant>> rang = new HashMap<>();

  Spans(PbxProfile profile, Call call, Lanes lanes) {
    this.profile = profile;
    this.call = call;
    this.lanes = lanes;
    this.together = new Together(profile);
  }

  List<Span> of(Trail trail) {
    trail.turns().forEach(turn -> hear(turn.heard()));
    for (var visit : call.queueVisits()) {
      add(lanes.ofQueue(visit.queue()), Doing.WAIT, visit.joinedAt(), visit.leftAt());
      add(lanes.client(), Doing.WAIT, visit.joinedAt(), visit.leftAt());
    }
    var caller = lanes.caller(call);
    for (var leg : call.legs()) {
      var lane = Lanes.phone(leg.extension());
      add(lane, Doing.RING, leg.ringStartedAt(), leg.ringEndedAt());
      add(lane, Doing.TALK, leg.answeredAt(), leg.endedAt());
      if (!lane.equals(caller)) {
        add(caller, Doing.TALK, leg.answeredAt(), leg.endedAt());
      }
    }
    held();
    return spans.stream().flatMap(this::calledThenRung).toList();
  }

  private void add(
      @Nullable String lane, Doing doing, @Nullable Instant from, @Nullable Instant to) {
    if (lane != null && from != null && lanes.has(lane)) {
      spans.add(new Span(lane, doing, from, to));
    }
  }

  /** Who is called rings from the moment on that this was heard; until then nobody knows. */
  private Stream<Span> calledThenRung(Span span) {
    if (span.doing() != Doing.RING) {
      return Stream.of(span);
    }
    var rung = rang.getOrDefault(span.lane(), List.of()).stream().filter(at -> isIn(span, at));
    var first = rung.findFirst().orElse(null);
    if (first == null) {
      return Stream.of(new Span(span.lane(), Doing.CALL, span.from(), span.to()));
    }
    return Duration.between(span.from(), first).compareTo(AT_ONCE) < 0
        ? Stream.of(span)
        : Stream.of(
            new Span(span.lane(), Doing.CALL, span.from(), first),
            new Span(span.lane(), Doing.RING, first, span.to()));
  }

  private static boolean isIn(Span span, Instant at) {
    return !at.isBefore(span.from()) && (span.to() == null || at.isBefore(span.to()));
  }

  /** Whoever talks to somebody that puts the call on hold hears nobody. */
  private void held() {
    var talks = spans.stream().filter(span -> span.doing() == Doing.TALK).toList();
    for (var hold : List.copyOf(spans)) {
      if (hold.doing() == Doing.HOLD) {
        var others = talks.stream().filter(talk -> isOther(hold, talk)).toList();
        others.stream()
            .map(talk -> common(hold, talk))
            .flatMap(Optional::stream)
            .forEach(span -> {
              if (!spans.contains(span)) {
                spans.add(span);
              }
            });
      }
    }
  }

  /** The other end of the call; colleagues in a conference hear one another still. */
  private boolean isOther(Span hold, Span talk) {
    var ends = Objects.equals(hold.lane(), lanes.caller(call));
    return ends ? !talk.lane().equals(hold.lane()) : talk.lane().equals(lanes.caller(call));
  }

  private static Optional<Span> common(Span hold, Span talk) {
    var from = hold.from().isAfter(talk.from()) ? hold.from() : talk.from();
    var to = hold.to() == null || talk.to() == null ? null : first(hold.to(), talk.to());
    var isSome = to == null || from.isBefore(to);
    return isSome ? Optional.of(new Span(talk.lane(), Doing.HELD, from, to)) : Optional.empty();
  }

  private static Instant first(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private void hear(Heard heard) {
    var at = heard.at();
    if (at == null) {
      return;
    }
    switch (heard.event()) {
      case PbxEvent.ChannelOpened e -> begin(e.channel(), Doing.PRESENT, at);
      case PbxEvent.DialBegan e -> dialled(e.callee(), at);
      case PbxEvent.Ringing e -> rings(e.channel(), at);
      case PbxEvent.Answered e -> end(e.channel(), Doing.RING, at);
      case PbxEvent.DialEnded e -> end(e.callee(), Doing.RING, at);
      case PbxEvent.Held e -> begin(e.channel(), Doing.HOLD, at);
      case PbxEvent.Unheld e -> end(e.channel(), Doing.HOLD, at);
      case PbxEvent.Parked e -> begin(e.channel(), Doing.PARK, at);
      case PbxEvent.ParkedTooLong e -> end(e.channel(), Doing.PARK, at);
      case PbxEvent.Unparked e -> end(e.channel(), Doing.PARK, at);
      case PbxEvent.BridgeEntered e -> {
        together.enters(e);
        company(at);
      }
      case PbxEvent.BridgeLeft e -> {
        together.leaves(e.bridge(), e.channel().uniqueid());
        company(at);
      }
      case PbxEvent.HungUp e -> List.of(Doing.values()).forEach(what -> end(e.channel(), what, at));
      default -> {}
    }
  }

  /** A phone's ringing is the row's own. */
  private void dialled(Channel callee, Instant at) {
    if (profile.partyOf(callee.name()).isTrunk()) {
      begin(callee, Doing.RING, at);
    }
  }

  private void rings(Channel channel, Instant at) {
    var lane = lanes.of(channel);
    if (lane != null) {
      rang.computeIfAbsent(lane, _ -> new ArrayList<>()).add(at);
    }
  }

  private void company(Instant at) {
    var now = new LinkedHashMap<Key, Channel>();
    for (var group : together.groups()) {
      var doing = doing(group);
      if (doing != null) {
        group.forEach(channel -> now.put(new Key(channel.uniqueid(), doing), channel));
      }
    }
    for (var key : List.copyOf(open.keySet())) {
      if (BY_COMPANY.contains(key.doing()) && !now.containsKey(key)) {
        end(key, at);
      }
    }
    now.forEach((key, channel) -> begin(channel, key.doing(), at));
  }

  /**
   * One of the house with somebody else, the client not with them, is a consultation; the client
   * with another line to the outside is a talk of nobody here.
   */
  private @Nullable Doing doing(List<Channel> group) {
    if (call.direction() == Call.Direction.INTERNAL) {
      return null;
    }
    var phones = group.stream().filter(one -> profile.partyOf(one.name()).isPhone()).count();
    if (group.stream().noneMatch(one -> one.uniqueid().equals(call.clientUniqueid()))) {
      return phones > 0 ? Doing.CONSULT : null;
    }
    return phones == 0 ? Doing.TALK : null;
  }

  private void begin(Channel channel, Doing doing, Instant at) {
    var lane = lanes.of(channel);
    var key = new Key(channel.uniqueid(), doing);
    if (lane != null && open.putIfAbsent(key, spans.size()) == null) {
      spans.add(new Span(lane, doing, at, null));
    }
  }

  private void end(Channel channel, Doing doing, Instant at) {
    end(new Key(channel.uniqueid(), doing), at);
  }

  private void end(Key key, Instant at) {
    var index = open.remove(key);
    if (index != null) {
      var span = spans.get(index);
      spans.set(index, new Span(span.lane(), span.doing(), span.from(), at));
    }
  }
}
