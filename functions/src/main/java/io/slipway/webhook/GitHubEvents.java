package io.slipway.webhook;

import io.slipway.domain.SourceChange;
import io.slipway.domain.SourceChange.PullRequest.Action;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What GitHub's events say.
 *
 * @param payload as GitHub has sent it
 * @param receivedAt stands in for a time that the payload does not say
 * @see <a href="https://docs.github.com/en/webhooks/webhook-events-and-payloads">GitHub: webhook
 *     events and payloads</a>
 */
record GitHubEvents(Payload payload, Instant receivedAt) {

  private static final String BRANCH = "refs/heads/";
  private static final String TAG = "refs/tags/";

  /** GitHub lists so many commits of a push at most. */
  private static final int MOST_COMMITS = 2048;

  /** The number of the repository that a message is about. */
  static Optional<String> repositoryId(Payload payload) {
    return payload.number("repository", "id").map(id -> Long.toString(id));
  }

  /** What the event {@code name} of the header {@code X-GitHub-Event} says. */
  Reading read(String name) {
    return switch (name) {
      case "ping" -> new Reading.Ignored("pong: this webhook is set up");
      case "push" -> push();
      case "release" -> release();
      case "pull_request" -> pullRequest();
      case "check_suite" -> checks();
      case "create" -> new Reading.Ignored("a new branch or tag is told by its push event, too");
      default -> Readings.noUse(name);
    };
  }

  private Reading push() {
    if (payload.flag("deleted") || payload.isNoCommit("after")) {
      return Readings.gone();
    }
    var ref = payload.text("ref").orElse("");
    // what a tag with a message stands for is not its own id, which is in "after"
    var commit = payload.commit("head_commit", "id").or(() -> payload.commit("after"));
    var at =
        time(payload.time("repository", "pushed_at"), payload.time("head_commit", "timestamp"));
    if (ref.startsWith(TAG)) {
      return Readings.of(
          () ->
              new SourceChange.TagPushed(
                  Readings.name("ref", ref.substring(TAG.length())),
                  Readings.required("head_commit.id", commit),
                  actor(),
                  at));
    }
    if (!ref.startsWith(BRANCH)) {
      return new Reading.Ignored("only pushes to branches and of tags are of use here");
    }
    return Readings.of(
        () -> {
          var branch = Readings.name("ref", ref.substring(BRANCH.length()));
          return new SourceChange.Push(
              branch,
              payload.text("repository", "default_branch").filter(branch::equals).isPresent(),
              payload.commit("before"),
              Readings.required("after", payload.commit("after")),
              actor(),
              paths(),
              at);
        });
  }

  /** A branch that is new or was turned back has differences that its commits do not say. */
  private Optional<List<String>> paths() {
    var commits = payload.list("commits");
    boolean all =
        !payload.flag("created") && !payload.flag("forced") && commits.size() < MOST_COMMITS;
    return all ? ChangedPaths.of(commits) : Optional.empty();
  }

  private Reading release() {
    var action = payload.text("action").orElse("");
    if (!action.equals("published") || payload.flag("release", "draft")) {
      return Readings.noUse("release " + action);
    }
    return Readings.of(
        () ->
            new SourceChange.ReleasePublished(
                Readings.required("release.tag_name", payload.name("release", "tag_name")),
                Optional.empty(),
                actor(),
                time(payload.time("release", "published_at"), Optional.empty())));
  }

  private Reading pullRequest() {
    var action = payload.text("action").orElse("");
    var meaning =
        switch (action) {
          case "opened", "reopened" -> Optional.of(Action.OPENED);
          case "synchronize", "labeled", "unlabeled", "edited", "ready_for_review" ->
              Optional.of(Action.UPDATED);
          case "closed" -> Optional.of(Action.CLOSED);
          default -> Optional.<Action>empty();
        };
    return meaning.map(this::pullRequest).orElseGet(() -> Readings.noUse("pull_request " + action));
  }

  private Reading pullRequest(Action action) {
    return Readings.of(
        () ->
            new SourceChange.PullRequest(
                Readings.required("pull_request.number", payload.number("pull_request", "number")),
                action,
                Readings.required(
                    "pull_request.head.ref", payload.name("pull_request", "head", "ref")),
                Readings.required(
                    "pull_request.base.ref", payload.name("pull_request", "base", "ref")),
                Readings.required(
                    "pull_request.head.sha", payload.commit("pull_request", "head", "sha")),
                Readings.names(payload.list("pull_request", "labels"), "name"),
                actor(),
                isFork(),
                time(payload.time("pull_request", "updated_at"), Optional.empty())));
  }

  /** The repository of the branch may be gone. */
  private boolean isFork() {
    var head = payload.number("pull_request", "head", "repo", "id");
    return head.isEmpty() || !head.equals(payload.number("pull_request", "base", "repo", "id"));
  }

  /** Checks of a branch of another repository have no branch here. */
  private Reading checks() {
    boolean passed =
        payload.text("action").filter("completed"::equals).isPresent()
            && payload.text("check_suite", "conclusion").filter("success"::equals).isPresent();
    var branch = payload.name("check_suite", "head_branch");
    if (!passed || branch.isEmpty()) {
      return new Reading.Ignored(
          "only checks that have passed for a branch of this repository are of use here");
    }
    return Readings.of(
        () ->
            new SourceChange.PipelinePassed(
                branch,
                Optional.empty(),
                Readings.required(
                    "check_suite.head_sha", payload.commit("check_suite", "head_sha")),
                time(payload.time("check_suite", "updated_at"), Optional.empty())));
  }

  private Optional<String> actor() {
    return payload.name("sender", "login").or(() -> payload.name("pusher", "name"));
  }

  private Instant time(Optional<Instant> best, Optional<Instant> next) {
    return best.or(() -> next).orElse(receivedAt);
  }
}
