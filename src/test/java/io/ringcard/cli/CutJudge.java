package io.ringcard.cli;

import io.ringcard.call.Call;
import io.ringcard.call.Call.Certainty;
import io.ringcard.call.Call.Result;
import io.ringcard.cli.Story.Heard;
import io.ringcard.pbx.PbxEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares the calls of a cut stream with those of the whole one: what could be heard stands, what
 * could not is flagged, and nothing is told that did not happen.
 */
final class CutJudge {

  private static final Duration AGE_ROUNDED = Duration.ofSeconds(1);

  private final Cut cut;
  private final List<Heard> heard;
  private final Map<String, Call> whole;
  private final Map<String, Call> byAnyName = new HashMap<>();
  private final List<String> faults = new ArrayList<>();
  private int flagged;
  private int lost;
  private boolean twice;
  private boolean turned;

  CutJudge(Cut cut, Map<String, Call> whole) {
    this.cut = cut;
    this.heard = cut.told();
    this.whole = whole;
    whole
        .values()
        .forEach(call -> {
          byAnyName.put(call.linkedid(), call);
          call.otherLinkedids().forEach(name -> byAnyName.put(name, call));
        });
  }

  /**
   * What came of a cut.
   *
   * @param flagged calls of which it was told that something was not heard
   * @param lost calls in no row although somebody could have known them
   * @param twice nobody could hear that two rows are one conversation
   * @param turned nobody could hear who called whom
   */
  record Judged(
      Cut cut, List<String> faults, int flagged, int lost, boolean twice, boolean turned) {}

  Judged judge() {
    var told = Story.calls(heard);
    var seen = new HashSet<Call>();
    for (var call : told.values()) {
      var truth = byAnyName.get(call.linkedid());
      if (truth == null) {
        fault(call, "was no call");
      } else {
        if (!seen.add(truth)) {
          twice = true;
          doubled(truth);
        }
        compare(truth, call);
      }
    }
    whole.values().stream().filter(call -> !seen.contains(call)).forEach(this::lost);
    return new Judged(cut, faults, flagged, lost, twice, turned);
  }

  private void compare(Call truth, Call told) {
    if (told.gap() || told.certainty() != Certainty.LIVE) {
      flagged++;
    } else if (!told.equals(truth)) {
      fault(told, "differs without a flag\n  " + told + "\n  " + truth);
    }
    turned |= told.direction() != truth.direction();
    if (!told.linkedid().equals(truth.linkedid())) {
      return;
    }
    if (told.result() == Result.ANSWERED && truth.result() != Result.ANSWERED) {
      fault(told, "was not answered");
    }
    if (told.result() != null && told.result() != truth.result()) {
      fault(told, "RESULT " + told.result() + " instead of " + truth.result());
    }
    if (told.direction() != truth.direction() && !mayHaveCalled(told)) {
      fault(told, "DIRECTION " + told.direction() + " instead of " + truth.direction());
    }
    if (told.externalNumber() != null
        && !Objects.equals(told.externalNumber(), truth.externalNumber())
        && !told.externalNumber().equals(truth.dialled())) {
      fault(told, "NUMBER " + told.externalNumber() + " instead of " + truth.externalNumber());
    }
    atMost(told, "talk", told.talkTime(), truth.talkTime());
    atMost(told, "hold", told.holdTime(), truth.holdTime());
    atMost(told, "ring", told.ringTime(), truth.ringTime());
    if (!cameBackToItsQueue()) {
      atMost(told, "wait", told.waitTime(), truth.waitTime());
    }
    same(told, "start", told.startedAt(), truth.startedAt());
    same(told, "answer", told.answeredAt(), truth.answeredAt());
    same(told, "end", told.endedAt(), truth.endedAt());
    if (told.certainty() != Certainty.END_UNKNOWN
        && told.endedBy() != null
        && told.endedBy() != truth.endedBy()) {
      fault(told, "ENDED BY " + told.endedBy() + " instead of " + truth.endedBy());
    }
    for (var extension : told.answered()) {
      atMost(told, "talk of " + extension, legTalk(told, extension), truth.talkTime());
    }
    if (!truth.answered().containsAll(told.answered())) {
      fault(told, "ANSWERED BY " + told.answered() + " instead of " + truth.answered());
    }
    if (!truth.rung().containsAll(told.rung())) {
      fault(told, "RUNG " + told.rung() + " instead of " + truth.rung());
    }
  }

  /** Of a line to the outside that was only found up it is not known which way it was. */
  private boolean mayHaveCalled(Call told) {
    return told.certainty() != Certainty.LIVE
        && cut.unheard().stream()
            .map(Heard::event)
            .anyMatch(event ->
                event instanceof PbxEvent.ChannelOpened opened
                    && opened.channel().uniqueid().equals(told.linkedid())
                    && Story.PROFILE.partyOf(opened.channel().name()).isTrunk());
  }

  private static @Nullable Duration legTalk(Call call, String extension) {
    var sum = Duration.ZERO;
    for (var leg : call.legs()) {
      if (leg.extension().equals(extension)) {
        if (leg.talkTime() == null) {
          return null;
        }
        sum = sum.plus(leg.talkTime());
      }
    }
    return sum;
  }

  /** Who left a queue and came back to it unheard seems to have stayed. */
  private boolean cameBackToItsQueue() {
    var left = new HashSet<String>();
    return cut.unheard().stream()
        .map(Heard::event)
        .anyMatch(event ->
            switch (event) {
              case PbxEvent.QueueLeft e -> !left.add(e.channel().uniqueid() + e.queue());
              case PbxEvent.QueueJoined e -> left.contains(e.channel().uniqueid() + e.queue());
              default -> false;
            });
  }

  private void atMost(Call call, String what, @Nullable Duration told, @Nullable Duration most) {
    if (told != null && (most == null || told.minus(most).toMillis() > 50)) {
      fault(call, "MORE " + what + " " + told + " instead of " + most);
    }
  }

  private void same(Call call, String what, @Nullable Instant told, @Nullable Instant true_) {
    if (told != null
        && (true_ == null || Duration.between(true_, told).abs().compareTo(AGE_ROUNDED) > 0)) {
      fault(call, "MOMENT " + what + " " + told + " instead of " + true_);
    }
  }

  /** Only that can have two rows of which nobody could hear that it was one. */
  private void doubled(Call truth) {
    var names = new HashMap<String, Set<String>>();
    for (var one : heard) {
      switch (one.event()) {
        case PbxEvent.LinkRestored list ->
            list.channels()
                .forEach(live -> {
                  bears(names, live.channel(), live.channel());
                  bears(names, live.bridge(), live.channel());
                });
        case PbxEvent.PickedUp e -> bears(names, e.channel(), e.target());
        case PbxEvent.Unparked e -> bears(names, e.channel(), e.retriever());
        case PbxEvent.AttendedTransferred e -> bears(names, e.transferer(), e.consulting());
        case PbxEvent.DialBegan e -> bears(names, e.caller(), e.callee());
        case PbxEvent.DialEnded e -> bears(names, e.caller(), e.callee());
        case PbxEvent.BridgeEntered e -> {
          bears(names, e.channel(), e.channel());
          bears(names, e.waiting() || e.conference() ? null : e.bridge(), e.channel());
        }
        case PbxEvent.OfChannel e -> bears(names, e.channel(), e.channel());
        default -> {}
      }
    }
    names.forEach((channel, borne) -> {
      if (borne.contains(truth.linkedid())
          && !Collections.disjoint(borne, truth.otherLinkedids())) {
        fault(truth, "is doubled although it was heard of " + channel);
      }
    });
  }

  /** That both are of one call is heard of the one. */
  private static void bears(
      Map<String, Set<String>> names, PbxEvent.@Nullable Channel one, PbxEvent.Channel other) {
    if (one != null) {
      bears(names, one.uniqueid(), one);
      bears(names, one.uniqueid(), other);
    }
  }

  private static void bears(
      Map<String, Set<String>> names, @Nullable String place, PbxEvent.Channel channel) {
    if (place != null) {
      names.computeIfAbsent(place, _ -> new HashSet<>()).add(channel.linkedid());
    }
  }

  /** Only that can be missing of which nobody could hear that it was a call. */
  private void lost(Call call) {
    var names = new HashSet<>(call.otherLinkedids());
    names.add(call.linkedid());
    var parties = new HashSet<String>();
    for (var one : heard) {
      switch (one.event()) {
        case PbxEvent.LinkRestored list ->
            list.channels().forEach(live -> party(live.channel(), names, parties));
        case PbxEvent.ChannelOpened opened -> party(opened.channel(), names, parties);
        default -> {}
      }
    }
    var clientSeen =
        call.direction() == Call.Direction.INBOUND && parties.contains(call.clientUniqueid());
    if (clientSeen || parties.size() > 1) {
      lost++;
      fault(call, "is lost");
    }
  }

  private static void party(PbxEvent.Channel channel, Set<String> names, Set<String> parties) {
    var half = Story.PROFILE.partyOf(channel.name()).isLocal();
    if (!half && names.contains(channel.linkedid())) {
      parties.add(channel.uniqueid());
    }
  }

  private void fault(Call call, String what) {
    faults.add(cut + " " + call.linkedid() + " " + what);
  }
}
