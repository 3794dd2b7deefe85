package io.slipway.spec;

import java.util.Optional;

/**
 * Where a deployment file is deployed: what it does not say itself.
 *
 * @param topics the ARN of the topics that may be told how a release ended, where {@code *} at the
 *     end stands for anything; empty where any may be
 */
public record Surroundings(
    String accountId, String region, String environment, Optional<String> topics) {

  /** Where any topic may be told. */
  public Surroundings(String accountId, String region, String environment) {
    this(accountId, region, environment, Optional.empty());
  }
}
