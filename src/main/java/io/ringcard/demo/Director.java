package io.ringcard.demo;

import io.ringcard.demo.CallPlan.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Decides who calls whom, for ever: somebody rings the first phone about every minute, and the rest
 * of the office has its own traffic; never more than {@value #MOST_CALLS} calls at once.
 */
final class Director {

  /** How long it waits for somebody to listen before it begins all the same. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int MOST_CALLS = 3;
  private static final Duration SOON = Duration.ofSeconds(3);

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
  private final Phone first = Phone.ALL.getFirst();
  private boolean begun;
  private boolean begunFirst;

  Director(Exchange exchange, Consumer<CallPlan> play) {
    this.exchange = exchange;
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
    if (dice < 60) {
      play(Kind.DIRECT, first, 45);
    } else if (dice < 75) {
      play(Kind.DIRECT_ABANDONED, first, 0);
    } else if (dice < 85) {
      play(Kind.QUEUE, first, 45);
    } else {
      play(Kind.QUEUE, colleague(Phone.SALES), 60);
    }
    exchange.timeline.after(Duration.ofSeconds(60), this::callFirst);
  }

  private void callOthers() {
    if (!full()) {
      var dice = random.nextInt(100);
      if (dice < 30) {
        play(Kind.OUTBOUND, colleague(Phone.ALL), 60);
      } else if (dice < 40) {
        play(Kind.OUTBOUND_NO_ANSWER, colleague(Phone.ALL), 0);
      } else if (dice < 45) {
        play(Kind.OUTBOUND_BUSY, colleague(Phone.ALL), 0);
      } else if (dice < 55) {
        play(Kind.DIRECT_ABANDONED, colleague(Phone.ALL), 0);
      } else if (dice < 75) {
        play(Kind.DIRECT, colleague(Phone.ALL), 60);
      } else if (dice < 90) {
        play(Kind.QUEUE, colleague(Phone.SALES), 60);
      } else {
        play(Kind.QUEUE_ABANDONED, colleague(Phone.SALES), 0);
      }
    }
    exchange.timeline.after(Duration.ofSeconds(20 + random.nextInt(25)), this::callOthers);
  }

  private boolean full() {
    return exchange.calls().size() >= MOST_CALLS;
  }

  /** Somebody but the first who is free; the last one when nobody is. */
  private Phone colleague(List<Phone> among) {
    var free = among.stream().filter(p -> !p.equals(first) && exchange.idle(p)).toList();
    return free.isEmpty() ? among.getLast() : free.get(random.nextInt(free.size()));
  }

  private void play(Kind kind, Phone phone, int longestTalkSeconds) {
    if (exchange.idle(phone)) {
      var ring = Duration.ofMillis(6500 + random.nextInt(2500));
      var talk =
          longestTalkSeconds == 0
              ? Duration.ZERO
              : Duration.ofMillis(15_000 + random.nextInt((longestTalkSeconds - 15) * 1000));
      play.accept(new CallPlan(kind, client(), phone, ring, talk, random.nextInt(10) < 7));
    }
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
