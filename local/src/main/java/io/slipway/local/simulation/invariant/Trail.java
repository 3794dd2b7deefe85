package io.slipway.local.simulation.invariant;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.EnvironmentGroup;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One operation as the run has seen it, from its first row on. */
final class Trail {

  private static final Set<String> TERMINAL =
      Set.of("SUCCEEDED", "FAILED", "ROLLED_BACK", "ABORTED", "SUPERSEDED");

  /** As long as a function may be at work, also one that Lambda has given up. */
  private static final Duration PLANNING = Platform.LONGEST_CHANGE;

  final String id;
  final String application;
  final String kind;

  /** What it holds, or waits for. */
  Set<EnvironmentGroup> groups = Set.of();

  /** The fence with which it began; 0 before. */
  long fence;

  /** What it does, as JSON; what it would do, before it began. */
  String plan = "";

  /** Null where it has never been RUNNING. */
  Shape before;

  Instant startedAt;

  /** When a recovery has first taken it over; null where none has. */
  Instant takenOverAt;

  /** The number of the call by which it was last taken over; 0 where none has. */
  long takenOverBy;

  Instant endedAt;
  String state = "";

  /** Its calls that have changed something but tables. */
  final List<Effect> effects = new ArrayList<>();

  private Trail(String id, String application, String kind) {
    this.id = id;
    this.application = application;
    this.kind = kind;
  }

  static Trail of(String id, Map<String, AttributeValue> row) {
    var trail = new Trail(id, row.get("ApplicationName").s(), row.get("Kind").s());
    trail.read(row);
    return trail;
  }

  /** Takes over what is decided when it begins. */
  void read(Map<String, AttributeValue> row) {
    groups = groups(row.get("Locks").s());
    fence = Long.parseLong(row.get("Fence").n());
    plan = row.get("Plan").s();
  }

  private static Set<EnvironmentGroup> groups(String json) {
    var groups = EnumSet.noneOf(EnvironmentGroup.class);
    for (var word : json.split("[^A-Za-z_-]+", -1)) {
      for (var group : EnvironmentGroup.values()) {
        if (group.name().equalsIgnoreCase(word.replace('-', '_'))) {
          groups.add(group);
        }
      }
    }
    return groups;
  }

  static boolean isTerminal(String state) {
    return TERMINAL.contains(state);
  }

  /** How traffic is to move by its plan; missing where it moves none. */
  JsonNode shift() {
    var all = Json.parse(plan.getBytes(StandardCharsets.UTF_8));
    return all.has("shift") ? all.path("shift") : all;
  }

  /** From when on its planner has looked at what there is; its snapshot is of then. */
  Instant plannedFrom() {
    return startedAt.minus(PLANNING);
  }

  boolean isPutBack() {
    return takenOverAt != null;
  }

  boolean hasEnded() {
    return endedAt != null;
  }

  /** Whether it works now, or has stopped in the middle. */
  boolean isUnderWay() {
    return startedAt != null && endedAt == null;
  }

  boolean isWhole() {
    return kind.equals("create-stack") || kind.equals("delete-stack");
  }

  boolean overlaps(Trail other) {
    return application.equalsIgnoreCase(other.application)
        && groups.stream().anyMatch(other.groups::contains);
  }

  @Override
  public String toString() {
    return kind + " " + id + " of " + application;
  }
}
