package io.ringcard.card;

import io.ringcard.calllog.CallView;
import io.ringcard.card.CardFace.Looked;
import io.ringcard.client.ClientRef;
import io.ringcard.http.JsonText;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A card as it goes to the screen: what was looked up has been written by then. */
final class CardJson {

  private CardJson() {}

  /** The members that come from the look-up. */
  static String face(Looked looked) {
    return new JsonText()
        .seldom("client", looked.client())
        .seldom("deals", looked.deals())
        .seldom("last", looked.last())
        .seldom("next", looked.next())
        .seldom("notes", looked.notes())
        .members();
  }

  static String text(Card card) {
    return new JsonText()
        .with("id", card.id())
        .with("phase", card.phase())
        .with("since", card.since())
        .written("call", call(card.call()))
        .with("own", card.own())
        .seldom("match", card.match())
        .seldom("others", card.others())
        .seldom("held", card.held())
        .members(card.face())
        .object();
  }

  private static String call(CallView call) {
    return new JsonText()
        .with("id", call.id())
        .with("state", call.state())
        .with("pbx", call.pbx())
        .with("linkedid", call.linkedid())
        .with("direction", call.direction())
        .with("result", call.result())
        .with("cause", call.cause())
        .with("endedBy", call.endedBy())
        .with("number", call.number())
        .with("name", call.name())
        .written("client", client(call.client()))
        .seldom("deal", call.deal())
        .with("placedBy", call.placedBy())
        .seldom("placer", call.placer())
        .with("dialled", call.dialled())
        .with("did", call.did())
        .seldom("queues", call.queues())
        .with("startedAt", call.startedAt())
        .with("answeredAt", call.answeredAt())
        .with("endedAt", call.endedAt())
        .with("ringSeconds", call.ringSeconds())
        .with("waitSeconds", call.waitSeconds())
        .with("talkSeconds", call.talkSeconds())
        .with("holdSeconds", call.holdSeconds())
        .written("operators", operators(call.operators()))
        .seldom("transfers", call.transfers())
        .seldom("recordings", call.recordings())
        .seldom("outcome", call.outcome())
        .with("certainty", call.certainty())
        .with("recoveredFrom", call.recoveredFrom())
        .with("gap", call.gap())
        .with("version", call.version())
        .object();
  }

  private static String client(@Nullable ClientRef client) {
    return client == null
        ? "null"
        : new JsonText()
            .with("id", client.id())
            .with("name", client.name())
            .with("company", client.company())
            .object();
  }

  private static String operators(List<CallView.Operator> operators) {
    return operators.stream()
        .map(one ->
            new JsonText()
                .with("id", one.id())
                .with("name", one.name())
                .with("extension", one.extension())
                .with("ringSeconds", one.ringSeconds())
                .with("talkSeconds", one.talkSeconds())
                .with("result", one.result())
                .object())
        .collect(Collectors.joining(",", "[", "]"));
  }
}
