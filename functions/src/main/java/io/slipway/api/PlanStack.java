package io.slipway.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.ImageTag;
import io.slipway.domain.Quoted;
import io.slipway.domain.Rejected;
import io.slipway.operation.NamedEnvironments;
import io.slipway.operation.PlanText;
import io.slipway.operation.Planning;
import io.slipway.operation.SpecificationText;
import io.slipway.runtime.Answer;
import io.slipway.runtime.Call;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Route;
import io.slipway.spec.Surroundings;
import io.slipway.store.Application;
import io.slipway.store.Applications;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * {@code POST /stacks/{applicationName}/plan}: what another specification, another image, or both
 * would do to an application, as JSON or as text. Changes nothing.
 */
public final class PlanStack extends Route {

  /** What is left of API Gateway's 30 seconds is for the change sets to be deleted. */
  private static final Duration LONGEST = Duration.ofSeconds(17);

  private static final String FORMAT = "format";

  private final Applications applications;
  private final Planning planning;
  private final Surroundings surroundings;
  private final Clock clock;

  /**
   * What the route takes.
   *
   * @param specification that the application is to have, in any form, as an object or as text
   * @param imageTag that is to run; what runs where it is absent
   * @param environment one or a list; all where it is absent
   */
  record Body(
      Optional<JsonNode> specification,
      Optional<ImageTag> imageTag,
      Optional<JsonNode> environment) {}

  public PlanStack() {
    this(Platform.fromEnvironment());
  }

  public PlanStack(Platform platform) {
    this.applications = new Applications(platform);
    this.planning = new Planning(platform);
    this.surroundings = SpecificationText.surroundings(platform.settings());
    this.clock = platform.clock();
  }

  @Override
  protected Answer answer(Call call) {
    var latest = clock.instant().plus(LONGEST);
    call.allowQuery(Set.of(FORMAT));
    boolean text = isText(call);
    var body = Json.read(SpecificationBody.of(call), Body.class);
    if (body.specification().isEmpty() && body.imageTag().isEmpty()) {
      throw Rejected.invalid(
          "body", "specification, imageTag or both are expected: what is to be otherwise?");
    }
    var specification =
        body.specification().map(given -> SpecificationText.read(given, surroundings));
    var asked = body.environment().map(NamedEnvironments::of);
    var application = application(new ApplicationName(call.path("applicationName")));
    asked.ifPresent(environments -> environments.forEach(application::require));
    var plan =
        planning.of(
            application,
            specification,
            body.imageTag(),
            asked.orElse(application.environments()),
            latest);
    return text ? Answer.text(PlanText.of(plan)) : Answer.ok(plan);
  }

  private static boolean isText(Call call) {
    var format = call.query(FORMAT).orElse("json");
    if (!Set.of("json", "text").contains(format)) {
      throw Rejected.invalid(FORMAT, "json and text are allowed, but got " + Quoted.of(format));
    }
    return format.equals("text");
  }

  private Application application(ApplicationName name) {
    var found =
        applications
            .find(name)
            .orElseThrow(
                () ->
                    new Rejected(
                        404,
                        "unknown-application",
                        "there is no application '"
                            + name
                            + "', so everything of it would be new: POST /stacks?dryRun=true with"
                            + " this specification says what its creation would make"));
    return applications.usable(found.name());
  }
}
