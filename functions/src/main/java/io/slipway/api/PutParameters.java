package io.slipway.api;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.Environment;
import io.slipway.domain.Rejected;
import io.slipway.domain.RetryLater;
import io.slipway.operation.ParameterRequest;
import io.slipway.operation.ParameterWriting;
import io.slipway.operation.Redeploy;
import io.slipway.runtime.Answer;
import io.slipway.runtime.Call;
import io.slipway.runtime.Ids;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Route;
import io.slipway.store.Application;
import io.slipway.store.Applications;
import io.slipway.store.IdempotencyKey;
import io.slipway.store.ParameterVersion;
import io.slipway.store.ParameterVersions;
import io.slipway.store.Specifications;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code PUT /stacks/{applicationName}/environments/{environment}/parameters}: gives an environment
 * other parameters, all or none, and deploys it again where the specification says so.
 */
public final class PutParameters extends Route {

  private final Applications applications;
  private final ParameterVersions versions;
  private final Specifications specifications;
  private final ParameterWriting writing;
  private final Redeploy redeploy;
  private final Ids ids;

  public PutParameters() {
    this(Platform.fromEnvironment());
  }

  public PutParameters(Platform platform) {
    this.applications = new Applications(platform);
    this.versions = new ParameterVersions(platform);
    this.specifications = new Specifications(platform);
    this.writing = new ParameterWriting(platform);
    this.redeploy = new Redeploy(platform);
    this.ids = platform.ids();
  }

  @Override
  protected Answer answer(Call call) {
    call.allowQuery(Set.of());
    var environment = Environment.of(call.path("environment"));
    var request = ParameterRequest.read(call.body());
    var application = applications.usable(new ApplicationName(call.path("applicationName")));
    application.require(environment);
    var key = call.header("Idempotency-Key").map(header -> key(header, call, application));
    var version =
        key.flatMap(given -> written(given, application, environment))
            .orElseGet(() -> write(call, application, environment, request, key));
    return answer(call, application, environment, version);
  }

  /** Of this environment, and of what it is to be based on, too. */
  private static IdempotencyKey key(String header, Call call, Application application) {
    var said = new ByteArrayOutputStream();
    said.writeBytes(
        (application.name().key() + "\n" + call.path("environment") + "\n" + condition(call) + "\n")
            .getBytes(StandardCharsets.UTF_8));
    said.writeBytes(call.body());
    return IdempotencyKey.ofSecrets(header, call.route(), call.caller(), said.toByteArray());
  }

  private static String condition(Call call) {
    return call.header("If-Match").orElse("*").strip();
  }

  private Optional<ParameterVersion> written(
      IdempotencyKey key, Application application, Environment environment) {
    return versions.writtenWith(key, application.name(), environment);
  }

  private ParameterVersion write(
      Call call,
      Application application,
      Environment environment,
      ParameterRequest request,
      Optional<IdempotencyKey> key) {
    var base = versions.current(application.name(), environment);
    requireMatch(condition(call), base);
    var operationId =
        redeploy.isWanted(application, environment)
            ? Optional.of(ids.next())
            : Optional.<String>empty();
    try {
      return writing.write(
          new ParameterWriting.Change(
              application, environment, request, base, call.caller(), operationId),
          key);
    } catch (Rejected | RetryLater e) {
      // another request with the same key was faster
      return key.flatMap(given -> written(given, application, environment)).orElseThrow(() -> e);
    }
  }

  private static void requireMatch(String condition, ParameterVersion base) {
    if (!condition.equals("*") && !condition.equals(ParametersAnswer.tag(base))) {
      throw new Rejected(
          412,
          "changed-meanwhile",
          "If-Match: the parameters have version "
              + base.number()
              + ", which is written "
              + ParametersAnswer.tag(base)
              + "; look at them with GET, and ask again");
    }
  }

  private Answer answer(
      Call call, Application application, Environment environment, ParameterVersion version) {
    var keys =
        specifications
            .get(application.name(), application.specificationVersion())
            .parameters()
            .keys();
    if (version.operationId().isEmpty()) {
      return ParametersAnswer.answer(
          application,
          environment,
          version,
          keys,
          Optional.of("tasks get them with the next deploy to " + environment),
          Map.of());
    }
    var id = version.operationId().get();
    try {
      var operation = redeploy.start(application, environment, id, call.caller());
      return ParametersAnswer.answer(
          application,
          environment,
          version,
          keys,
          Optional.of(operation.message()),
          Map.of("operation", call.stagePath() + "/operations/" + id));
    } catch (Rejected e) {
      return ParametersAnswer.answer(
          application,
          environment,
          version,
          keys,
          Optional.of(
              "they are in use from the next deploy on; there is none now: " + e.getMessage()),
          Map.of());
    }
  }
}
