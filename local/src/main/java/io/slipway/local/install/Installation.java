package io.slipway.local.install;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.template.Declared;
import io.slipway.local.template.FunctionReader;
import io.slipway.local.template.FunctionSpec;
import io.slipway.local.template.Intrinsics;
import io.slipway.local.template.MachineSpec;
import io.slipway.local.template.SamTemplate;
import io.slipway.local.template.yaml.TemplateError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Makes every resource of template.yaml in the account, each after those that it refers to. What is
 * there already, from an earlier run with the same data folder, stays as it is.
 */
public final class Installation {

  private static final String FUNCTION = "AWS::Serverless::Function";
  private static final String MACHINE = "AWS::Serverless::StateMachine";

  private final SamTemplate template;
  private final Arns arns;
  private final Map<String, Maker> makers = new HashMap<>();
  private final Map<String, Made> made = new HashMap<>();
  private final Set<String> underWay = new LinkedHashSet<>();
  private final Intrinsics intrinsics = new Intrinsics(new Resources());
  private final FunctionReader reader = new FunctionReader(intrinsics);

  /**
   * @param rowsExpire whether the account's time is the machine's, so that DynamoDB may delete rows
   *     whose time has come
   */
  public Installation(SamTemplate template, Clients clients, boolean rowsExpire) {
    this.template = template;
    this.arns = new Arns(template.parameterText("region"), template.parameterText("accountid"));
    makers.put(
        "AWS::DynamoDB::Table",
        new TableMaker(clients.get(DynamoDbClient.class), rowsExpire, arns).maker());
    makers.putAll(new NetworkMakers(clients).makers());
    makers.putAll(new StorageMakers(clients, arns).makers());
    makers.putAll(new NameMakers(arns).makers());
  }

  /** Makes it all; throws {@link TemplateError} naming what local mode does not understand. */
  public Installed install() {
    var functions = new ArrayList<FunctionSpec>();
    var machines = new LinkedHashMap<String, MachineSpec>();
    for (var resource : template.resources()) {
      var it = make(resource.logicalId());
      switch (resource.type()) {
        case FUNCTION -> functions.add(reader.function(resource));
        case MACHINE -> machines.put(it.ref(), reader.machine(resource));
        default -> {}
      }
    }
    return new Installed(template.parameterText("stage"), functions, machines);
  }

  private Made make(String logicalId) {
    var present = made.get(logicalId);
    if (present != null) {
      return present;
    }
    var resource =
        template
            .resource(logicalId)
            .orElseThrow(() -> new TemplateError("template.yaml: there is no " + logicalId));
    if (!underWay.add(logicalId)) {
      throw new TemplateError(
          "template.yaml: circular dependency between " + String.join(", ", underWay));
    }
    var it = make(resource);
    underWay.remove(logicalId);
    made.put(logicalId, it);
    return it;
  }

  private Made make(Declared resource) {
    if (resource.type().equals(FUNCTION)) {
      return function(resource);
    }
    if (resource.type().equals(MACHINE)) {
      var name = reader.machineName(resource);
      var arn = arns.of("states", "stateMachine:" + name);
      return new Made(arn, Map.of("Arn", arn, "Name", name));
    }
    var properties = (ObjectNode) intrinsics.resolve(resource.properties());
    var maker = makers.get(resource.type());
    if (maker == null) {
      throw new TemplateError(
          "template.yaml: %s.Type: local mode does not know %s"
              .formatted(resource.logicalId(), resource.type()));
    }
    resource.checkProperties(maker.used(), maker.ignored());
    return maker.work().make(resource, properties);
  }

  private Made function(Declared resource) {
    var name = reader.functionName(resource);
    var arn = arns.of("lambda", "function:" + name);
    return new Made(
        name,
        resource.properties().has("AutoPublishAlias")
            ? Map.of("Arn", arn, "Alias", arn + ":live", "Version", arn + ":1")
            : Map.of("Arn", arn));
  }

  private final class Resources implements Intrinsics.Scope {

    @Override
    public JsonNode ref(String name) {
      int dot = name.indexOf('.');
      if (dot > 0) {
        // SAM: !Ref Function.Alias, !Ref Function.Version
        return attribute(name.substring(0, dot), name.substring(dot + 1));
      }
      return template
          .parameter(name)
          .or(() -> template.pseudoParameter(name))
          .orElseGet(() -> JsonNodeFactory.instance.textNode(make(name).ref()));
    }

    @Override
    public JsonNode attribute(String resource, String attribute) {
      var value = make(resource).attributes().get(attribute);
      if (value == null) {
        throw new TemplateError(
            "template.yaml: local mode does not know the attribute " + resource + "." + attribute);
      }
      return JsonNodeFactory.instance.textNode(value);
    }

    @Override
    public boolean condition(String name) {
      return template.condition(name);
    }

    @Override
    public JsonNode mapping(String map, String topKey, String secondKey) {
      return template.mapping(map, topKey, secondKey);
    }

    @Override
    public List<String> availabilityZones(String region) {
      return List.of(arns.region() + "a", arns.region() + "b", arns.region() + "c");
    }
  }
}
