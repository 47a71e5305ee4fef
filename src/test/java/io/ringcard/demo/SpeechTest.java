package io.ringcard.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's recordings: two lanes of speech, as long as the talk. */
class SpeechTest {

  @TempDir Path folder;

  @Test
  void recordingIsAsLongAsTheTalkAndHasTwoLanes()
      throws IOException, UnsupportedAudioFileException {
    var file = folder.resolve("1.0.wav");
    Recorder.write(file, Phone.of("101"), "79165550142", Duration.ofMillis(31_250));
    try (var sound = AudioSystem.getAudioInputStream(file.toFile())) {
      var format = sound.getFormat();
      assertThat(format.getChannels()).isEqualTo(2);
      assertThat(format.getSampleRate()).isEqualTo(8000);
      assertThat(format.getSampleSizeInBits()).isEqualTo(16);
      assertThat(sound.getFrameLength()).isEqualTo(250_000);
    }
  }

  @Test
  void lanesTakeTurns() {
    var samples = Speech.of("f", "79165550142", Duration.ofSeconds(40));
    var left = 0;
    var right = 0;
    var both = 0;
    for (var from = 0; from + 1600 <= samples.length; from += 1600) {
      var operator = loud(samples, from, 0);
      var client = loud(samples, from, 1);
      left += operator ? 1 : 0;
      right += client ? 1 : 0;
      both += operator && client ? 1 : 0;
    }
    assertThat(left).isBetween(60, 300);
    assertThat(right).isBetween(60, 300);
    assertThat(both).isZero();
  }

  @Test
  void shortAndSilentTalksAreWholeToo() {
    assertThat(Speech.of("m", "7985", Duration.ofMillis(1500))).hasSize(24_000);
    assertThat(Speech.of("m", "7985", Duration.ZERO)).isEmpty();
  }

  @Test
  void everyVoiceSpeaks() {
    for (var number = 0; number < 40; number++) {
      var client = "7916555" + (1000 + number);
      assertThat(Speech.of(number % 2 == 0 ? "f" : "m", client, Duration.ofSeconds(15)))
          .hasSize(240_000);
    }
  }

  private static boolean loud(short[] samples, int from, int lane) {
    for (var i = from + lane; i < from + 1600; i += 2) {
      if (Math.abs(samples[i]) > 500) {
        return true;
      }
    }
    return false;
  }
}
