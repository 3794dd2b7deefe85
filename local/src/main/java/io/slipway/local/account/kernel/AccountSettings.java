package io.slipway.local.account.kernel;

import java.time.Duration;

/**
 * Which account is simulated.
 *
 * @param accountId twelve digits
 * @param region for example {@code eu-central-1}
 * @param weightPropagation how long a load balancer's nodes may still use the forward action that a
 *     ModifyRule replaced. AWS gives no figure; users report seconds up to a minute.
 */
public record AccountSettings(String accountId, String region, Duration weightPropagation) {

  /** The account that {@code ./slipway local} simulates. */
  public static final AccountSettings DEFAULT =
      new AccountSettings("123456789012", "eu-central-1", Duration.ofSeconds(5));

  public AccountSettings {
    if (!accountId.matches("\\d{12}")) {
      throw new IllegalArgumentException("accountId must be 12 digits but is " + accountId);
    }
    if (region.isBlank()) {
      throw new IllegalArgumentException("region must not be empty");
    }
    if (weightPropagation.isNegative()) {
      throw new IllegalArgumentException(
          "weightPropagation must not be negative but is " + weightPropagation);
    }
  }
}
