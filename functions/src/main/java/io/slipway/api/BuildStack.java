package io.slipway.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.ApplicationName;
import io.slipway.operation.BuildPlanner;
import io.slipway.operation.BuildRequest;
import io.slipway.runtime.Call;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** {@code POST /stacks/{applicationName}/builds}: makes an image of a branch, tag or commit. */
public final class BuildStack extends StartRoute {

  /** What the route takes; see {@link BuildRequest}. */
  record Body(
      Optional<String> webhook,
      Optional<String> branch,
      Optional<String> tag,
      Optional<String> commit,
      Optional<String> version) {}

  public BuildStack() {
    this(Platform.fromEnvironment());
  }

  public BuildStack(Platform platform) {
    super(platform, new BuildPlanner(platform));
  }

  @Override
  protected JsonNode request(Call call) {
    var body = Json.read(call.json(), Body.class);
    return Json.tree(
        new BuildRequest(
            new ApplicationName(call.path("applicationName")),
            body.webhook(),
            body.branch(),
            body.tag(),
            body.commit(),
            body.version()));
  }

  /** The path is part of what is asked: a key used for one application is not for another. */
  @Override
  protected byte[] said(Call call) {
    var said = new ByteArrayOutputStream();
    said.writeBytes((call.path("applicationName") + "\n").getBytes(StandardCharsets.UTF_8));
    said.writeBytes(call.body());
    return said.toByteArray();
  }
}
