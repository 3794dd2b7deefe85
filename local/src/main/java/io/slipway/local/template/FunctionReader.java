package io.slipway.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.slipway.local.template.yaml.TemplateError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads a function or a state machine of template.yaml (SAM specification, resource types {@code
 * AWS::Serverless::Function} and {@code AWS::Serverless::StateMachine}).
 */
public final class FunctionReader {

  private static final Set<String> FUNCTION =
      Set.of(
          "Handler",
          "FunctionName",
          "Timeout",
          "MemorySize",
          "Environment",
          "Policies",
          "Events",
          "AutoPublishAlias");

  /** What makes no difference here: where code runs, how it is shipped, watched and named. */
  private static final Set<String> FUNCTION_IGNORED =
      Set.of(
          "Description",
          "CodeUri",
          "Runtime",
          "Architectures",
          "Tracing",
          "AutoPublishAliasAllProperties",
          "AutoPublishCodeSha256",
          "LoggingConfig",
          "RolePath",
          "PermissionsBoundary",
          "Tags",
          "ReservedConcurrentExecutions",
          "EphemeralStorage",
          "SnapStart",
          "RuntimeManagementConfig",
          "EventInvokeConfig",
          "DeploymentPreference");

  private static final Set<String> MACHINE =
      Set.of("Name", "DefinitionUri", "DefinitionSubstitutions", "Policies");

  private static final Set<String> MACHINE_IGNORED =
      Set.of("Type", "Tracing", "Logging", "RolePath", "PermissionsBoundary", "Tags");

  private static final Pattern HANDLER = Pattern.compile("([\\w.$]+)::handleRequest");
  private static final Pattern RATE = Pattern.compile("rate\\((\\d{1,6}) (minute|hour|day)s?\\)");

  private final Intrinsics intrinsics;

  public FunctionReader(Intrinsics intrinsics) {
    this.intrinsics = intrinsics;
  }

  /** Reads a function; throws {@link TemplateError} naming the property that is wrong. */
  public FunctionSpec function(Declared resource) {
    resource.checkProperties(FUNCTION, FUNCTION_IGNORED);
    var handler = HANDLER.matcher(text(resource, "Handler", ""));
    if (!handler.matches()) {
      throw resource.refused("Handler", "must be a class and ::handleRequest");
    }
    if (!text(resource, "AutoPublishAlias", "live").equals("live")) {
      throw resource.refused("AutoPublishAlias", "must be live");
    }
    var routes = new ArrayList<RouteSpec>();
    var schedules = new ArrayList<ScheduleSpec>();
    var rules = new ArrayList<EventRuleSpec>();
    for (var event : resource.properties().path("Events").properties()) {
      var properties = event.getValue().path("Properties");
      var where = "Events." + event.getKey();
      switch (event.getValue().path("Type").asText()) {
        case "HttpApi" -> routes.add(route(resource, where, properties));
        case "Schedule", "ScheduleV2" ->
            schedules.add(schedule(resource, where, event.getKey(), properties));
        case "EventBridgeRule", "CloudWatchEvent" -> rules.add(rule(resource, where, properties));
        default ->
            throw resource.refused(
                where + ".Type", "local mode does not know " + event.getValue().path("Type"));
      }
    }
    return new FunctionSpec(
        resource.logicalId(),
        functionName(resource),
        handler.group(1),
        Duration.ofSeconds(number(resource, "Timeout", 3)),
        number(resource, "MemorySize", 128),
        variables(resource),
        Permissions.read(resource, resolved(resource, "Policies")),
        routes,
        schedules,
        rules);
  }

  /** The name that Lambda has for a function; SAM would add a hash to a name of its own. */
  public String functionName(Declared resource) {
    return text(resource, "FunctionName", "slipway-" + resource.logicalId());
  }

  /** Reads a state machine; throws {@link TemplateError} naming the property that is wrong. */
  public MachineSpec machine(Declared resource) {
    resource.checkProperties(MACHINE, MACHINE_IGNORED);
    var substitutions = new TreeMap<String, String>();
    for (var entry : resolved(resource, "DefinitionSubstitutions").properties()) {
      substitutions.put(entry.getKey(), entry.getValue().asText());
    }
    return new MachineSpec(
        resource.logicalId(),
        machineName(resource),
        text(resource, "DefinitionUri", ""),
        substitutions,
        Permissions.read(resource, resolved(resource, "Policies")));
  }

  /** The name that Step Functions has for a machine. */
  public String machineName(Declared resource) {
    return text(resource, "Name", "slipway-" + resource.logicalId());
  }

  private RouteSpec route(Declared resource, String where, JsonNode properties) {
    only(
        resource,
        where,
        properties,
        Set.of(
            "ApiId",
            "Method",
            "Path",
            "PayloadFormatVersion",
            "Auth",
            "RouteSettings",
            "TimeoutInMillis"));
    var method = properties.path("Method").asText().toUpperCase(java.util.Locale.ROOT);
    var path = properties.path("Path").asText();
    if (!method.matches("GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|ANY")) {
      throw resource.refused(where + ".Method", "local mode does not know it: " + method);
    }
    if (!path.matches("(/([A-Za-z0-9._~-]+|\\{[A-Za-z0-9._-]+}))+|/")) {
      throw resource.refused(where + ".Path", "local mode does not know such a path: " + path);
    }
    if (!properties.path("PayloadFormatVersion").asText("2.0").equals("2.0")) {
      throw resource.refused(where + ".PayloadFormatVersion", "must be 2.0");
    }
    boolean signed = !properties.path("Auth").path("Authorizer").asText().equals("NONE");
    return new RouteSpec(method, path, resource.logicalId(), signed);
  }

  private ScheduleSpec schedule(Declared resource, String where, String name, JsonNode properties) {
    only(
        resource,
        where,
        properties,
        Set.of(
            "Schedule",
            "ScheduleExpression",
            "Input",
            "Name",
            "Description",
            "FlexibleTimeWindow",
            "RetryPolicy"));
    var expression =
        intrinsics
            .resolve(
                properties.path(properties.has("Schedule") ? "Schedule" : "ScheduleExpression"))
            .asText();
    var rate = RATE.matcher(expression);
    if (!rate.matches() || rate.group(1).matches("0+")) {
      throw resource.refused(where, "local mode knows rate(…) only, not " + expression);
    }
    long count = Long.parseLong(rate.group(1));
    var every =
        switch (rate.group(2)) {
          case "minute" -> Duration.ofMinutes(count);
          case "hour" -> Duration.ofHours(count);
          default -> Duration.ofDays(count);
        };
    return new ScheduleSpec(
        resource.logicalId(), name, every, input(resource, where, properties.path("Input")));
  }

  private JsonNode input(Declared resource, String where, JsonNode input) {
    if (input.isMissingNode()) {
      return JsonNodeFactory.instance.objectNode();
    }
    try {
      return io.slipway.runtime.Json.mapper().readTree(intrinsics.resolve(input).asText());
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw resource.refused(where + ".Input", "is not JSON");
    }
  }

  private EventRuleSpec rule(Declared resource, String where, JsonNode properties) {
    only(resource, where, properties, Set.of("Pattern", "RetryPolicy", "Target"));
    try {
      return new EventRuleSpec(
          resource.logicalId(), new EventPattern(intrinsics.resolve(properties.path("Pattern"))));
    } catch (TemplateError e) {
      throw resource.refused(where + ".Pattern", e.getMessage());
    }
  }

  private Map<String, String> variables(Declared resource) {
    var variables = new TreeMap<String, String>();
    var environment = resource.properties().path("Environment");
    only(resource, "Environment", environment, Set.of("Variables"));
    for (var entry : intrinsics.resolve(environment.path("Variables")).properties()) {
      if (!entry.getValue().isValueNode()) {
        throw resource.refused("Environment.Variables." + entry.getKey(), "must be text");
      }
      variables.put(entry.getKey(), entry.getValue().asText());
    }
    return variables;
  }

  private static void only(
      Declared resource, String where, JsonNode properties, Set<String> known) {
    properties
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw resource.refused(where + "." + name, "local mode does not know this");
              }
            });
  }

  private JsonNode resolved(Declared resource, String property) {
    return intrinsics.resolve(resource.properties().path(property));
  }

  private String text(Declared resource, String property, String absent) {
    return resource.properties().has(property)
        ? intrinsics.text(resource.properties().get(property), property)
        : absent;
  }

  private int number(Declared resource, String property, int absent) {
    var text = text(resource, property, Integer.toString(absent));
    if (!text.matches("\\d{1,6}")) {
      throw resource.refused(property, "must be a number but is " + text);
    }
    return Integer.parseInt(text);
  }
}
