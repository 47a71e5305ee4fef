package io.ringcard.kernel;

/** The contract's {@code Label}: words of the settings in both languages of the page. */
public record Label(String ru, String en) {}
