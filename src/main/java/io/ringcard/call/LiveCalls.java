package io.ringcard.call;

import io.ringcard.call.CallAssembler.Step;
import io.ringcard.call.CallState.Why;
import io.ringcard.call.Facts.Line;
import io.ringcard.pbx.PbxEvent;
import io.ringcard.pbx.PbxEvent.Channel;
import io.ringcard.pbx.PbxEvent.LiveChannel;
import io.ringcard.pbx.PbxProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one exchange that are not over, and the only place where assembly changes anything:
 * it finds the call that an event belongs to, joins calls that turn out to be one, and forgets them
 * when they are over. Not for several threads.
 *
 * <p>Every event comes with its place in the journal, which only ever grows. Replaying the journal
 * from {@link #oldestNeeded()} into a new object gives the same open calls and tells again what was
 * told since then.
 *
 * <p>At a loss of the link feed {@code LinkLost}; after each login feed {@code Booted} and then
 * {@code LinkRestored} with the list of channels. So it is also done at the start of the program,
 * after the replay.
 */
public final class LiveCalls {

  /** More open calls than any exchange has; beyond it the eldest is given up. */
  public static final int MOST_CALLS = 20_000;

  private static final Duration BOOT_SLACK = Duration.ofSeconds(2);

  private final PbxProfile profile;
  private final CallAssembler assembler;
  private final int mostCalls;
  private final CallEar ear;
  private final Set<OpenCall> open = new LinkedHashSet<>();
  private final Map<String, OpenCall> byChannel = new HashMap<>();
  private final Map<String, OpenCall> byLinkedid = new HashMap<>();
  private final Map<String, Set<String>> inBridge = new HashMap<>();
  private @Nullable Instant boot;
  private long givenUp;
  private long entries;
  private List<CallEvent> told = new ArrayList<>();

  public LiveCalls(PbxProfile profile) {
    this(profile, CallEar.NONE);
  }

  public LiveCalls(PbxProfile profile, CallEar ear) {
    this(new CallAssembler(profile, false), MOST_CALLS, ear);
  }

  /** Calls of long ago, of which nobody wants to know how they came about: each is told once. */
  public static LiveCalls ofPast(PbxProfile profile) {
    return new LiveCalls(new CallAssembler(profile, true), MOST_CALLS, CallEar.NONE);
  }

  LiveCalls(CallAssembler assembler, int mostCalls, CallEar ear) {
    this.profile = assembler.profile();
    this.assembler = assembler;
    this.mostCalls = mostCalls;
    this.ear = ear;
  }

  /**
   * Takes one event.
   *
   * @param order its place in the journal; not smaller than that of the event before
   * @return what became known by it, in order; mostly nothing
   */
  public List<CallEvent> hear(long order, PbxEvent event) {
    switch (event) {
      case PbxEvent.ChannelOpened opened -> opened(order, opened);
      case PbxEvent.BridgeEntered entered -> entered(order, entered);
      case PbxEvent.BridgeLeft left -> {
        leave(left.bridge(), left.channel().uniqueid());
        one(order, left);
      }
      case PbxEvent.PickedUp pickup -> several(order, pickup, pickup.channel(), pickup.target());
      case PbxEvent.Unparked fetched ->
          several(order, fetched, fetched.channel(), fetched.retriever());
      case PbxEvent.AttendedTransferred moved ->
          several(order, moved, moved.transferer(), moved.consulting());
      case PbxEvent.BlindTransferred moved -> at(order, moved.transferer().uniqueid(), moved);
      case PbxEvent.DialBegan began -> at(order, began.callee().uniqueid(), began);
      case PbxEvent.DialEnded ended -> several(order, ended, ended.caller(), ended.callee());
      case PbxEvent.OriginateEnded ended -> step(originated(ended), order, ended);
      case PbxEvent.OfChannel other -> one(order, other);
      case PbxEvent.LinkLost gone ->
          all(entry -> keep(entry, CallAssembler.deaf(entry.state, new Moment(order, gone.at()))));
      case PbxEvent.LinkRestored restored -> restored(order, restored);
      case PbxEvent.Booted booted -> booted(order, booted);
      case PbxEvent.Stopped stopped -> all(entry -> step(entry, order, stopped));
    }
    return take();
  }

  /** Open calls as last told, eldest first. */
  public List<Call> calls() {
    return open.stream().map(entry -> entry.state.shown()).filter(call -> call != null).toList();
  }

  /** The place of the first event that an open call still needs; empty when none is open. */
  public OptionalLong oldestNeeded() {
    return open.stream().mapToLong(entry -> entry.state.firstHeard()).min();
  }

  /** Calls given up because there were too many. */
  public long givenUp() {
    return givenUp;
  }

  /** The stream is over: what is open now keeps its known result, its end is not known. */
  public List<CallEvent> giveUpAll(long order) {
    all(entry -> giveUp(entry, order));
    return take();
  }

  /** Whether a call of that linked id goes on. */
  public boolean isOpen(String linkedid) {
    return byLinkedid.containsKey(linkedid);
  }

  /** Nothing more will be heard of this call; empty when it is not open. */
  public List<CallEvent> giveUp(String linkedid, long order) {
    var entry = byLinkedid.get(linkedid);
    if (entry != null) {
      giveUp(entry, order);
    }
    return take();
  }

  private List<CallEvent> take() {
    if (told.isEmpty()) {
      return List.of();
    }
    var taken = told;
    told = new ArrayList<>();
    return taken;
  }

  /** Only the first channel of a call makes one: others are remains of calls long over. */
  private void opened(long order, PbxEvent.ChannelOpened event) {
    var channel = event.channel();
    var entry = byLinkedid.get(channel.linkedid());
    if (entry != null) {
      byChannel.put(channel.uniqueid(), entry);
      step(entry, order, event);
    } else if (channel.uniqueid().equals(channel.linkedid())) {
      var moment = new Moment(order, event.at());
      var line = Line.opened(event, profile.partyOf(channel.name()), moment);
      add(CallState.first(line, order));
    }
  }

  private void add(CallState state) {
    var entry = new OpenCall(entries++, state);
    open.add(entry);
    byLinkedid.put(state.linkedid(), entry);
    for (var line : state.lines()) {
      byChannel.put(line.uniqueid(), entry);
    }
    keep(entry, assembler.tell(state));
    if (open.size() > mostCalls) {
      givenUp++;
      giveUp(open.iterator().next(), state.firstHeard());
    }
  }

  private void entered(long order, PbxEvent.BridgeEntered event) {
    var uniqueid = event.channel().uniqueid();
    if (!byChannel.containsKey(uniqueid)) {
      return;
    }
    if (!event.waiting()) {
      var members = inBridge.computeIfAbsent(event.bridge(), _ -> new HashSet<>());
      members.remove(event.swappedOut());
      for (var member : List.copyOf(members)) {
        if (!event.conference() || mayShare(member, uniqueid)) {
          join(byChannel.get(member), byChannel.get(uniqueid));
        }
      }
      members.add(uniqueid);
    }
    one(order, event);
  }

  /** In a conference each client keeps a call; operators belong to the client they meet. */
  private boolean mayShare(String one, String other) {
    var a = byChannel.get(one);
    var b = byChannel.get(other);
    return a == b
        || a == null
        || b == null
        || !assembler.hasClient(a.state)
        || !assembler.hasClient(b.state);
  }

  private void leave(String bridge, String uniqueid) {
    var members = inBridge.get(bridge);
    if (members != null && members.remove(uniqueid) && members.isEmpty()) {
      inBridge.remove(bridge);
    }
  }

  private void one(long order, PbxEvent.OfChannel event) {
    var channel = event.channel();
    var entry = byChannel.get(channel.uniqueid());
    var linked = byLinkedid.get(channel.linkedid());
    if (entry != null && linked != null && linked != entry) {
      entry = join(entry, linked);
    }
    step(entry != null ? entry : lateRecord(event, linked), order, event);
  }

  /** The call detail record may come when its channel has been forgotten. */
  private static @Nullable OpenCall lateRecord(
      PbxEvent.OfChannel event, @Nullable OpenCall linked) {
    return event instanceof PbxEvent.RecordingTold ? linked : null;
  }

  private void several(long order, PbxEvent event, @Nullable Channel one, Channel other) {
    var a = one == null ? null : byChannel.get(one.uniqueid());
    var b = byChannel.get(other.uniqueid());
    step(a == null || b == null ? (a == null ? b : a) : join(a, b), order, event);
  }

  private void at(long order, String uniqueid, PbxEvent event) {
    step(byChannel.get(uniqueid), order, event);
  }

  /** Without a unique id the phone's own name must do: the eldest that still rings. */
  private @Nullable OpenCall originated(PbxEvent.OriginateEnded event) {
    if (event.uniqueid() != null) {
      return byChannel.get(event.uniqueid());
    }
    for (var entry : open) {
      var origin = entry.state.origin();
      if (origin.isOriginated()
          && !origin.isUp()
          && origin.name().startsWith(event.channelName() + "-")) {
        return entry;
      }
    }
    return null;
  }

  private void step(@Nullable OpenCall entry, long order, PbxEvent event) {
    if (entry != null) {
      keep(entry, assembler.step(entry.state, order, event));
      if (event instanceof PbxEvent.HungUp hungUp) {
        forgetSpent(entry, hungUp.channel().uniqueid());
      }
    }
  }

  private void forgetSpent(OpenCall entry, String uniqueid) {
    if (entry.state.find(uniqueid) == null) {
      byChannel.remove(uniqueid);
    }
  }

  private void keep(OpenCall entry, Step step) {
    var before = entry.state.shown();
    entry.state = step.state();
    told.addAll(step.events());
    ear.heard(entry.number, before, step.state().shown());
    if (step.state().isOver()) {
      forget(entry);
    }
  }

  private void forget(OpenCall entry) {
    ear.forgotten(entry.number);
    open.remove(entry);
    byLinkedid.remove(entry.state.linkedid(), entry);
    entry.state.others().forEach(linkedid -> byLinkedid.remove(linkedid, entry));
    for (var line : entry.state.lines()) {
      byChannel.remove(line.uniqueid(), entry);
      line.stays().forEach(stay -> leave(stay.bridge(), line.uniqueid()));
    }
  }

  private @Nullable OpenCall join(@Nullable OpenCall one, @Nullable OpenCall other) {
    if (one == null || other == null || one == other) {
      return one == null ? other : one;
    }
    var first = assembler.isFirst(one.state, other.state);
    var kept = first ? one : other;
    var absorbed = first ? other : one;
    open.remove(absorbed);
    ear.joined(kept.number, absorbed.number);
    var step = assembler.join(kept.state, absorbed.state);
    byLinkedid.put(absorbed.state.linkedid(), kept);
    absorbed.state.others().forEach(linkedid -> byLinkedid.put(linkedid, kept));
    absorbed.state.lines().forEach(line -> byChannel.put(line.uniqueid(), kept));
    keep(kept, step);
    return kept;
  }

  private void all(java.util.function.Consumer<OpenCall> action) {
    List.copyOf(open).forEach(action);
  }

  private void giveUp(OpenCall entry, long order) {
    var over = entry.state.over(Why.GIVEN_UP, new Moment(order, null));
    keep(entry, assembler.tell(over));
  }

  /** Another beginning than the last one told, or one after the call began: both are a restart. */
  private void booted(long order, PbxEvent.Booted event) {
    var latest = event.startedAt().minus(BOOT_SLACK);
    var another =
        boot != null && Duration.between(boot, event.startedAt()).abs().compareTo(BOOT_SLACK) > 0;
    boot = event.startedAt();
    all(entry -> {
      var began = entry.state.origin().life().opened().at();
      if (another || (began != null && began.isBefore(latest))) {
        step(entry, order, event);
      }
    });
  }

  private void restored(long order, PbxEvent.LinkRestored event) {
    var now = new Moment(order, event.at());
    event.channels().forEach(live -> foundInKnown(live, now));
    all(entry -> {
      var state = Recovery.apply(entry.state, event, now);
      keep(entry, assembler.tell(state));
    });
    event.channels().stream()
        .filter(live -> !byChannel.containsKey(live.channel().uniqueid()))
        .sorted(Recovery.FIRST_THEN_ELDEST)
        .forEach(live -> found(live, now));
    joinBridges(event);
  }

  /** A call whose channels have all gone may have another; one may bear another call's name now. */
  private void foundInKnown(LiveChannel live, Moment now) {
    var own = byChannel.get(live.channel().uniqueid());
    var entry = byLinkedid.get(live.channel().linkedid());
    if (own != null) {
      join(own, entry);
    } else if (entry != null) {
      byChannel.put(live.channel().uniqueid(), entry);
      var line = Recovery.line(profile, live, now);
      entry.state = entry.state.withLines(Facts.plus(entry.state.lines(), line));
    }
  }

  private void found(LiveChannel live, Moment now) {
    var line = Recovery.line(profile, live, now);
    var entry = byLinkedid.get(live.channel().linkedid());
    if (entry == null) {
      var never = new Moment(Long.MIN_VALUE, null);
      add(CallState.first(line, now.order()).deaf(never).hearing(now));
    } else {
      byChannel.put(line.uniqueid(), entry);
      var state = entry.state.withLines(Facts.plus(entry.state.lines(), line));
      keep(entry, assembler.tell(state));
    }
  }

  /** Who is in a bridge with a phone is in its call; two who are parked share nothing. */
  private void joinBridges(PbxEvent.LinkRestored event) {
    inBridge.clear();
    var bridges = new LinkedHashMap<String, List<LiveChannel>>();
    for (var live : event.channels()) {
      if (live.bridge() != null) {
        bridges.computeIfAbsent(live.bridge(), _ -> new ArrayList<>()).add(live);
      }
    }
    bridges.forEach((bridge, channels) -> {
      var members = inBridge.computeIfAbsent(bridge, _ -> new HashSet<>());
      channels.forEach(live -> members.add(live.channel().uniqueid()));
      var withPhone =
          channels.stream().anyMatch(live -> profile.partyOf(live.channel().name()).isPhone());
      for (var live : withPhone ? channels : List.<LiveChannel>of()) {
        join(
            byChannel.get(channels.getFirst().channel().uniqueid()),
            byChannel.get(live.channel().uniqueid()));
      }
    });
  }
}
