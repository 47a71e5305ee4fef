package io.ringcard.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbered events of one name as they go over the wire. What is for all is written and encoded
 * once, however many read it.
 *
 * @param first number of the first one; the others follow
 * @param bodies JSON
 */
record PushFrame(String epoch, String event, long first, List<String> bodies, Buffer wire) {

  /** Takes the next numbers. */
  PushFrame(String epoch, AtomicLong numbers, String event, List<String> bodies) {
    this(epoch, event, numbers.getAndAdd(bodies.size()) + 1, bodies);
  }

  private PushFrame(String epoch, String event, long first, List<String> bodies) {
    this(epoch, event, first, bodies, wire(epoch, event, first, bodies));
  }

  /** One event that has its number already. */
  static PushFrame again(String epoch, long number, String event, String body) {
    return new PushFrame(epoch, event, number, List.of(body));
  }

  /** The same with the next numbers. */
  PushFrame renumbered(AtomicLong numbers) {
    return new PushFrame(epoch, numbers, event, bodies);
  }

  long last() {
    return first + bodies.size() - 1;
  }

  private static Buffer wire(String epoch, String event, long first, List<String> bodies) {
    var text = new StringBuilder();
    var number = first;
    for (var body : bodies) {
      text.append("id: ").append(epoch).append('-').append(number++);
      text.append("\nevent: ").append(event).append("\ndata: ").append(body).append("\n\n");
    }
    return Buffer.buffer(text.toString().getBytes(UTF_8));
  }
}
