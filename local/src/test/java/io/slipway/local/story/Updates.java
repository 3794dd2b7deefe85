package io.slipway.local.story;

import static io.slipway.local.story.Asked.IDLE;
import static io.slipway.local.story.Asked.createCats;
import static io.slipway.local.story.Asked.deploy;
import static io.slipway.local.story.Asked.push;
import static io.slipway.local.story.Asked.succeeded;
import static io.slipway.local.story.Asked.swap;
import static io.slipway.local.story.Production.nothing;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.Place;
import io.slipway.domain.Role;
import io.slipway.runtime.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Parameter;

/** Situations in which an application gets another specification. */
final class Updates {

  static final String PATH = "/stacks/" + Production.NAME + "/specification";

  private final Scenario scenario;

  private Updates(Scenario scenario) {
    this.scenario = scenario;
    createCats(scenario);
    push(scenario, "1.0.0", "2.0.0", "3.0.0");
    deploy(scenario, "/stacks/deploy", "1.0.0", "dev", "training", "prod");
    swap(scenario);
    deploy(scenario, IDLE, "2.0.0");
    swap(scenario);
  }

  static void thatSucceedAndFail(Scenario scenario) {
    var updates = new Updates(scenario);
    succeeded(updates.put(specification(6, 2)).finish());
    succeeded(updates.put(withRule(scenario)).finish());
    updates.failing("Prod1ScalableTarget");
    updates.failing("ProductionRule");
    updates.failing("ScalableTarget");
    updates.stuck();
    updates.abortedMeanwhile();
  }

  /** What somebody has changed everywhere is taken over, by a request and by an execution. */
  static void thatAdopt(Scenario scenario) {
    var updates = new Updates(scenario);
    updates.changeEverywhere("3.0.0");
    succeeded(updates.put(specification(6, 2).put("drift", "adopt")).finish());
    updates.changeEverywhere("2.0.0");
    var input = specification(7, 3).put("drift", "adopt").put("applicationName", Production.NAME);
    succeeded(scenario.startedByHand("update", "update-by-hand", input).finish());
  }

  /** It cannot make a change set, and it finds nothing to change. */
  static void thatCloudFormationRefuses(Scenario scenario) {
    var updates = new Updates(scenario);
    scenario.slipway().cloudFormation().failNextChangeSet("slipway-cats-production", "simulated");
    updates.put(specification(9, 4)).finish();
    updates.describedByHand("slipway-cats-dev");
    var unchanged = nothing();
    unchanged.set("specification", scenario.get(PATH));
    succeeded(updates.put(unchanged).finish());
  }

  /**
   * Somebody gives a stack's template another description, which takes one more change and back.
   */
  private void describedByHand(String stack) {
    var template =
        (ObjectNode)
            Json.parse(
                formation()
                    .getTemplate(request -> request.stackName(stack))
                    .templateBody()
                    .getBytes(UTF_8));
    template.put("Description", "by hand");
    var other = template.deepCopy();
    ((ObjectNode) other.at("/Resources/TargetGroup/Properties")).put("HealthCheckPath", "/by-hand");
    updatedByHand(stack, "there", other);
    updatedByHand(stack, "back", template);
  }

  private void updatedByHand(String stack, String name, ObjectNode template) {
    var parameters = new ArrayList<Parameter>();
    template
        .path("Parameters")
        .fieldNames()
        .forEachRemaining(
            key ->
                parameters.add(
                    Parameter.builder().parameterKey(key).usePreviousValue(true).build()));
    formation()
        .createChangeSet(
            request ->
                request
                    .stackName(stack)
                    .changeSetName(name)
                    .templateBody(template.toString())
                    .parameters(parameters)
                    .capabilitiesWithStrings("CAPABILITY_NAMED_IAM", "CAPABILITY_IAM"));
    scenario.runFor(Duration.ofMinutes(1));
    formation().executeChangeSet(request -> request.stackName(stack).changeSetName(name));
    scenario.runFor(Duration.ofMinutes(5));
  }

  private CloudFormationClient formation() {
    return scenario.slipway().clients().get(CloudFormationClient.class);
  }

  private void changeEverywhere(String tag) {
    changeEverywhere(scenario, tag);
  }

  /** Somebody gives an environment of every kind another release by hand. */
  static void changeEverywhere(Scenario scenario, String tag) {
    var hand = new ByHand(scenario);
    var entries =
        List.of(
            ByHand.place(scenario, Production.NAME, Place.DEV),
            ByHand.place(scenario, Production.NAME, Place.TRAINING),
            new Production(scenario).slot(Role.LIVE));
    entries.forEach(entry -> hand.taskDefinition(entry, hand.release(entry, tag)));
    scenario.runFor(Duration.ofMinutes(5));
  }

  private Run put(ObjectNode body) {
    return scenario.asked("PUT", PATH, body);
  }

  private void failing(String resource) {
    deploy(scenario, IDLE, "1.0.0");
    swap(scenario);
    scenario.slipway().cloudFormation().failNextUpdate(resource, "simulated");
    put(specification(9, 4)).finish();
    deploy(scenario, IDLE, "3.0.0");
    swap(scenario);
  }

  /** CloudFormation cannot bring a stack back; later it can. */
  private void stuck() {
    var formation = scenario.slipway().cloudFormation();
    var body = specification(9, 4);
    ((ObjectNode) body.path("specification")).put("healthCheckPath", "/other");
    var run = put(body);
    scenario.runUntil(
        () -> run.steps().contains("ProposeChanges change set of slipway-cats-production DONE"));
    formation.failNextUpdate("Prod2ScalableTarget", "simulated");
    var production = "slipway-cats-production";
    scenario.runUntil(
        () -> scenario.stacks().get(production).toString().equals("UPDATE_ROLLBACK_IN_PROGRESS"));
    formation.failNextUpdate("Prod1TargetGroup", "simulated");
    run.finish();
  }

  private void abortedMeanwhile() {
    var run = put(specification(9, 4));
    scenario.runUntil(() -> run.steps().contains("ApplyChanges slipway-cats-dev DONE"));
    assertThat(scenario.call("POST", "/operations/" + run.id() + "/abort", nothing()).status())
        .isEqualTo(202);
    run.finish();
  }

  /** The sample with other highest numbers of tasks. */
  static ObjectNode specification(int production, int elsewhere) {
    var body = Scenario.sample("api/specification.json");
    var tasks = (ObjectNode) body.path("specification").path("tasks");
    ((ObjectNode) tasks.path("production")).put("max", production);
    ((ObjectNode) tasks.path("nonProduction")).put("max", elsewhere);
    return body;
  }

  /** What it has, with one more rule on the shared listener: all rules get other priorities. */
  static ObjectNode withRule(Scenario scenario) {
    var specification = (ObjectNode) scenario.get(PATH);
    var service = (ObjectNode) specification.path("services").elements().next();
    var container = service.path("task").path("containers").path(0).path("name").asText();
    var listener =
        service
            .putArray("listeners")
            .addObject()
            .put("port", 80)
            .put("container", container)
            .put("containerPort", 80);
    var rule = listener.putArray("rules").addObject();
    var path = rule.putArray("conditions").addObject().put("field", "path-pattern");
    path.putArray("values").add("/closed/*");
    rule.putArray("actions").addObject().putObject("fixedResponse").put("statusCode", "404");
    var body = nothing();
    body.set("specification", specification);
    return body;
  }
}
