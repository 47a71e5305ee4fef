package io.ringcard.demo;

import io.ringcard.demo.CallPlan.Kind;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides who calls whom, for ever: somebody rings the first phone about every minute, whatever the
 * hour, and the rest of the office has its own traffic, denser in its busy hours; never more than
 * {@value #MOST_CALLS} calls at once.
 */
final class Director {

  /** How long it waits for somebody to listen before it begins all the same. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int MOST_CALLS = 3;
  private static final Duration SOON = Duration.ofSeconds(3);
  private static final Duration AGAIN = Duration.ofSeconds(40);

  /** Names as strangers put them into their telephones. */
  private static final List<String> STRANGE =
      List.of(
          "\"><script>alert('ring')</script>",
          "Robert'); DROP TABLE client;--",
          "Студия \"Ёж\" \\ 50 %",
          "ООО «Очень Длинное Название Торгового Дома Северо-Запад»",
          "😀 Вика");

  private final List<SampleClient> clients = SampleWords.of("").clients();
  private final Exchange exchange;
  private final Consumer<CallPlan> play;
  private final Random random;
  private final ZoneId zone;
  private final Phone first = Phone.ALL.getFirst();
  private boolean begun;
  private boolean begunFirst;

  Director(Exchange exchange, ZoneId zone, Consumer<CallPlan> play) {
    this.exchange = exchange;
    this.zone = zone;
    this.play = play;
    this.random = new Random(exchange.random.nextLong());
  }

  /** Begins; a second time does nothing. */
  void begin() {
    if (!begun) {
      begun = true;
      exchange.timeline.after(Duration.ofSeconds(4), this::callFirst);
      exchange.timeline.after(Duration.ofSeconds(20), this::callOthers);
    }
  }

  private void callFirst() {
    if (!exchange.idle(first) || full()) {
      exchange.timeline.after(SOON, this::callFirst);
      return;
    }
    var dice = begunFirst ? random.nextInt(100) : 0;
    if (dice < 52) {
      play(Kind.DIRECT, first, 45);
    } else if (dice < 60) {
      play(Kind.BLIND_TRANSFER, first, 60);
    } else if (dice < 68) {
      play(Kind.ATTENDED_TRANSFER, first, 60);
    } else if (dice < 78) {
      missed(Kind.DIRECT_ABANDONED, first);
    } else if (dice < 87) {
      play(Kind.QUEUE, first, 45);
    } else {
      play(Kind.QUEUE, colleague(Phone.SALES), 60);
    }
    exchange.timeline.after(Duration.ofSeconds(60), this::callFirst);
  }

  private void callOthers() {
    if (!full()) {
      var dice = random.nextInt(100);
      if (dice < 28) {
        play(Kind.OUTBOUND, colleague(Phone.ALL), 60);
      } else if (dice < 37) {
        play(Kind.OUTBOUND_NO_ANSWER, colleague(Phone.ALL), 0);
      } else if (dice < 41) {
        play(Kind.OUTBOUND_BUSY, colleague(Phone.ALL), 0);
      } else if (dice < 49) {
        missed(Kind.DIRECT_ABANDONED, colleague(Phone.ALL));
      } else if (dice < 53) {
        missed(Kind.DIRECT_BUSY, colleague(Phone.ALL));
      } else if (dice < 56) {
        play(Kind.DIRECT_VOICEMAIL, colleague(Phone.ALL), 0);
      } else if (dice < 68) {
        play(Kind.DIRECT, colleague(Phone.ALL), 60);
      } else if (dice < 73) {
        play(Kind.BLIND_TRANSFER, colleague(Phone.ALL), 70);
      } else if (dice < 77) {
        play(Kind.ATTENDED_TRANSFER, colleague(Phone.ALL), 70);
      } else if (dice < 91) {
        play(Kind.QUEUE, colleague(Phone.SALES), 60);
      } else {
        missed(Kind.QUEUE_ABANDONED, colleague(Phone.SALES));
      }
    }
    exchange.timeline.after(pause(), this::callOthers);
  }

  /** Shorter in the busy hours of the office, before and after noon; long when it is closed. */
  private Duration pause() {
    var share = SampleCalls.busyness(exchange.timeline.now().atZone(zone));
    return Duration.ofMillis((long) ((20_000 + random.nextInt(25_000)) / share));
  }

  /** Somebody rings in vain, and most try again soon. */
  private void missed(Kind kind, Phone phone) {
    var caller = play(kind, phone, 0);
    if (caller != null && random.nextInt(3) > 0) {
      exchange.timeline.after(AGAIN, () -> again(caller));
    }
  }

  private void again(Party caller) {
    var phone = colleague(Phone.ALL);
    if (!full() && exchange.idle(phone) && idle(String.valueOf(caller.number()))) {
      begin(Kind.DIRECT, caller, phone, 45);
    }
  }

  private boolean full() {
    return exchange.calls().size() >= MOST_CALLS;
  }

  /** Somebody but the first who is free; the last one when nobody is. */
  private Phone colleague(List<Phone> among) {
    var free = among.stream().filter(p -> !p.equals(first) && exchange.idle(p)).toList();
    return free.isEmpty() ? among.getLast() : free.get(random.nextInt(free.size()));
  }

  /** The client of the call that was begun; null when the phone is busy. */
  private @Nullable Party play(Kind kind, Phone phone, int longestTalkSeconds) {
    if (!exchange.idle(phone)) {
      return null;
    }
    var client = client();
    begin(kind, client, phone, longestTalkSeconds);
    return client;
  }

  private void begin(Kind kind, Party client, Phone phone, int longestTalkSeconds) {
    var ring = Duration.ofMillis(6500 + random.nextInt(2500));
    var talk =
        longestTalkSeconds == 0
            ? Duration.ZERO
            : Duration.ofMillis(15_000 + random.nextInt((longestTalkSeconds - 15) * 1000));
    var others = Phone.ALL.stream().filter(p -> !p.equals(phone)).toList();
    var colleague = others.get(random.nextInt(others.size()));
    play.accept(new CallPlan(kind, client, phone, ring, talk, random.nextInt(10) < 7, colleague));
  }

  /**
   * Mostly one of the clients further down the list: a talk closes the client's planned contact,
   * and the first of them have theirs today, which would leave nothing on the day's list.
   */
  private Party client() {
    if (!begunFirst) {
      begunFirst = true;
      return new Party(clients.getFirst().signalled(), null);
    }
    var dice = random.nextInt(100);
    if (dice < 80) {
      var often = dice < 60 ? clients.subList(clients.size() * 2 / 3, clients.size()) : clients;
      var idle = often.stream().map(SampleClient::signalled).filter(this::idle).toList();
      return new Party(idle.get(random.nextInt(idle.size())), null);
    }
    var number = String.format(Locale.ROOT, "7985555%04d", 2000 + random.nextInt(7000));
    return new Party(
        number, dice < 93 ? null : signalled(STRANGE.get(random.nextInt(STRANGE.size()))));
  }

  private boolean idle(String number) {
    return exchange.calls().stream().noneMatch(c -> number.equals(c.plan.client().number()));
  }

  /**
   * A name as Asterisk keeps it from a quoted string of SIP: with the backslashes of the quoting.
   */
  private static String signalled(String name) {
    return name.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
