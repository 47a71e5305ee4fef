package io.ringcard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.call.Call.Result;
import io.ringcard.cli.Story.Heard;
import io.ringcard.pbx.PbxEvent;
import io.ringcard.testkit.FaultTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A phone that is not registered gets no channel and no event of its own. The call is known from
 * its caller's channel all the same; that it failed, and did not merely ring in vain, is told by
 * {@code DIALSTATUS} or else by the cause.
 */
class UnreachedTest {

  private static final Path OFFLINE =
      Path.of("src/test/resources/ami/plain/inbound-operator-offline");
  private static final PbxEvent.Channel ANNA =
      new PbxEvent.Channel("21.0", "21.0", "PJSIP/101-00000001");

  @Test
  void aCallToAPhoneThatIsNotThereIsARow() throws IOException {
    var all = Story.of(OFFLINE);
    var silent = all.stream().filter(heard -> !(heard.event() instanceof PbxEvent.DialResult));
    var rows = Story.calls(all).values();
    assertThat(rows).extracting(call -> call.result()).containsExactly(Result.FAILED);
    assertThat(Story.calls(silent.toList()).keySet()).isEqualTo(Story.calls(all).keySet());
    FaultTable.add("F26 phone not registered, called from outside", 2, 1 - rows.size(), 0, 0);
  }

  @Test
  void soIsOneBetweenOperators() {
    var events =
        List.of(
            new PbxEvent.ChannelOpened(null, ANNA, "101", null, "104"),
            new PbxEvent.DialResult(null, ANNA, "CHANUNAVAIL"),
            new PbxEvent.HungUp(null, ANNA, 20, "Subscriber absent", null));
    var rows =
        Story.calls(events.stream().map(event -> new Heard(events.indexOf(event), event)).toList())
            .values();
    assertThat(rows).extracting(call -> call.result()).containsExactly(Result.FAILED);
    assertThat(rows).extracting(call -> call.dialled()).containsExactly("104");
    FaultTable.add("F26 phone not registered, called by a colleague", 1, 1 - rows.size(), 0, 0);
  }
}
