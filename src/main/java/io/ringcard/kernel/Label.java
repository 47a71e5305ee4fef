package io.ringcard.kernel;

/** The contract's {@code Label}: words of the settings in both languages of the page. */
public record Label(String ru, String en) {

  /**
   * Without blanks around it; a language left empty is a fault of that field.
   *
   * @param field the label's own name
   */
  public Label filled(String field) {
    var text = new Label(ru.strip(), en.strip());
    if (text.ru.isEmpty() || text.en.isEmpty()) {
      throw new Problem.Invalid(field + (text.ru.isEmpty() ? ".ru" : ".en"), "required")
          .asException();
    }
    return text;
  }
}
