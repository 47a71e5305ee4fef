package io.ringcard.demo;

import io.ringcard.demo.DemoChannel.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The inside of the demo exchange: its channels and bridges. Each change is said on the wire as the
 * event that Asterisk 22 sends for it. Lives on the timeline, hence without locks.
 */
final class Exchange {

  final Timeline timeline;
  final Random random;
  final Instant bootedAt;
  final Recorder recorder;
  private final Consumer<byte[]> wire;
  private final Devices devices;
  private final Map<String, DemoChannel> channels = new LinkedHashMap<>();
  private final List<DemoCall> calls = new ArrayList<>();
  private long channelsMade;
  private long callsEnded;
  private Instant lastEvent = Instant.EPOCH;

  Exchange(Timeline timeline, long seed, Recorder recorder, Consumer<byte[]> wire) {
    this.timeline = timeline;
    this.random = new Random(seed);
    this.bootedAt = timeline.now();
    this.recorder = recorder;
    this.wire = wire;
    this.devices = new Devices(this);
  }

  void say(Block block) {
    wire.accept(block.bytes());
  }

  /** An event of this moment; two are never at the same microsecond. */
  Block event(String name, String privilege) {
    var now = timeline.now();
    lastEvent = now.isAfter(lastEvent) ? now : lastEvent.plusNanos(37_000);
    return Block.event(name, privilege, lastEvent);
  }

  Collection<DemoChannel> channels() {
    return Collections.unmodifiableCollection(channels.values());
  }

  Optional<DemoChannel> findChannel(String name) {
    return Optional.ofNullable(channels.get(name));
  }

  List<DemoCall> calls() {
    return Collections.unmodifiableList(calls);
  }

  long callsEnded() {
    return callsEnded;
  }

  void begin(DemoCall call) {
    calls.add(call);
    call.begin();
  }

  void ended(DemoCall call) {
    calls.remove(call);
    callsEnded++;
  }

  boolean idle(Phone phone) {
    return channels.values().stream().noneMatch(c -> c.endpoint.equals(phone.extension()));
  }

  DemoChannel open(
      String endpoint,
      @Nullable String uniqueid,
      @Nullable String linkedid,
      State state,
      Party caller,
      String context,
      String exten) {
    var number = channelsMade++;
    var id = uniqueid == null ? timeline.now().getEpochSecond() + "." + number : uniqueid;
    var name = String.format(Locale.ROOT, "PJSIP/%s-%08x", endpoint, number);
    var channel =
        new DemoChannel(
            endpoint, name, id, linkedid, timeline.now(), state, caller, context, exten);
    channels.put(name, channel);
    say(event("Newchannel", "call").channel(channel));
    return channel;
  }

  void state(DemoChannel channel, State state) {
    channel.state = state;
    say(event("Newstate", "call").channel(channel));
    devices.changed(channel.endpoint);
  }

  void variable(DemoChannel channel, String name, @Nullable Object value) {
    say(event("VarSet", "dialplan").channel(channel).put("Variable", name).put("Value", value));
  }

  void runs(DemoChannel channel, String application, String data) {
    channel.runs(application, data);
    say(
        event("Newexten", "dialplan")
            .channel(channel)
            .put("Extension", channel.exten)
            .put("Application", application)
            .put("AppData", data));
  }

  void caller(DemoChannel channel, Party caller) {
    channel.caller = caller;
    say(
        event("NewCallerid", "call")
            .channel(channel)
            .put("CID-CallingPres", "0 (Presentation Allowed, Not Screened)"));
  }

  void connected(DemoChannel channel, Party connected) {
    channel.connected = connected;
    say(event("NewConnectedLine", "call").channel(channel));
  }

  void dialBegin(@Nullable DemoChannel from, DemoChannel to, String dialString) {
    say(dial("DialBegin", from, to).put("DialString", dialString));
  }

  void dialRinging(@Nullable DemoChannel from, DemoChannel to) {
    say(dial("DialState", from, to).put("DialStatus", "RINGING"));
    devices.changed(to.endpoint);
  }

  void dialEnd(@Nullable DemoChannel from, DemoChannel to, String status) {
    say(dial("DialEnd", from, to).put("DialStatus", status));
  }

  private Block dial(String event, @Nullable DemoChannel from, DemoChannel to) {
    var block = event(event, "call");
    return (from == null ? block : block.channel(from)).channel("Dest", to);
  }

  /** What MixMonitor says when it starts: the file's name stands in a variable only. */
  void records(DemoChannel channel, String file) {
    variable(channel, "MIXMONITOR_FILENAME", recorder.path(file));
    say(event("MixMonitorStart", "call").channel(channel));
  }

  void bridge(DemoChannel first, DemoChannel second) {
    var id = new UUID(random.nextLong(), random.nextLong()).toString();
    say(bridge("BridgeCreate", id, 0));
    first.bridge = id;
    say(bridge("BridgeEnter", id, 1).channel(first));
    second.bridge = id;
    say(bridge("BridgeEnter", id, 2).channel(second));
    variable(first, "BRIDGEPEER", second.name);
    variable(second, "BRIDGEPEER", first.name);
  }

  void unbridge(DemoChannel first, DemoChannel second) {
    var id = first.bridge;
    if (id == null) {
      return;
    }
    first.bridge = null;
    say(bridge("BridgeLeave", id, 1).channel(first));
    second.bridge = null;
    say(bridge("BridgeLeave", id, 0).channel(second));
    say(bridge("BridgeDestroy", id, 0));
  }

  private Block bridge(String event, String id, int channelsInside) {
    return bridge(event(event, "call"), "", id, channelsInside);
  }

  private static Block bridge(Block block, String prefix, String id, int channelsInside) {
    return block
        .put(prefix + "BridgeUniqueid", id)
        .put(prefix + "BridgeType", "basic")
        .put(prefix + "BridgeTechnology", "simple_bridge")
        .put(prefix + "BridgeCreator", "<unknown>")
        .put(prefix + "BridgeName", "<unknown>")
        .put(prefix + "BridgeNumChannels", channelsInside)
        .put(prefix + "BridgeVideoSourceMode", "none");
  }

  /** A phone hands the other end of its talk on to an extension and is out of it. */
  void blindTransfer(DemoChannel transferer, DemoChannel transferee, String exten) {
    variable(transferee, "BLINDTRANSFER", transferer.name);
    variable(transferer, "BLINDTRANSFER", transferee.name);
    var event =
        event("BlindTransfer", "call")
            .put("Result", "Success")
            .channel("Transferer", transferer)
            .channel("Transferee", transferee);
    say(
        bridge(event, "", String.valueOf(transferer.bridge), 2)
            .put("IsExternal", "Yes")
            .put("Context", transferer.context)
            .put("Extension", exten));
    transferee.at(transferer.context, exten, 1);
    unbridge(transferee, transferer);
  }

  void hold(DemoChannel holder, DemoChannel held) {
    say(event("Hold", "call").channel(holder).put("MusicClass", "default"));
    say(event("MusicOnHoldStart", "call").channel(held).put("Class", "default"));
  }

  /**
   * A phone with two talks joins them and is out of both.
   *
   * @param first its channel in the talk with the client, which is on hold
   * @param second its channel in the talk with the colleague
   */
  void attendedTransfer(
      DemoChannel first, DemoChannel client, DemoChannel second, DemoChannel target) {
    say(event("Unhold", "call").channel(first));
    say(event("Unhold", "call").channel(second));
    variable(client, "ATTENDEDTRANSFER", first.name);
    variable(first, "ATTENDEDTRANSFER", client.name);
    say(event("MusicOnHoldStop", "call").channel(client));
    var before = String.valueOf(first.bridge);
    var after = String.valueOf(second.bridge);
    say(bridge("BridgeLeave", before, 1).channel(client));
    say(bridge("BridgeLeave", after, 1).channel(second));
    client.bridge = after;
    say(bridge("BridgeEnter", after, 2).channel(client).put("SwapUniqueid", second.uniqueid));
    var transfer = transferred(first, client, second, target);
    target.linkedid = client.linkedid;
    variable(target, "BRIDGEPEER", client.name);
    variable(client, "BRIDGEPEER", target.name);
    connected(client, target.caller);
    connected(target, client.caller);
    variable(second, "DIALSTATUS", "ANSWER");
    softHangup(second, Cause.UNALLOCATED);
    say(transfer);
    first.bridge = null;
    second.bridge = null;
    say(bridge("BridgeLeave", before, 0).channel(first));
    say(bridge("BridgeDestroy", before, 0));
    softHangup(second, Cause.NORMAL);
    hangup(second, Cause.NORMAL);
    hangup(first, Cause.NORMAL);
  }

  private Block transferred(
      DemoChannel first, DemoChannel client, DemoChannel second, DemoChannel target) {
    var event =
        event("AttendedTransfer", "call").put("Result", "Success").channel("OrigTransferer", first);
    bridge(event, "Orig", String.valueOf(first.bridge), 2).channel("SecondTransferer", second);
    return bridge(event, "Second", String.valueOf(second.bridge), 2)
        .channel("Transferee", client)
        .channel("TransferTarget", target)
        .put("IsExternal", "No")
        .put("DestType", "Bridge")
        .put("DestBridgeUniqueid", second.bridge);
  }

  /** The far end asks for the end of a channel. */
  void hangupRequest(DemoChannel channel, Cause cause) {
    say(cause.into(event("HangupRequest", "call").channel(channel), false));
  }

  /** The exchange itself ends a channel. */
  void softHangup(DemoChannel channel, Cause cause) {
    say(cause.into(event("SoftHangupRequest", "call").channel(channel), false));
  }

  void hangup(DemoChannel channel, Cause cause) {
    if (channels.remove(channel.name) != null) {
      say(cause.into(event("Hangup", "call").channel(channel), true));
      devices.changed(channel.endpoint);
    }
  }
}
