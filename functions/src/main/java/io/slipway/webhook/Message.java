package io.slipway.webhook;

import io.slipway.domain.Provider;
import io.slipway.runtime.Call;
import io.slipway.runtime.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A message that is a provider's.
 *
 * @param id the provider's, the same where it sends the message again
 * @param content what else it is known by, where its id is not signed
 * @param event the provider's word for what it is about
 * @param repositoryId of what it is about; empty where that is no repository
 */
record Message(
    String id,
    Optional<String> content,
    String event,
    Optional<String> repositoryId,
    Reading reading) {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]{1,100}");
  private static final String UNKNOWN = "unknown";
  private static final String DIGEST = "sha256-";

  /** Reads what is known to be the provider's. */
  static Message of(Provider provider, Call call, Instant now) {
    var payload = Payload.of(call);
    return switch (provider) {
      case GITHUB -> ofGitHub(call, payload, now);
      case GITLAB -> ofGitLab(call, payload, now);
    };
  }

  /**
   * GitHub signs the body alone, which has the time of what has happened. Who sends it again under
   * another id sends the same. As another event it is another message, of which nothing comes.
   */
  private static Message ofGitHub(Call call, Payload payload, Instant now) {
    var event = call.header("x-github-event").filter(Payload::isName).orElse(UNKNOWN);
    var digest = digest((event + " " + digest(call.body())).getBytes(StandardCharsets.UTF_8));
    return new Message(
        id(call.header("x-github-delivery")).orElse(digest),
        Optional.of(digest).filter(content -> id(call.header("x-github-delivery")).isPresent()),
        event,
        GitHubEvents.repositoryId(payload),
        new GitHubEvents(payload, now).read(event));
  }

  /** GitLab signs the id; a body may come again, since many have no time in them. */
  private static Message ofGitLab(Call call, Payload payload, Instant now) {
    var signature = GitLabSignature.of(call);
    boolean signed = !Authenticity.isUnsigned(call);
    var id = signed ? Optional.of(signature.id()) : call.header("idempotency-key");
    return new Message(
        id(id).orElseGet(() -> digest(identity(call, id))),
        Optional.empty(),
        GitLabEvents.kind(payload),
        GitLabEvents.repositoryId(payload),
        new GitLabEvents(payload, signed ? signature.sentAt() : now).read());
  }

  /** What an old GitLab, or one of odd ids, has sent once. */
  private static byte[] identity(Call call, Optional<String> id) {
    return id.map(text -> text.getBytes(StandardCharsets.UTF_8))
        .orElseGet(
            () ->
                (call.header("x-gitlab-event-uuid").orElse("") + digest(call.body()))
                    .getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<String> id(Optional<String> header) {
    return header.filter(text -> ID.matcher(text).matches());
  }

  private static String digest(byte[] content) {
    return DIGEST + Sha256.hex(content);
  }
}
