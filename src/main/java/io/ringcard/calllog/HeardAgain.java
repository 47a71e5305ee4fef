package io.ringcard.calllog;

import static java.util.stream.Collectors.groupingBy;

import io.ringcard.ami.AmiBlock;
import io.ringcard.ami.AmiListener;
import io.ringcard.ami.AmiSnapshot;
import io.ringcard.ami.AmiTranslator;
import io.ringcard.call.Call;
import io.ringcard.call.CallEar;
import io.ringcard.call.LiveCalls;
import io.ringcard.pbx.PbxEvent;
import io.ringcard.pbx.PbxProfile;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A part of the journal, heard once more for the sake of what was set aside in it. */
final class HeardAgain implements AmiListener, CallEar {

  private final List<SetAside> aside;
  private final Map<String, List<SetAside>> byBody;
  private final AmiTranslator translator;
  private final LiveCalls live;
  private final Map<Long, Call> calls = new HashMap<>();
  private final Map<Long, Set<SetAside>> concerned = new HashMap<>();
  private final Set<SetAside> understood = new HashSet<>();
  private AmiSnapshot snapshot = new AmiSnapshot();
  private List<SetAside> now = List.of();

  HeardAgain(PbxProfile profile, List<SetAside> aside) {
    this.aside = aside;
    this.byBody = aside.stream().collect(groupingBy(SetAside::body));
    this.translator = new AmiTranslator(profile);
    this.live = new LiveCalls(profile, this);
  }

  /** What can be handled now, with the calls that it concerns as they are told now. */
  Map<SetAside, Collection<Call>> understood() {
    var found = new LinkedHashMap<SetAside, Collection<Call>>();
    for (var one : aside) {
      var named = one.linkedid().map(this::named).orElseGet(() -> concernedBy(one));
      if (one.linkedid().isPresent() ? !named.isEmpty() : understood.contains(one)) {
        found.put(one, named);
      }
    }
    return found;
  }

  private List<Call> named(String linkedid) {
    return calls.values().stream()
        .filter(
            call -> call.linkedid().equals(linkedid) || call.otherLinkedids().contains(linkedid))
        .toList();
  }

  private List<Call> concernedBy(SetAside one) {
    return concerned.entrySet().stream()
        .filter(entry -> entry.getValue().contains(one))
        .map(entry -> calls.get(entry.getKey()))
        .filter(Objects::nonNull)
        .toList();
  }

  @Override
  public void block(AmiBlock block, Instant receivedAt, long from, long to) {
    now = byBody.getOrDefault(CallLogSql.clean(String.join("\n", block.lines())), List.of());
    try {
      var event = event(block, receivedAt);
      if (event != null) {
        live.hear(from, event);
      }
      if (event != null || !AmiTranslator.isBroken(block)) {
        understood.addAll(now);
      }
    } catch (RuntimeException stillBroken) {
      now.forEach(understood::remove);
    }
  }

  private @Nullable PbxEvent event(AmiBlock block, Instant at) {
    var event = translator.translate(block, at);
    return event == null ? snapshot.take(block, at) : event;
  }

  @Override
  public void lost(Instant at, String reason, long to) {
    now = List.of();
    snapshot = new AmiSnapshot();
    live.hear(to, new PbxEvent.LinkLost(at));
  }

  @Override
  public void heard(long call, @Nullable Call before, @Nullable Call after) {
    if (after != null) {
      calls.put(call, after);
    }
    if (!now.isEmpty()) {
      concerned.computeIfAbsent(call, _ -> new HashSet<>()).addAll(now);
    }
  }

  @Override
  public void joined(long kept, long absorbed) {
    calls.remove(absorbed);
    var more = concerned.remove(absorbed);
    if (more != null) {
      concerned.computeIfAbsent(kept, _ -> new HashSet<>()).addAll(more);
    }
  }

  @Override
  public void forgotten(long call) {}
}
