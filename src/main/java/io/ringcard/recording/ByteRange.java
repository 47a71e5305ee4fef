package io.ringcard.recording;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The part of a file that a request asks for (RFC 9110, section 14). Only a single range is
 * honoured, as the RFC allows.
 *
 * @param first index of the first byte
 * @param last index of the last byte
 */
record ByteRange(long first, long last) {

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /**
   * What a range header means for a file of that size; empty when it asks for nothing that is
   * there.
   */
  static Optional<ByteRange> of(String header, long size) {
    var match = RANGE.matcher(header.strip());
    if (!match.matches() || (match.group(1).isEmpty() && match.group(2).isEmpty())) {
      return Optional.of(new ByteRange(0, size - 1));
    }
    if (match.group(1).isEmpty()) {
      var suffix = Long.parseLong(match.group(2));
      return suffix == 0
          ? Optional.empty()
          : Optional.of(new ByteRange(Math.max(0, size - suffix), size - 1));
    }
    var first = Long.parseLong(match.group(1));
    var last = match.group(2).isEmpty() ? size - 1 : Long.parseLong(match.group(2));
    return first >= size || last < first
        ? Optional.empty()
        : Optional.of(new ByteRange(first, Math.min(last, size - 1)));
  }

  long length() {
    return last - first + 1;
  }

  /** The Content-Range header. */
  String contentRange(long size) {
    return "bytes " + first + "-" + last + "/" + size;
  }
}
