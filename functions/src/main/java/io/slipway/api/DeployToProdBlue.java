package io.slipway.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.Environment;
import io.slipway.operation.DeployPlanner;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import java.util.List;

/** {@code POST /stacks/deploytoprodBlue}: deploys an image to production's idle slot. */
public final class DeployToProdBlue extends StartRoute {

  public DeployToProdBlue() {
    this(Platform.fromEnvironment());
  }

  public DeployToProdBlue(Platform platform) {
    super(platform, new DeployPlanner(platform));
  }

  @Override
  protected JsonNode request(JsonNode body) {
    return Json.read(body, DeployElsewhere.class).to(List.of(Environment.PROD));
  }
}
