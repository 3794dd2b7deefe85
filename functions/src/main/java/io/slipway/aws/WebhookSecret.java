package io.slipway.aws;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.PipelineRule;
import io.slipway.domain.Provider;
import io.slipway.domain.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is needed to tell whether a message is a provider's, and what it is to cause: all that the
 * function reads which takes messages.
 *
 * @param repositoryId the provider's number of the only repository that messages may be about
 * @param legacyToken whether the secret itself in GitLab's {@code X-Gitlab-Token} is enough
 * @param rules at least one
 * @param version how many secrets there have been, with {@code current}
 * @param previous the secret before, while a provider may not have the current one yet
 */
public record WebhookSecret(
    Provider provider,
    ApplicationName application,
    String repositoryId,
    boolean legacyToken,
    List<PipelineRule> rules,
    int version,
    Secret current,
    Optional<Previous> previous) {

  /** A secret that is accepted until a moment. */
  public record Previous(Secret secret, Instant until) {}

  public WebhookSecret {
    rules = List.copyOf(rules);
  }

  /** With another secret; the one that was current is accepted until a moment. */
  public WebhookSecret rotated(int next, Secret secret, Optional<Instant> until) {
    return new WebhookSecret(
        provider,
        application,
        repositoryId,
        legacyToken,
        rules,
        next,
        secret,
        until.map(moment -> new Previous(current, moment)));
  }
}
