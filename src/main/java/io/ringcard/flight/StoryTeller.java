package io.ringcard.flight;

import io.ringcard.call.Call;
import io.ringcard.flight.Story.Decision;
import io.ringcard.flight.Story.Step;
import io.ringcard.pbx.PbxEvent;
import io.ringcard.pbx.PbxProfile;
import io.ringcard.pbx.Signalled;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a story of what was heard. */
final class StoryTeller {

  private final Trail trail;
  private final Call call;
  private final Lanes lanes;
  private final Together together;
  private final Behalf behalf;
  private final Onward onward;
  private final Groups groups = new Groups();
  private final Set<String> called = new HashSet<>();
  private final Set<String> opened = new HashSet<>();
  private @Nullable String queue;
  private @Nullable String holder;
  private @Nullable Instant latest;

  private StoryTeller(PbxProfile profile, Trail trail, Call call) {
    this.trail = trail;
    this.call = call;
    lanes = new Lanes(profile, call.clientUniqueid(), ClientLines.of(trail, call.clientUniqueid()));
    together = new Together(profile);
    behalf = new Behalf(profile);
    onward = new Onward(trail, lanes);
    for (var turn : trail.turns()) {
      lanes.meet(turn.heard().event());
      if (turn.heard().event() instanceof PbxEvent.DialBegan dial) {
        called.add(dial.callee().uniqueid());
      }
    }
  }

  /** The trail of a call that was told. */
  static Story tell(PbxProfile profile, Trail trail) {
    var teller = new StoryTeller(profile, trail, Objects.requireNonNull(trail.call()));
    var spans = new Spans(profile, teller.call, teller.lanes).of(trail);
    var steps = teller.steps();
    return new Story(trail.source(), trail.askedBy(), teller.lanes.all(), steps, spans);
  }

  private List<Step> steps() {
    var steps = new ArrayList<Step>();
    for (var turn : trail.turns()) {
      steps.add(step(steps.size() + 1, turn));
    }
    return Settled.of(steps);
  }

  private boolean isApart(Trail.Turn turn) {
    return turn.after() != null && !turn.after().linkedid().equals(call.linkedid());
  }

  private Step step(int n, Trail.Turn turn) {
    var heard = turn.heard();
    var event = heard.event();
    groups.hear(heard);
    var step = happening(event);
    var decisions = decisions(step, turn);
    var apart = isApart(turn);
    var lane = from(event, step);
    var to = to(event, step, decisions);
    if (event instanceof PbxEvent.BridgeEntered entered) {
      together.enters(entered);
      var met = together.around(entered.channel()).stream().map(lanes::of).distinct().toList();
      if (met.size() > 1) {
        lane = met.get(0);
        to = met.get(1);
      }
    }
    var partner = partner(decisions);
    if (partner != null && apart) {
      to = partner.equals(lane) ? to : partner;
    } else if (partner != null && lanes.caller(call) != null) {
      lane = lanes.caller(call);
      to = partner;
    }
    follow(event, lane);
    return new Step(
        n,
        at(heard),
        step.what(),
        lane,
        Objects.equals(to, lane) ? null : to,
        step.value(),
        through(event, step, lane),
        heard.name(),
        decisions,
        apart,
        heard.raw());
  }

  /** Our clock tells when the link was heard last; that is not before the last thing heard. */
  private @Nullable Instant at(Heard heard) {
    var at = heard.at();
    if (heard.event() instanceof PbxEvent.LinkLost && at != null && latest != null) {
      return at.isBefore(latest) ? latest : at;
    }
    latest = at == null ? latest : at;
    return at;
  }

  /** What an event is by itself, or by what follows it. */
  private Happening happening(PbxEvent event) {
    var step = Happening.of(event);
    return switch (event) {
      case PbxEvent.ChannelOpened e when dials(e) ->
          new Happening("dials", step.channel(), null, step.value());
      case PbxEvent.BlindTransferred e when onward.parkingPlace(e) != null ->
          new Happening("parks", step.channel(), null, onward.parkingPlace(e));
      default -> step;
    };
  }

  /** To park is told as a transfer first, to a number that only leads to the place. */
  private static List<Decision> decisions(Happening step, Trail.Turn turn) {
    return Decisions.between(turn.before(), turn.after()).stream()
        .filter(
            decision -> !step.what().equals("parks") || !decision.what().equals("transfer-blind"))
        .toList();
  }

  /** A phone from which somebody calls, and knows whom. */
  private boolean dials(PbxEvent.ChannelOpened event) {
    var lane = lanes.of(event.channel());
    return lane != null
        && lanes.isPhone(lane)
        && !event.called()
        && !called.contains(event.channel().uniqueid())
        && Signalled.number(event.exten()) != null;
  }

  /** The phone that begins to talk. */
  private @Nullable String partner(List<Decision> decisions) {
    return decisions.stream()
        .filter(decision -> decision.what().equals("talkBegins") && decision.who() != null)
        .map(decision -> Lanes.phone(decision.who()))
        .filter(lanes::has)
        .reduce((_, last) -> last)
        .orElse(null);
  }

  /** What the exchange's own aids do they do for somebody. */
  private @Nullable String from(PbxEvent event, Happening step) {
    var lane = lanes.of(step.channel());
    return switch (event) {
      case PbxEvent.DialBegan dial -> caller(dial);
      case PbxEvent.QueueJoined _, PbxEvent.QueueLeft _, PbxEvent.QueueConnected _ ->
          lane == null ? lanes.client() : lane;
      case PbxEvent.OriginateEnded e -> placed(e);
      default -> lane;
    };
  }

  /** Whom the exchange called by itself; of its own aids nobody knows which. */
  private @Nullable String placed(PbxEvent.OriginateEnded ended) {
    var uniqueid = ended.uniqueid();
    var lane =
        uniqueid == null
            ? null
            : lanes.of(new PbxEvent.Channel(uniqueid, uniqueid, ended.channelName()));
    if (lane != null) {
      return lane;
    }
    return operator() == null ? lanes.client() : operator();
  }

  private @Nullable String through(PbxEvent event, Happening step, @Nullable String lane) {
    return switch (event) {
      case PbxEvent.DialBegan dial when Objects.equals(lane, lanes.caller(call)) -> groups.now();
      case PbxEvent.DialBegan dial -> lanes.through(dial.callee());
      default -> lanes.through(step.channel());
    };
  }

  private @Nullable String caller(PbxEvent.DialBegan dial) {
    if (queue != null || dial.caller() == null) {
      return queue == null ? lanes.ofExchange() : queue;
    }
    return Stream.of(lanes.of(dial.caller()), behalf.of(dial.caller()), forWhom(dial))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseGet(lanes::ofExchange);
  }

  /** Whoever has the other side on hold asks somebody; else the client is put through. */
  private @Nullable String forWhom(PbxEvent.DialBegan dial) {
    var callee = lanes.of(dial.callee());
    var client = lanes.client();
    if (callee == null || holder != null) {
      return callee == null ? null : holder;
    }
    if (callee.equals(client)) {
      return operator();
    }
    return client != null && opened.contains(client) ? client : null;
  }

  /** Who placed the call. */
  private @Nullable String operator() {
    var operator = call.operatorCalling() == null ? "" : Lanes.phone(call.operatorCalling());
    return lanes.has(operator) ? operator : null;
  }

  private @Nullable String to(PbxEvent event, Happening step, List<Decision> decisions) {
    return switch (event) {
      case PbxEvent.QueueJoined joined -> lanes.ofQueue(joined.queue());
      case PbxEvent.DialBegan dial -> lanes.of(dial.callee());
      case PbxEvent.BlindTransferred transfer ->
          onward.parkingPlace(transfer) == null ? onward.lane(transfer) : null;
      case PbxEvent.AttendedTransferred _ when lanes.of(step.other()) == null -> given(decisions);
      default -> lanes.of(step.other());
    };
  }

  /** To whom the call went, where the exchange names only its own aid. */
  private @Nullable String given(List<Decision> decisions) {
    return decisions.stream()
        .filter(decision -> decision.what().equals("transfer-attended"))
        .map(decision -> Lanes.phone(Objects.requireNonNullElse(decision.value(), "")))
        .filter(lanes::has)
        .findFirst()
        .orElse(null);
  }

  private void follow(PbxEvent event, @Nullable String lane) {
    switch (event) {
      case PbxEvent.ChannelOpened _ when lane != null -> opened.add(lane);
      case PbxEvent.DialBegan dial -> behalf.called(dial, lane, lanes.of(dial.callee()));
      case PbxEvent.BlindTransferred sent -> behalf.sentOn(sent.transferee(), lanes.caller(call));
      case PbxEvent.QueueJoined joined -> queue = lanes.ofQueue(joined.queue());
      case PbxEvent.QueueLeft _, PbxEvent.QueueConnected _ -> queue = null;
      case PbxEvent.BridgeLeft left -> together.leaves(left.bridge(), left.channel().uniqueid());
      case PbxEvent.Held _ -> holder = lane;
      case PbxEvent.Unheld _, PbxEvent.HungUp _ ->
          holder = Objects.equals(holder, lane) ? null : holder;
      default -> {}
    }
  }
}
