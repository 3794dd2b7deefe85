package io.slipway.operation;

import io.slipway.domain.Difference;
import io.slipway.domain.InventoryEntry;
import java.util.List;
import java.util.stream.Collectors;

/** Tells people how to put back what was changed by hand. */
final class Remedy {

  private Remedy() {}

  /** What to do about each difference of a place, in their order. */
  static String of(InventoryEntry entry, List<Difference> differences) {
    return differences.stream()
        .map(difference -> of(entry, difference))
        .collect(Collectors.joining("; "));
  }

  private static String of(InventoryEntry entry, Difference difference) {
    var address = entry.address();
    var update =
        "aws ecs update-service --cluster " + address.cluster() + " --service " + address.service();
    return switch (difference.kind()) {
      case SERVICE ->
          "create the service again as the CloudFormation stack " + address.stack() + " had it";
      case TASK_DEFINITION -> update + " --task-definition " + difference.expected();
      case TARGET_GROUP -> update + " --load-balancers, with this target group";
      case TASKS ->
          entry.stopped().isPresent()
              ? update + " --desired-count 0"
              : update + " --desired-count, with a number within this range";
      case SECONDARY ->
          "bring the service to this task definition, or create it again as the CloudFormation"
              + " stack "
              + address.stack()
              + " had it";
      case WEIGHTS -> "set them in " + entry.ownRoute().orElseGet(address::route);
    };
  }
}
