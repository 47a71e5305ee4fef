package io.ringcard.demo;

import io.ringcard.demo.CallPlan.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Action Originate: a phone rings, its answer dials a number outside. */
final class Originates {

  private static final Pattern PHONE = Pattern.compile("PJSIP/([0-9]+)");
  private static final Pattern NUMBER = Pattern.compile("\\+?([0-9]{5,15})");

  /** It becomes the name of a file: plain letters only. */
  private static final Pattern UNIQUEID = Pattern.compile("|[A-Za-z0-9]([._-]?[A-Za-z0-9]+){0,40}");

  private static final Pattern CALLER = Pattern.compile("\"?([^\"<]*?)\"?\\s*<([^>]*)>");
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(30);

  private final Exchange exchange;
  private final Actions.Begin begin;

  Originates(Exchange exchange, Actions.Begin begin) {
    this.exchange = exchange;
    this.begin = begin;
  }

  void answer(AmiSession session, Message message) {
    var phone = PHONE.matcher(message.get("channel"));
    var number = NUMBER.matcher(message.get("exten"));
    if (message.get("channel").isEmpty()) {
      session.send(message.error("Channel not specified"));
    } else if (!message.get("application").isEmpty()) {
      session.send(message.error("Originate Access Forbidden: app or data blacklisted"));
    } else if (!number.matches()) {
      session.send(message.error("Extension does not exist."));
    } else if (message.get("priority").isEmpty()) {
      session.send(message.error("Invalid priority"));
    } else if (!UNIQUEID.matcher(message.get("channelid")).matches()) {
      session.send(message.error("Uniqueid not usable"));
    } else if (taken(message.get("channelid"))) {
      session.send(message.error("Uniqueid already in use"));
    } else {
      var known = phone.matches() && Phone.exists(phone.group(1));
      place(session, message, known ? Phone.of(phone.group(1)) : null, number.group(1));
    }
  }

  private boolean taken(String uniqueid) {
    return exchange.channels().stream().anyMatch(c -> c.uniqueid.equals(uniqueid));
  }

  private void place(AmiSession session, Message message, @Nullable Phone phone, String number) {
    var async = truth(message.get("async"));
    var queued = message.response("Success").put("Message", "Originate successfully queued");
    if (async) {
      session.send(queued);
    }
    Originate.Answer answer =
        (reason, channel) -> {
          if (async) {
            exchange.say(response(message, number, reason, channel));
          } else {
            session.send(reason == 4 ? queued : message.error("Originate failed"));
          }
        };
    if (phone == null) {
      answer.reason(0, null);
      return;
    }
    var id = message.get("channelid");
    var wish =
        new Originate(
            phone,
            id.isEmpty() ? null : id,
            message.get("context"),
            number,
            caller(message),
            variables(message),
            timeout(message),
            answer);
    begin.call(plan(phone, number), wish);
  }

  private CallPlan plan(Phone phone, String number) {
    var kind =
        number.endsWith("0000")
            ? Kind.OUTBOUND_BUSY
            : number.endsWith("9999") ? Kind.OUTBOUND_NO_ANSWER : Kind.OUTBOUND;
    var ring = Duration.ofMillis(3000 + exchange.random.nextInt(3000));
    var talk =
        kind == Kind.OUTBOUND
            ? Duration.ofMillis(20_000 + exchange.random.nextInt(40_000))
            : Duration.ZERO;
    return new CallPlan(
        kind, new Party(number, null), phone, ring, talk, exchange.random.nextBoolean());
  }

  private Block response(
      Message message, String number, int reason, @Nullable DemoChannel channel) {
    var caller = caller(message);
    var block = exchange.event("OriginateResponse", "call");
    if (message.actionId() != null) {
      block.put("ActionID", message.actionId());
    }
    return block
        .put("Response", reason == 4 ? "Success" : "Failure")
        .put("Channel", channel == null ? message.get("channel") : channel.name)
        .put("Context", message.get("context"))
        .put("Exten", number)
        .put("Reason", reason)
        .put("Uniqueid", channel == null ? "<unknown>" : channel.uniqueid)
        .put("CallerIDNum", caller.numberOrUnknown())
        .put("CallerIDName", caller.nameOrUnknown());
  }

  private static Party caller(Message message) {
    var text = message.get("callerid");
    var both = CALLER.matcher(text);
    if (both.matches()) {
      var name = both.group(1).strip();
      return new Party(both.group(2), name.isEmpty() ? null : name);
    }
    return new Party(text.isEmpty() ? null : text, null);
  }

  private static List<Map.Entry<String, String>> variables(Message message) {
    var variables = new ArrayList<Map.Entry<String, String>>();
    for (var line : message.all("variable")) {
      var equals = line.indexOf('=');
      if (equals > 0) {
        variables.add(Map.entry(line.substring(0, equals), line.substring(equals + 1)));
      }
    }
    return variables;
  }

  private static Duration timeout(Message message) {
    try {
      return Duration.ofMillis(Long.parseLong(message.get("timeout")));
    } catch (NumberFormatException e) {
      return USUAL_TIMEOUT;
    }
  }

  private static boolean truth(String word) {
    return word.equalsIgnoreCase("true") || word.equalsIgnoreCase("yes") || word.equals("1");
  }
}
