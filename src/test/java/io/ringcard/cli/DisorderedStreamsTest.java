package io.ringcard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.call.Call;
import io.ringcard.cli.Story.Heard;
import io.ringcard.pbx.PbxEvent;
import io.ringcard.testkit.FaultTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each event of each capture comes twice; events of different channels change places, as the
 * exchange promises an order only within one channel.
 */
class DisorderedStreamsTest {

  private static final Duration AT_ONCE = Duration.ofMillis(20);
  private static final int SHUFFLES = 8;

  private static final AtomicInteger DOUBLED = new AtomicInteger();
  private static final AtomicInteger SWAPPED = new AtomicInteger();

  static Stream<Path> scenarios() throws IOException {
    return CapturesTest.scenarios();
  }

  @AfterAll
  static void tell() {
    FaultTable.add("F05 each event of every capture heard twice", DOUBLED.get(), 0, 0, 0);
    FaultTable.add("F05 channels of every capture in another order", SWAPPED.get(), 0, 0, 0);
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void anyEventHeardTwiceChangesNothing(Path scenario) throws IOException {
    var all = Story.of(scenario);
    var once = Story.calls(all);
    IntStream.range(0, all.size())
        .parallel()
        .forEach(i -> {
          var twice = new ArrayList<>(all);
          twice.add(i, all.get(i));
          assertThat(Story.calls(twice)).as("twice " + all.get(i)).isEqualTo(once);
          DOUBLED.incrementAndGet();
        });
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void eventsOfOtherChannelsMayChangePlaces(Path scenario) throws IOException {
    var all = Story.of(scenario);
    var truth = plain(Story.calls(all));
    IntStream.range(0, all.size() - 1)
        .parallel()
        .filter(i -> mayChange(all.get(i).event(), all.get(i + 1).event()))
        .forEach(i -> {
          var swapped = new ArrayList<>(all);
          Collections.swap(swapped, i, i + 1);
          assertThat(plain(Story.calls(inPlace(swapped))))
              .as(all.get(i) + " after " + all.get(i + 1))
              .isEqualTo(truth);
          SWAPPED.incrementAndGet();
        });
    for (var seed = 0; seed < SHUFFLES; seed++) {
      assertThat(plain(Story.calls(shuffled(all, new Random(seed))))).isEqualTo(truth);
      SWAPPED.incrementAndGet();
    }
  }

  private static List<Heard> shuffled(List<Heard> all, Random random) {
    var mixed = new ArrayList<>(all);
    for (var round = 0; round < 4 * all.size(); round++) {
      var i = random.nextInt(all.size() - 1);
      if (mayChange(mixed.get(i).event(), mixed.get(i + 1).event())) {
        Collections.swap(mixed, i, i + 1);
      }
    }
    return inPlace(mixed);
  }

  /** Places in the journal grow, whatever comes. */
  private static List<Heard> inPlace(List<Heard> mixed) {
    var placed = new ArrayList<Heard>();
    for (var heard : mixed) {
      placed.add(new Heard(placed.size(), heard.event()));
    }
    return placed;
  }

  /** They concern no channel in common and came at the same moment. */
  private static boolean mayChange(PbxEvent one, PbxEvent other) {
    var channels = channels(one);
    return one.at() != null
        && other.at() != null
        && Duration.between(one.at(), other.at()).abs().compareTo(AT_ONCE) <= 0
        && !channels.isEmpty()
        && !channels(other).isEmpty()
        && Collections.disjoint(channels, channels(other));
  }

  /**
   * Unique ids; a channel that is born knows the one it belongs to. What begins something
   * elsewhere, as a phone that forwards, concerns all.
   */
  private static Set<String> channels(PbxEvent event) {
    var ids = new HashSet<@Nullable String>();
    switch (event) {
      case PbxEvent.ChannelOpened e -> {
        ids.add(e.channel().uniqueid());
        ids.add(e.channel().linkedid());
      }
      case PbxEvent.BridgeEntered e -> {
        ids.add(e.channel().uniqueid());
        ids.add(e.swappedOut());
        ids.add(e.bridge());
      }
      case PbxEvent.PickedUp e -> {
        ids.add(e.channel().uniqueid());
        ids.add(e.target().uniqueid());
      }
      case PbxEvent.Unparked e -> {
        ids.add(e.channel().uniqueid());
        ids.add(e.retriever().uniqueid());
      }
      case PbxEvent.OfChannel e -> ids.add(e.channel().uniqueid());
      case PbxEvent.DialBegan e -> {
        ids.add(e.callee().uniqueid());
        ids.add(e.caller() == null ? null : e.caller().uniqueid());
      }
      case PbxEvent.DialEnded e when e.forwardedTo() == null -> ids.add(e.callee().uniqueid());
      default -> {}
    }
    ids.remove(null);
    return ids;
  }

  /** Without what takes a few milliseconds more or less then. */
  private static Map<String, String> plain(Map<String, Call> calls) {
    var plain = new LinkedHashMap<String, String>();
    calls.forEach((linkedid, call) -> plain.put(linkedid, plain(call)));
    return plain;
  }

  private static String plain(Call call) {
    return Stream.of(
            call.direction(),
            call.externalNumber(),
            call.did(),
            call.result(),
            call.endedBy(),
            call.answered(),
            call.rung().stream().sorted().toList(),
            call.queueVisits().stream().map(v -> v.queue() + v.outcome()).toList(),
            call.transfers().stream().map(t -> t.type() + t.to() + t.result()).toList(),
            call.recordings().stream().sorted().toList(),
            round(call.startedAt()),
            round(call.answeredAt()),
            round(call.endedAt()))
        .map(String::valueOf)
        .toList()
        .toString();
  }

  private static @Nullable Long round(@Nullable Instant moment) {
    return moment == null ? null : moment.getEpochSecond();
  }
}
