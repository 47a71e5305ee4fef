package io.ringcard.demo;

import io.ringcard.demo.DemoChannel.State;
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
  private Phone speaker;
  private @Nullable String ownFile;

  DemoCall(Exchange exchange, CallPlan plan) {
    this.exchange = exchange;
    this.plan = plan;
    this.speaker = plan.phone();
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
    return ownFile == null ? linkedid() + ".wav" : ownFile;
  }

  /** The talk goes on with somebody else, who has been recorded since then in a file of its own. */
  final void handOn(Phone to, String file, Instant since) {
    record();
    speaker = to;
    ownFile = file;
    answeredAt = since;
  }

  private void record() {
    exchange.recorder.record(file(), speaker, plan.client(), sinceAnswer());
  }

  /** Dials a phone and makes it ring. */
  final DemoChannel ring(DemoChannel dialler, Phone to, String exten) {
    exchange.variable(dialler, "DIALSTATUS", "");
    var phone =
        exchange.open(
            to.extension(), null, dialler.linkedid, State.DOWN, to.party(), "from-operators", "s");
    exchange.variable(phone, "DIALEDPEERNUMBER", to.extension());
    phone.exten = exten;
    exchange.runs(phone, "AppDial", "(Outgoing Line)");
    exchange.connected(phone, dialler.caller);
    exchange.dialBegin(dialler, phone, to.extension());
    exchange.connected(dialler, to.party());
    exchange.state(phone, State.RINGING);
    exchange.dialRinging(dialler, phone);
    return phone;
  }

  /** The phone that rings is picked up, is recorded, and hears the dialler. */
  final void pickUp(DemoChannel dialler, DemoChannel phone, String file) {
    exchange.state(phone, State.UP);
    exchange.variable(dialler, "DIALSTATUS", "ANSWER");
    exchange.variable(dialler, "DIALEDPEERNAME", phone.name);
    exchange.variable(dialler, "DIALEDPEERNUMBER", phone.endpoint);
    phone.at("rec-answer", "s", 1);
    exchange.records(phone, file);
    phone.at("from-operators", "", 1);
    exchange.dialEnd(dialler, phone, "ANSWER");
    if (dialler.state != State.UP) {
      exchange.state(dialler, State.UP);
    }
    exchange.bridge(phone, dialler);
  }

  final void dialled() {
    dialledAt = exchange.timeline.now();
  }

  /** Two ends hear each other from now on. */
  final void talk(DemoChannel dialler, DemoChannel answerer) {
    talkBegins();
    exchange.bridge(answerer, dialler);
  }

  final void talkBegins() {
    answeredAt = exchange.timeline.now();
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
    record();
    exchange.softHangup(dialler, Cause.NORMAL);
    exchange.hangup(dialler, Cause.NORMAL);
    exchange.hangup(answerer, Cause.NORMAL);
    finish();
  }
}
