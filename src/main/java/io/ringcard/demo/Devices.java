package io.ringcard.demo;

import io.ringcard.demo.DemoChannel.State;
import java.util.HashMap;
import java.util.Map;

/** What each phone does, told when it changes: as a device and as a member of the queue. */
final class Devices {

  private final Exchange exchange;
  private final Map<String, DeviceState> told = new HashMap<>();

  /** States of {@code ast_device_state} that occur here. */
  enum DeviceState {
    NOT_INUSE(1),
    INUSE(2),
    RINGING(6),
    RINGINUSE(7);

    final int queueStatus;

    DeviceState(int queueStatus) {
      this.queueStatus = queueStatus;
    }
  }

  Devices(Exchange exchange) {
    this.exchange = exchange;
  }

  void changed(String endpoint) {
    var state = stateOf(exchange, endpoint);
    if (told.put(endpoint, state) == state) {
      return;
    }
    exchange.say(
        exchange
            .event("DeviceStateChange", "call")
            .put("Device", "PJSIP/" + endpoint)
            .put("State", state));
    Phone.SALES.stream()
        .filter(phone -> phone.extension().equals(endpoint))
        .forEach(phone -> exchange.say(member(exchange, phone, state)));
  }

  static DeviceState stateOf(Exchange exchange, String endpoint) {
    var ringing = false;
    var used = false;
    for (var channel : exchange.channels()) {
      if (channel.endpoint.equals(endpoint)) {
        ringing |= channel.state == State.RINGING;
        used |= channel.state == State.UP || channel.state == State.RING;
      }
    }
    if (ringing) {
      return used ? DeviceState.RINGINUSE : DeviceState.RINGING;
    }
    return used ? DeviceState.INUSE : DeviceState.NOT_INUSE;
  }

  private static Block member(Exchange exchange, Phone phone, DeviceState state) {
    return exchange
        .event("QueueMemberStatus", "agent")
        .put("Queue", QueueCall.QUEUE)
        .put("MemberName", phone.name())
        .put("Interface", "PJSIP/" + phone.extension())
        .put("StateInterface", "PJSIP/" + phone.extension())
        .put("Membership", "static")
        .put("Penalty", 0)
        .put("CallsTaken", 0)
        .put("LastCall", 0)
        .put("LastPause", 0)
        .put("LoginTime", exchange.bootedAt.getEpochSecond())
        .put("InCall", 0)
        .put("Status", state.queueStatus)
        .put("Paused", 0)
        .put("PausedReason", "")
        .put("Ringinuse", 0)
        .put("Wrapuptime", 0);
  }
}
