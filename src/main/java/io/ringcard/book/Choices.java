package io.ringcard.book;

import io.ringcard.kernel.Problem;
import io.ringcard.store.Db;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks what people choose from the books. */
public final class Choices {

  private final ChoicesSql sql = new ChoicesSql();

  /**
   * The id of what was chosen. What stands there already may stay, though it is offered no more;
   * anything else that the book does not offer is a fault of the field.
   */
  public @Nullable Long chosen(
      Db transaction, String field, String book, @Nullable String id, @Nullable Choice current) {
    if (id == null) {
      return null;
    }
    var chosen = Long.valueOf(id);
    if (!Objects.equals(chosen, Choice.idOf(current)) && !sql.offers(transaction, book, chosen)) {
      throw new Problem.Invalid(field, "unknown").asException();
    }
    return chosen;
  }
}
