package io.ringcard.http;

import java.net.InetAddress;
import java.util.Arrays;

/** An address or a range of addresses such as {@code 10.0.0.0/8} or {@code ::1}. */
record AddressRange(InetAddress base, int bits) {

  static AddressRange of(String text) {
    var slash = text.indexOf('/');
    var base = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
    var all = base.getAddress().length * 8;
    var bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
    if (bits < 0 || bits > all) {
      throw new IllegalArgumentException("no range of addresses: " + text);
    }
    return new AddressRange(base, bits);
  }

  boolean contains(InetAddress address) {
    var own = base.getAddress();
    var other = address.getAddress();
    if (own.length != other.length || !Arrays.equals(own, 0, bits / 8, other, 0, bits / 8)) {
      return false;
    }
    var rest = bits % 8;
    var mask = 0xFF00 >> rest & 0xFF;
    return rest == 0 || (own[bits / 8] & mask) == (other[bits / 8] & mask);
  }
}
