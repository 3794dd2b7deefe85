package io.slipway.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.Concurrency;
import io.slipway.domain.Rejected;
import java.util.Optional;

/**
 * What {@code DELETE /stacks} takes.
 *
 * @param stack the name of the application
 * @param specification in place of the name: a deployment file, or another form, whose service is
 *     called as the application is
 * @param deleteImages whether its images go, too; left out: they stay
 * @param concurrency what becomes of it while another operation is in its way
 */
public record DeleteStackRequest(
    Optional<String> stack,
    Optional<JsonNode> specification,
    Optional<Boolean> deleteImages,
    Optional<Concurrency> concurrency)
    implements Queueable {

  public DeleteStackRequest {
    if (stack.isEmpty() && specification.isEmpty()) {
      throw Rejected.invalid("stack", "is required, or specification in its place");
    }
    if (stack.isPresent() && specification.isPresent()) {
      throw Rejected.invalid("stack", "is allowed without specification only, but got both");
    }
  }
}
