package io.slipway.local.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.flow.install.Reply;
import io.slipway.local.install.CustomResources;
import io.slipway.local.template.FunctionSpec;
import io.slipway.local.template.yaml.TemplateError;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Has the functions of custom resources make them. They answer to a URL, not to their caller, so
 * they are made by the constructor that takes a {@link Reply}, which keeps the answer here.
 */
public final class CustomResourceFunctions implements CustomResources {

  private final Function<FunctionSpec, Platform> platforms;
  private final Clock clock;

  public CustomResourceFunctions(Function<FunctionSpec, Platform> platforms, Clock clock) {
    this.platforms = platforms;
    this.clock = clock;
  }

  @Override
  public Map<String, String> create(FunctionSpec function, ObjectNode request) {
    var replied = new AtomicReference<JsonNode>();
    var handler = handler(function, (url, document) -> replied.set(Json.parse(document)));
    var context =
        new LocalContext(
            function,
            function.name(),
            "install",
            clock,
            clock.instant().plus(function.timeout()),
            (id, line) -> {});
    try {
      handler.handleRequest(
          new ByteArrayInputStream(Json.bytes(request)), new ByteArrayOutputStream(), context);
    } catch (IOException e) {
      throw failed(request, e.toString(), e);
    }
    return data(request, replied.get());
  }

  private RequestStreamHandler handler(FunctionSpec function, Reply reply) {
    try {
      return Class.forName(function.handlerClass())
          .asSubclass(RequestStreamHandler.class)
          .getConstructor(Platform.class, Reply.class)
          .newInstance(platforms.apply(function), reply);
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new TemplateError(
          "template.yaml: %s.Handler: %s has no (Platform, Reply) constructor, which functions of"
                  .formatted(function.logicalId(), function.handlerClass())
              + " custom resources need",
          e);
    }
  }

  private static Map<String, String> data(ObjectNode request, JsonNode document) {
    if (document == null || !document.path("Status").asText().equals("SUCCESS")) {
      var why = document == null ? "its function did not answer" : document.path("Reason").asText();
      throw failed(request, why, null);
    }
    var data = new TreeMap<String, String>();
    for (var entry : document.path("Data").properties()) {
      data.put(entry.getKey(), entry.getValue().asText());
    }
    return data;
  }

  private static TemplateError failed(ObjectNode request, String why, Exception cause) {
    return new TemplateError(
        "template.yaml: " + request.path("LogicalResourceId").asText() + ": " + why, cause);
  }
}
