package io.ringcard.calllog;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.ResourceBundle;

/** The words of an exported file in its reader's language. */
final class ExportWords {

  private final ResourceBundle bundle;
  private final DateTimeFormatter time;

  /**
   * @param language {@code ru} or {@code en}
   */
  ExportWords(String language) {
    this.bundle =
        ResourceBundle.getBundle(
            "io.ringcard.calllog.export",
            Locale.of(language),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    this.time = DateTimeFormatter.ofPattern(of("csvTime"), Locale.ROOT);
  }

  /** Fails when there is no such word: the code and the bundles are one. */
  String of(String key) {
    return bundle.getString(key);
  }

  String separator() {
    return of("separator");
  }

  /** Of a moment in the installation's zone. */
  DateTimeFormatter time() {
    return time;
  }
}
