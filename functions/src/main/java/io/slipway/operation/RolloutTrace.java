package io.slipway.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.store.StepRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How far a rollout has come, by what its steps have left.
 *
 * @param quietAt from when on no call can be under way that registers a revision for it; empty
 *     where none was ever made
 */
public record RolloutTrace(Optional<Instant> quietAt) {

  /** Reads what the steps of an operation have left. */
  public static RolloutTrace of(List<StepRecord> steps) {
    return new RolloutTrace(
        steps.stream()
            .filter(step -> step.state().equals("RegisterRelease"))
            .flatMap(step -> step.details().stream())
            .map(details -> details.path("quietAt"))
            .filter(JsonNode::isTextual)
            .map(text -> Instant.parse(text.asText()))
            .max(Comparator.naturalOrder()));
  }
}
