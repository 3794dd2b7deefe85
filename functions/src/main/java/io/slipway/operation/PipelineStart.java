package io.slipway.operation;

import io.slipway.domain.RetryLater;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.runtime.SdkErrors;
import io.slipway.runtime.Turns;
import io.slipway.store.Deliveries;
import io.slipway.store.PipelineId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;

/**
 * Starts the pipeline of a delivery: the delivery says what its execution is called, so starting it
 * twice is starting it once.
 */
public final class PipelineStart {

  /** A delivery younger than this is still being started by whoever recorded it. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  /** By then, a pipeline that has begun has taken its mark away, if it ever does. */
  private static final Duration BEGUN = Duration.ofMinutes(10);

  /** Nobody wants what was lost longer ago: it would come after what has happened since. */
  private static final Duration WANTED = Duration.ofHours(12);

  private final SfnClient stepFunctions;
  private final Platform platform;
  private final Deliveries deliveries;
  private final Clock clock;

  public PipelineStart(Platform platform) {
    this.stepFunctions = platform.stepFunctions();
    this.platform = platform;
    this.deliveries = new Deliveries(platform);
    this.clock = platform.clock();
  }

  /**
   * What the state machine is started with: the rest is in the record of the delivery.
   *
   * @param webhook its id
   * @param delivery its id, as the provider gives it
   */
  public record Input(String webhook, String delivery) {}

  /**
   * Starts the pipeline, unless it has been started before.
   *
   * @return false where it has run already
   * @throws RetryLater where Step Functions is busy or does not answer; the delivery stays, and the
   *     sweeper starts it
   */
  public boolean start(String webhookId, String deliveryId) {
    var name = PipelineId.of(webhookId, deliveryId);
    var machine = platform.settings().get("PIPELINE_MACHINE");
    try {
      stepFunctions.startExecution(
          request ->
              request
                  .stateMachineArn(machine)
                  .name(name)
                  .input(Json.text(new Input(webhookId, deliveryId))));
      return true;
    } catch (ExecutionAlreadyExistsException e) {
      return false;
    } catch (SdkException e) {
      throw SdkErrors.translated("start the pipeline " + name, e);
    }
  }

  /**
   * Starts the pipelines of deliveries that were recorded and not started.
   *
   * @param latest what has not been looked at by then is so the next time
   */
  public void startThoseLeft(Instant latest) {
    var now = clock.instant();
    for (var waiting : Turns.of(deliveries.waitingSince(now.minus(GRACE)), now)) {
      if (clock.instant().isAfter(latest)) {
        return;
      }
      start(waiting, now);
    }
  }

  private void start(Deliveries.Waiting waiting, Instant now) {
    boolean wanted =
        waiting.since().isAfter(now.minus(WANTED))
            && deliveries.find(waiting.webhookId(), waiting.id()).isPresent();
    boolean started = wanted && start(waiting.webhookId(), waiting.id());
    if (!wanted || (!started && waiting.since().isBefore(now.minus(BEGUN)))) {
      deliveries.taken(waiting.webhookId(), waiting.id());
    }
  }
}
