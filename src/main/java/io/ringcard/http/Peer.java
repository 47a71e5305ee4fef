package io.ringcard.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;

/**
 * Who is at the other end.
 *
 * @param address of the browser: what a trusted proxy says of it, else the connection's own
 * @param secure whether the browser speaks TLS, with us or with the proxy
 * @param direct on this machine and not through any proxy
 */
public record Peer(String address, boolean secure, boolean direct) {

  private static final String KEY = "ringcard.peer";

  /** Of a request that came through the server. */
  public static Peer of(RoutingContext context) {
    return Objects.requireNonNull(context.<Peer>get(KEY));
  }

  void keepIn(RoutingContext context) {
    context.put(KEY, this);
  }

  static Peer of(HttpServerRequest request, List<AddressRange> proxies) {
    var remote = request.remoteAddress();
    var host = remote == null ? null : remote.hostAddress();
    return of(request, proxies, host == null ? "0.0.0.0" : host.replaceFirst("%.*", ""));
  }

  private static Peer of(HttpServerRequest request, List<AddressRange> proxies, String host) {
    var address = InetAddress.ofLiteral(host);
    var forwarded = request.headers().getAll("X-Forwarded-For");
    var secure = request.isSSL();
    var isForwarded = !forwarded.isEmpty() || request.headers().contains("Forwarded");
    if (proxies.stream().noneMatch(range -> range.contains(address))) {
      return new Peer(host, secure, address.isLoopbackAddress() && !isForwarded);
    }
    var proto = request.getHeader("X-Forwarded-Proto");
    return new Peer(
        forwarded.isEmpty() ? host : nearest(forwarded, proxies, host),
        secure || "https".equalsIgnoreCase(proto),
        address.isLoopbackAddress() && !isForwarded);
  }

  /** The last address in the list that is not itself a trusted proxy: the rest is hearsay. */
  private static String nearest(List<String> headers, List<AddressRange> proxies, String host) {
    var hops = String.join(",", headers).split(",", -1);
    for (var i = hops.length - 1; i >= 0; i--) {
      var hop = hops[i].strip();
      try {
        var address = InetAddress.ofLiteral(hop);
        if (proxies.stream().noneMatch(range -> range.contains(address))) {
          return address.getHostAddress();
        }
      } catch (IllegalArgumentException e) {
        return host;
      }
    }
    return host;
  }
}
