package io.slipway.provider;

import io.slipway.domain.CommitId;
import io.slipway.domain.CommitStatus;
import io.slipway.domain.Rejected;
import io.slipway.domain.RetryLater;
import io.slipway.domain.SourceRepository;
import io.slipway.domain.SourceVersion;
import io.slipway.runtime.Json;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A repository at GitHub.
 *
 * @see <a href="https://docs.github.com/rest/commits/commits#get-a-commit">get a commit</a>
 * @see <a href="https://docs.github.com/rest/commits/statuses#create-a-commit-status">create a
 *     commit status</a>
 */
final class GitHub implements SourceHost {

  private static final String VERSION = "2022-11-28";
  private static final String JSON = "application/vnd.github+json";

  /** Answers with the digits of the commit and nothing else, however large the commit is. */
  private static final String DIGITS = "application/vnd.github.sha";

  private static final int LONGEST_DESCRIPTION = 140;

  private final Exchange exchange;
  private final SourceRepository repository;

  GitHub(Exchange exchange, SourceRepository repository) {
    this.exchange = exchange;
    this.repository = repository;
  }

  @Override
  public CommitId commit(SourceVersion version) {
    checkRepository();
    var doing = "look for the " + version + " of " + repository;
    var reply = exchange.get(path("/commits/" + reference(version)), headers(DIGITS));
    return switch (reply.status()) {
      case 200 -> Commits.checked(version, reply.body().strip(), repository);
      // 409: it has no commit yet; 422: there is none with these digits
      case 404, 409, 422 -> throw Commits.unknown(version, repository);
      default -> throw exchange.failure(doing, reply);
    };
  }

  /** A name can be given to another repository; the webhook is for this one. */
  private void checkRepository() {
    var reply = exchange.get(path(""), headers(JSON));
    if (reply.status() != 200) {
      throw exchange.failure("look for the repository " + repository, reply);
    }
    var id = Exchange.json(reply).path("id").asText("");
    if (!id.equals(repository.id())) {
      throw Exchange.refused(
          "the repository "
              + repository
              + " has the id "
              + id
              + " now; the webhook is for another one, with the id "
              + repository.id());
    }
  }

  private static String reference(SourceVersion version) {
    return switch (version.kind()) {
      case BRANCH -> "heads/" + segments(version.name());
      case TAG -> "tags/" + segments(version.name());
      case COMMIT -> version.name();
    };
  }

  private static String segments(String name) {
    return Arrays.stream(name.split("/", -1))
        .map(Exchange::segment)
        .collect(Collectors.joining("/"));
  }

  @Override
  public Posted post(CommitId commit, CommitStatus status) {
    var body =
        Json.mapper()
            .createObjectNode()
            .put("state", state(status))
            .put("context", status.context())
            .put("description", Exchange.cut(status.description(), LONGEST_DESCRIPTION));
    status.target().ifPresent(url -> body.put("target_url", url.toString()));
    var doing = "say the status of " + commit.abbreviated() + " of " + repository;
    try {
      var reply = exchange.post(path("/statuses/" + commit), headers(JSON), body);
      return reply.status() == 201 ? Posted.ACCEPTED : refused(exchange.failure(doing, reply));
    } catch (RetryLater e) {
      return refused(e);
    }
  }

  private static Posted refused(RuntimeException failure) {
    return new Posted(false, failure.getMessage(), !(failure instanceof Rejected));
  }

  private static String state(CommitStatus status) {
    return switch (status.state()) {
      case PENDING, RUNNING -> "pending";
      case SUCCEEDED -> "success";
      case FAILED -> "failure";
      case STOPPED -> "error";
    };
  }

  private String path(String below) {
    return "/repos/" + segments(repository.name()) + below;
  }

  private static Map<String, String> headers(String accept) {
    return Map.of("Accept", accept, "X-GitHub-Api-Version", VERSION);
  }
}
