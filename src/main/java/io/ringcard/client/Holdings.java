package io.ringcard.client;

/**
 * What the house keeps of a client; tells which questions need not be asked while a phone rings.
 */
public record Holdings(boolean openDeals, boolean talks, boolean plans, boolean notes) {

  public static final Holdings NONE = new Holdings(false, false, false, false);

  /** Of a client whom nobody has looked at: everything may be there. */
  public static final Holdings UNKNOWN = new Holdings(true, true, true, true);
}
