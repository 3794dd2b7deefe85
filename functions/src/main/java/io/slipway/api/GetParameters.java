package io.slipway.api;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.Environment;
import io.slipway.runtime.Answer;
import io.slipway.runtime.Call;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Route;
import io.slipway.store.Applications;
import io.slipway.store.ParameterVersions;
import io.slipway.store.Specifications;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code GET /stacks/{applicationName}/environments/{environment}/parameters}: which parameters an
 * environment has, since when and by whom. Their values nobody is told.
 */
public final class GetParameters extends Route {

  private final Applications applications;
  private final ParameterVersions versions;
  private final Specifications specifications;

  public GetParameters() {
    this(Platform.fromEnvironment());
  }

  public GetParameters(Platform platform) {
    this.applications = new Applications(platform);
    this.versions = new ParameterVersions(platform);
    this.specifications = new Specifications(platform);
  }

  @Override
  protected Answer answer(Call call) {
    call.allowQuery(Set.of());
    var application = applications.get(new ApplicationName(call.path("applicationName")));
    var environment = Environment.of(call.path("environment"));
    application.require(environment);
    return ParametersAnswer.answer(
        application,
        environment,
        versions.current(application.name(), environment),
        specifications
            .get(application.name(), application.specificationVersion())
            .parameters()
            .keys(),
        Optional.empty(),
        Map.of());
  }
}
