package io.slipway.local;

import io.slipway.local.account.Account;
import io.slipway.local.account.balancing.Incoming;
import io.slipway.local.account.source.SourceProviders;
import io.slipway.runtime.Json;
import io.slipway.runtime.Web;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/**
 * What functions reach without a network: the applications of the simulated account, whose load
 * balancers route the request and whose tasks answer what they are, and the providers of their
 * source. It takes no time.
 */
final class LocalWeb implements Web {

  private final Account account;
  private final SourceProviders providers;

  LocalWeb(Account account, SourceProviders providers) {
    this.account = account;
    this.providers = providers;
  }

  @Override
  public Reply send(Request request, Duration timeout, int longestBody) throws IOException {
    var reply =
        providers.serves(request.url()) ? providers.answer(request) : application(request.url());
    var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
    int length = Math.min(bytes.length, longestBody);
    return new Reply(
        reply.status(),
        reply.headers(),
        new String(Arrays.copyOf(bytes, length), StandardCharsets.UTF_8));
  }

  private Reply application(URI url) {
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
    return new Reply(answer.status(), body);
  }
}
