package io.ringcard.kernel;

/** Who a request comes from. */
public record Principal(long userId, String login, String name, Role role) {}
