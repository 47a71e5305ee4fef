package io.ringcard.call;

import org.jspecify.annotations.Nullable;

/**
 * Who wants to know for which call an event was heard, while {@link LiveCalls#hear} works. A call
 * bears a number of its own here, which it keeps when others are joined to it.
 */
public interface CallEar {

  CallEar NONE =
      new CallEar() {
        @Override
        public void heard(long call, @Nullable Call before, @Nullable Call after) {}

        @Override
        public void joined(long kept, long absorbed) {}

        @Override
        public void forgotten(long call) {}
      };

  /**
   * The present event was heard for this call; may come several times for one event.
   *
   * @param before the snapshot told last, null when none was
   * @param after the snapshot now
   */
  void heard(long call, @Nullable Call before, @Nullable Call after);

  /** Two calls are one from here on: what was heard for {@code absorbed} belongs to the other. */
  void joined(long kept, long absorbed);

  /** Nothing more is heard for this call. */
  void forgotten(long call);
}
