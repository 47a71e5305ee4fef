package io.ringcard.export;

import io.ringcard.kernel.Label;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.ResourceBundle;

/** The words of an exported file in its reader's language. */
public final class ExportWords {

  private final ResourceBundle room;
  private final ResourceBundle formats;

  /**
   * @param bundle of the room whose file it is; {@code title} names the worksheet
   * @param language {@code ru} or {@code en}
   */
  public ExportWords(String bundle, String language) {
    this.room = bundle(bundle, language);
    this.formats = bundle("io.ringcard.export.formats", language);
  }

  private static ResourceBundle bundle(String name, String language) {
    return ResourceBundle.getBundle(
        name,
        Locale.of(language),
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** Fails when there is no such word: the code and the bundles are one. */
  public String of(String key) {
    return room.getString(key);
  }

  /** In the reader's language. */
  public String in(Label label) {
    return formats.getLocale().getLanguage().equals("ru") ? label.ru() : label.en();
  }

  String separator() {
    return formats.getString("separator");
  }

  DateTimeFormatter csvTime() {
    return DateTimeFormatter.ofPattern(formats.getString("csvTime"), Locale.ROOT);
  }

  DateTimeFormatter csvDay() {
    return DateTimeFormatter.ofPattern(formats.getString("csvDay"), Locale.ROOT);
  }

  String xlsxTime() {
    return formats.getString("xlsxTime");
  }

  String xlsxDay() {
    return formats.getString("xlsxDay");
  }
}
