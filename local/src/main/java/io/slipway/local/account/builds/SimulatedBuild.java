package io.slipway.local.account.builds;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A build as it is.
 *
 * @param variables the names of its environment variables, each with its type
 */
public record SimulatedBuild(
    String id,
    String project,
    String source,
    String commit,
    String environment,
    List<String> variables,
    String status,
    Instant startedAt,
    Optional<Instant> endedAt,
    List<String> log) {

  static SimulatedBuild of(BuildsState.BuildState state) {
    return new SimulatedBuild(
        state.id,
        state.project,
        state.source,
        state.commit,
        state.environment,
        List.copyOf(state.variables),
        state.status,
        state.startedAt,
        Optional.ofNullable(state.endedAt),
        List.copyOf(state.log));
  }
}
