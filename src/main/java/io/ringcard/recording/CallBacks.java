package io.ringcard.recording;

import io.ringcard.kernel.Principal;

/** Who is to call back whoever called in vain, and so hears the message that was left. */
@FunctionalInterface
public interface CallBacks {

  /** Whether this person is one of those who are to call back whoever made that call. */
  boolean answers(Principal person, long call);
}
