package io.slipway.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.Concurrency;
import io.slipway.domain.DriftChoice;
import io.slipway.domain.Environment;
import io.slipway.domain.Rejected;
import io.slipway.domain.StatusAction;
import io.slipway.operation.SetStatusPlanner;
import io.slipway.operation.SetStatusRequest;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import java.util.List;
import java.util.Optional;

/** {@code POST /stacks/nonprodStatus}: stops or starts environments outside production. */
public final class NonprodStatus extends StartRoute {

  private static final List<Environment> USUAL =
      List.of(Environment.DEV, Environment.QA, Environment.STAGE);

  /**
   * What the route takes.
   *
   * @param environment one or a list; {@code dev}, {@code qa} and {@code stage} where it is absent
   */
  record Body(
      ApplicationName applicationName,
      StatusAction action,
      Optional<JsonNode> environment,
      Optional<DriftChoice> drift,
      Optional<Concurrency> concurrency) {}

  public NonprodStatus() {
    this(Platform.fromEnvironment());
  }

  public NonprodStatus(Platform platform) {
    super(platform, new SetStatusPlanner(platform));
  }

  @Override
  protected JsonNode request(JsonNode body) {
    var asked = Json.read(body, Body.class);
    var request =
        new SetStatusRequest(
            asked.applicationName(),
            asked.action(),
            asked.environment().orElseGet(() -> Json.tree(USUAL)),
            asked.drift(),
            asked.concurrency());
    if (request.environments().contains(Environment.PROD)) {
      throw Rejected.invalid(
          "environment",
          "environments outside production are allowed; POST /stacks/prodblueStatus stops and"
              + " starts the idle slot of prod");
    }
    return Json.tree(request);
  }
}
