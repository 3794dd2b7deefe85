package io.slipway.webhook;

import io.slipway.domain.SourceChange;
import io.slipway.domain.SourceChange.PullRequest.Action;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What GitLab's events say. What kind they are is in the payload, which is signed; the header
 * {@code X-Gitlab-Event} is not.
 *
 * @param payload as GitLab has sent it
 * @param sentAt stands in for a time that the payload does not say
 * @see <a href="https://docs.gitlab.com/user/project/integrations/webhook_events/">GitLab: webhook
 *     events</a>
 */
record GitLabEvents(Payload payload, Instant sentAt) {

  private static final String BRANCH = "refs/heads/";
  private static final String TAG = "refs/tags/";
  private static final String ATTRIBUTES = "object_attributes";

  /** Pipelines of merge requests run for what is not in a branch of the project yet. */
  private static final Set<String> NOT_OF_A_BRANCH =
      Set.of("merge_request_event", "external_pull_request_event", "parent_pipeline");

  /** The number of the project that a message is about. */
  static Optional<String> repositoryId(Payload payload) {
    return payload
        .number("project", "id")
        .or(() -> payload.number("project_id"))
        .map(id -> Long.toString(id));
  }

  /** The kind of event. */
  static String kind(Payload payload) {
    return payload.name("object_kind").orElse("");
  }

  Reading read() {
    return switch (kind(payload)) {
      case "push" -> push();
      case "tag_push" -> tag();
      case "release" -> release();
      case "merge_request" -> mergeRequest();
      case "pipeline" -> pipeline();
      case String other -> Readings.noUse(other);
    };
  }

  private Reading push() {
    if (payload.isNoCommit("after")) {
      return Readings.gone();
    }
    var ref = payload.text("ref").orElse("");
    if (!ref.startsWith(BRANCH)) {
      return new Reading.Ignored("only pushes to branches and of tags are of use here");
    }
    return Readings.of(
        () -> {
          var branch = Readings.name("ref", ref.substring(BRANCH.length()));
          return new SourceChange.Push(
              branch,
              payload.text("project", "default_branch").filter(branch::equals).isPresent(),
              payload.commit("before"),
              Readings.required("after", payload.commit("after")),
              pusher(),
              paths(),
              sentAt);
        });
  }

  /** GitLab lists 20 commits of a push at most, and says how many there are. */
  private Optional<List<String>> paths() {
    var commits = payload.list("commits");
    boolean all =
        payload.commit("before").isPresent()
            && payload.number("total_commits_count").filter(n -> n == commits.size()).isPresent();
    return all ? ChangedPaths.of(commits) : Optional.empty();
  }

  private Reading tag() {
    if (payload.isNoCommit("after")) {
      return Readings.gone();
    }
    var ref = payload.text("ref").orElse("");
    return Readings.of(
        () ->
            new SourceChange.TagPushed(
                Readings.name("ref", ref.startsWith(TAG) ? ref.substring(TAG.length()) : ""),
                // what a tag with a message stands for is not its own id, which is in "after"
                Readings.required("checkout_sha", payload.commit("checkout_sha")),
                pusher(),
                sentAt));
  }

  private Reading release() {
    var action = payload.text("action").orElse("");
    if (!action.equals("create")) {
      return Readings.noUse("release " + action);
    }
    return Readings.of(
        () ->
            new SourceChange.ReleasePublished(
                Readings.required("tag", payload.name("tag")),
                payload.commit("commit", "id"),
                Optional.empty(),
                payload.time("released_at").orElse(sentAt)));
  }

  private Reading mergeRequest() {
    var action = payload.text(ATTRIBUTES, "action").orElse("");
    var meaning =
        switch (action) {
          case "open", "reopen" -> Optional.of(Action.OPENED);
          case "update" -> Optional.of(Action.UPDATED);
          case "close", "merge" -> Optional.of(Action.CLOSED);
          default -> Optional.<Action>empty();
        };
    return meaning
        .map(this::mergeRequest)
        .orElseGet(() -> Readings.noUse("merge_request " + action));
  }

  private Reading mergeRequest(Action action) {
    return Readings.of(
        () ->
            new SourceChange.PullRequest(
                Readings.required(ATTRIBUTES + ".iid", payload.number(ATTRIBUTES, "iid")),
                action,
                Readings.required(
                    ATTRIBUTES + ".source_branch", payload.name(ATTRIBUTES, "source_branch")),
                Readings.required(
                    ATTRIBUTES + ".target_branch", payload.name(ATTRIBUTES, "target_branch")),
                Readings.required(
                    ATTRIBUTES + ".last_commit.id",
                    payload.commit(ATTRIBUTES, "last_commit", "id")),
                Readings.names(payload.list("labels"), "title"),
                payload.name("user", "username"),
                isFork(),
                payload.time(ATTRIBUTES, "updated_at").orElse(sentAt)));
  }

  private boolean isFork() {
    var source = payload.number(ATTRIBUTES, "source_project_id");
    return source.isEmpty() || !source.equals(payload.number(ATTRIBUTES, "target_project_id"));
  }

  private Reading pipeline() {
    boolean passed = payload.text(ATTRIBUTES, "status").filter("success"::equals).isPresent();
    boolean ofABranch =
        !payload.has("merge_request")
            && payload.text(ATTRIBUTES, "source").filter(NOT_OF_A_BRANCH::contains).isEmpty();
    if (!passed || !ofABranch) {
      return new Reading.Ignored(
          "only pipelines that have passed for a branch or tag of this project are of use here");
    }
    boolean tag = payload.flag(ATTRIBUTES, "tag");
    return Readings.of(
        () -> {
          var ref =
              Optional.of(Readings.required(ATTRIBUTES + ".ref", payload.name(ATTRIBUTES, "ref")));
          return new SourceChange.PipelinePassed(
              tag ? Optional.empty() : ref,
              tag ? ref : Optional.empty(),
              Readings.required(ATTRIBUTES + ".sha", payload.commit(ATTRIBUTES, "sha")),
              payload.time(ATTRIBUTES, "finished_at").orElse(sentAt));
        });
  }

  private Optional<String> pusher() {
    return payload.name("user_username");
  }
}
