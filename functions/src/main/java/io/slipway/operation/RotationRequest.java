package io.slipway.operation;

import io.slipway.domain.Problems;
import io.slipway.domain.Provider;
import io.slipway.domain.Rejected;
import io.slipway.domain.Secret;
import io.slipway.domain.WebhookKey;
import io.slipway.runtime.Json;
import java.time.Duration;
import java.util.Optional;

/**
 * That a webhook is to have another secret, as callers ask for it.
 *
 * @param previousValidSeconds how long the one before is accepted; a day where it is absent
 * @param secret that the provider has made; made here where it is absent
 */
public record RotationRequest(Optional<Integer> previousValidSeconds, Optional<String> secret) {

  private static final Duration USUAL = Duration.ofDays(1);
  private static final Duration LONGEST = Duration.ofDays(7);

  /**
   * What is meant.
   *
   * @param previousValid how long the secret before is accepted
   * @param secret that a caller has brought
   */
  public record Wish(Duration previousValid, Optional<Secret> secret) {}

  /**
   * Reads a request; an empty body asks for nothing out of the ordinary.
   *
   * @throws Rejected 400 with everything that is wrong with it, and not a word of its secret
   */
  public static Wish read(byte[] body, Provider provider) {
    if (body.length == 0) {
      return new Wish(USUAL, Optional.empty());
    }
    var problems = new Problems();
    var request = Json.read(Json.parseSecrets(body), RotationRequest.class, "body", problems);
    request.ifPresent(form -> form.check(provider, problems));
    problems.refuse();
    return request.orElseThrow().wish();
  }

  private void check(Provider provider, Problems problems) {
    previousValidSeconds
        .filter(seconds -> seconds < 0 || seconds > LONGEST.toSeconds())
        .ifPresent(
            seconds ->
                problems.add(
                    "previousValidSeconds",
                    "0 to " + LONGEST.toSeconds() + " is allowed, but got " + seconds));
    secret
        .flatMap(text -> WebhookKey.fault(provider, new Secret(text)))
        .ifPresent(why -> problems.add("secret", why));
  }

  private Wish wish() {
    return new Wish(
        previousValidSeconds.map(seconds -> Duration.ofSeconds(seconds)).orElse(USUAL),
        secret.map(Secret::new));
  }
}
