package io.ringcard.demo;

import io.ringcard.demo.DemoChannel.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A client calls one operator, who hands the client on to a colleague after half of the talk:
 * blind, or after a word with the colleague while the client hears music. A colleague on another
 * call cannot be asked: then the first operator stays.
 */
final class TransferredCall extends DirectCall {

  private static final Duration RING = Duration.ofMillis(4300);
  private static final Duration WORD = Duration.ofMillis(6200);

  private @Nullable DemoChannel consulting;
  private @Nullable DemoChannel target;

  TransferredCall(Exchange exchange, CallPlan plan) {
    super(exchange, plan);
  }

  private Phone colleague() {
    return Objects.requireNonNull(plan.colleague());
  }

  private DemoChannel target() {
    return Objects.requireNonNull(target);
  }

  private Duration half() {
    return plan.talk().dividedBy(2);
  }

  @Override
  boolean owns(DemoChannel channel) {
    return super.owns(channel) || channel.equals(consulting) || channel.equals(target);
  }

  @Override
  void answered() {
    after(
        half(),
        () -> {
          if (!exchange.idle(colleague())) {
            talkUntil(half());
          } else if (plan.kind() == CallPlan.Kind.BLIND_TRANSFER) {
            blind();
          } else {
            consult();
          }
        });
  }

  private void blind() {
    var first = phone();
    var extension = colleague().extension();
    exchange.blindTransfer(first, client(), extension);
    exchange.hangup(first, Cause.NORMAL);
    exchange.runs(client(), "Dial", "PJSIP/" + extension + ",30,U(rec-answer)");
    target = ring(client(), colleague(), extension);
    after(
        RING,
        () -> {
          var file = target().uniqueid + ".wav";
          handOn(colleague(), file, exchange.timeline.now());
          pickUp(client(), target(), file);
          goOn();
        });
  }

  private void consult() {
    var extension = colleague().extension();
    exchange.hold(phone(), client());
    var own =
        exchange.open(
            plan.phone().extension(),
            null,
            null,
            State.RING,
            plan.phone().party(),
            "from-operators",
            extension);
    consulting = own;
    exchange.runs(own, "Dial", "PJSIP/" + extension + ",30,U(rec-answer)");
    target = ring(own, colleague(), extension);
    after(
        RING,
        () -> {
          pickUp(own, target(), own.uniqueid + ".wav");
          var asked = exchange.timeline.now();
          after(WORD, () -> join(own, asked));
        });
  }

  private void join(DemoChannel own, Instant asked) {
    exchange.attendedTransfer(phone(), client(), own, target());
    handOn(colleague(), own.uniqueid + ".wav", asked);
    goOn();
  }

  private void goOn() {
    nowWith(target());
    target = null;
    consulting = null;
    talkUntil(half());
  }

  @Override
  void hangUp(DemoChannel channel) {
    var third = target;
    if (third == null) {
      super.hangUp(channel);
      return;
    }
    exchange.softHangup(channel, Cause.NORMAL);
    var own = consulting;
    if (own == null) {
      exchange.dialEnd(client(), third, "CANCEL");
      exchange.hangup(third, Cause.NORMAL);
      exchange.hangup(client(), Cause.NORMAL);
      finish();
      return;
    }
    exchange.unbridge(own, third);
    exchange.hangup(own, Cause.NORMAL);
    exchange.hangup(third, Cause.NORMAL);
    endTalk(client(), phone(), channel.equals(client()) ? client() : phone());
  }
}
