package io.ringcard.flight;

import io.ringcard.call.Call;
import io.ringcard.flight.Story.Decision;
import io.ringcard.flight.Story.Step;
import io.ringcard.pbx.PbxEvent;
import io.ringcard.pbx.PbxProfile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a story of what was heard. */
final class StoryTeller {

  private final Trail trail;
  private final Call call;
  private final Lanes lanes;
  private final Together together;
  private final Set<String> opened = new HashSet<>();
  private @Nullable String queue;
  private @Nullable String holder;

  private StoryTeller(PbxProfile profile, Trail trail, Call call) {
    this.trail = trail;
    this.call = call;
    lanes = new Lanes(profile, call.clientUniqueid());
    together = new Together(profile);
    trail.turns().forEach(turn -> lanes.meet(turn.heard().event()));
  }

  /** The trail of a call that was told. */
  static Story tell(PbxProfile profile, Trail trail) {
    var teller = new StoryTeller(profile, trail, Objects.requireNonNull(trail.call()));
    var spans = new Spans(profile, teller.call, teller.lanes).of(trail);
    return new Story(trail.source(), teller.lanes.all(), teller.steps(), spans);
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
    var step = Happening.of(event);
    var decisions = Decisions.between(turn.before(), turn.after());
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
        heard.at(),
        step.what(),
        lane,
        Objects.equals(to, lane) ? null : to,
        step.value(),
        heard.name(),
        decisions,
        apart,
        heard.raw());
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
      case PbxEvent.DialBegan dial -> queue != null ? queue : lane != null ? lane : forWhom(dial);
      case PbxEvent.QueueJoined _, PbxEvent.QueueLeft _, PbxEvent.QueueConnected _ ->
          lane == null ? lanes.client() : lane;
      default -> lane;
    };
  }

  /** Whoever has the other side on hold asks somebody; else the client is put through. */
  private @Nullable String forWhom(PbxEvent.DialBegan dial) {
    var callee = lanes.of(dial.callee());
    var client = lanes.client();
    if (callee == null || holder != null) {
      return callee == null ? null : holder;
    }
    if (callee.equals(client)) {
      var operator = call.operatorCalling() == null ? "" : Lanes.phone(call.operatorCalling());
      return lanes.has(operator) ? operator : null;
    }
    return client != null && opened.contains(client) ? client : null;
  }

  private @Nullable String to(PbxEvent event, Happening step, List<Decision> decisions) {
    return switch (event) {
      case PbxEvent.QueueJoined joined -> lanes.ofQueue(joined.queue());
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
