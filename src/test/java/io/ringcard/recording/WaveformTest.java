package io.ringcard.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class WaveformTest {

  private static final int RATE = 8000;

  @TempDir Path home;

  @Test
  void eachLaneHasItsOwnPeaks() throws IOException {
    var file =
        stereo(
            "a.wav",
            4 * RATE,
            frame -> frame < 2 * RATE ? 16384 : 0,
            frame -> frame < 2 * RATE ? 0 : 8192);
    var lanes = new Waveform(null).peaks(file, 2).amplitudes();
    assertThat(lanes).hasSize(2).allSatisfy(lane -> assertThat(lane).hasSize(80));
    assertThat(lanes.getFirst().get(10)).isBetween(0.49, 0.51);
    assertThat(lanes.getFirst().get(70)).isZero();
    assertThat(lanes.get(1).get(10)).isZero();
    assertThat(lanes.get(1).get(70)).isBetween(0.24, 0.26);
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void theProgramThatComesAlongNeedsNoSoundCard() throws Exception {
    var unpacked = FfmpegProgram.unpack();
    var program = FfmpegProgram.launcher(unpacked.orElseThrow(), true);
    assertThat(program.resolveSibling("libpulse.so.0")).exists();
    assertThat(FfmpegProgram.version(program)).matches("\\d+\\.\\d+.*");
    var file = stereo("a.wav", RATE, frame -> 16384, frame -> 0);
    assertThat(new Waveform(program).peaks(file, 2).lanes()).hasSize(2);
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void theProgramThatComesAlongIsStartedWhereProgramsMayRun() throws Exception {
    var unpacked = FfmpegProgram.unpack();
    var program = FfmpegProgram.launcher(unpacked.orElseThrow(), false);
    assertThat(program).startsWith(unpacked.orElseThrow());
    var written = Files.getLastModifiedTime(program);
    assertThat(FfmpegProgram.launcher(unpacked.orElseThrow(), false)).isEqualTo(program);
    assertThat(Files.getLastModifiedTime(program)).isEqualTo(written);
    Files.writeString(program, "half");
    assertThat(FfmpegProgram.version(FfmpegProgram.launcher(unpacked.orElseThrow(), false)))
        .isNotEmpty();
  }

  @Test
  void aProgramThatSaysNothingIsNotWaitedFor() throws IOException {
    var program = Files.writeString(home.resolve("silent"), "#!/bin/sh\nexec sleep 60\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    assertThatThrownBy(() -> FfmpegProgram.version(program, Duration.ofMillis(200)))
        .isInstanceOf(IOException.class)
        .hasMessage("it does not end");
  }

  @Test
  void whatAProgramSaidIsReadAlthoughItHasEnded() throws Exception {
    var program =
        Files.writeString(home.resolve("quick"), "#!/bin/sh\necho ffmpeg version 7.1 && exit\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    for (var time = 0; time < 300; time++) {
      assertThat(FfmpegProgram.version(program)).isEqualTo("7.1");
    }
  }

  @Test
  void headTellsTheLength() throws IOException {
    var file = stereo("a.wav", 3 * RATE, frame -> 1, frame -> 1);
    var header = WaveHeader.read(file).orElseThrow();
    assertThat(header.durationMillis()).isEqualTo(3000);
    assertThat(header.channels()).isEqualTo(2);
  }

  @Test
  void aHeadWhoseWriterNeverCameBackIsMeasured() throws IOException {
    var file = stereo("a.wav", 3 * RATE, frame -> 1, frame -> 1);
    var bytes = Files.readAllBytes(file);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(40, 0);
    Files.write(file, bytes);
    assertThat(WaveHeader.read(file).orElseThrow().durationMillis()).isEqualTo(3000);
  }

  @Test
  void noWave() throws IOException {
    assertThat(WaveHeader.read(Files.writeString(home.resolve("b.wav"), "RIFF"))).isEmpty();
    assertThat(
            WaveHeader.read(
                Files.writeString(
                    home.resolve("c.wav"), "no sound at all, but long enough for a head")))
        .isEmpty();
    assertThatThrownBy(() -> new Waveform(null).peaks(home.resolve("c.wav"), 1))
        .isInstanceOf(IOException.class);
  }

  private Path stereo(String name, int frames, IntUnaryOperator left, IntUnaryOperator right) {
    var bytes = ByteBuffer.allocate(44 + frames * 4).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put("RIFF".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(36 + frames * 4);
    bytes.put("WAVEfmt ".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(16);
    bytes
        .putShort((short) 1)
        .putShort((short) 2)
        .putInt(RATE)
        .putInt(RATE * 4)
        .putShort((short) 4)
        .putShort((short) 16);
    bytes.put("data".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(frames * 4);
    for (var frame = 0; frame < frames; frame++) {
      bytes.putShort((short) left.applyAsInt(frame)).putShort((short) right.applyAsInt(frame));
    }
    try {
      return Files.write(home.resolve(name), bytes.array());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
