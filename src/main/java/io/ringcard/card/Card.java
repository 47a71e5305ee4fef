package io.ringcard.card;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.ringcard.calllog.CallView;
import io.ringcard.client.Client;
import io.ringcard.client.Match;
import io.ringcard.client.Note;
import io.ringcard.http.Json;
import io.ringcard.kernel.Ref;
import io.ringcard.pipeline.Deal;
import io.ringcard.planning.Plan;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The contract's {@code Card}: one call on one person's screen.
 *
 * @param id the call's id
 * @param since when this phase began
 * @param own the number is one of the house
 * @param match why this client; null when nobody is known, or a person chose one without the number
 * @param others further clients with that number, best first
 * @param last the client's talk before this one
 * @param held the planned contact that this talk closed by itself
 * @param face the members that were looked up, as JSON: written before anybody waits for them
 */
public record Card(
    String id,
    String phase,
    Instant since,
    CallView call,
    @Nullable Client client,
    boolean own,
    @Nullable Match match,
    List<Match> others,
    List<Deal> deals,
    @Nullable CallView last,
    @Nullable Plan next,
    @Nullable Plan held,
    List<Note> notes,
    @JsonIgnore String face)
    implements Json.Own {

  @Override
  public String json() {
    return CardJson.text(this);
  }

  /**
   * What the page is told when a card goes.
   *
   * @param takenBy a colleague who talks or talked instead
   */
  record Gone(String id, @Nullable Ref takenBy) {}
}
