package io.ringcard.pbx;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.pbx.PbxEvent.Channel;
import java.util.List;
import org.junit.jupiter.api.Test;

class MixMonitorCallTest {

  private static final Channel ANNA = new Channel("1.1", "1.1", "PJSIP/101-00000001");

  @Test
  void optionsNameTheLanes() {
    assertThat(files("/monitor/a.wav,br(/monitor/a-rx.wav)t(/monitor/a-tx.wav)i(ID),true"))
        .containsExactly("a.wav", "a-rx.wav", "a-tx.wav");
  }

  @Test
  void nameThatAColumnHasCutIsNone() {
    assertThat(files("/monitor/a.wav,r(/monitor/a-rx.wav)t(/monitor/a-t"))
        .containsExactly("a.wav", "a-rx.wav");
  }

  private static List<String> files(String data) {
    return MixMonitorCall.read(null, ANNA, data).files();
  }
}
