package io.ringcard.flight;

import io.ringcard.call.Call;
import io.ringcard.call.CallEar;
import io.ringcard.call.LiveCalls;
import io.ringcard.pbx.PbxProfile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Plays events through the assembler and keeps, of the calls that are wanted, what it heard for
 * them; of the others only as long as they last, since they may turn out to be a part of a wanted
 * one.
 */
final class Trails implements CallEar {

  private final LiveCalls live;
  private final Predicate<Call> wanted;
  private final Map<Long, Trail> open = new LinkedHashMap<>();
  private final List<Trail> found = new ArrayList<>();
  private @Nullable Heard now;

  Trails(PbxProfile profile, Predicate<Call> wanted) {
    this.live = new LiveCalls(profile, this);
    this.wanted = wanted;
  }

  void hear(Heard heard) {
    now = heard;
    live.hear(heard.order(), heard.event());
  }

  /** The wanted ones in order of their end, then those that go on. */
  List<Trail> found() {
    var all = new ArrayList<>(found);
    open.values().stream().filter(this::isWanted).forEach(all::add);
    return all;
  }

  @Override
  public void heard(long call, @Nullable Call before, @Nullable Call after) {
    if (now != null) {
      open.computeIfAbsent(call, _ -> new Trail()).heard(now, before, after);
    }
  }

  @Override
  public void joined(long kept, long absorbed) {
    var part = open.remove(absorbed);
    if (part != null) {
      open.computeIfAbsent(kept, _ -> new Trail()).join(part);
    }
  }

  @Override
  public void forgotten(long call) {
    var trail = open.remove(call);
    if (trail != null && isWanted(trail)) {
      found.add(trail);
    }
  }

  private boolean isWanted(Trail trail) {
    var call = trail.call();
    return call != null && wanted.test(call);
  }
}
