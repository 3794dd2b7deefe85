package io.slipway.local.account.balancing;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a load balancer looks at in a request.
 *
 * @param host without the port
 * @param query without the question mark, as it came; empty for none
 * @param headers names in lower case
 */
public record Incoming(
    String method, String host, String path, String query, Map<String, List<String>> headers) {

  /** {@code GET /} of a host. */
  public static Incoming get(String host) {
    return new Incoming("GET", host, "/", "", Map.of());
  }

  List<String> header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }
}
