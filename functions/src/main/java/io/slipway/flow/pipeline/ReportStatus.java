package io.slipway.flow.pipeline;

import io.slipway.aws.TokenSecrets;
import io.slipway.domain.CommitId;
import io.slipway.domain.CommitStatus;
import io.slipway.domain.RetryLater;
import io.slipway.domain.SourceRepository;
import io.slipway.operation.CommitReport;
import io.slipway.provider.SourceHosts;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Settings;
import io.slipway.runtime.Step;
import io.slipway.store.Pipeline;
import io.slipway.store.Pipelines;
import io.slipway.store.Webhook;
import io.slipway.store.Webhooks;
import java.util.Optional;

/**
 * Says beside the commit, at its provider, how far a pipeline is. Nobody waits for it: the machine
 * goes on at once. It says what is true when it says it, and looks again afterwards, so that of two
 * that are under way at the same time the last word is the truth.
 */
public final class ReportStatus extends Step<ReportStatus.Input, ReportStatus.Output> {

  /** A pipeline does not go on more often while two requests are under way. */
  private static final int MOST = 3;

  /**
   * Which pipeline it is about; how far that is, its row says.
   *
   * @param stage that it has come to at least, from 1
   */
  public record Input(String pipelineId, int stage) {}

  /** What was said, or why nothing. */
  public record Output(String said) {}

  private final Pipelines pipelines;
  private final Webhooks webhooks;
  private final TokenSecrets tokens;
  private final SourceHosts hosts;
  private final Settings settings;

  public ReportStatus() {
    this(Platform.fromEnvironment());
  }

  public ReportStatus(Platform platform) {
    super(Input.class);
    this.pipelines = new Pipelines(platform);
    this.webhooks = new Webhooks(platform);
    this.tokens = new TokenSecrets(platform);
    this.hosts = new SourceHosts(platform);
    this.settings = platform.settings();
  }

  @Override
  protected Output run(Input input) {
    var pipeline = pipelines.get(input.pipelineId());
    var webhook = webhooks.find(pipeline.application(), pipeline.webhook());
    var commit = pipeline.source().commit().filter(CommitId::isOne).map(CommitId::new);
    if (pipeline.stages().isEmpty() || commit.isEmpty()) {
      return new Output("nothing: there is no commit to say it of, or nothing to say");
    }
    if (webhook.flatMap(Webhook::token).isEmpty()) {
      return new Output("nothing: the webhook has no token of the provider's API");
    }
    return new Output(say(pipeline, input.stage(), webhook.get(), commit.get()));
  }

  private String say(Pipeline seen, int stage, Webhook webhook, CommitId commit) {
    var repository =
        new SourceRepository(webhook.provider(), webhook.repositoryId(), webhook.repository());
    var host = hosts.of(repository, tokens.token(webhook.token().orElseThrow()));
    var now = CommitReport.of(seen, stage, settings);
    for (int times = 1; times <= MOST; times++) {
      var posted = host.post(commit, now);
      if (!posted.accepted()) {
        return refused(posted.again(), posted.reason());
      }
      var later = next(seen.id(), stage, now);
      if (later.isEmpty()) {
        return now.state() + ": " + now.description();
      }
      now = later.get();
    }
    return "the last word is another one's, as it goes on so fast";
  }

  /** What has to be said meanwhile; empty where it is still what was said. */
  private Optional<CommitStatus> next(String id, int stage, CommitStatus said) {
    return Optional.of(CommitReport.of(pipelines.get(id), stage, settings))
        .filter(now -> !now.equals(said));
  }

  /** Lambda invokes it again, twice, where it fails. */
  private static String refused(boolean again, String reason) {
    if (again) {
      throw new RetryLater(reason);
    }
    return "nothing: " + reason;
  }
}
