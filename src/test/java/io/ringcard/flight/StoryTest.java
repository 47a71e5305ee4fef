package io.ringcard.flight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringcard.flight.Story.Decision;
import io.ringcard.flight.Story.Step;
import io.ringcard.http.Json;
import io.ringcard.pbx.PbxProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people read of a call, and that nothing of the row is left without its event. */
class StoryTest {

  private static final Path PLAIN = Path.of("src/test/resources/ami/plain");
  private static final Path FREEPBX = Path.of("src/test/resources/ami/freepbx-like");

  private static final Path STAMPED = Path.of("src/test/resources/ami/stamped");
  private static final Path OWN = Path.of("src/test/resources/ami/own");
  private static final Path TOLD = Path.of("src/test/resources/stories");

  @TempDir Path home;

  static Stream<Path> scenarios() throws IOException {
    return Played.scenarios();
  }

  private Story story(String scenario) throws IOException {
    return story(PLAIN.resolve(scenario));
  }

  private Story story(Path scenario) throws IOException {
    try (var played = new Played(scenario, home)) {
      var trail = played.trail(played.calls().getFirst());
      return StoryTeller.tell(PbxProfile.standard(), trail);
    }
  }

  @Test
  void consultedAndHandedOver() throws IOException {
    var story = story("attended-transfer-refer-completed");
    assertThat(lanes(story)).containsExactly("client trunk", "phone 101", "phone 102");
    assertThat(decided(story))
        .containsExactly(
            "opened: [began inbound, number 79000000043, did 74951230001]",
            "calls: [ringBegins 101]",
            "recording: [recording 3]",
            "connected: [talkBegins 101, result answered]",
            "apart calls: [began internal, ringBegins 102]",
            "apart recording: [recording 3]",
            "apart connected: [talkBegins 102, result answered]",
            "resumes: [hold 7.031]",
            "connected: [merged 1795415071.2, talkEnds 101 11.034, talkBegins 102, recording 3]",
            "hands-over: [transfer-attended 101 102]",
            "gone: [talkEnds 102 16.972]",
            "gone: [closed client 28.006]");
    assertThat(story.spans())
        .filteredOn(span -> span.doing() == Story.Doing.CONSULT)
        .extracting(Story.Span::lane)
        .containsExactlyInAnyOrder("phone:101", "phone:102");
  }

  @Test
  void queueWithThreePhones() throws IOException {
    var story = story("queue-ringall-second-answers");
    assertThat(lanes(story))
        .containsExactly("client trunk", "queue sales", "phone 101", "phone 102", "phone 103");
    assertThat(decided(story))
        .containsExactly(
            "opened: [began inbound, number 79000000021, did 74951230002]",
            "joins-queue: [waitBegins sales]",
            "calls: [ringBegins 101]",
            "calls: [ringBegins 102]",
            "calls: [ringBegins 103]",
            "call-ended: [phone 101 answered_elsewhere]",
            "call-ended: [phone 103 answered_elsewhere]",
            "leaves-queue: [waitEnds sales connected 5.012]",
            "connected: [talkBegins 102, result answered, recording 1]",
            "gone: [talkEnds 102 10.968]",
            "gone: [closed client 10.968]");
  }

  @Test
  void parkedAndFetched() throws IOException {
    assertThat(decided(story("park-retrieve")))
        .containsExactly(
            "opened: [began inbound, number 79000000053, did 74951230001]",
            "calls: [ringBegins 101]",
            "recording: [recording 3]",
            "connected: [talkBegins 101, result answered]",
            "parks: [talkEnds 101 4.0]",
            "fetched: [merged 1795415168.2, transfer-park 101 102]",
            "connected: [talkBegins 102]",
            "gone: [talkEnds 102 14.989]",
            "gone: [closed client 18.989]");
  }

  /** Whose talk begins hear each other; one who is asked is not the client. */
  @Test
  void fromWhomToWhom() throws IOException {
    assertThat(talks(story("attended-transfer-refer-completed")))
        .containsExactly("client > 101", "apart 101 > 102", "client > 102");
    assertThat(talks(story(FREEPBX.resolve("queue-call-sent-to-another-queue"))))
        .containsExactly("client > 102", "client > 104");
  }

  @Test
  void theOtherSideIsHeldWhileOneSideHolds() throws IOException {
    assertThat(doings(story("hold-unhold"))).containsExactly("101 hold", "client held");
    assertThat(doings(story("attended-transfer-refer-completed")))
        .containsExactlyInAnyOrder("101 hold", "client held", "101 consult", "102 consult");
  }

  /** The exchange joins them through itself, and whom the operator asks may be outside. */
  @Test
  void consultedByKeysAMobile() throws IOException {
    var story = story(FREEPBX.resolve("consulted-by-keys-a-mobile"));
    assertThat(doings(story)).contains("client held", "103 hold", "103 consult", "line consult");
    assertThat(story.spans())
        .anyMatch(span -> span.lane().startsWith("line:") && span.doing() == Story.Doing.RING);
  }

  @Test
  void aLineRingsWhenItSaysSo() throws IOException {
    var trunks = story(OWN.resolve("second-trunk-after-failure"));
    assertThat(ringing(trunks)).containsExactly("trunk call", "trunk ring");
    assertThat(ringing(story("outbound-early-media-answered"))).containsExactly("trunk call");
    assertThat(ringing(story("inbound-answered"))).containsExactly("101 ring");
  }

  /** Another line is tried when the first does not get through: one client in one lane. */
  @Test
  void aClientCalledByTwoLinesIsOne() throws IOException {
    var story = story(OWN.resolve("second-trunk-after-failure"));
    assertThat(lanes(story)).containsExactly("client trunk", "phone 103");
    assertThat(through(story, "calls", "call-ended"))
        .containsExactly("calls trunk", "call-ended trunk", "calls trunk2", "call-ended trunk2");
    var mobile = story(FREEPBX.resolve("consulted-by-keys-a-mobile"));
    assertThat(lanes(mobile)).anyMatch(lane -> lane.startsWith("line "));
  }

  @Test
  void aGroupIsNamed() throws IOException {
    assertThat(through(story(FREEPBX.resolve("consulted-by-keys-from-group")), "calls"))
        .containsExactly("calls 701", "calls 701", "calls 701", "calls null");
    assertThat(through(story(FREEPBX.resolve("group-mailbox-answers")), "calls"))
        .containsOnly("calls 703");
  }

  /** The group's four dials, then the follow-me's, which are nobody's group. */
  @Test
  void aGroupIsNamedNoMoreWhenTheCallGoesOnToAFollowMe() throws IOException {
    assertThat(through(story(FREEPBX.resolve("group-goes-on-to-follow-me")), "calls"))
        .startsWith("calls 704", "calls 704", "calls 704", "calls 704", "calls null")
        .filteredOn("calls 704"::equals)
        .hasSize(4);
  }

  @Test
  void whoeverPicksUpAtTheButtonIsNamed() throws IOException {
    assertThat(picksUp(story(FREEPBX.resolve("click-operator-with-follow-me"))))
        .containsExactly("102");
    assertThat(picksUp(story(FREEPBX.resolve("callback-client-first")))).containsExactly("client");
  }

  /** Our own ids tell it as soon as the phone rings, and of a call that came to nothing. */
  @Test
  void whoHadTheExchangeCallIsKnown() throws IOException {
    assertThat(story(STAMPED.resolve("click-to-call-own-id")).askedBy())
        .isEqualTo(Story.Asker.RINGCARD);
    assertThat(story(STAMPED.resolve("click-to-call-agent-rejects")).askedBy())
        .isEqualTo(Story.Asker.RINGCARD);
    assertThat(story(FREEPBX.resolve("click-operator-with-follow-me")).askedBy())
        .isEqualTo(Story.Asker.OTHER);
    assertThat(story("outbound-answered").askedBy()).isNull();
  }

  @Test
  void aTransferByKeysNamesWhoGetsTheCall() throws IOException {
    var story = story(FREEPBX.resolve("consulted-by-keys-from-group"));
    assertThat(story.steps())
        .filteredOn(step -> step.what().equals("hands-over"))
        .extracting(step -> name(story, step.lane()) + " > " + name(story, step.to()))
        .containsExactly("101 > 106");
  }

  @Test
  void whatIsPutTogetherIsOverOnce() throws IOException {
    var decided = decided(story(FREEPBX.resolve("queue-call-sent-to-another-queue")));
    assertThat(decided).filteredOn(step -> step.contains("closed")).hasSize(1);
    assertThat(decided.getLast()).contains("closed client");
  }

  /** By the button the operator's phone comes first: it did not fail to talk, it had to wait. */
  @Test
  void calledByTheButtonThroughLocal() throws IOException {
    var story = story(FREEPBX.resolve("click-through-local-answered"));
    assertThat(decided(story)).noneMatch(step -> step.contains("no_talk"));
    assertThat(story.steps())
        .filteredOn(step -> step.what().equals("calls") && step.to() != null)
        .extracting(step -> name(story, step.lane()) + " > " + name(story, step.to()))
        .containsExactly("exchange > 101", "101 > client");
  }

  /** Our clock tells thousandths, the exchange's millionths. */
  @Test
  void theLinkIsNotLostBeforeWhatWasHeardLast() throws IOException {
    var heardAt = Instant.parse("2026-11-26T18:45:50.862Z");
    var scenario = FREEPBX.resolve("group-goes-on-to-follow-me");
    try (var played = new Played(scenario, home, "Variable: __FROM_DID", heardAt)) {
      var trail = played.trail(played.calls().getFirst());
      var steps = StoryTeller.tell(PbxProfile.standard(), trail).steps();
      assertThat(steps.getLast().what()).isEqualTo("link-lost");
      assertThat(steps.getFirst().at()).isAfter(heardAt);
      assertThat(steps.getLast().at()).isAfterOrEqualTo(steps.getFirst().at());
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void theLastStepLeavesTheRowAsItIs(Path scenario) throws IOException {
    try (var played = new Played(scenario, home)) {
      for (var call : played.calls()) {
        var story = StoryTeller.tell(PbxProfile.standard(), played.trail(call));
        var results =
            story.steps().stream()
                .flatMap(step -> step.decisions().stream())
                .filter(decision -> decision.what().equals("result"))
                .map(Decision::value)
                .toList();
        assertThat(results).isNotEmpty();
        assertThat(results.getLast()).isEqualTo(call.path("result").asText());
        assertThat(story.steps()).isSortedAccordingTo((a, b) -> Integer.compare(a.n(), b.n()));
        assertThat(story.spans()).allMatch(span -> span.to() != null);
      }
    }
  }

  static Stream<Path> toldOnThePage() throws IOException {
    try (var found = Files.list(TOLD)) {
      return found.sorted().toList().stream();
    }
  }

  /** The page's own tests read these; one that is no longer so is written anew beside the build. */
  @ParameterizedTest
  @MethodSource("toldOnThePage")
  void isWhatThePageIsTestedWith(Path told) throws IOException {
    var name = told.getFileName().toString();
    var scenario =
        scenarios()
            .filter(path -> name.equals(path.getFileName() + ".json"))
            .findFirst()
            .orElseThrow();
    try (var played = new Played(scenario, home)) {
      var call = played.calls().getFirst();
      var story = StoryTeller.tell(PbxProfile.standard(), played.trail(call));
      var steps = story.steps().stream().map(StoryTest::withoutRaw).toList();
      var now =
          new Told(
              call,
              new Story(story.source(), story.askedBy(), story.lanes(), steps, story.spans()));
      var text =
          Json.text(now).replace("{\"n\":", "\n{\"n\":").replace("{\"lane\":", "\n{\"lane\":");
      Files.writeString(
          Files.createDirectories(Path.of("target", "stories")).resolve(name), text + "\n");
      assertThat(text).isEqualTo(Files.readString(told).strip());
    }
  }

  record Told(JsonNode call, Story story) {}

  private static Step withoutRaw(Step step) {
    return new Step(
        step.n(),
        step.at(),
        step.what(),
        step.lane(),
        step.to(),
        step.value(),
        step.through(),
        step.event(),
        step.decisions(),
        step.apart(),
        List.of());
  }

  private static List<String> talks(Story story) {
    return story.steps().stream()
        .filter(step -> step.decisions().stream().anyMatch(one -> one.what().equals("talkBegins")))
        .map(step ->
            (step.apart() ? "apart " : "")
                + name(story, step.lane())
                + " > "
                + name(story, step.to()))
        .toList();
  }

  private static List<String> doings(Story story) {
    var told = Set.of(Story.Doing.HOLD, Story.Doing.HELD, Story.Doing.CONSULT);
    return story.spans().stream()
        .filter(span -> told.contains(span.doing()))
        .map(span -> name(story, span.lane()) + " " + span.doing().slug())
        .toList();
  }

  private static List<String> picksUp(Story story) {
    return story.steps().stream()
        .filter(step -> step.what().equals("originated"))
        .map(step -> name(story, step.lane()))
        .toList();
  }

  private static List<String> through(Story story, String... what) {
    return story.steps().stream()
        .filter(step -> List.of(what).contains(step.what()))
        .map(step -> step.what() + " " + step.through())
        .toList();
  }

  private static List<String> ringing(Story story) {
    var told = Set.of(Story.Doing.CALL, Story.Doing.RING);
    return story.spans().stream()
        .filter(span -> told.contains(span.doing()))
        .flatMap(span ->
            story.lanes().stream()
                .filter(lane -> lane.id().equals(span.lane()))
                .map(lane -> lane.name() + " " + span.doing().slug()))
        .toList();
  }

  private static String name(Story story, String lane) {
    return story.lanes().stream()
        .filter(one -> one.id().equals(lane))
        .map(one -> one.kind() == Story.Party.PHONE ? one.name() : one.kind().slug())
        .findFirst()
        .orElse("nobody");
  }

  private static List<String> lanes(Story story) {
    return story.lanes().stream().map(lane -> lane.kind().slug() + " " + lane.name()).toList();
  }

  private static List<String> decided(Story story) {
    return story.steps().stream()
        .filter(step -> !step.decisions().isEmpty())
        .map(StoryTest::text)
        .toList();
  }

  private static String text(Step step) {
    var files = step.decisions().stream().filter(StoryTest::isFile).count();
    var told =
        Stream.concat(
            step.decisions().stream().filter(decision -> !isFile(decision)).map(StoryTest::text),
            files == 0 ? Stream.of() : Stream.of("recording " + files));
    return (step.apart() ? "apart " : "") + step.what() + ": " + told.toList();
  }

  private static boolean isFile(Decision decision) {
    return decision.what().equals("recording");
  }

  private static String text(Decision decision) {
    return Stream.of(decision.what(), decision.who(), decision.value(), decision.seconds())
        .filter(part -> part != null)
        .map(String::valueOf)
        .reduce((a, b) -> a + " " + b)
        .orElse("");
  }
}
