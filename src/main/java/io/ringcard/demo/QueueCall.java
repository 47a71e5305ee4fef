package io.ringcard.demo;

import io.ringcard.demo.DemoChannel.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A client calls queue sales (ringall): the phones of all free members ring at once. */
final class QueueCall extends DemoCall {

  static final String QUEUE = "sales";

  private final List<DemoChannel> ringing = new ArrayList<>();
  private @Nullable DemoChannel clientChannel;
  private @Nullable DemoChannel answerer;

  QueueCall(Exchange exchange, CallPlan plan) {
    super(exchange, plan);
  }

  private DemoChannel client() {
    return Objects.requireNonNull(clientChannel);
  }

  @Override
  String linkedid() {
    return client().linkedid;
  }

  @Override
  boolean owns(DemoChannel channel) {
    return channel.equals(clientChannel) || channel.equals(answerer) || ringing.contains(channel);
  }

  @Override
  void begin() {
    var client =
        exchange.open(
            "trunk", null, null, State.RING, plan.client(), "from-trunk", Phone.QUEUE_DID);
    clientChannel = client;
    client.priority = 2;
    exchange.runs(client, "Answer", "");
    exchange.state(client, State.UP);
    client.at("queue-sales", "s", 3);
    exchange.runs(client, "Queue", QUEUE + ",tT,,,60");
    exchange.say(queue("QueueCallerJoin").put("Position", 1).put("Count", 1));
    exchange.say(
        exchange.event("MusicOnHoldStart", "call").channel(client).put("Class", "default"));
    dialled();
    Phone.SALES.stream().filter(exchange::idle).forEach(this::call);
    ringing.forEach(phone -> {
      exchange.state(phone, State.RINGING);
      exchange.runs(phone, "AppQueue", "(Outgoing Line)");
      exchange.connected(phone, plan.client());
      exchange.dialRinging(client, phone);
    });
    after(plan.ring(), plan.answered() ? this::answer : this::abandon);
  }

  private void call(Phone member) {
    var phone =
        exchange.open(
            member.extension(),
            null,
            linkedid(),
            State.DOWN,
            member.party(),
            "from-operators",
            "s");
    ringing.add(phone);
    exchange.variable(phone, "DIALEDPEERNUMBER", member.extension());
    phone.connected = plan.client();
    exchange.say(agent("AgentCalled", phone));
    phone.connected = Party.UNKNOWN;
    exchange.dialBegin(client(), phone, "PJSIP/" + member.extension());
  }

  private void answer() {
    var phone =
        ringing.stream()
            .filter(p -> p.endpoint.equals(plan.phone().extension()))
            .findFirst()
            .or(() -> ringing.stream().findFirst())
            .orElse(null);
    if (phone == null) {
      abandon();
      return;
    }
    var client = client();
    ringing.remove(phone);
    answerer = phone;
    exchange.state(phone, State.UP);
    exchange.dialEnd(client, phone, "ANSWER");
    ringing.forEach(other -> exchange.dialEnd(client, other, "CANCEL"));
    exchange.connected(client, Phone.of(phone.endpoint).party());
    ringing.forEach(other -> exchange.hangup(other, Cause.ELSEWHERE));
    ringing.clear();
    exchange.say(exchange.event("MusicOnHoldStop", "call").channel(client));
    exchange.variable(client, "MEMBERINTERFACE", "PJSIP/" + phone.endpoint);
    exchange.variable(client, "QEHOLDTIME", plan.ring().toSeconds());
    exchange.records(client, file());
    exchange.say(queue("QueueCallerLeave").put("Position", 1).put("Count", 0));
    exchange.say(
        agent("AgentConnect", phone)
            .put("HoldTime", plan.ring().toSeconds())
            .put("RingTime", plan.ring().toSeconds()));
    talk(client, phone);
    after(plan.talk(), () -> leave(plan.clientEnds() ? client : phone));
  }

  private void leave(DemoChannel leaver) {
    exchange.hangupRequest(leaver, leaver.equals(answerer) ? Cause.NORMAL : Cause.NONE);
    complete(leaver);
  }

  private void complete(DemoChannel leaver) {
    var phone = Objects.requireNonNull(answerer);
    exchange.say(
        agent("AgentComplete", phone)
            .put("HoldTime", plan.ring().toSeconds())
            .put("TalkTime", sinceAnswer().toSeconds())
            .put("Reason", leaver.equals(phone) ? "agent" : "caller"));
    endTalk(client(), phone, leaver);
  }

  private void abandon() {
    exchange.hangupRequest(client(), Cause.NONE);
    giveUp();
  }

  private void giveUp() {
    var client = client();
    exchange.say(exchange.event("MusicOnHoldStop", "call").channel(client));
    ringing.forEach(phone -> exchange.dialEnd(client, phone, "CANCEL"));
    exchange.say(
        queue("QueueCallerAbandon")
            .put("Position", 1)
            .put("OriginalPosition", 1)
            .put("HoldTime", plan.ring().toSeconds()));
    ringing.forEach(phone -> exchange.hangup(phone, Cause.NONE));
    exchange.say(queue("QueueCallerLeave").put("Position", 1).put("Count", 0));
    exchange.softHangup(client, Cause.NORMAL);
    exchange.hangup(client, Cause.NONE);
    finish();
  }

  @Override
  void hangUp(DemoChannel channel) {
    exchange.softHangup(channel, Cause.NORMAL);
    if (talking()) {
      complete(channel);
    } else if (channel.equals(clientChannel)) {
      giveUp();
    } else {
      ringing.remove(channel);
      exchange.dialEnd(client(), channel, "NOANSWER");
      exchange.hangup(channel, Cause.NO_ANSWER);
    }
  }

  private Block queue(String event) {
    return exchange.event(event, "agent").channel(client()).put("Queue", QUEUE);
  }

  private Block agent(String event, DemoChannel phone) {
    return exchange
        .event(event, "agent")
        .channel(client())
        .channel("Dest", phone)
        .put("Queue", QUEUE)
        .put("Interface", "PJSIP/" + phone.endpoint)
        .put("MemberName", Phone.of(phone.endpoint).name());
  }
}
