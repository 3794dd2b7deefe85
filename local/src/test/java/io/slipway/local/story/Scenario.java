package io.slipway.local.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.InventoryEntry;
import io.slipway.local.LocalSlipway;
import io.slipway.local.Setup;
import io.slipway.local.account.Account;
import io.slipway.local.account.Answer;
import io.slipway.local.account.Invariants;
import io.slipway.local.http.HttpAnswer;
import io.slipway.runtime.Ids;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Settings;
import io.slipway.store.Application;
import io.slipway.store.Applications;
import io.slipway.store.Inventory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.ecs.EcsClient;

/**
 * The vocabulary that stories are told with: Slipway as it is deployed, on virtual time. After a
 * story the account's invariants hold, or it fails.
 */
public final class Scenario implements AutoCloseable {

  private static final Duration LONGEST = Duration.ofHours(4);

  private final LocalSlipway slipway;
  private final Platform platform;

  private Scenario(Setup setup) {
    this.slipway = setup.start();
    this.platform = platform(slipway);
  }

  public static Scenario begin() {
    return new Scenario(Setup.virtual());
  }

  public static Scenario begin(Setup setup) {
    return new Scenario(setup);
  }

  /** A file of {@code events/}, to be changed at will. */
  public static ObjectNode sample(String path) {
    try {
      return (ObjectNode) Json.mapper().readTree(Files.readString(Path.of("events", path)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read events/" + path, e);
    }
  }

  /** An application as the sample request creates it, under another name. */
  public Run createStack(String application) {
    return asked(
        "POST", "/stacks", sample("api/create-stack.json").put("applicationName", application));
  }

  public Run deleteStack(String application, boolean deleteImages) {
    return asked(
        "DELETE",
        "/stacks",
        Json.mapper()
            .createObjectNode()
            .put("stack", application)
            .put("deleteImages", deleteImages));
  }

  /** A call that starts an operation. */
  public Run asked(String method, String path, JsonNode body) {
    var answer = slipway.call(method, path, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    return new Run(this, answer.json().path("operationId").asText());
  }

  /** An execution as somebody starts it in the console, by the machine's short name. */
  public Run startedByHand(String machine, String executionName, JsonNode input) {
    var arn =
        slipway.machines().machines().keySet().stream()
            .filter(candidate -> candidate.endsWith("-" + machine))
            .findFirst()
            .orElseThrow();
    slipway.machines().start(arn, executionName, Json.text(input));
    return new Run(this, executionName);
  }

  public HttpAnswer call(String method, String path, JsonNode body) {
    return slipway.call(method, path, body);
  }

  public JsonNode get(String path) {
    return slipway.call("GET", path, "").json();
  }

  /** One request of a customer. */
  public Answer request(String host) {
    return slipway.account().request(host);
  }

  /** An image appears in the registry; {@code behaviour} as in {@code POST /local/images}. */
  public void pushImage(String repository, String tag, String behaviour) {
    var answer =
        slipway.call(
            "POST",
            "/local/images",
            Json.mapper()
                .createObjectNode()
                .put("repository", repository)
                .put("tag", tag)
                .put("behaviour", behaviour));
    assertThat(answer.status()).as(answer.text()).isLessThan(300);
  }

  /** A stack that somebody else has made. */
  public void foreignStack(String name) {
    slipway
        .clients()
        .get(CloudFormationClient.class)
        .createStack(
            request ->
                request
                    .stackName(name)
                    .templateBody(
                        "Resources: {Topic: {Type: 'AWS::SNS::Topic', Properties: {TopicName:"
                            + " theirs}}}"));
  }

  /** Revisions of a family as deploys leave them. */
  public void registerRevisions(String family, int count) {
    var ecs = slipway.clients().get(EcsClient.class);
    var latest = ecs.describeTaskDefinition(request -> request.taskDefinition(family));
    for (int i = 0; i < count; i++) {
      ecs.registerTaskDefinition(
          request ->
              request
                  .family(family)
                  .networkMode(latest.taskDefinition().networkMode())
                  .requiresCompatibilities(latest.taskDefinition().requiresCompatibilities())
                  .cpu(latest.taskDefinition().cpu())
                  .memory(latest.taskDefinition().memory())
                  .executionRoleArn(latest.taskDefinition().executionRoleArn())
                  .containerDefinitions(latest.taskDefinition().containerDefinitions()));
    }
  }

  public void runFor(Duration duration) {
    slipway.virtualTime().runFor(duration);
  }

  public void runUntil(java.util.function.BooleanSupplier done) {
    assertThat(slipway.virtualTime().runUntil(done, LONGEST)).isTrue();
  }

  public Optional<Application> application(String name) {
    return new Applications(platform).find(new ApplicationName(name));
  }

  public List<InventoryEntry> inventory(String name) {
    return new Inventory(platform).of(new ApplicationName(name));
  }

  /** The events of an application, oldest first: what happened. */
  public List<String> events(String name) {
    var events = get("/events?limit=100&applicationName=" + name).path("events");
    var texts = new java.util.ArrayList<String>();
    events.forEach(event -> texts.addFirst(event.path("event").asText()));
    return texts;
  }

  /** The stacks that are not deleted, with their status. */
  public Map<String, StackStatus> stacks() {
    return slipway.clients().get(CloudFormationClient.class).describeStacks().stacks().stream()
        .filter(stack -> stack.stackStatus() != StackStatus.DELETE_COMPLETE)
        .collect(
            Collectors.toMap(
                Stack::stackName, Stack::stackStatus, (one, other) -> one, TreeMap::new));
  }

  public Account account() {
    return slipway.account();
  }

  public LocalSlipway slipway() {
    return slipway;
  }

  /** What the handlers see, for asking the tables as they do. */
  public Platform platform() {
    return platform;
  }

  @Override
  public void close() {
    try {
      Set<String> names = stacks().keySet();
      assertThat(Invariants.check(slipway.account(), Optional.of(names))).isEmpty();
    } finally {
      slipway.close();
    }
  }

  private static Platform platform(LocalSlipway slipway) {
    var clock = slipway.timeline().clock();
    var makers = new HashMap<Class<?>, Supplier<?>>();
    slipway.clients().byType().forEach((type, client) -> makers.put(type, () -> client));
    var environment = slipway.installed().functions().getFirst().environment();
    return new Platform(
        makers,
        clock,
        new Ids(clock, new Random(7)),
        new Settings(environment),
        duration -> {},
        (kind, state, took) -> {});
  }
}
