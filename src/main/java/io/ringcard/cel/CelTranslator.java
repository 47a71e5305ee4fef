package io.ringcard.cel;

import io.ringcard.pbx.MixMonitorCall;
import io.ringcard.pbx.PbxEvent;
import io.ringcard.pbx.PbxEvent.Channel;
import io.ringcard.pbx.PbxProfile;
import io.ringcard.pbx.Signalled;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the words of {@code pbx}. Who called whom CEL does not say: a channel that appears in a
 * call was called by the one that is in Dial or Queue there. Rows must come in the order of their
 * times.
 */
final class CelTranslator {

  /** Q.850: user busy, no circuit available. */
  private static final Set<Integer> REFUSALS = Set.of(17, 34);

  private final PbxProfile profile;
  private final Channels channels = new Channels();

  CelTranslator(PbxProfile profile) {
    this.profile = profile;
  }

  /** The exchange started anew: no channel is left. */
  void restarted() {
    channels.clear();
  }

  List<PbxEvent> translate(CelRow row, Instant at) {
    var told = new ArrayList<PbxEvent>();
    originated(row, told);
    switch (row.event()) {
      case "CHAN_START" -> opened(row, at, told);
      case "ANSWER" -> answered(row, at, told);
      case "APP_START" -> applicationStarted(row, at, told);
      case "APP_END" -> applicationEnded(row, at, told);
      case "BRIDGE_ENTER" -> bridgeEntered(row, at, told);
      case "BRIDGE_EXIT" ->
          told.add(new PbxEvent.BridgeLeft(at, channel(row), CelExtra.of(row).get("bridge_id")));
      case "HANGUP" -> hungUp(row, at, told);
      case "CHAN_END" -> {
        told.add(new PbxEvent.HungUp(at, channel(row), null, null, null));
        channels.close(row);
      }
      default -> moved(row, at, told);
    }
    return told;
  }

  /**
   * The hangup of a caller whom the dialplan told that it is busy or congested: the channel is its
   * source, as if the far end had hung up, but bears the cause of the exchange's own refusal.
   */
  boolean isRefused(CelRow hangup) {
    var cause = CelExtra.of(hangup).number("hangupcause");
    return cause != null
        && REFUSALS.contains(cause)
        && channels
            .find(hangup)
            .filter(channel -> !channel.isCalled() && !channel.isUp())
            .isPresent();
  }

  static Channel channel(CelRow row) {
    return new Channel(row.uniqueid(), row.linkedid(), row.channel());
  }

  private void opened(CelRow row, Instant at, List<PbxEvent> told) {
    var caller = channels.callerOf(row);
    var opened = channels.open(row, at);
    told.add(
        new PbxEvent.ChannelOpened(
            at, channel(row), known(row.number()), known(row.name()), known(row.exten())));
    if (caller != null && !row.channel().endsWith(";2") && !opened.isFirst()) {
      opened.called();
      told.add(new PbxEvent.DialBegan(at, caller.channel(), channel(row), caller.destination()));
    }
  }

  /**
   * The channel bears the application of an Originate, from its answer or its end on: it was called
   * when it appeared. Its caller's number is then what the phone was made to show: the number that
   * is meant, where it is none of the house. Behind a Local channel the phone's own number has
   * taken that place, and the one shown is left as ANI.
   */
  private void originated(CelRow row, List<PbxEvent> told) {
    var channel = channels.find(row).orElse(null);
    if (channel == null
        || channel.isCalled()
        || !channel.isFirst()
        || !row.application().equals("AppDial2")) {
      return;
    }
    channel.called();
    told.add(new PbxEvent.DialBegan(channel.openedAt(), null, channel(row), null));
    var shown = Signalled.number(row.number());
    if (shown != null && !profile.isOutside(shown)) {
      shown = Signalled.number(row.ani());
    }
    if (shown != null && profile.isOutside(shown) && !profile.ownNumbers().contains(shown)) {
      told.add(new PbxEvent.NumberMeant(channel.openedAt(), channel(row), shown));
    }
  }

  private void answered(CelRow row, Instant at, List<PbxEvent> told) {
    channels.find(row).ifPresent(Channels.Known::answered);
    told.add(new PbxEvent.Answered(at, channel(row)));
  }

  private void applicationStarted(CelRow row, Instant at, List<PbxEvent> told) {
    var application = new Channels.Application(row.application(), row.data());
    var channel = channels.find(row);
    switch (application.name()) {
      case "Dial" -> channel.ifPresent(one -> one.calls(application));
      case "Queue" -> {
        channel.ifPresent(one -> {
          one.calls(application);
          one.waitsIn(application.argument());
        });
        told.add(new PbxEvent.QueueJoined(at, channel(row), application.argument()));
      }
      case "MixMonitor" -> {
        if (!row.data().isEmpty()) {
          told.add(MixMonitorCall.read(at, channel(row), row.data()));
        }
      }
      case "StopMixMonitor" -> told.add(new PbxEvent.RecordingStopped(at, channel(row)));
      default -> {}
    }
  }

  private void applicationEnded(CelRow row, Instant at, List<PbxEvent> told) {
    if (row.application().equals("Dial") || row.application().equals("Queue")) {
      channels
          .find(row)
          .ifPresent(channel -> {
            channel.callsNobody();
            leaveQueue(row, at, channel, told);
          });
    }
  }

  private @Nullable String leaveQueue(
      CelRow row, Instant at, Channels.Known channel, List<PbxEvent> told) {
    var queue = channel.leaveQueue();
    if (queue != null) {
      told.add(new PbxEvent.QueueLeft(at, channel(row), queue));
    }
    return queue;
  }

  private void bridgeEntered(CelRow row, Instant at, List<PbxEvent> told) {
    var extra = CelExtra.of(row);
    var waiting = extra.get("bridge_technology").equals("holding_bridge");
    var channel = channels.find(row).orElse(null);
    if (channel != null && !waiting) {
      if (!channel.isUp()) {
        answered(row, at, told);
      }
      channel.callsNobody();
      var queue = leaveQueue(row, at, channel, told);
      if (queue != null) {
        told.add(new PbxEvent.QueueConnected(at, channel(row), queue));
      }
    }
    told.add(
        new PbxEvent.BridgeEntered(
            at,
            channel(row),
            extra.get("bridge_id"),
            waiting,
            row.application().equals("ConfBridge"),
            null));
  }

  private void hungUp(CelRow row, Instant at, List<PbxEvent> told) {
    var extra = CelExtra.of(row);
    if (!extra.get("dialstatus").isEmpty()) {
      told.add(new PbxEvent.DialResult(at, channel(row), extra.get("dialstatus")));
    }
    told.add(new PbxEvent.HungUp(at, channel(row), extra.number("hangupcause"), null, null));
    channels.find(row).ifPresent(Channels.Known::callsNobody);
  }

  private void moved(CelRow row, Instant at, List<PbxEvent> told) {
    var extra = CelExtra.of(row);
    var channel = channel(row);
    switch (row.event()) {
      case "BLINDTRANSFER" -> {
        var sent = extra.channel("transferee_channel", row.linkedid());
        told.add(new PbxEvent.BlindTransferred(at, channel, sent, extra.get("extension")));
        Optional.ofNullable(sent)
            .flatMap(channels::find)
            .ifPresent(one -> one.calls(Channels.Application.UNTOLD));
      }
      case "ATTENDEDTRANSFER" -> {
        var consulting = extra.channel("channel2", row.linkedid());
        if (consulting != null) {
          told.add(
              new PbxEvent.AttendedTransferred(
                  at,
                  channel,
                  consulting,
                  extra.channel("transferee_channel", row.linkedid()),
                  extra.channel("transfer_target_channel", row.linkedid())));
        }
      }
      case "PICKUP" -> {
        var picker = extra.channel("pickup_channel", row.linkedid());
        if (picker != null) {
          told.add(new PbxEvent.PickedUp(at, picker, channel));
        }
      }
      case "PARK_START" ->
          told.add(new PbxEvent.Parked(at, channel, known(extra.get("parker_dial_string")), ""));
      case "PARK_END" -> parkEnded(channel, extra, at, told);
      case "FORWARD" -> {
        var ringing = channels.ringing(row.linkedid());
        if (ringing.size() == 1) {
          var to = known(extra.get("forward"));
          told.add(new PbxEvent.DialEnded(at, null, ringing.getFirst(), "", to));
        }
      }
      default -> {}
    }
  }

  private void parkEnded(Channel parked, CelExtra extra, Instant at, List<PbxEvent> told) {
    switch (extra.get("reason")) {
      case "ParkedCallUnparked" -> {
        var retriever = channels.byName(extra.get("retriever"));
        if (retriever != null) {
          told.add(new PbxEvent.Unparked(at, parked, retriever));
        }
      }
      case "ParkedCallTimeOut", "ParkedCallTimeout" ->
          told.add(new PbxEvent.ParkedTooLong(at, parked));
      default -> {}
    }
  }

  private static @Nullable String known(String value) {
    return value.isEmpty() ? null : value;
  }
}
