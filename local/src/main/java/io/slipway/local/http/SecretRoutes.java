package io.slipway.local.http;

import io.slipway.domain.Quoted;
import io.slipway.domain.Rejected;
import io.slipway.local.account.identity.SimulatedSecrets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code /local/secrets}: what somebody keeps in Secrets Manager, such as a provider's token. No
 * value is ever shown.
 */
final class SecretRoutes {

  private static final String NAME = "[A-Za-z0-9/_+=.@-]{1,512}";
  private static final int LONGEST_VALUE = 65_536;

  /** A secret to keep. */
  record NewSecret(String name, String value) {

    @Override
    public String toString() {
      return name;
    }
  }

  private final SimulatedSecrets secrets;

  SecretRoutes(SimulatedSecrets secrets) {
    this.secrets = secrets;
  }

  List<LocalRoute> routes() {
    return List.of(
        new LocalRoute(
            "POST",
            "/secrets",
            "keep a secret, or give it another value: {\"name\", \"value\"}",
            this::put),
        new LocalRoute(
            "GET",
            "/secrets",
            "the ARNs of all secrets",
            request -> {
              request.allowQuery(Set.of());
              return Map.of("secrets", secrets.arns());
            }));
  }

  private Object put(LocalRoute.Request request) {
    request.allowQuery(Set.of());
    var secret = request.body(NewSecret.class);
    if (!secret.name().matches(NAME)) {
      throw Rejected.invalid(
          "name", "letters, digits and /_+=.@- are allowed, but got " + Quoted.of(secret.name()));
    }
    if (secret.value().isEmpty() || secret.value().length() > LONGEST_VALUE) {
      throw Rejected.invalid("value", "1 to " + LONGEST_VALUE + " characters are allowed");
    }
    secrets.put(secret.name(), secret.value());
    return Map.of("name", secret.name());
  }
}
