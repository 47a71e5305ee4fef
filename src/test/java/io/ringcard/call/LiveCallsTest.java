package io.ringcard.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.call.Call.Certainty;
import io.ringcard.call.Call.Direction;
import io.ringcard.call.Call.LegResult;
import io.ringcard.call.Call.Result;
import io.ringcard.pbx.PbxEvent;
import io.ringcard.pbx.PbxEvent.Channel;
import io.ringcard.pbx.PbxEvent.LiveChannel;
import io.ringcard.pbx.PbxProfile;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveCallsTest {

  private static final Instant START = Instant.parse("2026-05-04T10:00:00Z");
  private static final Channel CLIENT = new Channel("17.0", "17.0", "PJSIP/provider-00000000");
  private static final Channel ANNA = new Channel("17.1", "17.0", "PJSIP/101-00000001");

  private LiveCalls live = new LiveCalls(PbxProfile.standard());
  private final List<CallEvent> told = new ArrayList<>();
  private long order;

  @Test
  void aCallIsToldAtItsFirstRing() {
    hear(new PbxEvent.ChannelOpened(at(0), CLIENT, "79001", "Ivan", "74951230001"));
    assertThat(last()).isInstanceOf(CallEvent.Changed.class);
    assertThat(last().call().direction()).isEqualTo(Direction.INBOUND);
    assertThat(last().call().did()).isEqualTo("74951230001");
    hear(new PbxEvent.ChannelOpened(at(0), ANNA, "101", null, null));
    hear(new PbxEvent.DialBegan(at(1), CLIENT, ANNA, "101"));
    assertThat(last().call().ringing()).containsExactly("101");
  }

  @Test
  void aNumberThatWasToldWholeIsTheClientsWhateverTheLineWants() {
    assertThat(numberOfClickToCall("979165550142@provider")).isEqualTo("+79165550142");
    assertThat(numberOfClickToCall("89165550142@provider")).isEqualTo("+79165550142");
    assertThat(numberOfClickToCall("5550142@provider")).isEqualTo("+79165550142");
    assertThat(numberOfClickToCall("979160001122@provider")).isEqualTo("979160001122");
  }

  private @Nullable String numberOfClickToCall(String dialString) {
    live = new LiveCalls(PbxProfile.standard());
    var phone = new Channel("ringcard-1", "ringcard-1", "PJSIP/101-00000001");
    var line = new Channel("17.1", "ringcard-1", "PJSIP/provider-00000002");
    hear(new PbxEvent.ChannelOpened(at(0), phone, "101", null, "s"));
    hear(new PbxEvent.NumberMeant(at(0), phone, "+79165550142"));
    hear(new PbxEvent.DialBegan(at(0), null, phone, "101"));
    hear(new PbxEvent.Answered(at(2), phone));
    hear(new PbxEvent.OriginateEnded(at(2), "ringcard-1", phone.name(), "979165550142", true));
    hear(new PbxEvent.ChannelOpened(at(2), line, null, null, "s"));
    hear(new PbxEvent.DialBegan(at(2), phone, line, dialString));
    return last().call().externalNumber();
  }

  @Test
  void whatChangesNothingTellsNothing() {
    talk();
    var before = told.size();
    hear(new PbxEvent.BridgeEntered(at(9), ANNA, "b", false, false, null));
    hear(new PbxEvent.Unheld(at(9), ANNA));
    hear(new PbxEvent.QueueLeft(at(9), CLIENT, "none"));
    assertThat(told).hasSize(before);
  }

  @Test
  void aCallThatWentOnThroughAGapIsWhole() {
    talk();
    hear(new PbxEvent.LinkLost(at(5)));
    hear(new PbxEvent.LinkRestored(at(8), List.of(alive(CLIENT, "b", 8), alive(ANNA, "b", 8))));
    hangUp(20);
    assertThat(last()).isInstanceOf(CallEvent.Closed.class);
    assertThat(last().call().talkTime()).isEqualTo(Duration.ofSeconds(17));
    assertThat(last().call().certainty()).isEqualTo(Certainty.LIVE);
  }

  @Test
  void aCallThatEndedInAGapKeepsItsResult() {
    talk();
    hear(new PbxEvent.LinkLost(at(5)));
    hear(new PbxEvent.LinkRestored(at(8), List.of()));
    assertThat(last()).isInstanceOf(CallEvent.Closed.class);
    var call = last().call();
    assertThat(call.result()).isEqualTo(Result.ANSWERED);
    assertThat(call.certainty()).isEqualTo(Certainty.END_UNKNOWN);
    assertThat(call.endedAt()).isNull();
    assertThat(call.endedBy()).isNull();
    assertThat(call.talkTime()).isNull();
    assertThat(call.answeredAt()).isEqualTo(at(3));
    assertThat(live.calls()).isEmpty();
  }

  @Test
  void theListMayBeOlderThanACallOfTheNewLink() {
    hear(new PbxEvent.LinkLost(at(0)));
    hear(new PbxEvent.ChannelOpened(at(1), CLIENT, "79001", null, "74951230001"));
    hear(new PbxEvent.LinkRestored(at(1), List.of()));
    assertThat(live.calls()).hasSize(1);
  }

  @Test
  void aCallFoundAfterAGapIsRecovered() {
    hear(new PbxEvent.LinkLost(at(0)));
    hear(new PbxEvent.LinkRestored(at(8), List.of(alive(ANNA, "b", 6), alive(CLIENT, "b", 7))));
    var call = last().call();
    assertThat(call.linkedid()).isEqualTo("17.0");
    assertThat(call.certainty()).isEqualTo(Certainty.RECOVERED);
    assertThat(call.direction()).isEqualTo(Direction.INBOUND);
    assertThat(call.result()).isEqualTo(Result.ANSWERED);
    assertThat(call.startedAt()).isEqualTo(at(1));
    assertThat(call.talking()).containsExactly("101");
    hangUp(20);
    assertThat(last().call().endedAt()).isEqualTo(at(20));
    assertThat(last().call().talkTime()).isNull();
  }

  @Test
  void aPhoneFoundRingingAfterAGapRings() {
    hear(new PbxEvent.ChannelOpened(at(0), CLIENT, "79001", null, "74951230001"));
    hear(new PbxEvent.LinkLost(at(1)));
    hear(new PbxEvent.LinkRestored(at(3), List.of(waiting(CLIENT, 3), rings(ANNA, 1))));
    assertThat(last().call().ringing()).containsExactly("101");
    assertThat(last().call().gap()).isTrue();
  }

  @Test
  void whatMayHaveBeenAnsweredUnheardIsNoMiss() {
    ring();
    hear(new PbxEvent.LinkLost(at(2)));
    hear(new PbxEvent.LinkRestored(at(30), List.of(alive(CLIENT, null, 30))));
    hear(new PbxEvent.HangupRequested(at(40), CLIENT));
    hear(new PbxEvent.HungUp(at(40), CLIENT, 16, "Normal Clearing", null));
    assertThat(last().call().result()).isNull();
    assertThat(last().call().ringTime()).isNull();
    assertThat(last().call().endedAt()).isEqualTo(at(40));
  }

  @Test
  void whoIsNotUpAfterAGapWasNotAnsweredInIt() {
    ring();
    hear(new PbxEvent.LinkLost(at(2)));
    hear(new PbxEvent.LinkRestored(at(12), List.of(waiting(CLIENT, 12), rings(ANNA, 11))));
    hear(new PbxEvent.HangupRequested(at(20), CLIENT));
    hear(new PbxEvent.DialEnded(at(20), CLIENT, ANNA, "CANCEL", null));
    hear(new PbxEvent.HungUp(at(20), ANNA, 26, "Answered elsewhere", null));
    hear(new PbxEvent.HungUp(at(20), CLIENT, 0, "Unknown", null));
    assertThat(last().call().result()).isEqualTo(Result.ABANDONED);
    assertThat(last().call().ringTime()).isEqualTo(Duration.ofSeconds(19));
  }

  @Test
  void aCallWhoseFirstChannelsWentUnheardKeepsItsName() {
    ring();
    hear(new PbxEvent.LinkLost(at(2)));
    var boris = new Channel("17.2", "17.0", "PJSIP/102-00000002");
    hear(new PbxEvent.LinkRestored(at(12), List.of(alive(boris, null, 4))));
    assertThat(live.calls()).extracting(Call::linkedid).containsExactly("17.0");
    assertThat(live.calls().getFirst().direction()).isEqualTo(Direction.INBOUND);
  }

  @Test
  void anotherBootEndsTheOlderCalls() {
    talk();
    hear(new PbxEvent.LinkLost(at(5)));
    hear(new PbxEvent.Booted(at(30), at(20)));
    assertThat(last()).isInstanceOf(CallEvent.Closed.class);
    assertThat(last().call().certainty()).isEqualTo(Certainty.END_UNKNOWN);
    assertThat(last().call().result()).isEqualTo(Result.ANSWERED);
    assertThat(last().call().endedBy()).isEqualTo(Call.EndedBy.SYSTEM);
  }

  @Test
  void aCrashBeforeTheAnswerIsAFailure() {
    ring();
    hear(new PbxEvent.Booted(at(30), at(20)));
    assertThat(last().call().result()).isEqualTo(Result.FAILED);
  }

  @Test
  void theSameBootEndsNothing() {
    talk();
    hear(new PbxEvent.Booted(at(6), at(-1000)));
    assertThat(live.calls()).hasSize(1);
  }

  @Test
  void aConsultationBecomesAPartOfTheClientsCall() {
    talk();
    var consulting = new Channel("18.2", "18.2", "PJSIP/101-00000002");
    var boris = new Channel("18.3", "18.2", "PJSIP/102-00000003");
    hear(new PbxEvent.ChannelOpened(at(5), consulting, "101", null, "102"));
    hear(new PbxEvent.ChannelOpened(at(5), boris, "102", null, null));
    hear(new PbxEvent.DialBegan(at(5), consulting, boris, "102"));
    hear(new PbxEvent.Answered(at(6), boris));
    assertThat(live.calls())
        .extracting(Call::direction)
        .containsExactly(Direction.INBOUND, Direction.INTERNAL);
    hear(new PbxEvent.AttendedTransferred(at(8), ANNA, consulting, CLIENT, boris));
    assertThat(told)
        .filteredOn(CallEvent.Absorbed.class::isInstance)
        .singleElement()
        .isInstanceOfSatisfying(
            CallEvent.Absorbed.class,
            absorbed -> {
              assertThat(absorbed.linkedid()).isEqualTo("18.2");
              assertThat(absorbed.call().linkedid()).isEqualTo("17.0");
            });
    assertThat(live.calls()).hasSize(1);
    assertThat(live.calls().getFirst().otherLinkedids()).containsExactly("18.2");
  }

  @Test
  void whoWasHandedToARingingPhoneUnheardIsOfItsCallAsSoonAsThatStops() {
    talk();
    var consulting = new Channel("18.2", "18.2", "PJSIP/101-00000002");
    var boris = new Channel("18.3", "18.2", "PJSIP/102-00000003");
    hear(new PbxEvent.ChannelOpened(at(5), consulting, "101", null, "102"));
    hear(new PbxEvent.ChannelOpened(at(5), boris, "102", null, null));
    hear(new PbxEvent.DialBegan(at(5), consulting, boris, "102"));
    hear(new PbxEvent.LinkLost(at(6)));
    hear(new PbxEvent.LinkRestored(at(8), List.of(alive(CLIENT, null, 8), rings(boris, 3))));
    assertThat(live.calls()).hasSize(2);
    hear(new PbxEvent.DialEnded(at(20), CLIENT, boris, "NOANSWER", null));
    assertThat(live.calls()).extracting(Call::linkedid).containsExactly("17.0");
    assertThat(last().call().rung()).containsExactly("101", "102");
  }

  @Test
  void aLineFoundUpWasCalledWhenAnOriginateEndsItsDialling() {
    hear(new PbxEvent.LinkRestored(at(8), List.of(alive(CLIENT, null, 4))));
    assertThat(last().call().direction()).isEqualTo(Direction.INBOUND);
    hear(new PbxEvent.DialEnded(at(8), null, CLIENT, "ANSWER", null));
    assertThat(last().call().direction()).isEqualTo(Direction.OUTBOUND);
  }

  @Test
  void aLineFoundThatShowsOurNumberWasCalled() throws IOException {
    var own = PbxProfile.read(new StringReader("ownNumbers=79001"));
    var found = List.of(alive(CLIENT, null, 4));
    var call = new LiveCalls(own).hear(0, new PbxEvent.LinkRestored(at(8), found)).getLast().call();
    assertThat(call.direction()).isEqualTo(Direction.OUTBOUND);
    assertThat(call.externalNumber()).isNull();
    assertThat(call.certainty()).isEqualTo(Certainty.RECOVERED);
  }

  @Test
  void whoIsParkedBesideAnotherSharesNoCallWithHim() {
    var other = new Channel("19.0", "19.0", "PJSIP/provider-00000009");
    hear(new PbxEvent.ChannelOpened(at(0), CLIENT, "79001", null, "74951230001"));
    hear(new PbxEvent.ChannelOpened(at(0), other, "79002", null, "74951230001"));
    hear(new PbxEvent.BridgeEntered(at(1), CLIENT, "lot", true, false, null));
    hear(new PbxEvent.BridgeEntered(at(1), other, "lot", true, false, null));
    assertThat(live.calls()).hasSize(2);
  }

  @Test
  void aFeatureCodeIsNoCall() {
    var phone = new Channel("20.0", "20.0", "PJSIP/101-00000004");
    hear(new PbxEvent.ChannelOpened(at(0), phone, "101", null, "*97"));
    hear(new PbxEvent.Answered(at(0), phone));
    hear(new PbxEvent.HungUp(at(5), phone, 16, "Normal Clearing", null));
    assertThat(told).isEmpty();
    assertThat(live.oldestNeeded()).isEmpty();
  }

  @Test
  void clickToCallKnowsTheNumberWhileTheOperatorsPhoneRings() {
    var agent = new Channel("ringcard-1", "ringcard-1", "PJSIP/101-00000005");
    hear(new PbxEvent.ChannelOpened(at(0), agent, "101", null, "s"));
    hear(new PbxEvent.NumberMeant(at(0), agent, "79005556677"));
    hear(new PbxEvent.DialBegan(at(0), null, agent, "101"));
    var call = last().call();
    assertThat(call.direction()).isEqualTo(Direction.OUTBOUND);
    assertThat(call.externalNumber()).isEqualTo("79005556677");
    assertThat(call.operatorCalling()).isEqualTo("101");
    assertThat(call.ringing()).containsExactly("101");
    hear(new PbxEvent.OriginateEnded(at(12), null, "PJSIP/101", "79005556677", false));
    hear(new PbxEvent.HungUp(at(12), agent, 19, "User alerting, no answer", "480"));
    assertThat(last().call().result()).isEqualTo(Result.NO_ANSWER);
    assertThat(last().call().legs().getFirst().result()).isEqualTo(LegResult.NO_ANSWER);
  }

  @Test
  void remainsOfAnOldCallMakeNoNewOne() {
    hear(new PbxEvent.ChannelOpened(at(0), ANNA, "101", null, null));
    hear(new PbxEvent.DialBegan(at(0), CLIENT, ANNA, "101"));
    hear(new PbxEvent.Ringing(at(0), ANNA));
    assertThat(told).isEmpty();
  }

  @Test
  void tooManyCallsCostTheEldest() {
    var few = new LiveCalls(new CallAssembler(PbxProfile.standard(), false), 2, CallEar.NONE);
    for (var i = 0; i < 3; i++) {
      var channel = new Channel("30." + i, "30." + i, "PJSIP/provider-0000000" + i);
      var events = few.hear(i, new PbxEvent.ChannelOpened(at(i), channel, "7900", null, "7495"));
      assertThat(events.getLast())
          .isInstanceOf(i < 2 ? CallEvent.Changed.class : CallEvent.Closed.class);
    }
    assertThat(few.givenUp()).isEqualTo(1);
    assertThat(few.calls()).extracting(Call::linkedid).containsExactly("30.1", "30.2");
  }

  @Test
  void callOfThePastIsToldOnceAndAsItWasToldLast() {
    live = LiveCalls.ofPast(PbxProfile.standard());
    talk();
    assertThat(told).isEmpty();
    hangUp(9);
    var once = List.copyOf(told);
    live = new LiveCalls(PbxProfile.standard());
    talk();
    hangUp(9);
    assertThat(once).containsExactly(new CallEvent.Closed(last().call()));
  }

  @Test
  void assemblyLeavesTheOldStateAsItWas() {
    var opened = new PbxEvent.ChannelOpened(at(0), CLIENT, "79001", null, "74951230001");
    var party = PbxProfile.standard().partyOf(CLIENT.name());
    var state = CallState.first(Facts.Line.opened(opened, party, new Moment(0, at(0))), 0);
    var before = state.toString();
    var event = new PbxEvent.ChannelOpened(at(1), ANNA, "101", null, null);
    var assembler = new CallAssembler(PbxProfile.standard(), false);
    var once = assembler.step(state, 1, event);
    var again = assembler.step(state, 1, event);
    assertThat(state.toString()).isEqualTo(before);
    assertThat(again).isEqualTo(once);
    assertThat(once.state()).isNotEqualTo(state);
  }

  private void ring() {
    hear(new PbxEvent.ChannelOpened(at(0), CLIENT, "79001", "Ivan", "74951230001"));
    hear(new PbxEvent.ChannelOpened(at(0), ANNA, "101", null, null));
    hear(new PbxEvent.DialBegan(at(1), CLIENT, ANNA, "101"));
  }

  private void talk() {
    ring();
    hear(new PbxEvent.Answered(at(3), ANNA));
    hear(new PbxEvent.DialEnded(at(3), CLIENT, ANNA, "ANSWER", null));
    hear(new PbxEvent.BridgeEntered(at(3), ANNA, "b", false, false, null));
    hear(new PbxEvent.BridgeEntered(at(3), CLIENT, "b", false, false, null));
  }

  private void hangUp(int second) {
    hear(new PbxEvent.HangupRequested(at(second), CLIENT));
    hear(new PbxEvent.HungUp(at(second), CLIENT, 16, "Normal Clearing", null));
    hear(new PbxEvent.HungUp(at(second), ANNA, 16, "Normal Clearing", null));
  }

  private void hear(PbxEvent event) {
    told.addAll(live.hear(order++, event));
  }

  private CallEvent last() {
    return told.getLast();
  }

  private static Instant at(int second) {
    return START.plusSeconds(second);
  }

  private static LiveChannel waiting(Channel channel, int age) {
    return new LiveChannel(
        channel, false, false, "79001", null, "74951230001", null, Duration.ofSeconds(age));
  }

  private static LiveChannel rings(Channel channel, int age) {
    return new LiveChannel(channel, false, true, "101", null, null, null, Duration.ofSeconds(age));
  }

  private static LiveChannel alive(Channel channel, @Nullable String bridge, int age) {
    return new LiveChannel(
        channel, true, false, "79001", null, "74951230001", bridge, Duration.ofSeconds(age));
  }
}
