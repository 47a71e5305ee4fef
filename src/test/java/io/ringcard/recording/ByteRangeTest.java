package io.ringcard.recording;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0,0,0",
    "bytes=10-,10,99",
    "bytes=10-19,10,19",
    "bytes=-5,95,99",
    "bytes=-500,0,99",
    "bytes=90-500,90,99",
    "lines=1-2,0,99",
    "bytes=0-1,0,1",
    "bytes=1-2;3-4,0,99",
    "bytes=a-b,0,99"
  })
  void partOfHundredBytes(String header, long first, long last) {
    assertThat(ByteRange.of(header, 100)).contains(new ByteRange(first, last));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=100-", "bytes=5-4", "bytes=-0"})
  void nothingThatIsThere(String header) {
    assertThat(ByteRange.of(header, 100)).isEmpty();
  }

  @Test
  void contentRange() {
    assertThat(new ByteRange(10, 19).contentRange(100)).isEqualTo("bytes 10-19/100");
    assertThat(new ByteRange(10, 19).length()).isEqualTo(10);
  }
}
