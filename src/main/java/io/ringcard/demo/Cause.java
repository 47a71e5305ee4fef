package io.ringcard.demo;

import org.jspecify.annotations.Nullable;

/** A hangup cause: Q.850 code, Asterisk's words for it, and the SIP answer where one was given. */
record Cause(int code, String words, @Nullable Integer technical) {

  static final Cause NORMAL = new Cause(16, "Normal Clearing", null);
  static final Cause UNALLOCATED = new Cause(1, "Unallocated (unassigned) number", null);
  static final Cause NONE = new Cause(0, "Unknown", null);
  static final Cause BUSY = new Cause(17, "User busy", 486);
  static final Cause NO_ANSWER = new Cause(19, "User alerting, no answer", 480);
  static final Cause ELSEWHERE = new Cause(26, "Answered elsewhere", null);
  static final Cause CANCELLED = new Cause(127, "Interworking, unspecified", 487);

  Block into(Block block, boolean withWords) {
    if (code != 0 || withWords) {
      block.put("Cause", code);
    }
    if (withWords) {
      block.put("Cause-txt", words);
    }
    return technical == null ? block : block.put("TechCause", technical);
  }
}
