package io.slipway.local.story;

import static io.slipway.local.story.Asked.deployment;
import static io.slipway.local.story.Production.body;
import static io.slipway.local.story.Production.nothing;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.Environment;
import io.slipway.domain.OperationState;
import io.slipway.domain.Place;
import io.slipway.domain.Release;
import io.slipway.local.account.Caller;
import io.slipway.local.account.Fault;
import io.slipway.local.account.kernel.AwsErrors;
import io.slipway.local.http.HttpAnswer;
import io.slipway.runtime.Json;
import io.slipway.store.ParameterVersion;
import io.slipway.store.ParameterVersions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.ResourceTypeForTagging;
import software.amazon.awssdk.services.ssm.model.SsmException;

/** Parameters of an environment: given all or none, by version, and never told again. */
final class EnvironmentParametersTest {

  static final String PATH = "/stacks/Cats/environments/dev/parameters";

  private Scenario scenario;

  @BeforeEach
  void anApplicationThatWantsTwoParameters() {
    scenario = Scenario.begin();
    create(scenario, false, "DATABASE_URL", "SMTP_PASSWORD");
    Asked.push(scenario, "1.0.0", "2.0.0");
  }

  @AfterEach
  void theInvariantsHold() {
    scenario.close();
  }

  @Test
  void whatWasGivenIsToldByNameVersionAndPersonAndNeverByValue() {
    var before = scenario.get(PATH);
    assertThat(before.path("version").asInt()).isZero();
    assertThat(texts(before.path("missing"))).containsExactly("DATABASE_URL", "SMTP_PASSWORD");

    var put = put(PATH, values("DATABASE_URL", "hunter2-db", "SMTP_PASSWORD", "hunter2-smtp"));

    assertThat(put.status()).as(put.text()).isEqualTo(200);
    assertThat(put.text()).doesNotContain("hunter2");
    var after = scenario.get(PATH);
    assertThat(after.path("version").asInt()).isEqualTo(1);
    assertThat(after.path("missing")).isEmpty();
    assertThat(after.path("changedBy").asText()).endsWith("user/local");
    assertThat(after.toString()).contains("DATABASE_URL").doesNotContain("hunter2");
    assertThat(stored("/dev/Cats"))
        .containsOnlyKeys("/dev/Cats/1/DATABASE_URL", "/dev/Cats/1/SMTP_PASSWORD");
    assertThat(scenario.events("Cats")).contains("PARAMETERS");
  }

  @Test
  void whatIsKeptStaysWhereItIsAndWhatIsLeftOutGoes() {
    put(PATH, values("DATABASE_URL", "one", "SMTP_PASSWORD", "two"));

    var request = values("DATABASE_URL", "three");
    request.putArray("keep").add("SMTP_PASSWORD");
    assertThat(put(PATH, request).status()).isEqualTo(200);

    assertThat(current().paths()).isEqualTo(Map.of("DATABASE_URL", 2, "SMTP_PASSWORD", 1));
    var alone = nothing();
    alone.putArray("keep").add("SMTP_PASSWORD");
    assertThat(put(PATH, alone).status()).isEqualTo(200);
    assertThat(current().paths()).isEqualTo(Map.of("SMTP_PASSWORD", 1));
    alone.putArray("keep").add("DATABASE_URL");
    var refused = put(PATH, alone);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text()).contains("keep: names of parameters", "no DATABASE_URL");
  }

  @Test
  void aDeployIsRefusedUntilNamesAgreeInBothDirections() {
    var request = deployment("1.0.0", "dev", "qa");
    var without = scenario.call("POST", "/stacks/deploy", request);
    assertThat(without.status()).isEqualTo(409);
    assertThat(without.text())
        .contains("parameters-differ", "dev lacks DATABASE_URL, SMTP_PASSWORD", "qa lacks");

    put(PATH, values("DATABASE_URL", "one", "SMTP_PASSWORD", "two", "LEFT_OVER", "three"));
    var extra = scenario.call("POST", "/stacks/deploy", deployment("1.0.0", "dev"));
    assertThat(extra.status()).isEqualTo(409);
    assertThat(extra.text())
        .contains("dev has LEFT_OVER, which the specification lacks")
        .doesNotContain("DATABASE_URL");

    put(PATH, values("DATABASE_URL", "one", "SMTP_PASSWORD", "two"));
    var run = scenario.asked("POST", "/stacks/deploy", deployment("1.0.0", "dev")).finish();
    assertThat(run.outcome()).as(run.message()).isEqualTo(OperationState.SUCCEEDED);
    assertThat(release().parametersVersion()).contains(2);
  }

  @Test
  void aRollbackBringsTheParametersOfTheReleaseBack() {
    put(PATH, values("DATABASE_URL", "one", "SMTP_PASSWORD", "two"));
    deployed("1.0.0");
    var first = release();
    put(PATH, values("DATABASE_URL", "three", "SMTP_PASSWORD", "four"));
    deployed("2.0.0");
    assertThat(release().parametersVersion()).contains(2);

    var back = body().put("environment", "dev");
    var run = scenario.asked("POST", "/stacks/rollback", back).finish();

    assertThat(run.outcome()).as(run.message()).isEqualTo(OperationState.SUCCEEDED);
    assertThat(release().parametersVersion()).contains(1);
    assertThat(release().taskDefinition()).isEqualTo(first.taskDefinition());
    assertThat(stored("/dev/Cats/1").values()).containsExactly("one", "two");
    assertThat(current().number()).as("what the next deploy takes").isEqualTo(2);
  }

  @Test
  void tasksGetThemAsSecretsByWhatNeverChanges() {
    put(PATH, values("DATABASE_URL", "one", "SMTP_PASSWORD", "two"));
    deployed("1.0.0");
    assertThat(secrets())
        .isEqualTo(
            Map.of("DATABASE_URL", arn("1/DATABASE_URL"), "SMTP_PASSWORD", arn("1/SMTP_PASSWORD")));

    var request = values("SMTP_PASSWORD", "three");
    request.putArray("keep").add("DATABASE_URL");
    put(PATH, request);
    deployed("2.0.0");

    assertThat(secrets())
        .isEqualTo(
            Map.of("DATABASE_URL", arn("1/DATABASE_URL"), "SMTP_PASSWORD", arn("2/SMTP_PASSWORD")));
  }

  @Test
  void aChangeDeploysAgainWhereTheSpecificationSaysSo() {
    scenario.close();
    scenario = Scenario.begin();
    create(scenario, true, "KEY");
    Asked.push(scenario, "1.0.0");
    var first = put(PATH, values("KEY", "one"));
    assertThat(first.json().path("links")).as("nothing runs there yet").isEmpty();
    deployed("1.0.0");

    var key = Map.of("idempotency-key", "0b6c8a52-2f35-4ad1-9a3e-6c0f7d9be202");
    var put = put(PATH, values("KEY", "two"), key);
    var again = put(PATH, values("KEY", "two"), key);

    assertThat(put.text()).contains("deploys 'Cats' 1.0.0 to dev");
    assertThat(again.json().path("links")).isEqualTo(put.json().path("links"));
    var id = put.json().path("links").path("operation").asText().replaceFirst(".*/", "");
    var run = new Run(scenario, id).finish();
    assertThat(run.outcome()).as(run.message()).isEqualTo(OperationState.SUCCEEDED);
    assertThat(secrets()).isEqualTo(Map.of("KEY", arn("2/KEY")));
    assertThat(release().parametersVersion()).contains(2);
  }

  @Test
  void aChangeThatCannotBeDeployedNowSaysWhyAndIsKept() {
    scenario.close();
    scenario = Scenario.begin();
    create(scenario, true, "KEY");
    Asked.push(scenario, "1.0.0");
    put(PATH, values("KEY", "one"));
    deployed("1.0.0");

    var put = put(PATH, values("KEY", "two", "OTHER", "three"));

    assertThat(put.status()).isEqualTo(200);
    assertThat(put.json().path("links")).isEmpty();
    assertThat(put.json().path("message").asText()).contains("dev has OTHER");
    assertThat(current().number()).isEqualTo(2);
  }

  @Test
  void flawL16_whatFailsInTheMiddleChangesNothingAndLeavesNothing() {
    put(PATH, values("DATABASE_URL", "one", "SMTP_PASSWORD", "two"));
    var writes = new AtomicInteger();
    scenario.account().calls().inject(onWrite(() -> writes.incrementAndGet() > 1));

    var put = put(PATH, values("DATABASE_URL", "three", "SMTP_PASSWORD", "four"));

    assertThat(put.status()).isEqualTo(500);
    scenario.account().calls().inject(Fault.NONE);
    assertThat(current().number()).isEqualTo(1);
    assertThat(versions()).containsExactly(1);
    assertThat(stored("/dev/Cats").values()).containsExactly("one", "two");
    assertThat(put(PATH, values("DATABASE_URL", "five", "SMTP_PASSWORD", "six")).status())
        .isEqualTo(200);
    assertThat(current().number()).as("a number is used once").isEqualTo(3);
  }

  @Test
  void ofTwoWhoChangeThemAtOnceOneIsToldSo() {
    put(PATH, values("A", "one"));
    var answers = new ArrayList<HttpAnswer>();
    var meanwhile = new AtomicInteger();
    scenario
        .account()
        .calls()
        .inject(
            onWrite(
                () -> {
                  if (meanwhile.getAndIncrement() == 0) {
                    answers.add(put(PATH, values("A", "faster")));
                  }
                  return false;
                }));

    var slower = put(PATH, values("A", "slower"));

    assertThat(answers.getFirst().status()).isEqualTo(200);
    assertThat(slower.status()).isEqualTo(409);
    assertThat(slower.text()).contains("changed-meanwhile");
    assertThat(stored("/dev/Cats").values()).containsExactlyInAnyOrder("one", "faster");
    assertThat(current().number()).isEqualTo(3);
  }

  @Test
  void parametersAreTaggedAndLargeOnesAreAdvanced() {
    assertThat(put(PATH, values("A", "x".repeat(8192), "B", "y".repeat(4096))).status())
        .isEqualTo(200);
    var tags =
        scenario
            .slipway()
            .clients()
            .get(SsmClient.class)
            .listTagsForResource(
                request ->
                    request
                        .resourceType(ResourceTypeForTagging.PARAMETER)
                        .resourceId("/dev/Cats/1/A"))
            .tagList();
    assertThat(tags)
        .extracting(tag -> tag.key() + "=" + tag.value())
        .containsExactly("slipway:application=Cats", "slipway:environment=dev");
  }

  private static Fault onWrite(BooleanSupplier refused) {
    return new Fault() {
      @Override
      public void before(String service, String operation, Caller caller, SdkRequest request) {
        if (request instanceof PutParameterRequest && refused.getAsBoolean()) {
          throw AwsErrors.badRequest(
              SsmException.builder(), "Ssm", "InternalServerErrorButFinal", "no");
        }
      }
    };
  }

  /** What the tasks of dev get, by the names of variables. */
  private Map<String, String> secrets() {
    var definition = release().taskDefinition();
    return scenario
        .account()
        .ecs()
        .describeTaskDefinition(request -> request.taskDefinition(definition))
        .taskDefinition()
        .containerDefinitions()
        .getFirst()
        .secrets()
        .stream()
        .collect(Collectors.toMap(Secret::name, Secret::valueFrom));
  }

  private static String arn(String path) {
    return "arn:aws:ssm:eu-central-1:123456789012:parameter/dev/Cats/" + path;
  }

  @Test
  void theSameImageWithOtherParametersIsAnotherRelease() {
    put(PATH, values("DATABASE_URL", "one", "SMTP_PASSWORD", "two"));
    deployed("1.0.0");
    put(PATH, values("DATABASE_URL", "three", "SMTP_PASSWORD", "four"));
    deployed("1.0.0");

    var back = body().put("environment", "dev");
    var run = scenario.asked("POST", "/stacks/rollback", back).finish();

    assertThat(run.outcome()).as(run.message()).isEqualTo(OperationState.SUCCEEDED);
    assertThat(release().parametersVersion()).contains(1);
  }

  @Test
  void oldVersionsGoWhereNoReleaseNeedsThem() {
    put(PATH, values("DATABASE_URL", "1", "SMTP_PASSWORD", "1"));
    deployed("1.0.0");
    put(PATH, values("DATABASE_URL", "2", "SMTP_PASSWORD", "2"));
    put(PATH, values("DATABASE_URL", "3", "SMTP_PASSWORD", "3"));
    assertThat(versions()).containsExactly(1, 2, 3);

    scenario.runFor(Duration.ofHours(2));
    put(PATH, values("DATABASE_URL", "4", "SMTP_PASSWORD", "4"));

    assertThat(versions()).as("of a release, just superseded, in use").containsExactly(1, 3, 4);
    assertThat(stored("/dev/Cats")).doesNotContainKey("/dev/Cats/2/DATABASE_URL").hasSize(6);
  }

  @Test
  void nothingIsLeftOfThemWhenTheApplicationIsDeleted() {
    put(PATH, values("DATABASE_URL", "1", "SMTP_PASSWORD", "1"));
    put("/stacks/Cats/environments/prod/parameters", values("A", "1"));
    put(PATH, values("DATABASE_URL", "2", "SMTP_PASSWORD", "2"));

    var run = scenario.deleteStack("Cats", true).finish();

    assertThat(run.outcome()).as(run.message()).isEqualTo(OperationState.SUCCEEDED);
    assertThat(stored("/dev")).isEmpty();
    assertThat(stored("/prod")).isEmpty();
    assertThat(versions()).isEmpty();
  }

  @Test
  void aKeyMakesOneVersionOfOneRequest() {
    var key = Map.of("idempotency-key", "7b0c8a52-2f35-4ad1-9a3e-6c0f7d9be201");
    var request = values("DATABASE_URL", "one", "SMTP_PASSWORD", "two");
    assertThat(put(PATH, request, key).json().path("version").asInt()).isEqualTo(1);
    assertThat(put(PATH, request, key).json().path("version").asInt()).isEqualTo(1);

    var other = put(PATH, values("DATABASE_URL", "one", "SMTP_PASSWORD", "TWO"), key);
    assertThat(other.status()).isEqualTo(422);
    var guessable = put(PATH, request, Map.of("idempotency-key", "once"));
    assertThat(guessable.status()).isEqualTo(400);
    assertThat(guessable.text()).contains("at least 20 characters");
    assertThat(versions()).containsExactly(1);
  }

  @Test
  void whoHasSeenAnOlderVersionDoesNotOverwriteANewerOne() {
    put(PATH, values("A", "one"));
    assertThat(put(PATH, values("A", "two"), Map.of("if-match", "\"1\"")).status()).isEqualTo(200);

    var late = put(PATH, values("A", "three"), Map.of("if-match", "\"1\""));

    assertThat(late.status()).isEqualTo(412);
    assertThat(late.text()).contains("version 2");
    assertThat(current().number()).isEqualTo(2);
  }

  private void deployed(String version) {
    var run = scenario.asked("POST", "/stacks/deploy", deployment(version, "dev")).finish();
    assertThat(run.outcome()).as(run.message()).isEqualTo(OperationState.SUCCEEDED);
  }

  private Release release() {
    return ByHand.place(scenario, "Cats", Place.DEV).release().orElseThrow();
  }

  private ParameterVersion current() {
    return new ParameterVersions(scenario.platform()).current(name(), Environment.DEV);
  }

  private List<Integer> versions() {
    return new ParameterVersions(scenario.platform())
        .all(name(), Environment.DEV).stream().map(ParameterVersion::number).toList();
  }

  private static io.slipway.domain.ApplicationName name() {
    return new io.slipway.domain.ApplicationName("Cats");
  }

  private Map<String, String> stored(String path) {
    return stored(scenario, path);
  }

  /** The values under a path, by name, as whoever may read them sees them. */
  static Map<String, String> stored(Scenario scenario, String path) {
    var found = new java.util.TreeMap<String, String>();
    scenario
        .slipway()
        .clients()
        .get(SsmClient.class)
        .getParametersByPathPaginator(
            request -> request.path(path).recursive(true).withDecryption(true))
        .stream()
        .flatMap(page -> page.parameters().stream())
        .forEach(parameter -> found.put(parameter.name(), parameter.value()));
    return found;
  }

  private HttpAnswer put(String path, JsonNode request) {
    return put(path, request, Map.of());
  }

  private HttpAnswer put(String path, JsonNode request, Map<String, String> headers) {
    return scenario.slipway().call("PUT", path, Json.text(request), headers);
  }

  static ObjectNode values(String... namesAndValues) {
    var request = nothing();
    var values = request.putObject("values");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return request;
  }

  /** An application whose specification names parameters. */
  static void create(Scenario scenario, boolean redeployOnChange, String... keys) {
    var request = Asked.creation();
    var specification = request.putObject("specification");
    var service = specification.putObject("services").putObject("app");
    service.putArray("targetGroups").addObject().put("container", "app").put("containerPort", 80);
    service
        .putObject("task")
        .put("cpu", 256)
        .put("memory", 512)
        .putArray("containers")
        .addObject()
        .put("name", "app")
        .putArray("ports")
        .addObject()
        .put("containerPort", 80);
    var parameters = specification.putObject("parameters");
    parameters.put("redeployOnChange", redeployOnChange);
    parameters.set("keys", Json.tree(keys));
    var run = scenario.asked("POST", "/stacks", request).finish();
    assertThat(run.outcome()).as(run.message()).isEqualTo(OperationState.SUCCEEDED);
  }

  private static List<String> texts(JsonNode list) {
    return java.util.stream.StreamSupport.stream(list.spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }
}
