package io.ringcard.calllog;

/**
 * An exchange as the database knows it.
 *
 * @param checkpoint offset in its journal from which a restart reads again
 */
public record PbxRow(long id, String name, long checkpoint) {}
