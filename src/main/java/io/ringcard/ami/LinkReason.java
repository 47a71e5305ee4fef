package io.ringcard.ami;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Why the link is as it is. */
public enum LinkReason {
  /** Signed in. */
  CONNECTED,
  /** Not tried yet. */
  STARTING,
  /** The exchange does not accept the user, the password or our address. */
  PASSWORD,
  /** Nobody listens at the port. */
  REFUSED,
  /** No way to the host, or no such name. */
  UNREACHABLE,
  /** No answer, or silence for too long. */
  TIMEOUT,
  /** The other side closed the connection. */
  CLOSED,
  /** No encrypted connection could be agreed on, or the certificate is not the host's. */
  TLS,
  /** We closed the link. */
  STOPPED;

  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  static LinkReason of(IOException e) {
    return switch (e) {
      case SocketTimeoutException timeout -> TIMEOUT;
      case NoRouteToHostException noRoute -> UNREACHABLE;
      case UnknownHostException unknown -> UNREACHABLE;
      case ConnectException refused -> REFUSED;
      case SSLException tls -> TLS;
      default -> CLOSED;
    };
  }
}
