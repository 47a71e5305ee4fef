package io.ringcard.report;

/** The contract's {@code Figures}: one person's day. */
public record Figures(long calls, long answered, long missed, double talkSeconds) {}
