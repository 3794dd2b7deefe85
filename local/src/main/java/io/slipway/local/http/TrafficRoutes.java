package io.slipway.local.http;

import io.slipway.local.account.Account;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code /local/hosts}: the applications as their customers see them. */
final class TrafficRoutes {

  private final Account account;

  TrafficRoutes(Account account) {
    this.account = account;
  }

  List<LocalRoute> routes() {
    return List.of(
        new LocalRoute(
            "GET",
            "/hosts",
            "each host name: its target groups, weights, targets, releases, health",
            request -> {
              request.allowQuery(Set.of());
              return Map.of("hosts", account.hosts());
            }));
  }
}
