package io.ringcard.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          +79161234567          | +79161234567
          89161234567           | +79161234567
          8 (916) 123-45-67     | +79161234567
          9161234567            | +79161234567
          79161234567           | +79161234567
          00 7 916 123 45 67    | +79161234567
          8 495 123 00 01       | +74951230001
          74951230001           | +74951230001
          88005553535           | +78005553535
          +380 44 123 45 67     | +380441234567
          380441234567          | +380441234567
          +49 30 901820         | +4930901820
          004930901820          | +4930901820
          112                   | 112
          101                   | 101
          204-55                | 20455
          123-45-67             | 1234567
          """)
  void russianForms(String written, String stored) {
    assertThat(PhoneNumber.parse(written, "RU")).contains(new PhoneNumber(stored));
  }

  @ParameterizedTest
  @CsvSource({"030 901820,DE,+4930901820", "(212) 555-0123,US,+12125550123", "112,DE,112"})
  void formsOfOtherRegions(String written, String region, String stored) {
    assertThat(PhoneNumber.parse(written, region)).contains(new PhoneNumber(stored));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "+",
        "7",
        "anonymous",
        "sip:101@example.org",
        "1-800-FLOWERS",
        "+7916123456789012345",
        "89161234567;drop table client",
        "٨٩١٦١٢٣٤٥٦٧",
        "*8101",
        "+7 916 123 45 67 ext. 5",
        "++79161234567",
        "7916\n1234567",
        "00000000000"
      })
  void whatIsNoNumber(String written) {
    assertThat(PhoneNumber.parse(written, "RU")).isEmpty();
  }

  @Test
  void onlyDigitsAndOnePlusComeOut() {
    var random = new Random(7);
    var alphabet = "+0123456789 ()-.\t\u0000'\"%_;xABCЖ٣\uD83D\uDE00";
    for (var i = 0; i < 20_000; i++) {
      var text = new StringBuilder();
      for (var length = random.nextInt(24); length > 0; length--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      PhoneNumber.parse(text.toString(), "RU")
          .ifPresent(number -> assertThat(number.text()).matches("\\+?[0-9]{2,15}"));
    }
    assertThat(PhoneNumber.parse("9".repeat(100_000), "RU")).isEmpty();
  }

  @Test
  void storedFormsStay() {
    for (var stored : new String[] {"+79161234567", "112", "1234567", "+4930901820"}) {
      assertThat(PhoneNumber.parse(stored, "RU")).contains(new PhoneNumber(stored));
    }
  }

  @Test
  void partsLoseTheNationalPrefix() {
    assertThat(PhoneNumber.parts("8 916 12", "RU")).containsExactly("891612", "91612");
    assertThat(PhoneNumber.parts("45-67", "RU")).containsExactly("4567");
    assertThat(PhoneNumber.parts("12", "RU")).isEmpty();
    assertThat(PhoneNumber.parts("Школа 1234", "RU")).isEmpty();
  }
}
