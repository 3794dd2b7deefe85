package io.slipway.local.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.Provider;
import io.slipway.domain.SourceChange;
import io.slipway.local.account.Fault;
import io.slipway.local.http.HttpAnswer;
import io.slipway.runtime.Json;
import io.slipway.store.Deliveries;
import io.slipway.store.PipelineId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What providers send is taken if it is theirs, once, and nothing of it is lost. */
final class DeliveriesTest {

  private static final String RULES =
      "[{'when': {'event': ['push', 'tag', 'pull-request']}, 'then': [{'deploy': ['dev']}]}]";

  private Scenario scenario;
  private Hooks hooks;
  private Hooks.Hook hook;

  @BeforeEach
  void anApplicationWithAWebhook() {
    scenario = Scenario.begin();
    hooks = new Hooks(scenario);
    Asked.createCats(scenario);
    hook = hooks.make("Cats", wish(Provider.GITHUB));
  }

  @AfterEach
  void theInvariantsHold() {
    scenario.close();
  }

  static ObjectNode wish(Provider provider) {
    return Hooks.wish(provider)
        .set("rules", Json.parse(RULES.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
  }

  private Set<String> pipelines() {
    return pipelines(scenario);
  }

  /** The names of the executions of pipelines. */
  static Set<String> pipelines(Scenario scenario) {
    return scenario.slipway().machines().list().stream()
        .filter(execution -> execution.machineArn().endsWith("-pipeline"))
        .map(execution -> execution.name())
        .collect(java.util.stream.Collectors.toCollection(TreeSet::new));
  }

  private static String pipeline(HttpAnswer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    return answer.json().path("pipelineId").asText();
  }

  private HttpAnswer push(String delivery) {
    return hooks.gitHub(hook, "push", delivery, hooks.push(push -> {}));
  }

  @Test
  void aPushStartsItsPipelineWithWhatItSays() {
    var answer = push("d1");
    assertThat(pipeline(answer)).isEqualTo(PipelineId.of(hook.id(), "d1"));
    assertThat(answer.json().path("message").asText()).contains("a push to the branch 'main'");
    assertThat(pipelines()).containsExactly(PipelineId.of(hook.id(), "d1"));
    var delivery = new Deliveries(scenario.platform()).find(hook.id(), "d1").orElseThrow();
    assertThat(delivery.change().orElseThrow())
        .isInstanceOfSatisfying(
            SourceChange.Push.class,
            push -> {
              assertThat(push.branch()).isEqualTo("main");
              assertThat(push.onDefaultBranch()).isTrue();
              assertThat(push.author()).contains("jane");
              assertThat(push.paths().orElseThrow())
                  .containsExactly("README.md", "src/currency.js", "src/prices.js");
            });
    scenario.runFor(Duration.ofMinutes(5));
    assertThat(new Deliveries(scenario.platform()).waitingSince(java.time.Instant.MAX)).isEmpty();
  }

  @Test
  void aMergeRequestOfGitLabDoes() {
    var gitLab = hooks.make("Cats", wish(Provider.GITLAB));
    var payload = Scenario.sample("webhook/gitlab-merge-request.json");
    var attributes = (ObjectNode) payload.path("object_attributes");
    attributes.put("updated_at", scenario.slipway().timeline().clock().instant().toString());
    assertThat(pipeline(hooks.gitLab(gitLab, "m1", payload)))
        .isEqualTo(PipelineId.of(gitLab.id(), "m1"));
    assertThat(hooks.gitLab(gitLab, "m1", payload).status()).isEqualTo(202);
    assertThat(pipelines()).hasSize(1);
  }

  @Test
  void theSameMessageStartsNothingAgainAndIsAnsweredTheSame() {
    var payload = hooks.push(push -> {});
    var first = hooks.gitHub(hook, "push", "d1", payload);
    scenario.runFor(Duration.ofMinutes(5));
    var again = hooks.gitHub(hook, "push", "d1", payload);
    assertThat(again.status()).isEqualTo(202);
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(pipelines()).hasSize(1);
  }

  @Test
  void whoSendsItUnderAnotherIdStartsNothing() {
    var payload = hooks.push(push -> {});
    var first = hooks.gitHub(hook, "push", "d1", payload);
    var replayed = hooks.gitHub(hook, "push", "d2", payload);
    assertThat(replayed.text()).isEqualTo(first.text());
    assertThat(pipelines()).hasSize(1);
  }

  @Test
  void whatWasIgnoredStaysIgnored() {
    var other = hooks.push(push -> ((ObjectNode) push.path("repository")).put("id", 5));
    var first = hooks.gitHub(hook, "push", "d1", other);
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.json().path("message").asText())
        .isEqualTo(
            "ignored: the message is about the repository with the id 5, and this webhook is for"
                + " the one with the id 186853002");
    assertThat(push("d1").text()).isEqualTo(first.text());
    assertThat(pipelines()).isEmpty();
  }

  @Test
  void whatNoRuleIsForIsIgnored() {
    var wish = wish(Provider.GITHUB);
    ((ObjectNode) wish.path("rules").get(0).path("when"))
        .put("event", "push")
        .put("branches", "release");
    var answer = hooks.gitHub(hooks.make("Cats", wish), "push", hooks.push(push -> {}));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("message").asText())
        .isEqualTo("ignored: no rule of this webhook is for a push to the branch 'main'");
  }

  @Test
  void whatHappenedLongAgoIsIgnored() {
    var old =
        hooks.push(
            push ->
                ((ObjectNode) push.path("repository")).put("pushed_at", hooks.now() - 8 * 86_400));
    assertThat(hooks.gitHub(hook, "push", old).json().path("message").asText())
        .contains("more than 7 days ago");
  }

  @Test
  void aPingIsAnswered() {
    var ping = Json.mapper().createObjectNode();
    ping.putObject("repository").put("id", Hooks.REPOSITORY);
    var answer = hooks.gitHub(hook, "ping", ping);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("message").asText()).contains("pong");
  }

  @Test
  void aFormIsSignedAsItIs() {
    var form =
        ("payload=" + URLEncoder.encode(Json.text(hooks.push(p -> {})), StandardCharsets.UTF_8))
            .getBytes(StandardCharsets.UTF_8);
    var answer =
        hooks.send(
            hook,
            form,
            Map.of(
                "content-type", "application/x-www-form-urlencoded",
                "x-github-event", "push",
                "x-github-delivery", "d1",
                "x-hub-signature-256", Hooks.signature(hook.secret(), form)));
    assertThat(pipeline(answer)).isEqualTo(PipelineId.of(hook.id(), "d1"));
  }

  @Test
  void noneTellsAnUnknownWebhookFromAWrongSignature() {
    var body = Json.bytes(hooks.push(push -> {}));
    var unknown = new Hooks.Hook(Provider.GITHUB, "0".repeat(26), hook.secret());
    var elsewhere = new Hooks.Hook(Provider.GITLAB, hook.id(), hook.secret());
    var odd = new Hooks.Hook(Provider.GITHUB, "..%2f..", hook.secret());
    var headers =
        new TreeMap<>(
            Map.of(
                "x-github-event", "push",
                "x-github-delivery", "d1",
                "x-hub-signature-256", Hooks.signature("not the secret", body)));
    var texts = new TreeSet<String>();
    for (var to : List.of(hook, unknown, elsewhere, odd)) {
      var calls = scenario.account().calls().list().size();
      var answer = hooks.send(to, body, headers);
      assertThat(answer.status()).isEqualTo(401);
      var problem = (ObjectNode) answer.json();
      problem.remove("requestId");
      texts.add(problem + " " + answer.headers().keySet());
      assertThat(scenario.account().calls().list().size() - calls).as("calls to AWS").isOne();
    }
    assertThat(texts).hasSize(1);
    headers.remove("x-hub-signature-256");
    assertThat(hooks.send(hook, body, headers).status()).isEqualTo(401);
    assertThat(pipelines()).isEmpty();
  }

  @Test
  void whatIsTooLargeOrCompressedIsRefusedBeforeAnythingElse() {
    var large = "x".repeat((1 << 20) + 1).getBytes(StandardCharsets.UTF_8);
    assertThat(hooks.send(hook, large, Map.of()).status()).isEqualTo(413);
    assertThat(hooks.send(hook, new byte[1], Map.of("content-encoding", "gzip")).status())
        .isEqualTo(415);
  }

  @Test
  void whatIsSignedAndCannotBeReadIsRefused() {
    for (var body : List.of("", "null", "[]", "{", "\u00e9")) {
      var bytes = body.getBytes(StandardCharsets.ISO_8859_1);
      var headers = Map.of("x-hub-signature-256", Hooks.signature(hook.secret(), bytes));
      assertThat(hooks.send(hook, bytes, headers).status()).as(body).isEqualTo(400);
    }
  }

  @Test
  void aPipelineThatWasNotStartedIsStartedByTheSweeper() {
    scenario.account().calls().inject(Faults.swallowing("StartExecution", Faults.ANYBODY));
    var id = pipeline(push("d1"));
    scenario.account().calls().inject(Fault.NONE);
    assertThat(pipelines()).isEmpty();
    Interruptions.sweep(scenario);
    assertThat(pipelines()).as("whoever has recorded it may be at it").isEmpty();
    scenario.runFor(Duration.ofMinutes(1));
    Interruptions.sweep(scenario);
    assertThat(pipelines()).containsExactly(id);
  }

  @Test
  void aPipelineThatWasNotStartedIsStartedWhenTheMessageComesAgain() {
    var payload = hooks.push(push -> {});
    scenario.account().calls().inject(Faults.swallowing("StartExecution", Faults.ANYBODY));
    var id = pipeline(hooks.gitHub(hook, "push", "d1", payload));
    scenario.account().calls().inject(Fault.NONE);
    assertThat(pipeline(hooks.gitHub(hook, "push", "d1", payload))).isEqualTo(id);
    assertThat(pipelines()).containsExactly(id);
  }

  /** Every payload that the examples of GitHub's have. */
  @Test
  void realPayloadsOfEveryEventAreUnderstoodOrIgnored() {
    var answers = new TreeMap<Integer, Integer>();
    var events = new TreeSet<String>();
    for (var example : examples()) {
      var event = example.path("event").asText();
      events.add(event + " " + example.path("payload").path("action").asText());
      var answer = hooks.gitHub(hook, event, example.path("payload"));
      answers.merge(answer.status(), 1, Integer::sum);
      assertThat(answer.status()).as(event + ": " + answer.text()).isIn(200, 202);
    }
    assertThat(events).hasSizeGreaterThan(150);
    assertThat(answers.values().stream().mapToInt(i -> i).sum()).isEqualTo(329);
  }

  private static List<JsonNode> examples() {
    var found = new ArrayList<JsonNode>();
    try (var in = DeliveriesTest.class.getResourceAsStream("/webhooks/github-payloads.jsonl.gz");
        var lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        found.add(Json.mapper().readTree(line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }
}
