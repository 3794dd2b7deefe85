package io.slipway.local.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.BuildSettings;
import io.slipway.domain.Delivery;
import io.slipway.domain.OperationState;
import io.slipway.domain.PipelineRule;
import io.slipway.domain.Provider;
import io.slipway.domain.SourceChange;
import io.slipway.local.account.source.HostedRepository;
import io.slipway.local.account.source.ProviderMood;
import io.slipway.runtime.Json;
import io.slipway.spec.PipelineRules;
import io.slipway.store.Deliveries;
import io.slipway.store.Operations;
import io.slipway.store.Pipeline;
import io.slipway.store.PipelineId;
import io.slipway.store.Pipelines;
import io.slipway.store.Webhook;
import io.slipway.store.Webhooks;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** What happens in a repository that an application has a webhook for, and what comes of it. */
final class Pushes {

  static final String WEBHOOK = "vJ0mZ4cXk1Qe8sT2bR7yUw";
  private static final String REPOSITORY = "acme/shop";
  private static final String TOKEN = "slipway-dev/tokens/acme";

  private static final String SECRET =
      "{\"ServerType\":\"GITHUB\",\"AuthType\":\"PERSONAL_ACCESS_TOKEN\",\"Token\":\"ghp_0123456789\"}";

  private final Scenario scenario;
  private final String application;
  private int deliveries;

  private Pushes(Scenario scenario, String application) {
    this.scenario = scenario;
    this.application = application;
  }

  /** A webhook with these rules, as they are written, with ' for ". */
  static Pushes with(Scenario scenario, String application, String rules) {
    return with(scenario, application, read(rules));
  }

  static Pushes with(Scenario scenario, String application, List<PipelineRule> rules) {
    var pushes = new Pushes(scenario, application);
    scenario
        .slipway()
        .clients()
        .get(SecretsManagerClient.class)
        .createSecret(request -> request.name(TOKEN).secretString(SECRET));
    new Webhooks(scenario.platform()).add(pushes.webhook(rules), Optional.empty());
    return pushes;
  }

  private static List<PipelineRule> read(String rules) {
    return PipelineRules.read(written(rules));
  }

  /** Rules that are written with ' for ". */
  static JsonNode written(String rules) {
    return Json.parse(rules.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private Webhook webhook(List<PipelineRule> rules) {
    return new Webhook(
        WEBHOOK,
        new ApplicationName(application),
        Provider.GITHUB,
        repository().id(),
        REPOSITORY,
        rules,
        Optional.of(TOKEN),
        BuildSettings.DEFAULT,
        false,
        1,
        now(),
        Optional.empty(),
        Optional.empty());
  }

  private HostedRepository repository() {
    return scenario.slipway().providers().make(Provider.GITHUB, REPOSITORY, "main");
  }

  /** A commit that the provider has, too. */
  String committed(String branch) {
    var unused = repository();
    return scenario
        .slipway()
        .providers()
        .push(Provider.GITHUB, REPOSITORY, branch, "Change", "ada", List.of("src/Main.java"))
        .commit();
  }

  /** The provider has the tag, too. */
  void tagged(String tag, String commit) {
    scenario.slipway().providers().tag(Provider.GITHUB, REPOSITORY, tag, commit);
  }

  void providerIs(ProviderMood mood) {
    scenario.slipway().providers().answering(Provider.GITHUB, mood);
  }

  /** What the provider was told of commits: the state, by what, and in which words. */
  List<String> statuses() {
    return repository().statuses().stream()
        .map(said -> said.state() + " " + said.context() + ": " + said.description())
        .toList();
  }

  /** Where more can be read of the last of them. */
  String link() {
    return repository().statuses().getLast().target();
  }

  /** A commit of which people only know the last digits. */
  static String commit(String digits) {
    return "0".repeat(40 - digits.length()) + digits;
  }

  String push(String branch, String before, String commit) {
    return deliver(pushed(branch, before, commit));
  }

  SourceChange pushed(String branch, String before, String commit) {
    return new SourceChange.Push(
        branch,
        branch.equals("main"),
        Optional.of(commit(before)),
        commit(commit),
        Optional.of("ada"),
        Optional.of(List.of("src/Main.java")),
        now());
  }

  String tag(String name, String commit) {
    return deliver(new SourceChange.TagPushed(name, commit(commit), Optional.of("ada"), now()));
  }

  /** Has the change arrive as a delivery of its own, and its pipeline begin. */
  String deliver(SourceChange change) {
    var delivery =
        new Delivery(
            WEBHOOK,
            "delivery-" + ++deliveries,
            new ApplicationName(application),
            Provider.GITHUB,
            repository().id(),
            "push",
            now(),
            Optional.of(change));
    var id = PipelineId.of(WEBHOOK, delivery.id());
    var earlier =
        new Deliveries(scenario.platform())
            .remember(
                delivery, Optional.empty(), new Deliveries.Outcome(Optional.of(id), "starts"));
    assertThat(earlier).isEmpty();
    start(delivery.id());
    return id;
  }

  /** As the receiver of webhooks does, or a person by hand. */
  void start(String delivery) {
    scenario.startedByHand("pipeline", PipelineId.of(WEBHOOK, delivery), input(delivery));
  }

  JsonNode input(String delivery) {
    return Json.mapper().createObjectNode().put("webhook", WEBHOOK).put("delivery", delivery);
  }

  /** The ids of the pipelines whose executions there are. */
  List<String> started() {
    return scenario.slipway().machines().list().stream()
        .map(execution -> execution.name())
        .filter(name -> name.matches("pipeline-[0-9a-f]{32}"))
        .toList();
  }

  Instant now() {
    return scenario.slipway().timeline().clock().instant();
  }

  JsonNode page(String id) {
    return scenario.get("/operations/" + id);
  }

  Pipeline pipeline(String id) {
    return new Pipelines(scenario.platform()).get(id);
  }

  OperationState state(String id) {
    return new Pipelines(scenario.platform())
        .find(id)
        .map(Pipeline::state)
        .orElse(OperationState.RUNNING);
  }

  /** Its stages and how they stand: {@code deploy to dev SUCCEEDED}. */
  List<String> stages(String id) {
    var stages = new ArrayList<String>();
    page(id)
        .path("stages")
        .forEach(
            stage ->
                stages.add(
                    stage.path("stage").asText()
                        + " "
                        + (stage.path("state").isTextual()
                            ? stage.path("state").asText()
                            : "not begun")));
    return stages;
  }

  /** Lets time pass until it has ended. */
  OperationState finish(String id) {
    scenario.runUntil(() -> state(id).isTerminal());
    return state(id);
  }

  /** Lets time pass until it waits for a person. */
  void untilApproval(String id) {
    scenario.runUntil(
        () ->
            new Pipelines(scenario.platform())
                .find(id)
                .filter(Pipeline::awaitsApproval)
                .isPresent());
  }

  /** When those whose deploy has begun were pushed, in the order in which these began. */
  List<Instant> begunAtDev(List<String> ids) {
    var operations = new Operations(scenario.platform());
    return ids.stream()
        .filter(id -> operations.find(id + "-1").filter(one -> one.ref().fence() > 0).isPresent())
        .sorted(Comparator.comparingLong(id -> operations.get(id + "-1").ref().fence()))
        .map(id -> pipeline(id).source().at())
        .toList();
  }

  /** What the schedule does. */
  void everyMinute() {
    var functions = scenario.slipway().functions();
    assertThat(functions.invoke("WatchPipelines", Json.mapper().createObjectNode())).isDone();
  }

  int control(String id, String control) {
    return scenario
        .call("POST", "/operations/" + id + "/" + control, Json.mapper().createObjectNode())
        .status();
  }
}
