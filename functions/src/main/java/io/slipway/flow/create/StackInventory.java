package io.slipway.flow.create;

import io.slipway.aws.Stack;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.ApplicationStack;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Place;
import io.slipway.domain.Role;
import io.slipway.domain.ServiceAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads the rows of the inventory from the outputs of a stack. */
final class StackInventory {

  private StackInventory() {}

  /**
   * What a stack holds at its birth: nothing runs; of production, prod1 is live and prod2 idle, as
   * the weights in the template have it.
   */
  static List<InventoryEntry> of(
      ApplicationName application, ApplicationStack stack, Stack made, Instant now) {
    return stack.places().stream()
        .map(
            place ->
                new InventoryEntry(
                        application,
                        place,
                        place.isSlot() ? slot(place, made) : environment(made),
                        Optional.empty(),
                        role(place),
                        now)
                    .born(made.output(taskDefinition(place))))
        .toList();
  }

  private static String taskDefinition(Place place) {
    return switch (place) {
      case PROD1 -> "Prod1TaskDefinition";
      case PROD2 -> "Prod2TaskDefinition";
      default -> "TaskDefinitionArn";
    };
  }

  private static Optional<Role> role(Place place) {
    if (!place.isSlot()) {
      return Optional.empty();
    }
    return Optional.of(place == Place.PROD1 ? Role.LIVE : Role.IDLE);
  }

  private static ServiceAddress environment(Stack made) {
    return new ServiceAddress(
        made.output("ClusterName"),
        made.output("ServiceName"),
        made.output("TargetGroupArn"),
        made.output("RuleArn"),
        Optional.empty(),
        made.output("ContainerName"),
        made.output("Url"),
        made.name());
  }

  private static ServiceAddress slot(Place place, Stack made) {
    boolean first = place == Place.PROD1;
    return new ServiceAddress(
        made.output("ClusterName"),
        made.output(first ? "Prod1Service" : "Prod2Service"),
        made.output(first ? "Prod1TargetGroup" : "Prod2TargetGroup"),
        made.output("ProductionRuleArn"),
        Optional.of(made.output("PreviewRuleArn")),
        made.output("ContainerName"),
        made.output(first ? "ProductionUrl" : "PreviewUrl"),
        made.name());
  }
}
