package io.ringcard.pipeline;

import java.util.List;

/**
 * The contract's {@code DealWords}: the words that people here have used most, for those who write
 * the next.
 */
public record DealWords(List<String> sources, List<String> won, List<String> lost) {}
