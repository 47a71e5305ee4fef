package io.ringcard.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A call of the sample history, over long ago, in the form in which a live call would have been
 * logged.
 *
 * @param client index of the client, -1 for a stranger
 * @param number in E.164
 * @param legs whose phones rang or spoke, in order
 */
record SampleCall(
    long id,
    long pbxId,
    String linkedid,
    String direction,
    String result,
    int cause,
    String endedBy,
    int client,
    @Nullable Long clientId,
    String number,
    @Nullable String did,
    boolean queue,
    Instant startedAt,
    @Nullable Instant answeredAt,
    Instant endedAt,
    long ringMillis,
    long holdMillis,
    List<Leg> legs) {

  /**
   * @param ringStartedAt null where the phone did not ring: its own call
   * @param talkMillis 0 when it did not speak
   */
  record Leg(
      String extension,
      long userId,
      String result,
      @Nullable Instant ringStartedAt,
      long ringMillis,
      @Nullable Instant answeredAt,
      long talkMillis) {}

  boolean answered() {
    return answeredAt != null;
  }

  Duration talk() {
    return Duration.ofMillis(legs.stream().mapToLong(Leg::talkMillis).sum());
  }

  /** The operator who spoke last, or the first who took part. */
  Leg operator() {
    return legs.stream()
        .filter(leg -> leg.talkMillis() > 0)
        .reduce((first, last) -> last)
        .orElse(legs.getFirst());
  }

  String file() {
    return linkedid + ".wav";
  }

  JsonObject row() {
    return new JsonObject()
        .put("id", id)
        .put("pbx_id", pbxId)
        .put("linkedid", linkedid)
        .put("state", "closed")
        .put("direction", direction)
        .put("result", result)
        .put("cause", cause)
        .put("ended_by", endedBy)
        .put("number", number)
        .put("number_signalled", number.substring(1))
        .put("client_id", clientId)
        .put("did", did)
        .put("queues", queue ? new JsonArray().add(QueueCall.QUEUE) : new JsonArray())
        .put("started_at", startedAt.toString())
        .put("answered_at", answeredAt == null ? null : answeredAt.toString())
        .put("ended_at", endedAt.toString())
        .put("ring_ms", ringMillis)
        .put("wait_ms", queue ? ringMillis : null)
        .put("talk_ms", talk().toMillis())
        .put("hold_ms", answered() ? holdMillis : null)
        .put("transfers", transfers());
  }

  /** Two who spoke: the first handed the client on. */
  private JsonArray transfers() {
    var spoke = legs.stream().filter(leg -> leg.talkMillis() > 0).toList();
    if (spoke.size() < 2) {
      return new JsonArray();
    }
    var to = spoke.get(1);
    return new JsonArray()
        .add(
            new JsonObject()
                .put("type", "blind")
                .put("from", spoke.getFirst().extension())
                .put("to", to.extension())
                .put("at", String.valueOf(to.ringStartedAt()))
                .put("result", "answered"));
  }

  List<JsonObject> legRows() {
    return IntStream.range(0, legs.size()).mapToObj(this::legRow).toList();
  }

  private JsonObject legRow(int position) {
    var leg = legs.get(position);
    var answer = leg.answeredAt();
    return new JsonObject()
        .put("call_id", id)
        .put("position", position)
        .put("extension", leg.extension())
        .put("user_id", leg.userId())
        .put("ring_ms", leg.ringStartedAt() == null ? null : leg.ringMillis())
        .put("talk_ms", leg.talkMillis())
        .put("ring_started_at", leg.ringStartedAt() == null ? null : leg.ringStartedAt().toString())
        .put("answered_at", answer == null ? null : answer.toString())
        .put("ended_at", answer == null ? null : answer.plusMillis(leg.talkMillis()).toString())
        .put("result", leg.result());
  }
}
