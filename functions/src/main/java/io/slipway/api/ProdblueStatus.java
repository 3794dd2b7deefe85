package io.slipway.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.Concurrency;
import io.slipway.domain.DriftChoice;
import io.slipway.domain.Environment;
import io.slipway.domain.StatusAction;
import io.slipway.operation.SetStatusPlanner;
import io.slipway.operation.SetStatusRequest;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import java.util.Optional;

/** {@code POST /stacks/prodblueStatus}: stops or starts production's idle slot, never the other. */
public final class ProdblueStatus extends StartRoute {

  /** What the route takes. */
  record Body(
      ApplicationName applicationName,
      StatusAction action,
      Optional<DriftChoice> drift,
      Optional<Concurrency> concurrency) {}

  public ProdblueStatus() {
    this(Platform.fromEnvironment());
  }

  public ProdblueStatus(Platform platform) {
    super(platform, new SetStatusPlanner(platform));
  }

  @Override
  protected JsonNode request(JsonNode body) {
    var asked = Json.read(body, Body.class);
    return Json.tree(
        new SetStatusRequest(
            asked.applicationName(),
            asked.action(),
            Json.tree(Environment.PROD),
            asked.drift(),
            asked.concurrency()));
  }
}
