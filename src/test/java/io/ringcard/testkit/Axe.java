package io.ringcard.testkit;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Asks axe-core, as the page's packages bring it, what people with other senses would stumble over.
 */
public final class Axe {

  private static final Path SCRIPT = Path.of("web/node_modules/axe-core/axe.min.js");

  private Axe() {}

  /**
   * Serious and critical faults once nothing moves any more, each with the first place where it is.
   */
  @SuppressWarnings("unchecked")
  public static List<String> faults(Page page) {
    try {
      page.evaluate(Files.readString(SCRIPT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var found =
        (List<Map<String, Object>>)
            page.evaluate(
                """
                async () => {
                  const passing = document.getAnimations().filter((one) => one.effect?.getComputedTiming().iterations !== Infinity)
                  await Promise.allSettled(passing.map((one) => one.finished))
                  return (await axe.run(document, {resultTypes: ['violations']})).violations
                  .filter((one) => one.impact === 'serious' || one.impact === 'critical')
                  .map((one) => ({id: one.id, at: one.nodes[0].html.slice(0, 160), count: one.nodes.length}))
                }
                """);
    return found.stream()
        .map(one -> one.get("id") + " × " + one.get("count") + " at " + one.get("at"))
        .toList();
  }
}
