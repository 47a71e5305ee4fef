package io.ringcard.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingFolderTest {

  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret.wav",
        "a/b.wav",
        "/etc/passwd",
        ".hidden",
        "a..b/../c",
        "-rf",
        "a b.wav",
        "",
        "a\0.wav"
      })
  void hostileNamesAreNobody(String name) throws IOException {
    var folder = Files.createDirectory(home.resolve("monitor"));
    Files.writeString(home.resolve("secret.wav"), "x");
    assertThat(new RecordingFolder(folder).find(name)).isEmpty();
  }

  @Test
  void linksAreNotFollowed() throws IOException {
    var secret = Files.writeString(home.resolve("secret"), "x");
    Files.createSymbolicLink(home.resolve("link.wav"), secret);
    Files.writeString(home.resolve("1795415594.0.wav"), "x");
    var folder = new RecordingFolder(home);
    assertThat(folder.find("link.wav")).isEmpty();
    assertThat(folder.find("1795415594.0.wav")).isPresent();
  }

  @Test
  void lanesBelongToTheirRecording() {
    assertThat(Lanes.withoutLanes(List.of("1.wav", "1-rx.wav", "1-tx.wav", "2-rx.wav")))
        .containsExactly("1.wav", "2-rx.wav");
  }
}
