package io.slipway.store;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.Environment;
import io.slipway.domain.Rejected;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What Slipway knows about an application besides its inventory.
 *
 * @param email who gets the notifications
 * @param environments where it runs
 * @param repository the name of its ECR repository
 */
public record Application(
    ApplicationName name,
    State state,
    Optional<String> description,
    String email,
    List<Environment> environments,
    Map<String, String> tags,
    String repository,
    int specificationVersion,
    Instant createdAt) {

  /** Whether an application can be used. */
  public enum State {
    CREATING,
    ACTIVE,
    DELETING,
    /** Its creation or deletion did not end well; deleting it is what can be done. */
    BROKEN
  }

  public Application {
    environments = List.copyOf(environments);
    tags = Map.copyOf(tags);
  }

  /**
   * Refuses an environment that it does not have.
   *
   * @throws Rejected 404
   */
  public void require(Environment environment) {
    if (!environments.contains(environment)) {
      throw new Rejected(
          404,
          "unknown-environment",
          "application '"
              + name
              + "' has no environment "
              + environment
              + "; it has "
              + environments.stream().map(Environment::toString).collect(Collectors.joining(", ")));
    }
  }

  /** With another version of its specification. */
  public Application specified(int version) {
    return new Application(
        name, state, description, email, environments, tags, repository, version, createdAt);
  }

  public Application in(State next) {
    return new Application(
        name,
        next,
        description,
        email,
        environments,
        tags,
        repository,
        specificationVersion,
        createdAt);
  }
}
