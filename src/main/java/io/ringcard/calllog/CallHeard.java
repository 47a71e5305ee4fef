package io.ringcard.calllog;

import io.ringcard.call.Call;

/**
 * Told of calls while they go on, before their rows stand: for what cannot wait. Only calls that
 * began while the exchange was listened to, in order, by the thread that hears: so nobody may wait
 * in here.
 */
public interface CallHeard {

  /**
   * A call began or something about it changed; its row follows.
   *
   * @param id of the row that it has or will have
   */
  void heard(long id, Call call);

  /** There will be no such row: the call belongs to another one, or could not be written. */
  void dropped(long id);
}
