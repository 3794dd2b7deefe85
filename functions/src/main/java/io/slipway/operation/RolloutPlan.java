package io.slipway.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.ImageDigest;
import io.slipway.domain.ImageTag;
import io.slipway.domain.ServicePlace;
import io.slipway.runtime.Json;
import io.slipway.store.Operation;
import java.time.Duration;
import java.util.List;

/**
 * The part of a plan that says what is rolled out where. Deploy and rollback both have it, so that
 * they share the steps that follow it.
 *
 * @param specificationVersion of the release
 * @param longest after how long a rollout that has not completed is given up
 * @param places each service of each place; of a place, first the one that customers reach
 */
public record RolloutPlan(
    ImageTag version,
    ImageDigest digest,
    int specificationVersion,
    Duration longest,
    List<PlaceRollout> places) {

  /**
   * Long enough for a large service: ECS replaces up to all of its tasks at a time, and each takes
   * minutes to pull its image and to pass its health checks.
   */
  public static final Duration LONGEST = Duration.ofMinutes(30);

  private static final String FIELD = "rollout";

  public RolloutPlan {
    places = List.copyOf(places);
  }

  /** The rollout of an operation whose plan has one. */
  public static RolloutPlan of(Operation operation) {
    JsonNode rollout = operation.plan().path(FIELD);
    return Json.read(rollout, RolloutPlan.class);
  }

  /** What is done to one service of a place. */
  public PlaceRollout in(ServicePlace service) {
    return places.stream()
        .filter(rollout -> rollout.at().equals(service))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("the operation rolls out nothing in " + service));
  }

  /** Where the services are that customers reach: one of each place. */
  public List<PlaceRollout> primaries() {
    return places.stream().filter(rollout -> rollout.secondary().isEmpty()).toList();
  }
}
