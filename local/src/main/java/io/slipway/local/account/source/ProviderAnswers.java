package io.slipway.local.account.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.Provider;
import io.slipway.local.account.source.SourceState.RepositoryState;
import io.slipway.local.account.source.SourceState.StatusState;
import io.slipway.runtime.Json;
import io.slipway.runtime.Web;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a provider answers: the statuses and the fields that their references name, and of these
 * those that anybody here reads.
 */
final class ProviderAnswers {

  private static final int LONGEST_GITHUB = 140;
  private static final int LONGEST_GITLAB = 255;
  private static final int MOST_STATUSES = 1_000;
  private static final Set<String> GITHUB_STATES = Set.of("error", "failure", "pending", "success");
  private static final Set<String> GITLAB_STATES =
      Set.of("pending", "running", "success", "failed", "canceled", "skipped");

  private final Provider provider;
  private final SourceState state;
  private final Instant now;
  private final Runnable changed;

  ProviderAnswers(Provider provider, SourceState state, Instant now, Runnable changed) {
    this.provider = provider;
    this.state = state;
    this.now = now;
    this.changed = changed;
  }

  Web.Reply answer(Web.Request request, String path, ProviderMood mood) {
    var token = request.header("Authorization").orElse("");
    if (mood == ProviderMood.UNAUTHORIZED || !token.matches("Bearer \\S+")) {
      return error(401, provider == Provider.GITHUB ? "Bad credentials" : "401 Unauthorized");
    }
    return switch (mood) {
      case FORBIDDEN ->
          error(
              403,
              provider == Provider.GITHUB
                  ? "Resource not accessible by personal access token"
                  : "403 Forbidden");
      case LIMITED ->
          provider == Provider.GITHUB
              ? new Web.Reply(
                  403,
                  Map.of("x-ratelimit-remaining", "0"),
                  error(403, "API rate limit exceeded").body())
              : new Web.Reply(429, Map.of("Retry-After", "60"), "Retry later\n");
      case BROKEN -> new Web.Reply(502, "<html>502 Bad Gateway</html>");
      default -> provider == Provider.GITHUB ? gitHub(request, path) : gitLab(request, path);
    };
  }

  private Web.Reply gitHub(Web.Request request, String path) {
    // /repos/{owner}/{repo}/{what}/{of which}
    var parts = path.split("/", 6);
    if (parts.length < 4 || !parts[1].equals("repos")) {
      return error(404, "Not Found");
    }
    var name = decoded(parts[2]) + "/" + decoded(parts[3]);
    var home = find(known -> known.name.equalsIgnoreCase(name));
    if (home.isEmpty()) {
      return error(404, "Not Found");
    }
    if (parts.length == 4) {
      return json(
          200,
          Json.mapper()
              .createObjectNode()
              .put("id", Long.parseLong(home.get().id))
              .put("full_name", home.get().name)
              .put("default_branch", home.get().defaultBranch));
    }
    return switch (request.method() + " " + parts[4]) {
      case "GET commits" -> gitHubCommit(request, home.get(), decoded(parts[5]));
      case "POST statuses" -> gitHubStatus(home.get(), parts[5], body(request));
      default -> error(404, "Not Found");
    };
  }

  private static Web.Reply gitHubCommit(Web.Request request, RepositoryState home, String ref) {
    if (home.commits.isEmpty()) {
      return error(409, "Git Repository is empty.");
    }
    Optional<String> found;
    if (ref.startsWith("heads/")) {
      found = Optional.ofNullable(home.branches.get(ref.substring("heads/".length())));
    } else if (ref.startsWith("tags/")) {
      found = Optional.ofNullable(home.tags.get(ref.substring("tags/".length())));
    } else {
      found =
          Optional.ofNullable(home.branches.get(ref))
              .or(() -> Optional.ofNullable(home.tags.get(ref)))
              .or(() -> withDigits(home, ref));
    }
    if (found.isEmpty()) {
      return error(422, "No commit found for SHA: " + ref);
    }
    return request.header("Accept").filter("application/vnd.github.sha"::equals).isPresent()
        ? new Web.Reply(200, found.get())
        : json(200, Json.mapper().createObjectNode().put("sha", found.get()));
  }

  private Web.Reply gitHubStatus(RepositoryState home, String commit, JsonNode body) {
    if (!home.commits.containsKey(commit)) {
      return error(422, "No commit found for SHA: " + commit);
    }
    var context = body.path("context").asText("default");
    if (!GITHUB_STATES.contains(body.path("state").asText())
        || body.path("description").asText("").length() > LONGEST_GITHUB
        || count(home, commit, context) >= MOST_STATUSES) {
      return error(422, "Validation Failed");
    }
    return said(home, commit, context, body);
  }

  private Web.Reply gitLab(Web.Request request, String path) {
    // /projects/{id}/repository/{what}/{of which}, /projects/{id}/statuses/{commit}
    var parts = path.split("/", 6);
    if (parts.length < 3 || !parts[1].equals("projects")) {
      return error(404, "404 Not Found");
    }
    var id = decoded(parts[2]);
    var home = find(known -> known.id.equals(id) || known.name.equals(id));
    if (home.isEmpty()) {
      return error(404, "404 Project Not Found");
    }
    if (parts.length == 5 && request.method().equals("POST") && parts[3].equals("statuses")) {
      return gitLabStatus(home.get(), parts[4], body(request));
    }
    if (parts.length != 6 || !request.method().equals("GET") || !parts[3].equals("repository")) {
      return error(404, "404 Not Found");
    }
    var name = decoded(parts[5]);
    var commit = Json.mapper().createObjectNode();
    return switch (parts[4]) {
      case "branches" ->
          Optional.ofNullable(home.get().branches.get(name))
              .map(digits -> json(200, commit.set("commit", id(digits))))
              .orElseGet(() -> error(404, "404 Branch Not Found"));
      case "tags" ->
          Optional.ofNullable(home.get().tags.get(name))
              .map(digits -> json(200, commit.set("commit", id(digits))))
              .orElseGet(() -> error(404, "404 Tag Not Found"));
      case "commits" ->
          Optional.ofNullable(home.get().branches.get(name))
              .or(() -> Optional.ofNullable(home.get().tags.get(name)))
              .or(() -> withDigits(home.get(), name))
              .map(digits -> json(200, id(digits)))
              .orElseGet(() -> error(404, "404 Commit Not Found"));
      default -> error(404, "404 Not Found");
    };
  }

  private Web.Reply gitLabStatus(RepositoryState home, String commit, JsonNode body) {
    if (!home.commits.containsKey(commit)) {
      return error(404, "404 Commit Not Found");
    }
    var context = body.path("name").asText("default");
    var wanted = body.path("state").asText();
    if (!GITLAB_STATES.contains(wanted)
        || body.path("description").asText("").length() > LONGEST_GITLAB
        || body.path("target_url").asText("").length() > LONGEST_GITLAB) {
      return error(400, "state does not have a valid value");
    }
    boolean same =
        last(home, commit, context)
            .filter(said -> said.state.equals(wanted) && !wanted.equals("success"))
            .isPresent();
    return same
        ? error(400, "Cannot transition status via :enqueue from :" + wanted)
        : said(home, commit, context, body);
  }

  private Web.Reply said(RepositoryState home, String commit, String context, JsonNode body) {
    var said = new StatusState();
    said.commit = commit;
    said.context = context;
    said.state = body.path("state").asText();
    said.description = body.path("description").asText("");
    said.target = body.path("target_url").asText("");
    said.at = now;
    home.statuses.add(said);
    changed.run();
    return json(201, Json.mapper().createObjectNode().put("state", said.state));
  }

  private Optional<RepositoryState> find(Predicate<RepositoryState> wanted) {
    return state.repositories.stream()
        .filter(known -> known.provider == provider)
        .filter(wanted)
        .findFirst();
  }

  private static Optional<String> withDigits(RepositoryState home, String first) {
    var found = home.commits.keySet().stream().filter(id -> id.startsWith(first)).toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  private static long count(RepositoryState home, String commit, String context) {
    return home.statuses.stream()
        .filter(said -> said.commit.equals(commit) && said.context.equals(context))
        .count();
  }

  private static Optional<StatusState> last(RepositoryState home, String commit, String context) {
    return home.statuses.stream()
        .filter(said -> said.commit.equals(commit) && said.context.equals(context))
        .reduce((earlier, later) -> later);
  }

  private static JsonNode body(Web.Request request) {
    return Json.parse(request.body().orElse("{}").getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode id(String digits) {
    return Json.mapper().createObjectNode().put("id", digits);
  }

  private static Web.Reply json(int status, JsonNode body) {
    return new Web.Reply(status, Json.text(body));
  }

  private static Web.Reply error(int status, String message) {
    return json(status, Json.mapper().createObjectNode().put("message", message));
  }

  private static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
