package io.slipway.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.Environment;
import io.slipway.domain.Glob;
import io.slipway.domain.PipelineRule;
import io.slipway.domain.PipelineStage;
import io.slipway.domain.Problems;
import io.slipway.domain.Rejected;
import io.slipway.domain.SourceEvent;
import io.slipway.runtime.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineRulesTest {

  @Test
  void aRuleSaysWhenAndThen() {
    var rules =
        PipelineRules.read(
            json(
                "[{'name': 'versions', 'when': {'event': 'tag', 'tags': ['v*', 'r*'],"
                    + " 'authors': 'release-bot'}, 'then': ['build', {'deploy': ['qa', 'stage']},"
                    + " 'idle', {'approval': {'within': '2d'}}, 'release']}]"));

    assertThat(rules).hasSize(1);
    var rule = rules.getFirst();
    assertThat(rule.name()).contains("versions");
    assertThat(rule.when().events()).containsExactly(SourceEvent.TAG);
    assertThat(rule.when().tags()).containsExactly(new Glob("v*"), new Glob("r*"));
    assertThat(rule.when().authors()).containsExactly(new Glob("release-bot"));
    assertThat(rule.then())
        .containsExactly(
            new PipelineStage.Build(),
            new PipelineStage.Deploy(List.of(Environment.QA, Environment.STAGE)),
            new PipelineStage.Idle(),
            new PipelineStage.Approval(Duration.ofDays(2)),
            new PipelineStage.Release());
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    assertThat(PipelineRules.read(PipelineRules.write(PipelineRule.DEFAULTS)))
        .isEqualTo(PipelineRule.DEFAULTS);
    var previews =
        PipelineRules.read(
            json(
                "[{'when': {'event': 'pull-request', 'labels': 'preview', 'forks': true},"
                    + " 'then': ['build']}]"));
    assertThat(PipelineRules.read(PipelineRules.write(previews))).isEqualTo(previews);
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    var problems = new Problems();

    var read =
        PipelineRules.read(
            json(
                "[{'when': {'event': 'tags', 'branch': 'main'}, 'then': ['bild']},"
                    + " {'when': {'event': 'tag', 'paths': 'src/**'}, 'then': [{'deploy': ['prod',"
                    + " 'dev', 'dev']}], 'than': 1}]"),
            "rules",
            problems);

    assertThat(read).isEmpty();
    assertThatThrownBy(problems::refuse)
        .hasMessageContaining("rules[0].when.event: push, tag, release")
        .hasMessageContaining("rules[0].when.branch: unknown key; did you mean 'branches'?")
        .hasMessageContaining("rules[0].then[0]: \"build\", {\"deploy\": [environments]}")
        .hasMessageContaining("rules[1].when.paths: is not told by tag")
        .hasMessageContaining("rules[1].then[0].deploy[0]: production is deployed to by the stage")
        .hasMessageContaining("rules[1].then[0].deploy[2]: 'dev' stands there already")
        .hasMessageContaining("rules[1].'than': unknown key; allowed: name, when, then");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | a list of 1 to 30 rules is expected, but got an object",
        "[] | a list of 1 to 30 rules is expected, but got one of 0",
        "[1] | rules[0]: an object is expected, but got number '1'",
        "[{'then': ['build']}] | rules[0].when: is required",
        "[{'when': {}, 'then': ['build']}] | rules[0].when.event: is required",
        "[{'when': {'event': 'push'}}] | rules[0].then: a list of 1 to 9 stages is expected",
        "[{'when': {'event': 'push'}, 'then': []}] | 1 to 9 stages is expected, but got one of 0",
        "[{'when': {'event': 'push'}, 'then': ['release']}] | \"release\" needs \"idle\" before it",
        "[{'when': {'event': 'push'}, 'then': ['idle', 'build']}] | as the first stage only",
        "[{'when': {'event': 'push'}, 'then': ['approval']}] | an approval of nothing",
        "[{'when': {'event': 'push'}, 'then': ['preview']}] | are allowed, but got text 'preview'",
        "[{'when': {'event': 'image'}, 'then': ['build']}] | it is built already",
        "[{'when': {'event': 'push'}, 'then': [{'deploy': []}]}] | a list of environments",
        "[{'when': {'event': 'push'}, 'then': [{'deploy': ['moon']}]}] | dev, qa, stage",
        "[{'when': {'event': 'push'}, 'then': ['idle', {'approval': {'within': 5}}]}] | at least 1"
            + " minute is allowed, but got 5 seconds",
        "[{'when': {'event': 'push', 'branches': ['']}, 'then': ['build']}] | a pattern is expected",
        "[{'when': {'event': 'push', 'forks': true}, 'then': ['build']}] | is not told by push",
        "[{'when': {'event': 'pull-request', 'forks': true}, 'then': [{'deploy': ['dev']}]}] | from"
            + " forks get",
      })
  void whatIsWrongIsSaidWithWhatIsAllowed(String rules, String message) {
    assertThatThrownBy(() -> PipelineRules.read(json(rules)))
        .isInstanceOf(Rejected.class)
        .hasMessageContaining(message);
  }

  private static JsonNode json(String text) {
    return Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
