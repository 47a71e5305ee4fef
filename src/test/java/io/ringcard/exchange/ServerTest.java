package io.ringcard.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server is known by its data folder. */
class ServerTest {

  @TempDir Path data;

  @Test
  void itIsTheSameAfterARestart() throws IOException {
    var folder = data.resolve("new/folder");
    var first = Server.of(folder, 8080);
    assertThat(Server.of(folder, 8080)).isEqualTo(first);
    assertThat(Server.of(data.resolve("another"), 8080).id()).isNotEqualTo(first.id());
  }

  @Test
  void aFirstStartThatWasCutOffIsNone() throws IOException {
    Files.writeString(data.resolve("server.part"), "123e4567-e89b-12d3-a456-426614174000 and more");
    var server = Server.of(data, 8080);
    assertThat(Files.readString(data.resolve("server"))).isEqualTo(server.id().toString());
    assertThat(data.resolve("server.part")).doesNotExist();
  }

  /** Nothing stands under the name before the whole is written. */
  @Test
  void whatCannotBeWrittenLeavesNoHalf() throws IOException {
    Files.createDirectory(data.resolve("server.part"));
    assertThatThrownBy(() -> Server.of(data, 8080)).isInstanceOf(IOException.class);
    assertThat(data.resolve("server")).doesNotExist();
  }

  @Test
  void aFileOfOthersIsNamed() throws IOException {
    Files.writeString(data.resolve("server"), "main");
    assertThatThrownBy(() -> Server.of(data, 8080))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(data.resolve("server").toString());
  }
}
