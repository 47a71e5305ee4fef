package io.ringcard.cli;

import io.ringcard.ami.AmiCapture;
import io.ringcard.call.Call;
import io.ringcard.call.LiveCalls;
import io.ringcard.pbx.PbxEvent;
import io.ringcard.pbx.PbxProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  /** The last snapshot of each call by its linked id, in order of their beginning. */
  static Map<String, Call> calls(Iterable<Heard> events) {
    var live = new LiveCalls(PROFILE);
    var calls = new LinkedHashMap<String, Call>();
    events.forEach(heard -> CallsCommand.keep(calls, live.hear(heard.order(), heard.event())));
    CallsCommand.keep(calls, live.giveUpAll(Long.MAX_VALUE));
    return calls;
  }
}
