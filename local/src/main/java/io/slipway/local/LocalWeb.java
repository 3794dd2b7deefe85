package io.slipway.local;

import io.slipway.local.account.Account;
import io.slipway.local.account.balancing.Incoming;
import io.slipway.runtime.Json;
import io.slipway.runtime.Web;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/**
 * The applications of the simulated account, asked without a network: their load balancers route
 * the request, and the answer is what a task says of itself. It takes no time.
 */
final class LocalWeb implements Web {

  private final Account account;

  LocalWeb(Account account) {
    this.account = account;
  }

  @Override
  public Reply get(URI url, Duration timeout, int longestBody) {
    var query = Objects.requireNonNullElse(url.getRawQuery(), "");
    var answer =
        account.request(new Incoming("GET", url.getHost(), url.getRawPath(), query, Map.of()));
    var body =
        answer.service() == null
            ? ""
            : Json.text(
                Map.of(
                    "service", answer.service(),
                    "release", answer.release(),
                    "path", query.isEmpty() ? url.getRawPath() : url.getRawPath() + "?" + query));
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(bytes.length, longestBody);
    return new Reply(
        answer.status(), new String(Arrays.copyOf(bytes, length), StandardCharsets.UTF_8));
  }
}
