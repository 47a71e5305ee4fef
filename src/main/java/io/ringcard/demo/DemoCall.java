package io.ringcard.demo;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One call that plays itself on the timeline, from the first channel to the last hangup. */
abstract class DemoCall {

  final Exchange exchange;
  final CallPlan plan;
  private boolean over;
  private @Nullable Instant answeredAt;
  private @Nullable Instant dialledAt;

  DemoCall(Exchange exchange, CallPlan plan) {
    this.exchange = exchange;
    this.plan = plan;
  }

  /** The first channel and what follows. */
  abstract void begin();

  /** The linked id; known once the call has begun. */
  abstract String linkedid();

  abstract boolean owns(DemoChannel channel);

  /** Somebody ends one channel of it before the plan does. */
  abstract void hangUp(DemoChannel channel);

  final boolean over() {
    return over;
  }

  /** Runs the step later, unless the call is over by then. */
  final void after(Duration delay, Runnable step) {
    exchange.timeline.after(
        delay,
        () -> {
          if (!over) {
            step.run();
          }
        });
  }

  final void finish() {
    over = true;
    exchange.ended(this);
  }

  final String file() {
    return linkedid() + ".wav";
  }

  final void dialled() {
    dialledAt = exchange.timeline.now();
  }

  /** Two ends hear each other from now on. */
  final void talk(DemoChannel dialler, DemoChannel answerer) {
    answeredAt = exchange.timeline.now();
    exchange.bridge(answerer, dialler);
  }

  final boolean talking() {
    return answeredAt != null;
  }

  final Duration sinceAnswer() {
    var from = answeredAt;
    return from == null ? Duration.ZERO : Duration.between(from, exchange.timeline.now());
  }

  /** The end of a talk: who left, what Dial leaves behind, the recording, both hangups. */
  final void endTalk(DemoChannel dialler, DemoChannel answerer, DemoChannel leaver) {
    var talk = sinceAnswer();
    var stayer = leaver.equals(dialler) ? answerer : dialler;
    exchange.unbridge(leaver, stayer);
    exchange.variable(dialler, "ANSWEREDTIME", talk.toSeconds());
    exchange.variable(dialler, "ANSWEREDTIME_MS", talk.toMillis());
    var dial = dialledAt == null ? talk : Duration.between(dialledAt, exchange.timeline.now());
    exchange.variable(dialler, "DIALEDTIME", dial.toSeconds());
    exchange.variable(dialler, "DIALEDTIME_MS", dial.toMillis());
    exchange.recorder.record(file(), plan.phone(), plan.client(), talk);
    exchange.softHangup(dialler, Cause.NORMAL);
    exchange.hangup(dialler, Cause.NORMAL);
    exchange.hangup(answerer, Cause.NORMAL);
    finish();
  }
}
