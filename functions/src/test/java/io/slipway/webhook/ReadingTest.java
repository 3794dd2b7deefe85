package io.slipway.webhook;

import static io.slipway.webhook.Requests.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.domain.Provider;
import io.slipway.domain.Rejected;
import io.slipway.domain.SourceChange;
import io.slipway.domain.SourceChange.PullRequest.Action;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the events of both providers are understood to say. */
final class ReadingTest {

  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
  private static final String A = "a".repeat(40);
  private static final String B = "b".repeat(40);
  private static final String NONE = "0".repeat(40);

  private static Reading gitHub(String event, String payload) {
    return message(Provider.GITHUB, Map.of("x-github-event", event), payload).reading();
  }

  private static Reading gitLab(String payload) {
    return message(Provider.GITLAB, Map.of(), payload).reading();
  }

  /** Quotes are written as apostrophes. */
  private static Message message(Provider provider, Map<String, String> headers, String payload) {
    return Message.of(provider, call(payload.replace('\'', '"'), headers), NOW);
  }

  private static SourceChange change(Reading reading) {
    assertThat(reading).isInstanceOf(Reading.Changed.class);
    return ((Reading.Changed) reading).change();
  }

  private static String reason(Reading reading) {
    assertThat(reading).isInstanceOf(Reading.Ignored.class);
    return ((Reading.Ignored) reading).reason();
  }

  private static String push(String more) {
    return """
        {'ref': 'refs/heads/main', 'before': '%s', 'after': '%s', %s
         'repository': {'id': 7, 'default_branch': 'main', 'pushed_at': 1769860800},
         'sender': {'login': 'jane'}}"""
        .formatted(A, B, more);
  }

  @Test
  void aPushToABranch() {
    var payload =
        push(
            "'commits': [{'added': ['b'], 'modified': ['a'], 'removed': []}, {'removed': ['b']}],");
    assertThat(change(gitHub("push", payload)))
        .isEqualTo(
            new SourceChange.Push(
                "main",
                true,
                Optional.of(A),
                B,
                Optional.of("jane"),
                Optional.of(List.of("a", "b")),
                NOW));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'forced': true, 'commits': [{'added': ['a']}],",
        "'created': true, 'commits': [{'added': ['a']}],",
        "'commits': [],",
        "'commits': 'none',",
        ""
      })
  void whatHasChangedIsNotKnownWhereCommitsDoNotSay(String more) {
    assertThat(((SourceChange.Push) change(gitHub("push", push(more)))).paths()).isEmpty();
  }

  @Test
  void aTagStandsForItsCommitAlsoWhereItHasAMessage() {
    var payload =
        """
        {'ref': 'refs/tags/v1.0.0', 'before': '%s', 'after': '%s', 'head_commit': {'id': '%s',
         'timestamp': '2026-01-31T13:00:00+01:00'}, 'pusher': {'name': 'jane'}}"""
            .formatted(NONE, A, B);
    assertThat(change(gitHub("push", payload)))
        .isEqualTo(new SourceChange.TagPushed("v1.0.0", B, Optional.of("jane"), NOW));
  }

  @ParameterizedTest
  @CsvSource({
    "opened, OPENED", "reopened, OPENED", "synchronize, UPDATED", "labeled, UPDATED",
    "unlabeled, UPDATED", "edited, UPDATED", "ready_for_review, UPDATED", "closed, CLOSED"
  })
  void aPullRequest(String action, Action meaning) {
    assertThat(change(gitHub("pull_request", pullRequest(action, "7"))))
        .isEqualTo(
            new SourceChange.PullRequest(
                3, meaning, "fix", "main", B, List.of("preview"), Optional.of("jane"), false, NOW));
  }

  private static String pullRequest(String action, String headRepository) {
    return """
        {'action': '%s', 'pull_request': {'number': 3, 'updated_at': '2026-01-31T12:00:00Z',
         'labels': [{'name': 'preview'}, {'name': 5}],
         'head': {'ref': 'fix', 'sha': '%s', 'repo': {'id': %s}},
         'base': {'ref': 'main', 'repo': {'id': 7}}}, 'sender': {'login': 'jane'}}"""
        .formatted(action, B, headRepository);
  }

  @ParameterizedTest
  @ValueSource(strings = {"8", "null"})
  void aPullRequestOfAnotherRepositoryIsOfAFork(String head) {
    var request =
        (SourceChange.PullRequest) change(gitHub("pull_request", pullRequest("opened", head)));
    assertThat(request.fromFork()).isTrue();
  }

  @Test
  void aReleaseThatWasPublished() {
    var payload =
        """
        {'action': '%s', 'release': {'tag_name': 'v1', 'published_at': '2026-01-31T12:00:00Z'}}""";
    assertThat(change(gitHub("release", payload.formatted("published"))))
        .isEqualTo(
            new SourceChange.ReleasePublished("v1", Optional.empty(), Optional.empty(), NOW));
    assertThat(reason(gitHub("release", payload.formatted("edited")))).contains("release edited");
  }

  @Test
  void checksThatHavePassed() {
    var payload =
        """
        {'action': 'completed', 'check_suite': {'conclusion': '%s', 'head_branch': %s,
         'head_sha': '%s', 'updated_at': '2026-01-31T12:00:00Z'}}""";
    assertThat(change(gitHub("check_suite", payload.formatted("success", "'main'", A))))
        .isEqualTo(new SourceChange.PipelinePassed(Optional.of("main"), Optional.empty(), A, NOW));
    assertThat(reason(gitHub("check_suite", payload.formatted("failure", "'main'", A))))
        .contains("that have passed");
    assertThat(reason(gitHub("check_suite", payload.formatted("success", "null", A))))
        .as("a branch of a fork")
        .contains("of this repository");
  }

  @ParameterizedTest
  @ValueSource(strings = {"issues", "star", "workflow_job", "create", "ping", "", "\u0000"})
  void whatIsOfNoUseIsIgnored(String event) {
    assertThat(reason(gitHub(event, "{}"))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'ref': 5}",
        "{'ref': 'refs/heads/'}",
        "{'ref': 'refs/heads/main'}",
        "{'ref': 'refs/heads/main', 'after': 'HEAD'}",
        "{'ref': 'refs/heads/main', 'after': ['x'], 'repository': [], 'commits': {'a': 1}}",
        "{'ref': 'refs/notes/x'}",
        "{'deleted': true}",
        "{'after': '0000000000000000000000000000000000000000'}"
      })
  void whatLacksSomethingIsIgnored(String payload) {
    assertThat(reason(gitHub("push", payload))).isNotEmpty();
  }

  @Test
  void aFormCarriesTheSame() {
    var form =
        "x=1&payload=" + URLEncoder.encode(push("").replace('\'', '"'), StandardCharsets.UTF_8);
    var headers =
        Map.of(
            "x-github-event", "push",
            "content-type", "application/x-www-form-urlencoded; charset=utf-8");
    var message = Message.of(Provider.GITHUB, call(form, headers), NOW);
    assertThat(message.repositoryId()).contains("7");
    assertThat(((SourceChange.Push) change(message.reading())).branch()).isEqualTo("main");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "\"text\"", "{", "{} {}", "{\"a\": 1, \"a\": 2}", "payload={}"})
  void whatIsNoJsonObjectIsRefused(String body) {
    assertThatThrownBy(() -> Message.of(Provider.GITHUB, call(body, Map.of()), NOW))
        .isInstanceOfSatisfying(Rejected.class, e -> assertThat(e.status()).isEqualTo(400));
  }

  @Test
  void whatIsDeeperThanAnyProvidersIsRefused() {
    var deep = "{\"a\":".repeat(65) + "1" + "}".repeat(65);
    assertThatThrownBy(() -> Message.of(Provider.GITHUB, call(deep, Map.of()), NOW))
        .isInstanceOf(Rejected.class);
  }

  @Test
  void aMessageThatComesAgainUnderAnotherIdIsKnownByItsContent() {
    var first =
        message(
            Provider.GITHUB,
            Map.of("x-github-event", "push", "x-github-delivery", "72d3162e-cc78-11e3-81ab"),
            push(""));
    var again =
        message(
            Provider.GITHUB,
            Map.of("x-github-event", "push", "x-github-delivery", "another"),
            push(""));
    assertThat(first.id()).isEqualTo("72d3162e-cc78-11e3-81ab");
    assertThat(again.content()).isEqualTo(first.content()).isPresent();
    assertThat(message(Provider.GITHUB, Map.of("x-github-event", "push"), push("")).id())
        .isEqualTo(first.content().get());
  }

  @Test
  void aPushToGitLab() {
    var payload =
        """
        {'object_kind': 'push', 'before': '%s', 'after': '%s', 'ref': 'refs/heads/main',
         'project_id': 7, 'project': {'id': 7, 'default_branch': 'main'},
         'user_username': 'jane', 'total_commits_count': %d, 'commits': [{'added': ['a']}]}""";
    assertThat(change(gitLab(payload.formatted(A, B, 1))))
        .isEqualTo(
            new SourceChange.Push(
                "main",
                true,
                Optional.of(A),
                B,
                Optional.of("jane"),
                Optional.of(List.of("a")),
                NOW));
    assertThat(((SourceChange.Push) change(gitLab(payload.formatted(A, B, 21)))).paths())
        .as("GitLab names 20")
        .isEmpty();
    assertThat(reason(gitLab(payload.formatted(A, NONE, 0)))).contains("gone");
  }

  @Test
  void aTagOfGitLabStandsForItsCommitAlsoWhereItHasAMessage() {
    var payload =
        """
        {'object_kind': 'tag_push', 'before': '%s', 'after': '%s', 'checkout_sha': '%s',
         'ref': 'refs/tags/v1.0.0', 'user_username': 'jane'}"""
            .formatted(NONE, A, B);
    assertThat(change(gitLab(payload)))
        .isEqualTo(new SourceChange.TagPushed("v1.0.0", B, Optional.of("jane"), NOW));
  }

  @ParameterizedTest
  @CsvSource({
    "open, OPENED",
    "reopen, OPENED",
    "update, UPDATED",
    "close, CLOSED",
    "merge, CLOSED"
  })
  void aMergeRequest(String action, Action meaning) {
    assertThat(change(gitLab(mergeRequest(action, 7))))
        .isEqualTo(
            new SourceChange.PullRequest(
                3, meaning, "fix", "main", B, List.of("preview"), Optional.of("jane"), false, NOW));
    assertThat(((SourceChange.PullRequest) change(gitLab(mergeRequest(action, 8)))).fromFork())
        .isTrue();
  }

  private static String mergeRequest(String action, int source) {
    return """
        {'object_kind': 'merge_request', 'user': {'username': 'jane'}, 'project': {'id': 7},
         'labels': [{'title': 'preview'}], 'object_attributes': {'iid': 3, 'action': '%s',
         'source_branch': 'fix', 'target_branch': 'main', 'source_project_id': %d,
         'target_project_id': 7, 'last_commit': {'id': '%s'},
         'updated_at': '2026-01-31 12:00:00 UTC'}}"""
        .formatted(action, source, B);
  }

  @Test
  void aReleaseOfGitLab() {
    var payload =
        """
        {'object_kind': 'release', 'action': 'create', 'tag': 'v1', 'commit': {'id': '%s'},
         'released_at': '2026-01-31 12:00:00 UTC'}"""
            .formatted(A);
    assertThat(change(gitLab(payload)))
        .isEqualTo(new SourceChange.ReleasePublished("v1", Optional.of(A), Optional.empty(), NOW));
  }

  @Test
  void aPipelineThatHasPassed() {
    assertThat(change(gitLab(pipeline("success", true, "push"))))
        .isEqualTo(new SourceChange.PipelinePassed(Optional.empty(), Optional.of("v1"), A, NOW));
    assertThat(change(gitLab(pipeline("success", false, "web"))))
        .isEqualTo(new SourceChange.PipelinePassed(Optional.of("v1"), Optional.empty(), A, NOW));
    assertThat(reason(gitLab(pipeline("failed", false, "push")))).contains("that have passed");
    assertThat(reason(gitLab(pipeline("success", false, "merge_request_event"))))
        .contains("of this project");
  }

  private static String pipeline(String status, boolean tag, String source) {
    return """
        {'object_kind': 'pipeline', 'object_attributes': {'status': '%s', 'ref': 'v1', 'tag': %s,
         'sha': '%s', 'source': '%s', 'finished_at': '2026-01-31 12:00:00 UTC'}}"""
        .formatted(status, tag, A, source);
  }
}
