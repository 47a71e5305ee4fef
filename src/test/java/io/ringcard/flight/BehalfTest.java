package io.ringcard.flight;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.pbx.PbxEvent;
import io.ringcard.pbx.PbxEvent.Channel;
import io.ringcard.pbx.PbxProfile;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Channels of the exchange's own, one behind the other. */
class BehalfTest {

  private final Behalf behalf = new Behalf(PbxProfile.standard());

  @Test
  void whomTheLastOneReachesAllBeforeItReach() {
    behalf.called(dial(channel("PJSIP/101-1"), near("one")), "101", null);
    behalf.called(dial(far("one"), near("two")), "101", null);
    behalf.called(dial(far("two"), channel("PJSIP/102-1")), "101", "102");
    assertThat(behalf.of(near("one"))).isEqualTo("102");
    assertThat(behalf.of(near("two"))).isEqualTo("102");
    assertThat(behalf.of(far("two"))).isEqualTo("101");
  }

  /** A dialplan that calls itself, or two channels that bear the name of an earlier pair. */
  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD, unit = TimeUnit.SECONDS)
  void thoseThatCallEachOtherEnd() {
    behalf.called(dial(far("one"), near("two")), "101", null);
    behalf.called(dial(far("two"), near("one")), "101", null);
    behalf.called(dial(far("two"), channel("PJSIP/102-1")), "101", "102");
    assertThat(behalf.of(near("one"))).isEqualTo("102");
    assertThat(behalf.of(near("two"))).isEqualTo("102");
  }

  private static PbxEvent.DialBegan dial(@Nullable Channel caller, Channel callee) {
    return new PbxEvent.DialBegan(null, caller, callee, null);
  }

  private static Channel near(String pair) {
    return channel("Local/" + pair + "@office-1;1");
  }

  private static Channel far(String pair) {
    return channel("Local/" + pair + "@office-1;2");
  }

  private static Channel channel(String name) {
    return new Channel("1.0", "1.0", name);
  }
}
