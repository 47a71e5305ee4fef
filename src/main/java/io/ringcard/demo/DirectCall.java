package io.ringcard.demo;

import io.ringcard.demo.DemoChannel.State;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A client calls one operator's own number. */
class DirectCall extends DemoCall {

  /** How long a caller speaks after the tone. */
  private static final Duration MESSAGE = Duration.ofSeconds(14);

  private @Nullable DemoChannel clientChannel;
  private @Nullable DemoChannel phoneChannel;

  DirectCall(Exchange exchange, CallPlan plan) {
    super(exchange, plan);
  }

  final DemoChannel client() {
    return Objects.requireNonNull(clientChannel);
  }

  final DemoChannel phone() {
    return Objects.requireNonNull(phoneChannel);
  }

  @Override
  String linkedid() {
    return client().linkedid;
  }

  @Override
  boolean owns(DemoChannel channel) {
    return channel.equals(clientChannel) || channel.equals(phoneChannel);
  }

  @Override
  void begin() {
    var number = plan.phone().extension();
    var did = plan.phone().did();
    var client = exchange.open("trunk", null, null, State.RING, plan.client(), "from-trunk", did);
    clientChannel = client;
    client.priority = 2;
    exchange.runs(client, "Dial", "PJSIP/" + number + ",30,U(rec-answer)");
    dialled();
    phoneChannel = ring(client, plan.phone(), did);
    after(plan.ring(), this::settle);
  }

  private void settle() {
    switch (plan.kind()) {
      case DIRECT_BUSY -> busy();
      case DIRECT_VOICEMAIL -> voicemail();
      default -> {
        if (plan.answered()) {
          answer();
        } else {
          abandon();
        }
      }
    }
  }

  private void answer() {
    talkBegins();
    pickUp(client(), phone(), file());
    answered();
  }

  /** What follows the answer: a talk with whoever answered. */
  void answered() {
    talkUntil(plan.talk());
  }

  final void talkUntil(Duration end) {
    after(end, () -> leave(plan.clientEnds() ? client() : phone()));
  }

  /** Somebody else has the client now. */
  final void nowWith(DemoChannel phone) {
    phoneChannel = phone;
  }

  private void busy() {
    exchange.hangupRequest(phone(), Cause.BUSY);
    exchange.dialEnd(client(), phone(), "BUSY");
    exchange.variable(client(), "DIALSTATUS", "BUSY");
    exchange.hangup(phone(), Cause.BUSY);
    client().at("dial-end", "s-BUSY", 1);
    exchange.runs(client(), "Hangup", "17");
    exchange.softHangup(client(), Cause.NORMAL);
    exchange.hangup(client(), Cause.BUSY);
    finish();
  }

  private void voicemail() {
    var client = client();
    exchange.dialEnd(client, phone(), "NOANSWER");
    exchange.variable(client, "DIALSTATUS", "NOANSWER");
    exchange.runs(client, "VoiceMail", plan.phone().extension() + "@default,u");
    exchange.state(client, State.UP);
    exchange.hangup(phone(), Cause.NONE);
    after(
        MESSAGE,
        () -> {
          exchange.hangupRequest(client, Cause.NONE);
          var message = linkedid() + "-message";
          exchange.variable(client, "VM_MESSAGEFILE", exchange.recorder.path(message));
          exchange.say(
              exchange
                  .event("MessageWaiting", "call")
                  .channel(client)
                  .put("Mailbox", plan.phone().extension() + "@default")
                  .put("Waiting", 1)
                  .put("New", 1)
                  .put("Old", 0));
          exchange.variable(client, "VMSTATUS", "SUCCESS");
          exchange.recorder.record(message + ".wav", plan.phone(), plan.client(), MESSAGE);
          exchange.softHangup(client, Cause.NORMAL);
          exchange.hangup(client, Cause.NONE);
          finish();
        });
  }

  private void leave(DemoChannel leaver) {
    exchange.hangupRequest(leaver, Cause.NORMAL);
    endTalk(client(), phone(), leaver);
  }

  private void abandon() {
    exchange.hangupRequest(client(), Cause.CANCELLED);
    giveUp("CANCEL", Cause.CANCELLED);
  }

  private void giveUp(String status, Cause cause) {
    exchange.dialEnd(client(), phone(), status);
    exchange.variable(client(), "DIALSTATUS", status);
    exchange.softHangup(client(), Cause.NORMAL);
    exchange.hangup(client(), cause);
    exchange.hangup(phone(), cause);
    finish();
  }

  @Override
  void hangUp(DemoChannel channel) {
    exchange.softHangup(channel, Cause.NORMAL);
    if (talking()) {
      endTalk(client(), phone(), channel);
    } else if (channel.equals(clientChannel)) {
      giveUp("CANCEL", Cause.NORMAL);
    } else {
      giveUp("NOANSWER", Cause.NO_ANSWER);
    }
  }
}
