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
  void aNameThatTellsItsDayIsFoundThere() throws IOException {
    var name = "in-78125551234-79161234567-20261125-152801-1795620481.12.wav";
    var day = Files.createDirectories(home.resolve("2026/11/25"));
    var file = Files.writeString(day.resolve(name), "x");
    assertThat(new RecordingFolder(home).find(name)).contains(file);
    assertThat(new RecordingFolder(home).find("in-1-20261126-1.wav")).isEmpty();
  }

  @Test
  void noLinkLeadsOutThroughADay() throws IOException {
    var name = "in-1-20261125-1.wav";
    var monitor = Files.createDirectories(home.resolve("monitor/2026/11"));
    var elsewhere = Files.createDirectory(home.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve(name), "x");
    Files.createSymbolicLink(monitor.resolve("25"), elsewhere);
    assertThat(new RecordingFolder(home.resolve("monitor")).find(name)).isEmpty();
  }

  @Test
  void lanesBelongToTheirRecording() {
    assertThat(Lanes.withoutLanes(List.of("1.wav", "1-rx.wav", "1-tx.wav", "2-rx.wav")))
        .containsExactly("1.wav", "2-rx.wav");
  }
}
