package io.slipway.webhook;

import static io.slipway.webhook.Requests.call;
import static io.slipway.webhook.Requests.gitHub;
import static io.slipway.webhook.Requests.gitLab;
import static io.slipway.webhook.Requests.legacy;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.aws.WebhookSecret;
import io.slipway.domain.Provider;
import io.slipway.domain.Secret;
import io.slipway.domain.WebhookKey;
import io.slipway.runtime.Call;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Only who knows a webhook's secret makes messages that are taken. */
final class AuthenticityTest {

  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
  private static final int MUTATIONS = 100_000;

  /** The example of GitHub's documentation. */
  private static final String BODY = "Hello, World!";

  private static final String SIGNED =
      "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

  private static boolean isGitHubs(String body, String signature) {
    return Authenticity.holds(call(body, Map.of(GitHubSignature.HEADER, signature)), gitHub(), NOW);
  }

  private static String signature(String id, Instant at, String body, String secret) {
    var key = WebhookKey.bytes(Provider.GITLAB, new Secret(secret));
    return new GitLabSignature(id, Long.toString(at.getEpochSecond()), "")
        .expected(body.getBytes(StandardCharsets.UTF_8), key);
  }

  private static Map<String, String> gitLabHeaders(Instant at, String body, String secret) {
    var headers = new HashMap<String, String>();
    headers.put(GitLabSignature.ID, "msg_1");
    headers.put(GitLabSignature.TIMESTAMP, Long.toString(at.getEpochSecond()));
    headers.put(GitLabSignature.SIGNATURE, signature("msg_1", at, body, secret));
    return headers;
  }

  private static boolean isGitLabs(Map<String, String> headers) {
    return Authenticity.holds(call(BODY, headers), gitLab(), NOW);
  }

  @Test
  void theExampleOfGitHubHolds() {
    assertThat(isGitHubs(BODY, SIGNED)).isTrue();
  }

  @Test
  void whatIsAlmostTheExampleDoesNot() {
    assertThat(isGitHubs(BODY + " ", SIGNED)).isFalse();
    assertThat(isGitHubs("", SIGNED)).isFalse();
    assertThat(isGitHubs(BODY, "")).isFalse();
    assertThat(isGitHubs(BODY, SIGNED.toUpperCase(java.util.Locale.ROOT))).isFalse();
    assertThat(isGitHubs(BODY, SIGNED.substring("sha256=".length()))).isFalse();
    assertThat(isGitHubs(BODY, SIGNED + " ")).isFalse();
    assertThat(isGitHubs(BODY, SIGNED + "," + SIGNED)).isFalse();
    assertThat(isGitHubs(BODY, SIGNED.replace("sha256", "sha1"))).isFalse();
  }

  @Test
  void aSignatureWithSha1DoesNotCount() {
    var headers = Map.of("x-hub-signature", "sha1=0dc1fa2b5ea22ad8e2f7d5ac57bb0a2d1fbe2ac1");
    assertThat(Authenticity.holds(call(BODY, headers), gitHub(), NOW)).isFalse();
  }

  /** The example of Standard Webhooks' and its libraries' documentation. */
  @Test
  void theExampleOfStandardWebhooksHolds() {
    var secret = Requests.secret(Provider.GITLAB, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    var headers =
        Map.of(
            GitLabSignature.ID, "msg_p5jXN8AQM9LWM0D4loKWxJek",
            GitLabSignature.TIMESTAMP, "1614265330",
            GitLabSignature.SIGNATURE, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    var call = call("{\"test\": 2432232314}", headers);
    assertThat(Authenticity.holds(call, secret, Instant.ofEpochSecond(1614265330))).isTrue();
  }

  @Test
  void aMessageOfGitLabHoldsForFiveMinutesEitherWay() {
    for (long seconds : new long[] {0, 299, 300, -299, -300}) {
      assertThat(isGitLabs(gitLabHeaders(NOW.plusSeconds(seconds), BODY, Requests.GITLAB_SECRET)))
          .as(seconds + " s")
          .isTrue();
    }
    for (long seconds : new long[] {301, -301, 86_400, -86_400 * 365L}) {
      assertThat(isGitLabs(gitLabHeaders(NOW.plusSeconds(seconds), BODY, Requests.GITLAB_SECRET)))
          .as(seconds + " s")
          .isFalse();
    }
  }

  @Test
  void oneOfSeveralSignaturesIsEnough() {
    var headers = gitLabHeaders(NOW, BODY, Requests.GITLAB_SECRET);
    var right = headers.get(GitLabSignature.SIGNATURE);
    var wrong = "v1," + "A".repeat(43) + "=";
    headers.put(GitLabSignature.SIGNATURE, wrong + " v1a,abc " + right);
    assertThat(isGitLabs(headers)).isTrue();
    headers.put(GitLabSignature.SIGNATURE, right.replace("v1,", "v2,") + " " + wrong);
    assertThat(isGitLabs(headers)).isFalse();
    headers.put(GitLabSignature.SIGNATURE, (wrong + " ").repeat(10) + right);
    assertThat(isGitLabs(headers)).as("nobody has so many secrets").isFalse();
  }

  @Test
  void whatAnyPartOfASignatureIsAboutCounts() {
    for (var header : new String[] {GitLabSignature.ID, GitLabSignature.TIMESTAMP}) {
      var headers = gitLabHeaders(NOW, BODY, Requests.GITLAB_SECRET);
      headers.merge(header, "1", (before, more) -> before.substring(1) + more);
      assertThat(isGitLabs(headers)).as(header).isFalse();
      headers.remove(header);
      assertThat(isGitLabs(headers)).as("no " + header).isFalse();
    }
  }

  @Test
  void theTokenAloneIsEnoughOnlyWhereThatIsAllowed() {
    var headers = Map.of("x-gitlab-token", Requests.GITLAB_SECRET);
    assertThat(Authenticity.holds(call(BODY, headers), gitLab(), NOW)).isFalse();
    assertThat(Authenticity.holds(call(BODY, headers), legacy(gitLab()), NOW)).isTrue();
    assertThat(
            Authenticity.holds(
                call(BODY, Map.of("x-gitlab-token", "whsec_")), legacy(gitLab()), NOW))
        .isFalse();
  }

  @Test
  void theTokenSavesNoMessageThatIsSignedWrongly() {
    var headers = gitLabHeaders(NOW.minusSeconds(301), BODY, Requests.GITLAB_SECRET);
    headers.put("x-gitlab-token", Requests.GITLAB_SECRET);
    assertThat(Authenticity.holds(call(BODY, headers), legacy(gitLab()), NOW)).isFalse();
  }

  @Test
  void theSecretBeforeCountsUntilItsTimeIsOver() {
    var rotated =
        gitHub().rotated(2, new Secret("another secret"), Optional.of(NOW.plusSeconds(60)));
    var old = call(BODY, Map.of(GitHubSignature.HEADER, SIGNED));
    assertThat(Authenticity.holds(old, rotated, NOW)).isTrue();
    assertThat(Authenticity.holds(old, rotated, NOW.plusSeconds(59))).isTrue();
    assertThat(Authenticity.holds(old, rotated, NOW.plusSeconds(60))).isFalse();
    var key = "another secret".getBytes(StandardCharsets.UTF_8);
    var next = GitHubSignature.of(BODY.getBytes(StandardCharsets.UTF_8), key);
    assertThat(
            Authenticity.holds(
                call(BODY, Map.of(GitHubSignature.HEADER, next)), rotated, NOW.plusSeconds(60)))
        .isTrue();
  }

  @Test
  void ofAHundredThousandMutatedSignaturesNoneHolds() {
    var random = new Random(5);
    var gitLabHeaders = gitLabHeaders(NOW, BODY, Requests.GITLAB_SECRET);
    var gitLabSigned = gitLabHeaders.get(GitLabSignature.SIGNATURE);
    int held = 0;
    for (int i = 0; i < MUTATIONS / 2; i++) {
      held += holds(gitHub(), with(GitHubSignature.HEADER, Map.of(), mutated(SIGNED, random)));
      var mutation = mutated(gitLabSigned, random);
      held += holds(legacy(gitLab()), with(GitLabSignature.SIGNATURE, gitLabHeaders, mutation));
    }
    assertThat(held).isZero();
  }

  private static Call with(String header, Map<String, String> headers, String value) {
    var all = new HashMap<>(headers);
    all.put(header, value);
    return call(BODY, all);
  }

  private static int holds(WebhookSecret secret, Call call) {
    return Authenticity.holds(call, secret, NOW) ? 1 : 0;
  }

  /** One that differs from {@code text}: a character changed, left out or added, or several. */
  private static String mutated(String text, Random random) {
    while (true) {
      var mutation = new StringBuilder(text);
      for (int i = 0; i <= random.nextInt(3); i++) {
        int at = random.nextInt(mutation.length());
        char other = (char) (' ' + random.nextInt(95));
        switch (random.nextInt(5)) {
          case 0 -> mutation.deleteCharAt(at);
          case 1 -> mutation.insert(at, other);
          case 2 -> mutation.setLength(at);
          default -> mutation.setCharAt(at, other);
        }
        if (mutation.isEmpty()) {
          return "";
        }
      }
      // several signatures may be given, with spaces between them
      if (!java.util.List.of(mutation.toString().split(" ", -1)).contains(text)) {
        return mutation.toString();
      }
    }
  }

  @Test
  void itTakesAsLongWhateverIsWrong() {
    var body = "x".repeat(100_000);
    var right = call(body, Map.of(GitHubSignature.HEADER, SIGNED));
    var nothing = call(body, Map.of());
    var first = time(() -> Authenticity.holds(right, gitHub(), NOW));
    var second = time(() -> Authenticity.holds(nothing, gitHub(), NOW));
    assertThat(first.toNanos() / (double) second.toNanos()).isBetween(0.5, 2.0);
  }

  /** The fastest of many: whatever else the machine does makes it slower. */
  private static Duration time(Runnable work) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 300; i++) {
      long begin = System.nanoTime();
      work.run();
      best = Math.min(best, System.nanoTime() - begin);
    }
    return Duration.ofNanos(best);
  }
}
