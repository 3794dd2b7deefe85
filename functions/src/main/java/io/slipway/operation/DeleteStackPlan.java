package io.slipway.operation;

import io.slipway.domain.ApplicationStack;
import io.slipway.domain.Place;
import io.slipway.domain.WeightedName;
import java.util.List;

/**
 * What the deletion of an application removes.
 *
 * @param stacks the environments'
 * @param images the stack of the repository
 * @param repository the repository's name
 * @param deleteImages whether the images and their repository go, too
 * @param names whose weighted records go first; none where no DNS weighs the slots of production
 */
public record DeleteStackPlan(
    List<ApplicationStack> stacks,
    ApplicationStack images,
    String repository,
    boolean deleteImages,
    List<WeightedName> names) {

  public DeleteStackPlan {
    stacks = List.copyOf(stacks);
    names = List.copyOf(names);
  }

  /** Everything that it holds of the inventory. */
  public List<Place> places() {
    return stacks.stream().flatMap(stack -> stack.places().stream()).toList();
  }
}
