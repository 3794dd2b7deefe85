package io.slipway.provider;

import io.slipway.domain.CommitId;
import io.slipway.domain.CommitStatus;
import io.slipway.domain.Rejected;
import io.slipway.domain.RetryLater;
import io.slipway.domain.SourceRepository;
import io.slipway.domain.SourceVersion;
import io.slipway.runtime.Json;
import io.slipway.runtime.Web;
import java.util.Map;

/**
 * A project at GitLab, asked for by its id, which stays when it is renamed.
 *
 * @see <a href="https://docs.gitlab.com/api/commits/">commits and their statuses</a>
 * @see <a href="https://docs.gitlab.com/api/branches/">branches</a>
 * @see <a href="https://docs.gitlab.com/api/tags/">tags</a>
 */
final class GitLab implements SourceHost {

  private static final int LONGEST_TEXT = 255;
  private static final Map<String, String> HEADERS = Map.of("Accept", "application/json");

  private final Exchange exchange;
  private final SourceRepository repository;

  GitLab(Exchange exchange, SourceRepository repository) {
    this.exchange = exchange;
    this.repository = repository;
  }

  @Override
  public CommitId commit(SourceVersion version) {
    var reply = exchange.get(path("/repository/" + reference(version)), HEADERS);
    return switch (reply.status()) {
      case 200 -> Commits.checked(version, digits(version, reply), repository);
      case 404 -> {
        if (Exchange.message(reply).contains("Project")) {
          throw exchange.failure("look for the repository " + repository, reply);
        }
        throw Commits.unknown(version, repository);
      }
      default -> throw exchange.failure("look for the " + version + " of " + repository, reply);
    };
  }

  private static String reference(SourceVersion version) {
    var name = Exchange.segment(version.name());
    return switch (version.kind()) {
      case BRANCH -> "branches/" + name;
      case TAG -> "tags/" + name;
      case COMMIT -> "commits/" + name;
    };
  }

  /** A tag's own {@code target} may be the tag's object; its commit is what it was put on. */
  private static String digits(SourceVersion version, Web.Reply reply) {
    var body = Exchange.json(reply);
    return version.kind() == SourceVersion.Kind.COMMIT
        ? body.path("id").asText("")
        : body.path("commit").path("id").asText("");
  }

  @Override
  public Posted post(CommitId commit, CommitStatus status) {
    var body =
        Json.mapper()
            .createObjectNode()
            .put("state", state(status))
            .put("name", status.context())
            .put("description", Exchange.cut(status.description(), LONGEST_TEXT));
    status
        .target()
        .map(Object::toString)
        .filter(url -> url.length() <= LONGEST_TEXT)
        .ifPresent(url -> body.put("target_url", url));
    var doing = "say the status of " + commit.abbreviated() + " of " + repository;
    try {
      var reply = exchange.post(path("/statuses/" + commit), HEADERS, body);
      return reply.status() == 201 || saysItAlready(reply)
          ? Posted.ACCEPTED
          : refused(exchange.failure(doing, reply));
    } catch (RetryLater e) {
      return refused(e);
    }
  }

  /** GitLab refuses to set the state that a status has. */
  private static boolean saysItAlready(Web.Reply reply) {
    return reply.status() == 400
        && Exchange.message(reply).toLowerCase(java.util.Locale.ROOT).contains("transition");
  }

  private static Posted refused(RuntimeException failure) {
    return new Posted(false, failure.getMessage(), !(failure instanceof Rejected));
  }

  private static String state(CommitStatus status) {
    return switch (status.state()) {
      case PENDING -> "pending";
      case RUNNING -> "running";
      case SUCCEEDED -> "success";
      case FAILED -> "failed";
      case STOPPED -> "canceled";
    };
  }

  private String path(String below) {
    return "/projects/" + repository.id() + below;
  }
}
