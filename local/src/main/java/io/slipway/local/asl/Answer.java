package io.slipway.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.slipway.local.time.Timeline;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Brings the first answer of a task, from whatever thread, onto the timeline. */
final class Answer implements TaskReply {

  /** Either a result or, where that is null, a failure. */
  record Content(JsonNode result, Failure failure) {}

  private final Timeline timeline;
  private final Consumer<Content> target;
  private final AtomicBoolean given = new AtomicBoolean();

  Answer(Timeline timeline, Consumer<Content> target) {
    this.timeline = timeline;
    this.target = target;
  }

  @Override
  public void succeed(JsonNode result) {
    give(new Content(result == null ? NullNode.getInstance() : result, null));
  }

  @Override
  public void fail(String error, String cause) {
    give(new Content(null, Failure.of(error, cause)));
  }

  private void give(Content content) {
    if (given.compareAndSet(false, true)) {
      timeline.after(Duration.ZERO, () -> target.accept(content));
    }
  }
}
