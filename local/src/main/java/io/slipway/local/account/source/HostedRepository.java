package io.slipway.local.account.source;

import io.slipway.domain.Provider;
import io.slipway.local.account.source.SourceState.RepositoryState;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A repository as it is.
 *
 * @param branches the commits they are at, by name
 * @param statuses what was said of commits, oldest first
 */
public record HostedRepository(
    Provider provider,
    String id,
    String name,
    String defaultBranch,
    Map<String, String> branches,
    Map<String, String> tags,
    List<Status> statuses) {

  /** What was said of a commit, in the provider's own words. */
  public record Status(
      String commit, String state, String context, String description, String target, Instant at) {}

  static HostedRepository of(RepositoryState state) {
    return new HostedRepository(
        state.provider,
        state.id,
        state.name,
        state.defaultBranch,
        Map.copyOf(state.branches),
        Map.copyOf(state.tags),
        state.statuses.stream()
            .map(
                said ->
                    new Status(
                        said.commit,
                        said.state,
                        said.context,
                        said.description,
                        said.target,
                        said.at))
            .toList());
  }
}
