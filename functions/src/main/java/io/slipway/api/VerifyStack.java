package io.slipway.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.Finding;
import io.slipway.domain.ImageTag;
import io.slipway.operation.NamedEnvironments;
import io.slipway.operation.Verification;
import io.slipway.runtime.Answer;
import io.slipway.runtime.Call;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Route;
import io.slipway.store.Applications;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code POST /stacks/{applicationName}/verify}: whether an application has all that it needs, as a
 * tree of what is well and what is not. Changes nothing.
 */
public final class VerifyStack extends Route {

  private final Applications applications;
  private final Verification verification;

  /**
   * What the route takes; an empty body stands for the whole application as it runs.
   *
   * @param environment one or a list; all where it is absent
   * @param imageTag that is to run there; what runs where it is absent
   */
  record Body(Optional<JsonNode> environment, Optional<ImageTag> imageTag) {}

  /** The whole answer. */
  record Verified(String applicationName, boolean ok, List<Finding> places) {}

  public VerifyStack() {
    this(Platform.fromEnvironment());
  }

  public VerifyStack(Platform platform) {
    this.applications = new Applications(platform);
    this.verification = new Verification(platform);
  }

  @Override
  protected Answer answer(Call call) {
    call.allowQuery(Set.of());
    var body =
        call.body().length == 0
            ? new Body(Optional.empty(), Optional.empty())
            : Json.read(call.json(), Body.class);
    var asked = body.environment().map(NamedEnvironments::of);
    var application = applications.get(new ApplicationName(call.path("applicationName")));
    asked.ifPresent(environments -> environments.forEach(application::require));
    var found =
        verification.of(application, asked.orElse(application.environments()), body.imageTag());
    return Answer.ok(new Verified(application.name().value(), found.ok(), found.parts()));
  }
}
