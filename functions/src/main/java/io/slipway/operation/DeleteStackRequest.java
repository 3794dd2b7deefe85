package io.slipway.operation;

import io.slipway.domain.ApplicationName;
import java.util.Optional;

/**
 * What {@code DELETE /stacks} takes.
 *
 * @param stack the name of the application
 * @param deleteImages whether its images go, too; left out: they stay
 */
public record DeleteStackRequest(String stack, Optional<Boolean> deleteImages) {

  ApplicationName application() {
    return ApplicationName.in("stack", stack);
  }
}
