package io.ringcard.flight;

import io.ringcard.call.Call;
import io.ringcard.flight.Story.Decision;
import io.ringcard.flight.Story.Step;
import io.ringcard.pbx.PbxEvent;
import io.ringcard.pbx.PbxProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes a story of what was heard. */
final class StoryTeller {

  private final Trail trail;
  private final Call call;
  private final Lanes lanes;
  private @Nullable String queue;

  private StoryTeller(PbxProfile profile, Trail trail, Call call) {
    this.trail = trail;
    this.call = call;
    lanes = new Lanes(profile, call.clientUniqueid());
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
    var lane = from(event, step);
    var to = to(event, step, decisions);
    follow(event);
    return new Step(
        n,
        heard.at(),
        step.what(),
        lane,
        Objects.equals(to, lane) ? null : to,
        step.value(),
        heard.name(),
        decisions,
        isApart(turn),
        heard.raw());
  }

  /** Who waits in a queue is not the one who calls its members. */
  private @Nullable String from(PbxEvent event, Happening step) {
    var lane = lanes.of(step.channel());
    if (event instanceof PbxEvent.DialBegan) {
      return queue != null ? queue : lane == null ? lanes.client() : lane;
    }
    return lane;
  }

  private @Nullable String to(PbxEvent event, Happening step, List<Decision> decisions) {
    if (event instanceof PbxEvent.QueueJoined joined) {
      return lanes.ofQueue(joined.queue());
    }
    var other = lanes.of(step.other());
    var talks = decisions.stream().anyMatch(decision -> decision.what().equals("talkBegins"));
    return other == null && talks ? lanes.client() : other;
  }

  private void follow(PbxEvent event) {
    if (event instanceof PbxEvent.QueueJoined joined) {
      queue = lanes.ofQueue(joined.queue());
    } else if (event instanceof PbxEvent.QueueLeft || event instanceof PbxEvent.QueueConnected) {
      queue = null;
    }
  }
}
