package io.slipway.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.Environment;
import io.slipway.domain.EnvironmentGroup;
import io.slipway.domain.Rejected;
import io.slipway.operation.DeployPlanner;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.store.Applications;
import java.util.List;

/**
 * {@code POST /stacks/deploytoTrainDA}: deploys an image to training and DA, as far as there are.
 */
public final class DeployToTrainDa extends StartRoute {

  private final Applications applications;

  public DeployToTrainDa() {
    this(Platform.fromEnvironment());
  }

  public DeployToTrainDa(Platform platform) {
    super(platform, new DeployPlanner(platform));
    this.applications = new Applications(platform);
  }

  @Override
  protected JsonNode request(JsonNode body) {
    var deploy = Json.read(body, DeployElsewhere.class);
    return deploy.to(environments(deploy));
  }

  private List<Environment> environments(DeployElsewhere deploy) {
    var application = applications.usable(deploy.applicationName());
    var environments =
        application.environments().stream()
            .filter(environment -> environment.group() == EnvironmentGroup.TRAINING_DA)
            .toList();
    if (environments.isEmpty()) {
      throw new Rejected(
          404,
          "unknown-environment",
          "'" + application.name() + "' was created with neither training nor da");
    }
    return environments;
  }
}
