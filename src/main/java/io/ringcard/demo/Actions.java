package io.ringcard.demo;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What managers may ask of the demo exchange; everything else is refused as Asterisk refuses it.
 */
final class Actions {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final List<String> KNOWN =
      List.of(
          "Challenge",
          "CoreSettings",
          "CoreShowChannels",
          "CoreStatus",
          "Events",
          "Hangup",
          "ListCommands",
          "Login",
          "Logoff",
          "Originate",
          "Ping",
          "QueueStatus");

  private final Exchange exchange;
  private final Originates originates;

  /** Begins a call that a manager asked for. */
  interface Begin {
    void call(CallPlan plan, @Nullable Originate wish);
  }

  Actions(Exchange exchange, Begin begin) {
    this.exchange = exchange;
    this.originates = new Originates(exchange, begin);
  }

  /** What follows a successful Login: the exchange is up, and events from now on. */
  void greet(AmiSession session, boolean events) {
    exchange.timeline.ask(() -> {
      var uptime = uptime().toSeconds();
      session.send(
          exchange
              .event("FullyBooted", "system")
              .put("Uptime", uptime)
              .put("LastReload", uptime)
              .put("Status", "Fully Booted"));
      session.listen(events);
    });
  }

  void ask(AmiSession session, Message message) {
    exchange.timeline.ask(() -> answer(session, message));
  }

  private void answer(AmiSession session, Message message) {
    switch (message.action()) {
      case "ping" ->
          session.send(
              message
                  .response("Success")
                  .put("Ping", "Pong")
                  .put("Timestamp", Block.timestamp(exchange.timeline.now())));
      case "events" -> events(session, message);
      case "listcommands" -> {
        var list = message.response("Success");
        KNOWN.forEach(name -> list.put(name, "(Priv: all)"));
        session.send(list);
      }
      case "coresettings" -> session.send(settings(message));
      case "corestatus" -> session.send(status(message));
      case "coreshowchannels" -> channels(session, message);
      case "queuestatus" -> queue(session, message);
      case "originate" -> originates.answer(session, message);
      case "hangup" -> hangUp(session, message);
      case "" -> session.send(message.error("Missing action in request"));
      default ->
          session.send(
              message.error(
                  "Invalid/unknown command: "
                      + message.get("action")
                      + ". Use Action: ListCommands to show available commands."));
    }
  }

  private Duration uptime() {
    return Duration.between(exchange.bootedAt, exchange.timeline.now());
  }

  private static void events(AmiSession session, Message message) {
    var on = !message.get("eventmask").equalsIgnoreCase("off");
    session.send(message.response("Success").put("Events", on ? "On" : "Off"));
    session.listen(on);
  }

  private static Block settings(Message message) {
    return message
        .response("Success")
        .put("AMIversion", "11.0.0")
        .put("AsteriskVersion", "22.10.1")
        .put("SystemName", "")
        .put("CoreMaxCalls", 0)
        .put("CoreMaxLoadAvg", "0.000000")
        .put("CoreRunUser", "")
        .put("CoreRunGroup", "")
        .put("CoreMaxFilehandles", 0)
        .put("CoreRealTimeEnabled", "No")
        .put("CoreCDRenabled", "Yes")
        .put("CoreHTTPenabled", "No")
        .put("SoundsSearchCustomDir", "No");
  }

  private Block status(Message message) {
    return message
        .response("Success")
        .put("CoreStartupDate", DATE.format(exchange.bootedAt))
        .put("CoreStartupTime", TIME.format(exchange.bootedAt))
        .put("CoreReloadDate", DATE.format(exchange.bootedAt))
        .put("CoreReloadTime", TIME.format(exchange.bootedAt))
        .put("CoreCurrentCalls", exchange.channels().size())
        .put("CoreProcessedCalls", exchange.callsEnded());
  }

  private void channels(AmiSession session, Message message) {
    session.send(
        message
            .response("Success")
            .put("EventList", "start")
            .put("Message", "Channels will follow"));
    for (var channel : exchange.channels()) {
      var age = Duration.between(channel.createdAt, exchange.timeline.now());
      session.send(
          listed("CoreShowChannel", message)
              .channel(channel)
              .put("Application", channel.application)
              .put("ApplicationData", channel.applicationData)
              .put(
                  "Duration",
                  String.format(
                      Locale.ROOT,
                      "%02d:%02d:%02d",
                      age.toHours(),
                      age.toMinutesPart(),
                      age.toSecondsPart()))
              .put("BridgeId", channel.bridge));
    }
    complete(session, message, "CoreShowChannelsComplete", exchange.channels().size());
  }

  private void queue(AmiSession session, Message message) {
    session.send(
        message
            .response("Success")
            .put("EventList", "start")
            .put("Message", "Queue status will follow"));
    session.send(
        Block.listed("QueueParams")
            .put("Queue", QueueCall.QUEUE)
            .put("Max", 0)
            .put("Strategy", "ringall")
            .put("Calls", 0)
            .put("Weight", 0)
            .put("ActionID", message.actionId()));
    for (var phone : Phone.SALES) {
      session.send(
          Block.listed("QueueMember")
              .put("Queue", QueueCall.QUEUE)
              .put("Name", phone.name())
              .put("Location", "PJSIP/" + phone.extension())
              .put("StateInterface", "PJSIP/" + phone.extension())
              .put("Membership", "static")
              .put("Penalty", 0)
              .put("Status", Devices.stateOf(exchange, phone.extension()).queueStatus)
              .put("Paused", 0)
              .put("PausedReason", "")
              .put("ActionID", message.actionId()));
    }
    complete(session, message, "QueueStatusComplete", Phone.SALES.size() + 1);
  }

  private void hangUp(AmiSession session, Message message) {
    var channel = exchange.findChannel(message.get("channel"));
    var call = channel.flatMap(c -> exchange.calls().stream().filter(k -> k.owns(c)).findFirst());
    if (channel.isEmpty() || call.isEmpty()) {
      session.send(message.error("No such channel"));
      return;
    }
    session.send(message.response("Success").put("Message", "Channel Hungup"));
    call.get().hangUp(channel.get());
  }

  private static Block listed(String event, Message message) {
    var block = Block.listed(event);
    return message.actionId() == null ? block : block.put("ActionID", message.actionId());
  }

  private static void complete(AmiSession session, Message message, String event, int items) {
    session.send(listed(event, message).put("EventList", "Complete").put("ListItems", items));
  }
}
