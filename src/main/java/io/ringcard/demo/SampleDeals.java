package io.ringcard.demo;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The deals of the sample clients and the way they came: each on its step, moved there by the calls
 * of its client, each answered call with its outcome.
 */
final class SampleDeals {

  private static final int WON = 7;
  private static final int LOST = 8;
  private static final int WANTS_OFFER = 3;
  private static final int MEETING = 1;
  private static final int AGREED = 2;
  private static final int THINKING = 4;
  private static final int CALL_BACK = 5;
  private static final int REFUSED = 6;
  private static final int NOT_DECIDING = 7;
  private static final int NOT_REACHED = 8;

  private static final List<String> SECOND_TITLES =
      List.of(
          "Обслуживание на год",
          "Ещё два экрана",
          "Резервное копирование",
          "Новый ролик",
          "Замена кассы",
          "Wi-Fi для гостей",
          "Реклама к празднику",
          "Второй адрес");

  private static final List<String> REMARKS =
      List.of(
          "Сравнивает с радио, просит макет на стену.",
          "Решает вместе с финансовым директором.",
          "Просит позвонить после обеда.",
          "Бюджет согласован, ждёт договор.",
          "Уточнить число экранов и срок монтажа.",
          "Доволен прошлым роликом, хочет такой же.",
          "Конкурент предложил дешевле на десять процентов.",
          "Нужна скидка при оплате за год.",
          "Секретарь соединит в четверг.",
          "Прислать примеры на почту.",
          "Спрашивал про рассрочку на полгода.",
          "Согласен на встречу, день назовёт завтра.",
          "Директор в отпуске до понедельника.",
          "Хочет увидеть экран вживую.",
          "Смету показал собственнику, ждём.",
          "Попросил сравнить с прошлым годом.",
          "Нужен акт за октябрь, передал бухгалтеру.",
          "Перешёл на другой номер, записал.",
          "Обсудили макет, правки до пятницы.",
          "Готов начать с одного адреса.",
          "Жаловался на задержку монтажа, извинились.",
          "Спросил про гарантию, выслал условия.",
          "Решают на планёрке в среду.",
          "Просит убрать из сметы монтаж.");

  /** One deal as the plan and the calls need it. */
  record Deal(long id, int client, int step, long ownerId) {
    boolean open() {
      return step < WON;
    }
  }

  private final Random random;
  private final Instant lately;
  private final Map<Integer, Long> stepIds;
  private final Map<Integer, Long> outcomeIds;
  private final List<JsonObject> rows = new ArrayList<>();
  private final List<JsonObject> steps = new ArrayList<>();
  private final List<JsonObject> outcomes = new ArrayList<>();
  private final List<Deal> deals = new ArrayList<>();

  /**
   * @param lately no talk since then lacks its outcome, or its card would still be open
   */
  SampleDeals(
      long seed, Instant lately, Map<Integer, Long> stepIds, Map<Integer, Long> outcomeIds) {
    this.random = new Random(seed);
    this.lately = lately;
    this.stepIds = stepIds;
    this.outcomeIds = outcomeIds;
  }

  List<JsonObject> rows() {
    return rows;
  }

  List<JsonObject> steps() {
    return steps;
  }

  List<JsonObject> outcomes() {
    return outcomes;
  }

  List<Deal> deals() {
    return deals;
  }

  /**
   * The deals of one client.
   *
   * @param calls of this client, in order
   */
  void of(
      int index,
      SampleClient client,
      long clientId,
      long ownerId,
      Instant since,
      List<SampleCall> calls,
      Iterator<Long> ids) {
    var talks = calls.stream().filter(SampleCall::answered).toList();
    var deal = new Deal(ids.next(), index, client.step(), ownerId);
    add(deal, clientId, client.deal(), client.amount(), since, talks);
    dispose(deal, calls);
    if (index % 3 == 1) {
      var title = SECOND_TITLES.get(index % SECOND_TITLES.size());
      var step = 1 + random.nextInt(index % 2 == 0 ? 3 : WON);
      var amount = (20 + random.nextInt(180)) * 1000;
      var second = new Deal(ids.next(), index, step, ownerId);
      add(second, clientId, title, amount, since.plus(Duration.ofDays(5)), List.of());
    }
  }

  private void add(
      Deal deal, long clientId, String title, int amount, Instant since, List<SampleCall> talks) {
    var at = since;
    step(deal, 1, at, null);
    var last = deal.step() == LOST ? 3 : deal.step();
    for (var step = 2; step <= last; step++) {
      var mover = mover(talks, step, last);
      var moved = mover == null ? at.plus(Duration.ofHours(30)) : mover.endedAt().plusSeconds(40);
      at = moved.isAfter(at) ? moved : at.plus(Duration.ofHours(20));
      step(deal, step, at, mover);
    }
    if (deal.step() == LOST) {
      at = talks.isEmpty() ? at.plus(Duration.ofDays(2)) : talks.getLast().endedAt();
      step(deal, LOST, at, talks.isEmpty() ? null : talks.getLast());
    }
    deals.add(deal);
    rows.add(
        new JsonObject()
            .put("id", deal.id())
            .put("title", title)
            .put("client_id", clientId)
            .put("step_id", stepIds.get(deal.step()))
            .put("step_since", at.toString())
            .put("owner_id", deal.ownerId())
            .put("amount", amount)
            .put("refusals", deal.step() == LOST ? 3 : deal.open() ? deal.client() % 9 / 8 * 2 : 0)
            .put("created_at", since.toString())
            .put("closed_at", deal.open() ? null : at.toString()));
  }

  /** The talk that moved a deal to a step: they are spread evenly over the talks. */
  private static @Nullable SampleCall mover(List<SampleCall> talks, int step, int last) {
    return talks.size() < last ? null : talks.get((step - 1) * talks.size() / last);
  }

  private void step(Deal deal, int step, Instant at, @Nullable SampleCall mover) {
    steps.add(
        new JsonObject()
            .put("deal_id", deal.id())
            .put("step_id", stepIds.get(step))
            .put("user_id", mover == null ? deal.ownerId() : mover.operator().userId())
            .put("call_id", mover == null ? null : mover.id())
            .put("at", at.toString()));
  }

  /** What operators wrote on the calls of the client. */
  private void dispose(Deal deal, List<SampleCall> calls) {
    var talks = calls.stream().filter(SampleCall::answered).toList();
    var last = deal.step() == LOST ? 3 : deal.step();
    for (var call : calls) {
      var place = talks.indexOf(call);
      if (place < 0) {
        if (call.direction().equals("outbound") && random.nextInt(10) < 8) {
          outcome(call, NOT_REACHED, deal.id());
        }
      } else if (deal.step() == LOST && place >= talks.size() - 3) {
        outcome(call, REFUSED, deal.id());
      } else if (random.nextInt(100) < 94 || call.startedAt().isAfter(lately)) {
        outcome(call, said(moved(talks, place, last)), deal.id());
      }
    }
  }

  private static int moved(List<SampleCall> talks, int place, int last) {
    for (var step = 2; step <= last; step++) {
      if (talks.get(place).equals(mover(talks, step, last))) {
        return step;
      }
    }
    return 0;
  }

  private int said(int movedTo) {
    return switch (movedTo) {
      case 3 -> WANTS_OFFER;
      case 4 -> MEETING;
      case 5, 6, 7 -> AGREED;
      default -> {
        var dice = random.nextInt(100);
        yield dice < 40
            ? CALL_BACK
            : dice < 72 ? THINKING : dice < 82 ? NOT_DECIDING : dice < 92 ? AGREED : WANTS_OFFER;
      }
    };
  }

  /** What was written on a call with somebody who is no client. */
  void stranger(SampleCall call) {
    var dice = random.nextInt(100);
    if (call.answered() && (dice < 90 || call.startedAt().isAfter(lately))) {
      var key = dice < 30 ? REFUSED : dice < 50 ? NOT_DECIDING : dice < 75 ? CALL_BACK : THINKING;
      outcome(call, key, null);
    } else if (!call.answered() && call.direction().equals("outbound") && dice < 80) {
      outcome(call, NOT_REACHED, null);
    }
  }

  private void outcome(SampleCall call, int key, @Nullable Long dealId) {
    var remark = random.nextInt(10) < 4 ? REMARKS.get(random.nextInt(REMARKS.size())) : null;
    outcomes.add(
        new JsonObject()
            .put("call_id", call.id())
            .put("user_id", call.operator().userId())
            .put("outcome_id", outcomeIds.get(key))
            .put("note", key == NOT_REACHED ? null : remark)
            .put("deal_id", dealId)
            .put("at", call.endedAt().plusSeconds(25).toString()));
  }
}
