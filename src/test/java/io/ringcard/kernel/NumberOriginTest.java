package io.ringcard.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberOriginTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "+74955550142,  Moscow,         -,       Europe/Moscow",
        "+78465550173,  Samara,         -,       Europe/Samara",
        "+79031112233,  -,              Beeline, -",
        "+442071234567, London,         -,       Europe/London",
        "112,           -,              -,       -",
      })
  void tellsWhatThePlansKnow(String number, String place, String carrier, String zone) {
    var origin = NumberOrigin.of(new PhoneNumber(number), "RU");
    assertThat(origin.place() == null ? null : origin.place().en()).isEqualTo(place);
    assertThat(origin.carrier() == null ? null : origin.carrier().en()).isEqualTo(carrier);
    assertThat(origin.zone()).isEqualTo(zone);
  }
}
