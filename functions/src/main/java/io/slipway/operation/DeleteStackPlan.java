package io.slipway.operation;

import io.slipway.domain.ApplicationStack;
import io.slipway.domain.Place;
import io.slipway.domain.PlaceNames;
import io.slipway.domain.WeightedName;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the deletion of an application removes.
 *
 * @param stacks the environments'
 * @param images the stack of the repository
 * @param repository the repository's name
 * @param deleteImages whether the images and their repository go, too
 * @param names whose weighted records go first; none where no DNS weighs the slots of production
 * @param services the names of all services that any version of the specification has
 */
public record DeleteStackPlan(
    List<ApplicationStack> stacks,
    ApplicationStack images,
    String repository,
    boolean deleteImages,
    List<WeightedName> names,
    List<String> services) {

  public DeleteStackPlan {
    services = List.copyOf(services);
    stacks = List.copyOf(stacks);
    names = List.copyOf(names);
  }

  /** What ECS may call the services of a place, and the families of their task definitions. */
  public List<String> families(PlaceNames names) {
    return Stream.concat(Stream.of(names.service()), services.stream().map(names::service))
        .toList();
  }

  /** Everything that it holds of the inventory. */
  public List<Place> places() {
    return stacks.stream().flatMap(stack -> stack.places().stream()).toList();
  }
}
