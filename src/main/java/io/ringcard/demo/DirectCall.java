package io.ringcard.demo;

import io.ringcard.demo.DemoChannel.State;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A client calls one operator's own number. */
final class DirectCall extends DemoCall {

  private @Nullable DemoChannel clientChannel;
  private @Nullable DemoChannel phoneChannel;

  DirectCall(Exchange exchange, CallPlan plan) {
    super(exchange, plan);
  }

  private DemoChannel client() {
    return Objects.requireNonNull(clientChannel);
  }

  private DemoChannel phone() {
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
    exchange.variable(client, "DIALSTATUS", "");
    dialled();
    var phone =
        exchange.open(
            number, null, client.linkedid, State.DOWN, plan.phone().party(), "from-operators", "s");
    phoneChannel = phone;
    exchange.variable(phone, "DIALEDPEERNUMBER", number);
    phone.exten = did;
    exchange.runs(phone, "AppDial", "(Outgoing Line)");
    exchange.connected(phone, plan.client());
    exchange.dialBegin(client, phone, number);
    exchange.connected(client, plan.phone().party());
    exchange.state(phone, State.RINGING);
    exchange.dialRinging(client, phone);
    after(plan.ring(), plan.answered() ? this::answer : this::abandon);
  }

  private void answer() {
    var client = client();
    var phone = phone();
    exchange.state(phone, State.UP);
    exchange.variable(client, "DIALSTATUS", "ANSWER");
    exchange.variable(client, "DIALEDPEERNAME", phone.name);
    exchange.variable(client, "DIALEDPEERNUMBER", phone.endpoint);
    phone.at("rec-answer", "s", 1);
    exchange.records(phone, file());
    phone.at("from-operators", "", 1);
    exchange.dialEnd(client, phone, "ANSWER");
    exchange.state(client, State.UP);
    talk(client, phone);
    after(plan.talk(), () -> leave(plan.clientEnds() ? client : phone));
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
