package io.slipway.local.story;

import static io.slipway.local.story.Asked.IDLE;
import static io.slipway.local.story.Asked.createCats;
import static io.slipway.local.story.Asked.deploy;
import static io.slipway.local.story.Asked.deployment;
import static io.slipway.local.story.Asked.push;
import static io.slipway.local.story.Asked.succeeded;
import static io.slipway.local.story.Asked.swap;
import static io.slipway.local.story.Production.nothing;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.aws.ResourceChangeSeen;
import io.slipway.domain.Place;
import io.slipway.local.account.Fault;
import io.slipway.operation.Forecast.Change;
import io.slipway.runtime.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What a plan says is what the update and the deploy then do; and it does nothing itself. */
final class PlanTest {

  private Scenario scenario;

  /** Customers are in prod2, so that CloudFormation knows of old weights. */
  @BeforeEach
  void anApplicationWhoseSlotsHaveBeenSwapped() {
    scenario = Scenario.begin();
    createCats(scenario);
    push(scenario, "1.0.0", "2.0.0", "3.0.0");
    deploy(scenario, "/stacks/deploy", "1.0.0", "dev", "training", "prod");
    swap(scenario);
    deploy(scenario, IDLE, "2.0.0");
    swap(scenario);
  }

  @AfterEach
  void theInvariantsHold() {
    scenario.close();
  }

  @Test
  void aPlanSaysWhatTheUpdateAndTheDeployThenDo() {
    var body = Plans.larger().put("imageTag", "3.0.0");
    body.set("environment", Json.tree(List.of("dev", "training", "prod")));
    var told = planned(body);
    assertThat(told.path("possible").asBoolean()).as(told.toPrettyString()).isTrue();
    assertThat(told.path("operations")).hasSize(2);
    // All stacks follow, whatever environments the plan is about.
    var everywhere = planned(Plans.larger());

    var made = new ChangesMade(scenario);
    scenario.account().calls().inject(made);
    var update = scenario.asked("PUT", Updates.PATH, Plans.larger()).finish();
    succeeded(update);
    assertThat(told.path("operations").path(0).path("message").asText())
        .isEqualTo("updates 'Cats' to version 2 of its specification");
    assertThat(kinds(changes(told.path("operations").path(0)))).isEqualTo(kinds(made.list()));
    assertThat(resources(everywhere)).isEqualTo(proposed(update));
    assertThat(resources(everywhere).get("slipway-cats-production"))
        .contains(
            "modify Prod1ScalableTarget (AWS::ApplicationAutoScaling::ScalableTarget): MaxCapacity")
        .noneMatch(line -> line.contains("Rule"));

    var before = Registered.of(scenario);
    made = new ChangesMade(scenario);
    scenario.account().calls().inject(made);
    var run =
        scenario
            .asked("POST", "/stacks/deploy", deployment("3.0.0", "dev", "training", "prod"))
            .finish();
    scenario.account().calls().inject(Fault.NONE);
    succeeded(run);
    assertThat(sorted(changes(told.path("operations").path(1)))).isEqualTo(sorted(made.list()));
    for (var release : told.path("releases")) {
      var place = Place.of(release.path("place").asText());
      assertThat(release.path("changes").findValuesAsText("path"))
          .as(place.toString())
          .containsExactlyElementsOf(
              Registered.changed(before.get(place), Registered.of(scenario).get(place)))
          .contains("memory", "containerDefinitions.app.image");
    }
  }

  @Test
  void thereIsNothingLeftToPlanOnceItIsDone() {
    succeeded(scenario.asked("PUT", Updates.PATH, Plans.larger()).finish());
    deploy(scenario, "/stacks/deploy", "1.0.0", "dev");

    var told = planned(Plans.larger().put("environment", "dev"));

    assertThat(told.path("stacks").findValuesAsText("finding")).containsExactly("SAME");
    assertThat(told.path("releases").findValuesAsText("finding")).containsExactly("SAME");
    assertThat(told.path("operations").findValuesAsText("operation")).containsExactly("update");
    assertThat(told.path("message").asText())
        .endsWith("0 of 1 stacks and 0 of 1 task definitions change");
  }

  @Test
  void flawC15_nothingIsChanged() {
    scenario.runFor(Duration.ofMinutes(30));
    int executions = scenario.slipway().machines().list().size();
    var tables = Contents.ofTables(scenario);
    var account = Contents.ofAccount(scenario);

    planned(Plans.larger().put("imageTag", "3.0.0"));
    planned(nothing().put("imageTag", "3.0.0"));

    assertThat(Contents.ofTables(scenario)).isEqualTo(tables);
    assertThat(Contents.ofAccount(scenario)).isEqualTo(account);
    assertThat(scenario.slipway().machines().list()).hasSize(executions);
    assertThat(changeSets()).isEmpty();
  }

  @Test
  void anImageAloneIsComparedWithWhatRuns() {
    var told = planned(nothing().put("imageTag", "3.0.0").put("environment", "dev"));

    assertThat(told.path("stacks")).isEmpty();
    assertThat(told.path("operations").findValuesAsText("operation")).containsExactly("deploy");
    assertThat(told.path("releases").path(0).path("changes")).hasSize(1);
    var change = told.path("releases").path(0).path("changes").path(0);
    assertThat(change.path("path").asText()).isEqualTo("containerDefinitions.app.image");
    assertThat(change.path("from").asText()).contains("@sha256:");
    assertThat(change.path("to").asText())
        .isEqualTo(told.path("releases").path(0).path("image").asText());
  }

  @Test
  void aSpecificationAloneIsPlannedWithWhatRuns() {
    var told = planned(Plans.larger());

    var places = new TreeMap<String, String>();
    told.path("releases")
        .forEach(
            one ->
                places.put(
                    one.path("place").asText(),
                    one.path("finding").asText() + " " + one.path("version").asText("")));
    assertThat(places)
        .containsEntry("dev", "CHANGES 1.0.0")
        .containsEntry("training", "CHANGES 1.0.0")
        .containsEntry("prod2", "CHANGES 2.0.0")
        .containsEntry("qa", "NOTHING_DEPLOYED ")
        .doesNotContainKey("prod1");
    assertThat(told.path("operations").findValuesAsText("message"))
        .contains(
            "deploys 'Cats' 1.0.0 to dev, training", "deploys 'Cats' 2.0.0 to the idle slot prod2");
  }

  @Test
  void everyKindOfResourceIsToldWithItsValues() {
    var body = Updates.withRule(scenario);
    var told = planned(body.put("environment", "prod"));

    var found = told.path("stacks").path(0).path("differences");
    var lines = new ArrayList<String>();
    found.forEach(
        one ->
            lines.add(
                String.join(
                    " ",
                    one.path("about").asText(),
                    one.path("resource").asText(),
                    one.path("path").asText(),
                    one.path("from").asText("-"),
                    one.path("to").asText("-"))));
    assertThat(lines)
        .contains(
            "RULES FurtherRule1 Conditions[0].PathPatternConfig.Values - /closed/*",
            "RULES FurtherRule1 Actions[0].FixedResponseConfig.StatusCode - 404")
        .anyMatch(line -> line.startsWith("RULES ProductionRule Priority "));
    var update = scenario.asked("PUT", Updates.PATH, Updates.withRule(scenario)).finish();
    succeeded(update);
    assertThat(resources(told).get("slipway-cats-production"))
        .isEqualTo(proposed(update).get("slipway-cats-production"));
  }

  @Test
  void itCanBeReadByPeople() {
    var told =
        scenario.call(
            "POST", Plans.PATH + "?format=text", Plans.larger().put("environment", "dev"));

    assertThat(told.status()).as(told.text()).isEqualTo(200);
    assertThat(told.headers().get("content-type")).containsExactly("text/plain; charset=utf-8");
    assertThat(told.text()).isEqualTo(DEV);
  }

  private static final String DEV =
      """
      updates 'Cats' to version 2 of its specification, then deploys 'Cats' 1.0.0 to dev: 1 of 1 stacks and 1 of 1 task definitions change

      PUT /stacks/Cats/specification
        updates 'Cats' to version 2 of its specification

      POST /stacks/deploy
        deploys 'Cats' 1.0.0 to dev

      stack slipway-cats-dev
        is told first, what changes nothing: MinCapacityOfScalableTarget, PresentOfTaskDefinition
        ~ ScalableTarget (AWS::ApplicationAutoScaling::ScalableTarget)
            ~ MaxCapacity: 2 -> 3
        ~ TaskDefinition (AWS::ECS::TaskDefinition), is made anew
            ~ Memory

      task definition of dev: Cats-dev:2, deployed with 1.0.0
        ~ memory: 512 -> 1024

      Nothing has been changed.
      """;

  @Test
  void whatStandsAgainstItIsToldAllAtOnce() {
    var other = Plans.larger();
    ((ObjectNode) other.path("specification")).put("containerPort", 8080);
    new Production(scenario).changeByHand(30, 70);

    var told = planned(other.put("imageTag", "9.9.9"));

    assertThat(told.path("possible").asBoolean()).isFalse();
    assertThat(told.path("message").asText()).endsWith("as things are, it would be refused");
    var update = told.path("operations").path(0).path("refused");
    assertThat(update.findValuesAsText("code")).contains("drifted", "would-replace");
    assertThat(update.findValuesAsText("reason"))
        .anyMatch(reason -> reason.contains("slipway-cats-dev"))
        .anyMatch(reason -> reason.contains("slipway-cats-production"));
    var deploy = told.path("operations").path(1).path("refused");
    assertThat(deploy.findValuesAsText("code")).contains("drifted", "unknown-image");
    assertThat(told.path("operations").path(0).path("changes")).isEmpty();
    var put = scenario.call("PUT", Updates.PATH, without(other, "imageTag"));
    assertThat(put.status()).isEqualTo(409);
    assertThat(update.findValuesAsText("reason")).contains(put.json().path("detail").asText());
    new Production(scenario).changeByHand(0, 100);
  }

  @Test
  void whatIsAtWorkIsInTheWay() {
    var run = scenario.asked("POST", "/stacks/deploy", deployment("2.0.0", "dev"));
    scenario.runFor(Duration.ofSeconds(10));

    var told = planned(Plans.larger().put("environment", "dev"));

    assertThat(told.path("operations").path(0).path("refused").findValuesAsText("code"))
        .contains("busy");
    assertThat(told.path("stacks").findValuesAsText("finding")).containsExactly("CHANGES");
    succeeded(run.finish());
  }

  @Test
  void whatCloudFormationDoesNotSayIsToldByTheTemplates() {
    scenario.account().calls().inject(Faults.refusing("CreateChangeSet", "PlanStack"));

    var told = planned(Plans.larger().put("environment", "dev"));

    scenario.account().calls().inject(Fault.NONE);
    var stack = told.path("stacks").path(0);
    assertThat(stack.path("finding").asText()).isEqualTo("UNKNOWN");
    assertThat(stack.path("reason").asText()).contains("not authorized to perform CreateChangeSet");
    assertThat(stack.path("differences").findValuesAsText("path")).contains("MaxCapacity");
    assertThat(changeSets()).isEmpty();
    assertThat(remembered()).isEmpty();
  }

  @Test
  void cloudFormationIsListenedToForSomeSecondsOnly() {
    var begin = scenario.slipway().timeline().clock().instant();
    scenario.account().calls().inject(Faults.throttling("DescribeChangeSet", "PlanStack"));

    var told = planned(Plans.larger());

    scenario.account().calls().inject(Fault.NONE);
    assertThat(Duration.between(begin, scenario.slipway().timeline().clock().instant()))
        .isLessThan(Duration.ofSeconds(20));
    assertThat(told.path("stacks").findValuesAsText("reason"))
        .allMatch(reason -> reason.contains("CloudFormation is still finding out"));
    assertThat(changeSets()).isEmpty();
    assertThat(remembered()).isEmpty();
  }

  @Test
  void whatCannotBeDeletedAtOnceIsSweptAway() {
    scenario.account().calls().inject(Faults.throttling("DeleteChangeSet", "PlanStack"));
    planned(Plans.larger().put("environment", "dev"));
    scenario.account().calls().inject(Fault.NONE);
    assertThat(changeSets()).hasSize(1).allMatch(name -> name.startsWith("slipway-plan-"));
    assertThat(remembered()).hasSize(1);

    Plans.sweep(scenario);
    assertThat(changeSets()).isEmpty();
    assertThat(remembered()).isEmpty();
  }

  @Test
  void whatIsStillBeingMadeIsSweptAway() {
    scenario.account().calls().inject(Faults.refusing("DescribeChangeSet", "PlanStack"));
    planned(Plans.larger().put("environment", "dev"));
    scenario.account().calls().inject(Fault.NONE);

    Plans.sweep(scenario);
    assertThat(changeSets()).isEmpty();
    assertThat(remembered()).isEmpty();
  }

  @Test
  void aChangeSetThatComesAfterItsAnswerWasLostIsSweptAway() {
    scenario.account().calls().inject(Faults.losing("CreateChangeSet", new AtomicInteger()));
    var told = planned(Plans.larger().put("environment", "dev"));
    scenario.account().calls().inject(Fault.NONE);
    assertThat(told.path("stacks").findValuesAsText("finding")).containsExactly("UNKNOWN");
    assertThat(remembered()).hasSize(1);

    Plans.sweep(scenario);
    assertThat(changeSets()).isEmpty();
    assertThat(remembered()).isEmpty();
  }

  @Test
  void whatIsLeftOfAStackThatIsGoneIsForgotten() {
    scenario.account().calls().inject(Faults.throttling("DeleteChangeSet", "PlanStack"));
    planned(Plans.larger());
    assertThat(remembered()).hasSize(1);
    scenario.account().calls().inject(Fault.NONE);

    succeeded(scenario.deleteStack("Cats", true).finish());
    Plans.sweep(scenario);
    assertThat(remembered()).isEmpty();
  }

  @Test
  void aTemplateThatIsTooLongForARequestIsRead() {
    var told = planned(Plans.longer(scenario).put("environment", "prod"));

    assertThat(told.path("stacks").path(0).path("reason").asText(""))
        .as(told.path("message").asText())
        .isIn("", "null");
    assertThat(told.path("stacks").findValuesAsText("finding")).containsExactly("CHANGES");
  }

  @Test
  void theFileItselfIsTakenToo() {
    var yaml = scenario.slipway().call("GET", Updates.PATH + "?format=yaml", "", Map.of()).text();
    var type = Map.of("content-type", "application/yaml");

    var told = scenario.slipway().call("POST", Plans.PATH, yaml, type);

    assertThat(told.status()).as(told.text()).isEqualTo(200);
    assertThat(told.json().path("stacks").findValuesAsText("finding")).containsOnly("SAME");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{} | specification, imageTag or both are expected",
        "[] | object is expected",
        "{\"imageTag\": \"3.0.0\", \"fix\": true} | 'fix': unknown field",
        "{\"imageTag\": 3} | imageTag: text is expected",
        "{\"imageTag\": \"a b\"} | imageTag",
        "{\"imageTag\": \"3.0.0\", \"environment\": \"nowhere\"} | environment",
        "{\"imageTag\": \"3.0.0\", \"environment\": []} | environment",
        "{\"imageTag\": \"3.0.0\", \"environment\": [\"dev\", \"dev\"]} | once",
        "{\"imageTag\": \"3.0.0\", \"applicationName\": \"Cats\"} | applicationName",
        "{\"specification\": 7} | specification: an object, or the text of a file",
        "{\"specification\": {\"cpu\": 256, \"memroy\": 1}} | did you mean",
        "{\"specification\": \"services: [}\"} | specification",
        "{\"specification\": {\"cpu\": 256, \"memory\": 3}} | specification.memory"
      })
  void aBodyThatIsWrongIsRefused(String row) {
    var parts = row.split(" \\| ", 2);
    var before = Contents.ofTables(scenario);

    var answer = scenario.slipway().call("POST", Plans.PATH, parts[0], Map.of());

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.json().path("detail").asText()).contains(parts[1]);
    assertThat(Contents.ofTables(scenario)).isEqualTo(before);
  }

  @Test
  void onlyWhatIsThereCanBePlannedFor() {
    var body = nothing().put("imageTag", "3.0.0");
    var unknown = scenario.call("POST", "/stacks/dogs/plan", body);
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.text()).contains("unknown-application", "POST /stacks?dryRun=true");
    var format = scenario.call("POST", Plans.PATH + "?format=pdf", body);
    assertThat(format.status()).isEqualTo(400);
    assertThat(format.text()).contains("json and text are allowed");
    assertThat(scenario.call("POST", Plans.PATH + "?dryRun=true", body).status()).isEqualTo(400);
    succeeded(scenario.createStack("Dogs").finish());
    var missing = scenario.call("POST", "/stacks/Dogs/plan", body.put("environment", "da"));
    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.text()).contains("has no environment da");
  }

  private JsonNode planned(ObjectNode body) {
    return Plans.made(scenario, body);
  }

  private static ObjectNode without(ObjectNode body, String field) {
    body.remove(field);
    return body;
  }

  private static List<Change> changes(JsonNode operation) {
    return Arrays.asList(Json.readOwn(operation.path("changes").toString(), Change[].class));
  }

  /**
   * By resource. An update registers revisions that nothing runs, so that what is copied is not the
   * newest of its family.
   */
  private static List<Change> sorted(List<Change> changes) {
    return changes.stream()
        .map(
            one ->
                one.action().equals("RegisterTaskDefinition")
                    ? new Change(
                        one.service(), one.action(), one.resource(), Optional.empty(), one.to())
                    : one)
        .sorted(Comparator.comparing(Change::resource))
        .toList();
  }

  /** Which calls there are, in whatever order: stacks are at it at the same time. */
  private static List<String> kinds(List<Change> changes) {
    return changes.stream().map(Change::action).sorted().toList();
  }

  /** What CloudFormation says in a plan, by stack. */
  private static Map<String, List<String>> resources(JsonNode told) {
    var found = new TreeMap<String, List<String>>();
    told.path("stacks")
        .forEach(
            stack ->
                found.put(
                    stack.path("stack").asText(),
                    Arrays.stream(
                            Json.readOwn(
                                stack.path("resources").toString(), ResourceChangeSeen[].class))
                        .map(ResourceChangeSeen::toString)
                        .toList()));
    return found;
  }

  /** What it said in the update, by stack. */
  private Map<String, List<String>> proposed(Run update) {
    var found = new TreeMap<String, List<String>>();
    for (var step : scenario.get("/operations/" + update.id()).path("steps")) {
      var scope = step.path("scope").asText();
      if (step.path("state").asText().equals("ProposeChanges") && scope.startsWith("change set")) {
        var lines = new ArrayList<String>();
        step.path("details").path("changes").forEach(line -> lines.add(line.asText()));
        found.put(scope.substring(scope.lastIndexOf(' ') + 1), lines);
      }
    }
    return found;
  }

  private List<String> changeSets() {
    return changeSets(scenario);
  }

  /** Those that nobody has carried out. */
  static List<String> changeSets(Scenario scenario) {
    var formation = scenario.slipway().clients().get(CloudFormationClient.class);
    return scenario.stacks().keySet().stream()
        .flatMap(
            name ->
                formation.listChangeSets(request -> request.stackName(name)).summaries().stream())
        .filter(set -> !set.executionStatusAsString().startsWith("EXECUTE"))
        .map(set -> set.changeSetName())
        .toList();
  }

  /** The plans whose change sets have to be deleted. */
  private List<Object> remembered() {
    var table = scenario.platform().settings().get("OPERATIONS_TABLE");
    return scenario
        .slipway()
        .clients()
        .get(DynamoDbClient.class)
        .scanPaginator(request -> request.tableName(table))
        .items()
        .stream()
        .filter(row -> row.get("PK").s().equals("PROPOSALS"))
        .map(Object.class::cast)
        .toList();
  }
}
