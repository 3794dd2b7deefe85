package io.slipway.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.operation.DeleteStackPlanner;
import io.slipway.runtime.Call;
import io.slipway.runtime.Platform;

/**
 * {@code DELETE /stacks}: deletes an application, by its name or by its file. The body may be the
 * file itself.
 */
public final class DeleteStack extends StartRoute {

  public DeleteStack() {
    this(Platform.fromEnvironment());
  }

  public DeleteStack(Platform platform) {
    super(platform, new DeleteStackPlanner(platform));
  }

  @Override
  protected JsonNode request(Call call) {
    return SpecificationBody.of(call);
  }
}
