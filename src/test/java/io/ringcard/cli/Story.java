package io.ringcard.cli;

import io.ringcard.ami.AmiCapture;
import io.ringcard.call.Call;
import io.ringcard.call.CallEvent;
import io.ringcard.call.LiveCalls;
import io.ringcard.pbx.PbxEvent;
import io.ringcard.pbx.PbxProfile;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The events of a capture with their places, and what becomes of a stream of such. */
final class Story {

  static final PbxProfile PROFILE = PbxProfile.standard();

  record Heard(long order, PbxEvent event) {}

  private Story() {}

  static List<Heard> of(Path capture) throws IOException {
    var events = new ArrayList<Heard>();
    new AmiCapture(PROFILE)
        .read(AmiCapture.files(capture), (order, event) -> events.add(new Heard(order, event)));
    return events;
  }

  /** The same event at another time. */
  static PbxEvent later(PbxEvent event, Duration by) {
    try {
      var parts = event.getClass().getRecordComponents();
      var values = new Object[parts.length];
      for (var i = 0; i < parts.length; i++) {
        var value = parts[i].getAccessor().invoke(event);
        values[i] = value instanceof Instant at ? at.plus(by) : value;
      }
      var types = Stream.of(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
      return (PbxEvent) event.getClass().getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The last snapshot of each call by its linked id, in order of their beginning. */
  static Map<String, Call> calls(Iterable<Heard> events) {
    var calls = new LinkedHashMap<String, Call>();
    CallsCommand.keep(calls, told(events));
    return calls;
  }

  static List<CallEvent> told(Iterable<Heard> events) {
    var live = new LiveCalls(PROFILE);
    var told = new ArrayList<CallEvent>();
    events.forEach(heard -> told.addAll(live.hear(heard.order(), heard.event())));
    told.addAll(live.giveUpAll(Long.MAX_VALUE));
    return told;
  }
}
