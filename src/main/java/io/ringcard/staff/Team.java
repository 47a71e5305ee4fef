package io.ringcard.staff;

/**
 * People who work together; a supervisor hears the talks of the own team.
 *
 * @param people how many of them are active
 */
public record Team(String id, String name, int people, int version) {}
