package io.slipway.operation;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.Concurrency;
import java.util.Optional;

/**
 * What {@code DELETE /stacks} takes.
 *
 * @param stack the name of the application
 * @param deleteImages whether its images go, too; left out: they stay
 * @param concurrency what becomes of it while another operation is in its way
 */
public record DeleteStackRequest(
    String stack, Optional<Boolean> deleteImages, Optional<Concurrency> concurrency)
    implements Queueable {

  ApplicationName application() {
    return ApplicationName.in("stack", stack);
  }
}
