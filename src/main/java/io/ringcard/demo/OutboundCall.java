package io.ringcard.demo;

import io.ringcard.demo.DemoChannel.State;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An operator calls a client: dialled on the phone, or originated by a manager, in which case the
 * phone rings first and its answer starts the dialling.
 */
final class OutboundCall extends DemoCall {

  private static final Duration PICK_UP = Duration.ofMillis(2500);
  private static final Duration NETWORK = Duration.ofMillis(500);

  private final @Nullable Originate wish;
  private @Nullable DemoChannel phoneChannel;
  private @Nullable DemoChannel clientChannel;

  OutboundCall(Exchange exchange, CallPlan plan, @Nullable Originate wish) {
    super(exchange, plan);
    this.wish = wish;
  }

  private DemoChannel phone() {
    return Objects.requireNonNull(phoneChannel);
  }

  private DemoChannel client() {
    return Objects.requireNonNull(clientChannel);
  }

  private String number() {
    return Objects.requireNonNull(plan.client().number());
  }

  @Override
  String linkedid() {
    return phone().linkedid;
  }

  @Override
  boolean owns(DemoChannel channel) {
    return channel.equals(phoneChannel) || channel.equals(clientChannel);
  }

  @Override
  void begin() {
    if (wish != null) {
      ringPhone(wish);
      return;
    }
    phoneChannel =
        exchange.open(
            plan.phone().extension(),
            null,
            null,
            State.RING,
            plan.phone().party(),
            "from-operators",
            number());
    phone().priority = 2;
    exchange.caller(phone(), new Party(Phone.OFFICE, null));
    dialClient();
  }

  private void ringPhone(Originate asked) {
    var phone =
        exchange.open(
            asked.phone().extension(),
            asked.uniqueid(),
            null,
            State.DOWN,
            asked.phone().party(),
            "from-operators",
            "s");
    phoneChannel = phone;
    exchange.runs(phone, "AppDial2", "(Outgoing Line)");
    asked.variables().forEach(v -> exchange.variable(phone, v.getKey(), v.getValue()));
    exchange.caller(phone, asked.callerId());
    exchange.connected(phone, asked.callerId());
    exchange.dialBegin(null, phone, phone.endpoint);
    exchange.state(phone, State.RINGING);
    exchange.dialRinging(null, phone);
    if (PICK_UP.compareTo(asked.timeout()) < 0) {
      after(PICK_UP, () -> pickUp(asked));
    } else {
      after(asked.timeout(), () -> unwilling(asked));
    }
  }

  private void pickUp(Originate asked) {
    var phone = phone();
    exchange.state(phone, State.UP);
    exchange.dialEnd(null, phone, "ANSWER");
    phone.at(asked.context(), asked.number(), 1);
    asked.answer().reason(4, phone);
    phone.priority = 2;
    exchange.caller(phone, new Party(Phone.OFFICE, phone.caller.name()));
    dialClient();
  }

  private void unwilling(Originate asked) {
    asked.answer().reason(3, null);
    exchange.hangup(phone(), Cause.NO_ANSWER);
    finish();
  }

  private void dialClient() {
    var phone = phone();
    var shown = phone.caller;
    phone.priority++;
    exchange.runs(phone, "Dial", "PJSIP/" + number() + "@trunk,30,U(rec-answer)");
    exchange.variable(phone, "DIALSTATUS", "");
    dialled();
    var client =
        exchange.open("trunk", null, phone.linkedid, State.DOWN, Party.UNKNOWN, "from-trunk", "s");
    clientChannel = client;
    exchange.variable(client, "DIALEDPEERNUMBER", number() + "@trunk");
    client.exten = number();
    client.connected = shown;
    exchange.caller(client, new Party(number(), wish == null ? null : shown.name()));
    exchange.connected(client, shown);
    exchange.dialBegin(phone, client, number() + "@trunk");
    exchange.connected(phone, client.caller);
    after(NETWORK, this::ringClient);
  }

  private void ringClient() {
    exchange.state(client(), State.RINGING);
    exchange.dialRinging(phone(), client());
    after(
        plan.ring(),
        plan.answered()
            ? this::answer
            : plan.kind() == CallPlan.Kind.OUTBOUND_BUSY ? this::busy : this::noAnswer);
  }

  private void answer() {
    var phone = phone();
    var client = client();
    exchange.state(client, State.UP);
    exchange.variable(phone, "DIALSTATUS", "ANSWER");
    exchange.variable(phone, "DIALEDPEERNAME", client.name);
    exchange.variable(phone, "DIALEDPEERNUMBER", number() + "@trunk");
    client.at("rec-answer", "s", 1);
    exchange.records(client, file());
    client.at("from-trunk", "", 1);
    exchange.dialEnd(phone, client, "ANSWER");
    if (phone.state != State.UP) {
      exchange.state(phone, State.UP);
    }
    talk(phone, client);
    after(plan.talk(), () -> leave(plan.clientEnds() ? client : phone));
  }

  private void leave(DemoChannel leaver) {
    exchange.hangupRequest(leaver, Cause.NORMAL);
    endTalk(phone(), client(), leaver);
  }

  private void busy() {
    exchange.hangupRequest(client(), Cause.BUSY);
    giveUp("BUSY", Cause.BUSY, Cause.BUSY);
  }

  private void noAnswer() {
    giveUp("NOANSWER", Cause.NO_ANSWER, Cause.NONE);
  }

  private void giveUp(String status, Cause ofPhone, Cause ofClient) {
    exchange.dialEnd(phone(), client(), status);
    exchange.variable(phone(), "DIALSTATUS", status);
    exchange.hangup(client(), ofClient);
    exchange.softHangup(phone(), Cause.NORMAL);
    exchange.hangup(phone(), ofPhone);
    finish();
  }

  @Override
  void hangUp(DemoChannel channel) {
    exchange.softHangup(channel, Cause.NORMAL);
    if (talking()) {
      endTalk(phone(), client(), channel);
    } else if (clientChannel != null) {
      giveUp("CANCEL", Cause.NORMAL, Cause.NONE);
    } else {
      if (wish != null) {
        wish.answer().reason(5, null);
      }
      exchange.hangup(phone(), Cause.NORMAL);
      finish();
    }
  }
}
