package io.ringcard.calllog;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.call.Call;
import io.ringcard.history.Gathered;
import io.ringcard.pbx.PbxEvent;
import io.ringcard.pbx.PbxProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What nobody heard is filled in by what detail records know, and by no more. */
class FilledGapsTest extends CelFeedStage {

  private static final int PARTS = 4;
  private static final Set<String> TWO_LINKS =
      Set.of("ami-reconnect-during-talk", "asterisk-restart-graceful");

  /** To a record these are one. */
  private static final List<String> NOT_ANSWERED =
      List.of("no_answer", "abandoned", "voicemail", "failed");

  static Stream<String> captures() throws IOException {
    try (var folders = Files.list(CAPTURES)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("cdr.csv")))
          .map(folder -> String.valueOf(folder.getFileName()))
          .filter(name ->
              !TWO_LINKS.contains(name)
                  && !Gathered.lines(CAPTURES.resolve(name).resolve("cdr.csv")).isEmpty())
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("captures")
  void gapIsFilledWithTheTruthOrStaysWhereverItIs(String capture) throws Exception {
    var events = events(capture);
    hear("whole", events, events.size(), events.size());
    var truth = states("whole");
    var details = details(capture);
    for (var from = 0; from < PARTS; from++) {
      for (var to = from + 1; to <= PARTS; to++) {
        var name = from + "-" + to;
        hear(name, events, events.size() * from / PARTS, events.size() * to / PARTS);
        settle(name, details);
        var once = everything();
        settle(name, details);
        assertThat(everything()).as("told twice").containsExactlyElementsOf(once);
        for (var told : states(name)) {
          compare("deaf from %s to %s quarters: ".formatted(from, to), told, truth);
        }
      }
    }
  }

  private static void compare(String when, State told, List<State> truth) {
    var own = truth.stream().filter(one -> one.linkedid().equals(told.linkedid())).findFirst();
    if (own.isEmpty()) {
      assertThat(truth)
          .as(when + told + " is a consultation")
          .anyMatch(one -> one.others().contains(told.linkedid()));
      assertThat(told.direction()).isEqualTo("internal");
      return;
    }
    var whole = own.get();
    var as = when + told + " of " + whole;
    if (told.result() != null && whole.result() != null) {
      assertThat(told.result().equals("no_answer") ? NOT_ANSWERED : List.of(told.result()))
          .as(as)
          .contains(whole.result());
    }
    assertThat(isNear(told.started(), whole.started())).as(as).isTrue();
    if (told.recovered()) {
      assertThat(isNear(told.ended(), whole.ended())).as(as).isTrue();
      assertThat(told.result()).as(as).isNotNull();
    }
    assertThat(told.answered() == null || isNear(told.answered(), whole.answered()))
        .as(as)
        .isTrue();
    assertThat(told.talked() == null || isNear(told.talked(), whole.talked())).as(as).isTrue();
    assertThat(whole.people()).as(as).containsAll(told.people());
  }

  static boolean isNear(@Nullable Long one, @Nullable Long other) {
    return one == null || other == null ? one == other : Math.abs(one - other) <= 2_100;
  }

  @Test
  void whatWasHeardWholeStandsAndIsNotDisputed() throws Exception {
    var events = events("inbound-answered");
    hear("main", events, events.size(), events.size());
    database.db().run("update call set talk_ms = talk_ms + 5000, did = '1'");
    var before = everything();
    var settled = settle("main", details("inbound-answered"));
    assertThat(settled.written()).isEmpty();
    assertThat(settled.disputed()).isZero();
    assertThat(everything()).isEqualTo(before);
    assertThat(recovered).isEmpty();
  }

  @Test
  void endIsFilledInAndWhatWasHeardOfTheRingingStays() throws Exception {
    var events = events("inbound-answered");
    var answered = answeredAt(events);
    hear("main", events, answered + 1, events.size());
    assertThat(certainties()).containsExactly("endUnknown");
    var heard = states("main").getFirst();
    assertThat(heard.ended()).isNull();
    assertThat(heard.rang()).isNotNull();
    settle("main", details("inbound-answered"));
    var filled = states("main").getFirst();
    assertThat(filled.ended()).isNotNull();
    assertThat(filled.talked()).isPositive();
    assertThat(filled.rang()).isEqualTo(heard.rang());
    assertThat(filled.answered()).isEqualTo(heard.answered());
    assertThat(from()).containsExactly("cdr");
    assertThat(effects).as("nothing is set off").hasSize(1);
  }

  @Test
  void clientWasTalkedToAsSoonAsARepairTellsThatItWasAnswered() throws Exception {
    var events = events("inbound-answered");
    var answered = answeredAt(events);
    hear("main", events, answered - 1, answered + 1);
    var heard = states("main").getFirst();
    assertThat(heard.result()).isEqualTo("answered");
    assertThat(heard.answered()).isNull();
    database.db().run("insert into client (name) values ('Иванов')");
    database.db().run("update call set client_id = (select id from client)");
    assertThat(talkedTo()).isNull();
    settle("main", details("inbound-answered"));
    assertThat(states("main").getFirst().answered()).isNotNull();
    assertThat(talkedTo()).isEqualTo(states("main").getFirst().started());
    database.db().run("update call set started_at = started_at - interval '1 minute'");
    assertThat(talkedTo()).isEqualTo(states("main").getFirst().started());
  }

  private @Nullable Long talkedTo() {
    return database
        .db()
        .get(
            "select (extract(epoch from nullif(at, '-infinity')) * 1000)::bigint as at from client_talked",
            row -> row.getLong("at"));
  }

  private static int answeredAt(List<PbxEvent> events) {
    for (var i = events.size() - 1; i >= 0; i--) {
      if (events.get(i) instanceof PbxEvent.BridgeEntered) {
        return i;
      }
    }
    throw new IllegalStateException("nobody talked");
  }

  @Test
  void eventsTellAgainWhatDetailsToldFirstInTheSameRow() throws Exception {
    settle("main", details("interleaved-6"));
    assertThat(from()).hasSize(6).containsOnly("cdr");
    assertThat(states("main")).extracting(State::rang).containsOnlyNulls();
    records("interleaved-6");
    settle("main");
    assertThat(from()).hasSize(6).containsOnly("cel");
    assertThat(states("main")).extracting(State::rang).doesNotContainNull();
    var events = everything();
    assertThat(settle("main", details("interleaved-6")).written()).isEmpty();
    assertThat(everything()).isEqualTo(events);
  }

  @Test
  void liveStreamThatComesLateIsBelievedInTheSameRow() throws Exception {
    settle("main", details("inbound-answered"));
    var events = events("inbound-answered");
    hear("main", events, events.size(), events.size());
    assertThat(certainties()).containsExactly("live");
    assertThat(from()).containsOnlyNulls();
  }

  @Test
  void whatWasFilledInStandsWhenThePartThatWasHeardIsToldAgain() throws Exception {
    var events = events("inbound-answered");
    var answered = answeredAt(events);
    hear("main", events, 0, answered);
    assertThat(certainties()).containsExactly("recovered");
    settle("main", details("inbound-answered"));
    assertThat(from()).containsExactly("cdr");
    var filled = everything();
    hear("main", events, 0, answered);
    assertThat(everything()).isEqualTo(filled);
  }

  @Test
  void recordingOfACallThatWasHeardInPartIsKept() throws Exception {
    var events = events("inbound-answered");
    hear("main", events, answeredAt(events) + 1, events.size());
    var told = details("inbound-answered").getFirst();
    settle("main", List.of(told.with(told.did(), List.of("talk.wav"))));
    assertThat(recovered)
        .singleElement()
        .extracting(CallRow::recordings)
        .isEqualTo(List.of("talk.wav"));
  }

  @Test
  void recordThatComesLaterIsAdded() throws Exception {
    var all = details("blind-transfer-refer-answered").getFirst();
    var first =
        new Call(
            all.linkedid(),
            0,
            List.of(),
            all.clientUniqueid(),
            all.direction(),
            all.externalNumber(),
            null,
            null,
            null,
            List.of(),
            null,
            Call.Result.NO_ANSWER,
            null,
            null,
            all.startedAt(),
            null,
            all.startedAt().plusSeconds(1),
            null,
            null,
            java.time.Duration.ZERO,
            null,
            List.of(),
            List.of(),
            List.of(),
            Call.Certainty.RECOVERED,
            false,
            false);
    settle("main", List.of(first));
    settle("main", List.of(all.with(all.did(), List.of("talk.wav"))));
    var told = states("main").getFirst();
    assertThat(told.result()).isEqualTo("answered");
    assertThat(told.ended()).isEqualTo(all.endedAt().toEpochMilli());
    assertThat(told.people()).hasSameElementsAs(all.answered());
    assertThat(recovered.getLast().recordings()).containsExactly("talk.wav");
  }

  private Settled settle(String exchange, List<Call> told) {
    return log.settle(log.pbx(exchange).id(), Witness.DETAILS, told, (tx, done) -> {});
  }

  private static List<Call> details(String capture) throws Exception {
    return Gathered.of(
        List.of(), List.of(CAPTURES.resolve(capture).resolve("cdr.csv")), PbxProfile.standard());
  }

  private List<String> from() {
    return database
        .db()
        .list(
            "select recovered_from from call where merged_into is null",
            row -> java.util.Optional.ofNullable(row.getString("recovered_from")))
        .stream()
        .map(one -> one.orElse(null))
        .toList();
  }

  record State(
      String linkedid,
      List<String> others,
      String direction,
      boolean recovered,
      @Nullable String result,
      @Nullable Long started,
      @Nullable Long answered,
      @Nullable Long ended,
      @Nullable Long talked,
      @Nullable Long rang,
      List<String> people) {}

  private List<State> states(String exchange) {
    return database
        .db()
        .list(
            """
            select c.linkedid, c.other_linkedids, c.direction, c.recovered_from = 'cdr' as filled, c.result,
              (extract(epoch from c.started_at) * 1000)::bigint as started,
              (extract(epoch from c.answered_at) * 1000)::bigint as answered,
              (extract(epoch from c.ended_at) * 1000)::bigint as ended, c.talk_ms, c.ring_ms,
              array(select distinct o.extension from call_operator o where o.call_id = c.id and o.result = 'answered') as people
            from call c join pbx p on p.id = c.pbx_id
            where p.name = $1 and c.merged_into is null order by c.linkedid
            """,
            row ->
                new State(
                    row.getString("linkedid"),
                    Arrays.asList(row.getArrayOfStrings("other_linkedids")),
                    row.getString("direction"),
                    Boolean.TRUE.equals(row.getBoolean("filled")),
                    row.getString("result"),
                    row.getLong("started"),
                    row.getLong("answered"),
                    row.getLong("ended"),
                    row.getLong("talk_ms"),
                    row.getLong("ring_ms"),
                    List.of(row.getArrayOfStrings("people"))),
            exchange);
  }
}
