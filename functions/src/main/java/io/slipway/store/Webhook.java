package io.slipway.store;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.BuildSettings;
import io.slipway.domain.PipelineRule;
import io.slipway.domain.Provider;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a provider says what happens in a repository, and what that causes. Its secret is not here.
 *
 * @param id that nobody can guess
 * @param repositoryId the provider's number of it, which a new name does not change
 * @param repository its name, for people and for the provider's API
 * @param rules at least one
 * @param token the name or ARN of the secret that has a token of the provider's API
 * @param build how images are built of it
 * @param legacyToken whether GitLab's {@code X-Gitlab-Token} is enough
 * @param secretVersion how many secrets it has had
 * @param previousUntil how long the secret before the current one is accepted, too
 */
public record Webhook(
    String id,
    ApplicationName application,
    Provider provider,
    String repositoryId,
    String repository,
    List<PipelineRule> rules,
    Optional<String> token,
    BuildSettings build,
    boolean legacyToken,
    int secretVersion,
    Instant createdAt,
    Optional<Instant> rotatedAt,
    Optional<Instant> previousUntil) {

  /** How many an application may have. */
  public static final int MOST = 20;

  public Webhook {
    rules = List.copyOf(rules);
  }

  /** With another secret. */
  Webhook rotated(Instant at, Instant until) {
    return new Webhook(
        id,
        application,
        provider,
        repositoryId,
        repository,
        rules,
        token,
        build,
        legacyToken,
        secretVersion + 1,
        createdAt,
        Optional.of(at),
        until.isAfter(at) ? Optional.of(until) : Optional.empty());
  }
}
