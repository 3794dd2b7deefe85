package io.slipway.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.ServicePlace;
import io.slipway.domain.StatusAction;
import io.slipway.runtime.Json;
import io.slipway.store.Operation;
import java.time.Duration;
import java.util.List;

/**
 * What is stopped or started where.
 *
 * @param longest after how long a place that has not come so far is given up
 * @param unchanged why other places that were asked for are left alone
 */
public record StatusPlan(
    StatusAction action, Duration longest, List<PlaceStatus> places, List<String> unchanged) {

  public StatusPlan {
    places = List.copyOf(places);
    unchanged = List.copyOf(unchanged);
  }

  /** The plan of an operation. */
  public static StatusPlan of(Operation operation) {
    JsonNode plan = operation.plan();
    return Json.read(plan, StatusPlan.class);
  }

  /** What is done to the services that customers reach: one in each place. */
  public List<PlaceStatus> primaries() {
    return places.stream().filter(status -> status.secondary().isEmpty()).toList();
  }

  /** What is done to a service. */
  public PlaceStatus in(ServicePlace place) {
    return places.stream()
        .filter(status -> status.at().equals(place))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException("the operation stops or starts nothing in " + place));
  }
}
