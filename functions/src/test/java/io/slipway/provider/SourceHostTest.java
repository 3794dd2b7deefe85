package io.slipway.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.domain.CommitId;
import io.slipway.domain.CommitStatus;
import io.slipway.domain.CommitStatus.State;
import io.slipway.domain.Provider;
import io.slipway.domain.Rejected;
import io.slipway.domain.RetryLater;
import io.slipway.domain.Secret;
import io.slipway.domain.SourceRepository;
import io.slipway.domain.SourceVersion;
import io.slipway.runtime.Json;
import io.slipway.runtime.Web;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceHostTest {

  private static final String TOKEN = "ghp_0123456789abcdefghij";
  private static final String DIGITS = "0123456789abcdef0123456789abcdef01234567";
  private static final CommitId COMMIT = new CommitId(DIGITS);
  private static final CommitStatus STATUS =
      new CommitStatus(
          State.SUCCEEDED,
          "slipway/build",
          "image 1.2.3",
          Optional.of(URI.create("https://api.example/dev/operations/1")));

  /** Answers what it is told, in order, and keeps what it was asked. */
  private static final class Script implements Web {
    private final Deque<Reply> replies = new ArrayDeque<>();
    private final List<Request> asked = new ArrayList<>();

    @Override
    public Reply send(Request request, Duration timeout, int longestBody) throws IOException {
      asked.add(request);
      if (replies.isEmpty()) {
        throw new IOException("no whole answer within 5 seconds");
      }
      return replies.removeFirst();
    }

    Script then(int status, String body) {
      replies.add(new Reply(status, body));
      return this;
    }
  }

  private final Script web = new Script();

  private SourceHost gitHub() {
    return new GitHub(
        new Exchange(web, URI.create("https://api.github.com"), "GitHub", new Secret(TOKEN)),
        new SourceRepository(Provider.GITHUB, "42", "acme/shop"));
  }

  private SourceHost gitLab() {
    return new GitLab(
        new Exchange(web, URI.create("https://gitlab.com/api/v4"), "GitLab", new Secret(TOKEN)),
        new SourceRepository(Provider.GITLAB, "42", "acme/web/shop"));
  }

  private SourceHost host(String provider) {
    if (provider.equals("gitlab")) {
      return gitLab();
    }
    web.then(200, "{\"id\": 42}");
    return gitHub();
  }

  @ParameterizedTest
  @CsvSource({
    "BRANCH, feature/a b,  /repos/acme/shop/commits/heads/feature/a%20b",
    "TAG,    v1.0.0,       /repos/acme/shop/commits/tags/v1.0.0",
    "COMMIT, 0123456,      /repos/acme/shop/commits/0123456"
  })
  void gitHubIsAskedForTheDigitsOfAVersion(SourceVersion.Kind kind, String name, String path) {
    web.then(200, "{\"id\": 42}").then(200, DIGITS + "\n");
    var wanted = name.contains(" ") ? "feature/a%b" : name;

    assertThat(gitHub().commit(new SourceVersion(kind, wanted))).isEqualTo(COMMIT);

    var request = web.asked.getLast();
    assertThat(request.url().toString())
        .isEqualTo("https://api.github.com" + path.replace("a%20b", "a%25b"));
    assertThat(request.header("authorization")).contains("Bearer " + TOKEN);
    assertThat(request.header("accept")).contains("application/vnd.github.sha");
    assertThat(request.header("x-github-api-version")).contains("2022-11-28");
    assertThat(request.header("user-agent")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "BRANCH, feature/a, branches/feature%2Fa, {\"commit\":{\"id\":\"%s\"}}",
    "TAG,    v1.0.0,    tags/v1.0.0,          {\"commit\":{\"id\":\"%s\"}}",
    "COMMIT, 0123456,   commits/0123456,      {\"id\":\"%s\"}"
  })
  void gitLabIsAskedForAVersionByItsKind(
      SourceVersion.Kind kind, String name, String path, String answer) {
    web.then(200, answer.formatted(DIGITS));

    assertThat(gitLab().commit(new SourceVersion(kind, name))).isEqualTo(COMMIT);

    assertThat(web.asked.getLast().url().toString())
        .isEqualTo("https://gitlab.com/api/v4/projects/42/repository/" + path);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          github | 404 | {"message":"Not Found"}                     | 404 | has no branch 'x'
          github | 409 | {"message":"Git Repository is empty."}      | 404 | has no branch 'x'
          github | 422 | {"message":"No commit found for SHA: x"}    | 404 | has no branch 'x'
          github | 401 | {"message":"Bad credentials"}               | 409 | does not accept the token
          github | 403 | {"message":"Resource not accessible"}       | 409 | Resource not accessible
          github | 301 | {}                                          | 409 | moved
          github | 418 | nonsense                                    | 409 | answered 418
          github | 200 | nonsense                                    | 409 | with no commit
          gitlab | 404 | {"message":"404 Branch Not Found"}          | 404 | has no branch 'x'
          gitlab | 404 | {"message":"404 Project Not Found"}         | 409 | Project Not Found
          gitlab | 401 | {"message":"401 Unauthorized"}              | 409 | does not accept the token
          gitlab | 403 | {"error":"insufficient_scope"}              | 409 | insufficient_scope
          """)
  void whatAProviderRefusesIsSaid(
      String provider, int status, String body, int expected, String reason) {
    var host = host(provider);
    web.then(status, body);

    assertThatThrownBy(() -> host.commit(SourceVersion.branch("x")))
        .isInstanceOfSatisfying(
            Rejected.class, refusal -> assertThat(refusal.status()).isEqualTo(expected))
        .hasMessageContaining(reason)
        .hasMessageNotContaining(TOKEN);
  }

  @ParameterizedTest
  @CsvSource({"github, 500", "github, 429", "gitlab, 502", "gitlab, 429"})
  void whatMayPassIsTriedLater(String provider, int status) {
    var host = host(provider);
    web.then(status, "Retry later");

    assertThatThrownBy(() -> host.commit(SourceVersion.branch("x"))).isInstanceOf(RetryLater.class);
  }

  @Test
  void gitHubsRateLimitIsNoRefusal() {
    web.replies.add(new Web.Reply(403, Map.of("X-RateLimit-Remaining", "0"), "{}"));
    web.replies.add(new Web.Reply(403, Map.of("Retry-After", "60"), "{}"));

    assertThatThrownBy(() -> gitHub().commit(SourceVersion.branch("x")))
        .isInstanceOf(RetryLater.class);
    assertThatThrownBy(() -> gitHub().commit(SourceVersion.branch("x")))
        .isInstanceOf(RetryLater.class)
        .hasMessageContaining("in 60 seconds");
  }

  @Test
  void aRepositoryThatTookTheNameOfAnotherIsRefused() {
    web.then(200, "{\"id\": 43}");

    assertThatThrownBy(() -> gitHub().commit(SourceVersion.branch("x")))
        .isInstanceOf(Rejected.class)
        .hasMessageContaining("43");
  }

  @Test
  void aBranchCalledLikeACommitIsNoCommit() {
    web.then(200, "{\"id\": 42}").then(200, DIGITS);

    assertThatThrownBy(() -> gitHub().commit(SourceVersion.commit("deadbeef")))
        .isInstanceOf(Rejected.class)
        .hasMessageContaining("has no commit 'deadbeef'");
  }

  @Test
  void aStatusIsSaidAsEachProviderHasIt() {
    web.then(201, "{}").then(201, "{}");

    assertThat(gitHub().post(COMMIT, STATUS).accepted()).isTrue();
    assertThat(gitLab().post(COMMIT, STATUS).accepted()).isTrue();

    var first = web.asked.getFirst();
    assertThat(first.toString())
        .isEqualTo("POST https://api.github.com/repos/acme/shop/statuses/" + DIGITS);
    assertThat(json(first))
        .isEqualTo(
            Json.parse(
                """
                {"state":"success","context":"slipway/build","description":"image 1.2.3",
                 "target_url":"https://api.example/dev/operations/1"}"""
                    .getBytes(StandardCharsets.UTF_8)));
    var second = web.asked.getLast();
    assertThat(second.toString())
        .isEqualTo("POST https://gitlab.com/api/v4/projects/42/statuses/" + DIGITS);
    assertThat(json(second).path("name").asText()).isEqualTo("slipway/build");
  }

  @ParameterizedTest
  @CsvSource({
    "PENDING, pending, pending",
    "RUNNING, pending, running",
    "SUCCEEDED, success, success",
    "FAILED, failure, failed",
    "STOPPED, error, canceled"
  })
  void aStateIsSaidInTheProvidersWords(State state, String gitHub, String gitLab) {
    web.then(201, "{}").then(201, "{}");
    var status = new CommitStatus(state, "c", "d", Optional.empty());

    gitHub().post(COMMIT, status);
    gitLab().post(COMMIT, status);

    assertThat(web.asked)
        .extracting(request -> json(request).path("state").asText())
        .containsExactly(gitHub, gitLab);
  }

  @Test
  void aLongDescriptionIsCut() {
    web.then(201, "{}").then(201, "{}");
    var status = new CommitStatus(State.FAILED, "c", "x".repeat(138) + "🚢🚢", Optional.empty());

    gitHub().post(COMMIT, status);
    gitLab().post(COMMIT, status);

    assertThat(json(web.asked.getFirst()).path("description").asText())
        .isEqualTo("x".repeat(138) + "…");
    assertThat(json(web.asked.getLast()).path("description").asText())
        .isEqualTo(status.description());
  }

  @Test
  void whatGitLabSaysAlreadyIsSaid() {
    web.then(400, "{\"message\":\"Cannot transition status via :run from :running\"}");

    assertThat(gitLab().post(COMMIT, STATUS).accepted()).isTrue();
  }

  @Test
  void aStatusThatIsNotTakenBreaksNothing() {
    web.then(401, "{\"message\":\"Bad credentials\"}").then(503, "");

    var refused = gitHub().post(COMMIT, STATUS);
    var later = gitHub().post(COMMIT, STATUS);
    var silent = gitHub().post(COMMIT, STATUS);

    assertThat(refused.accepted()).isFalse();
    assertThat(refused.again()).isFalse();
    assertThat(refused.reason()).contains("does not accept the token").doesNotContain(TOKEN);
    assertThat(later.again()).isTrue();
    assertThat(silent.again()).isTrue();
    assertThat(silent.reason()).contains("no whole answer").doesNotContain(TOKEN);
  }

  @Test
  void aRequestIsShownWithoutItsToken() {
    gitHub().post(COMMIT, STATUS);

    assertThat(web.asked.getFirst().toString()).doesNotContain(TOKEN);
  }

  private static com.fasterxml.jackson.databind.JsonNode json(Web.Request request) {
    return Json.parse(request.body().orElseThrow().getBytes(StandardCharsets.UTF_8));
  }
}
