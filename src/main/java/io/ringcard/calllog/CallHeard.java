package io.ringcard.calllog;

import io.ringcard.call.Call;

/**
 * Told of calls while they go on, before their rows stand: for what cannot wait. Only calls that
 * began while the exchange was listened to, in order, by the thread that hears, which may be that
 * of the link itself: so nobody may wait in here.
 */
public interface CallHeard {

  /**
   * A call began or something about it changed; its row follows.
   *
   * @param id of the row that it has or will have
   */
  void heard(long id, long pbxId, Call call);

  /**
   * No more will be heard of it. If it has no row, there will be none: it belongs to another call,
   * or could not be written, or its exchange is let go.
   */
  void dropped(long id);
}
