package io.ringcard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.call.Call;
import io.ringcard.call.Call.Certainty;
import io.ringcard.call.Call.Result;
import io.ringcard.cli.Story.Heard;
import io.ringcard.pbx.PbxEvent;
import io.ringcard.testkit.FaultTable;
import io.ringcard.testkit.LivingChannels;
import java.io.IOException;
import java.nio.file.Path;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The link is lost at every event of every capture, for gaps of several lengths. What could be
 * heard stands as without the loss; where something could not, the call says so, and nothing is
 * told that did not happen.
 */
class CutStreamsTest {

  private static final int[] GAPS = {0, 1, 2, 3, 5, 8, 13, 21, 40, 80};
  private static final Duration AGE_ROUNDED = Duration.ofSeconds(1);

  private static final AtomicInteger CUTS = new AtomicInteger();
  private static final AtomicInteger LOST = new AtomicInteger();
  private static final AtomicInteger DOUBLED = new AtomicInteger();
  private static final AtomicInteger FLAGGED = new AtomicInteger();

  static Stream<Path> scenarios() throws IOException {
    return CapturesTest.scenarios();
  }

  @AfterAll
  static void tell() {
    FaultTable.add(
        "F05 manager stream cut at every event of every capture",
        CUTS.get(),
        LOST.get(),
        DOUBLED.get(),
        FLAGGED.get());
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void nothingIsInventedAndWhatWasNotHeardIsFlagged(Path scenario) throws IOException {
    var all = Story.of(scenario);
    var whole = Story.calls(all);
    var wrong =
        IntStream.of(GAPS).parallel().boxed().flatMap(gap -> faults(all, whole, gap)).toList();
    assertThat(wrong).isEmpty();
  }

  private static Stream<String> faults(List<Heard> all, Map<String, Call> whole, int gap) {
    return IntStream.rangeClosed(0, all.size() - gap)
        .filter(from -> !isAway(all, from + gap))
        .peek(_ -> CUTS.incrementAndGet())
        .boxed()
        .flatMap(from ->
            new Judge(all, whole, from, from + gap)
                .faults().stream().map(fault -> from + "-" + (from + gap) + " " + fault));
  }

  /** The exchange has stopped and not begun again: there is nothing to connect to. */
  private static boolean isAway(List<Heard> all, int place) {
    return all.subList(0, place).stream()
        .map(Heard::event)
        .filter(event -> event instanceof PbxEvent.Stopped || event instanceof PbxEvent.Booted)
        .reduce((before, last) -> last)
        .filter(PbxEvent.Stopped.class::isInstance)
        .isPresent();
  }

  /** The stream as a link tells it that heard nothing of these events. */
  private static List<Heard> cut(List<Heard> all, int from, int to) {
    var told = new ArrayList<Heard>();
    var there = new LivingChannels();
    var boot = Instant.EPOCH;
    for (var i = 0; i <= all.size(); i++) {
      var order = 4L * i;
      if (i == from) {
        told.add(new Heard(order, new PbxEvent.LinkLost(at(all, i))));
      }
      if (i == to) {
        told.add(new Heard(order + 1, new PbxEvent.Booted(at(all, i), boot)));
        told.add(new Heard(order + 2, there.list(at(all, i))));
      }
      if (i < all.size()) {
        var event = all.get(i).event();
        there.hear(event);
        boot = event instanceof PbxEvent.Booted booted ? booted.startedAt() : boot;
        if (i < from || i >= to) {
          told.add(new Heard(order + 3, event));
        }
      }
    }
    return told;
  }

  /** When the event before came. */
  private static @Nullable Instant at(List<Heard> all, int place) {
    return place == 0 ? all.getFirst().event().at() : all.get(place - 1).event().at();
  }

  /** Compares the calls of a cut stream with those of the whole one. */
  private static final class Judge {
    private final List<Heard> all;
    private final Map<String, Call> whole;
    private final int from;
    private final int to;
    private final Map<String, Call> byAnyName = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    Judge(List<Heard> all, Map<String, Call> whole, int from, int to) {
      this.all = all;
      this.whole = whole;
      this.from = from;
      this.to = to;
      whole
          .values()
          .forEach(call -> {
            byAnyName.put(call.linkedid(), call);
            call.otherLinkedids().forEach(name -> byAnyName.put(name, call));
          });
    }

    List<String> faults() {
      var told = Story.calls(cut(all, from, to));
      var seen = new HashSet<Call>();
      for (var call : told.values()) {
        var truth = byAnyName.get(call.linkedid());
        if (truth == null) {
          fault(call, "was no call");
        } else {
          if (!seen.add(truth)) {
            DOUBLED.incrementAndGet();
            doubled(truth);
          }
          compare(truth, call);
        }
      }
      whole.values().stream().filter(call -> !seen.contains(call)).forEach(this::lost);
      return faults;
    }

    private void compare(Call truth, Call told) {
      var flagged = told.gap() || told.certainty() != Certainty.LIVE;
      if (flagged) {
        FLAGGED.incrementAndGet();
      } else if (!told.equals(truth)) {
        fault(told, "differs without a flag\n  " + told + "\n  " + truth);
      }
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

    /** Of a line to the outside that was only found in talk it is not known which way it was. */
    private boolean mayHaveCalled(Call told) {
      return told.certainty() != Certainty.LIVE
          && all.subList(from, to).stream()
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
      return all.subList(from, to).stream()
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
      for (var heard : cut(all, from, to)) {
        var named =
            switch (heard.event()) {
              case PbxEvent.LinkRestored list ->
                  list.channels().stream().map(PbxEvent.LiveChannel::channel).toList();
              case PbxEvent.OfChannel of -> List.of(of.channel());
              default -> List.<PbxEvent.Channel>of();
            };
        for (var channel : named) {
          names.computeIfAbsent(channel.uniqueid(), _ -> new HashSet<>()).add(channel.linkedid());
        }
      }
      names.forEach((channel, borne) -> {
        if (borne.contains(truth.linkedid())
            && !Collections.disjoint(borne, truth.otherLinkedids())) {
          fault(truth, "is doubled although it was heard of " + channel);
        }
      });
    }

    /** Only that can be missing of which nobody could hear that it was a call. */
    private void lost(Call call) {
      var names = new HashSet<>(call.otherLinkedids());
      names.add(call.linkedid());
      var parties = new HashSet<String>();
      for (var heard : cut(all, from, to)) {
        switch (heard.event()) {
          case PbxEvent.LinkRestored list ->
              list.channels().forEach(live -> party(live.channel(), names, parties));
          case PbxEvent.ChannelOpened opened -> party(opened.channel(), names, parties);
          default -> {}
        }
      }
      var clientSeen =
          call.direction() == Call.Direction.INBOUND && parties.contains(call.clientUniqueid());
      if (clientSeen || parties.size() > 1) {
        LOST.incrementAndGet();
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
      faults.add(call.linkedid() + " " + what);
    }
  }
}
