package io.slipway.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.Rejected;
import io.slipway.operation.UpdatePlanner;
import io.slipway.runtime.Call;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;

/**
 * {@code PUT /stacks/{applicationName}/specification}: gives an application another specification,
 * and its stacks what follows from that. The body has it as an object or as text, in any form; or
 * is the file itself, where it says that it is YAML.
 */
public final class PutSpecification extends StartRoute {

  private static final String NAME = "applicationName";

  public PutSpecification() {
    this(Platform.fromEnvironment());
  }

  public PutSpecification(Platform platform) {
    super(platform, new UpdatePlanner(platform));
  }

  @Override
  protected JsonNode request(Call call) {
    var request = SpecificationBody.of(call);
    if (request.has(NAME)) {
      throw Rejected.invalid(NAME, "is in the path, and not allowed in the body");
    }
    return request.put(NAME, call.path(NAME));
  }

  /** The application is part of what is asked for. */
  @Override
  protected byte[] said(Call call) {
    return Json.bytes(request(call));
  }
}
