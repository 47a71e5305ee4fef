package io.ringcard.ami;

/** The exchange's answer to an action; {@code message} is its own English. */
public record AmiAnswer(boolean success, String message) {}
