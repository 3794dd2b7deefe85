package io.slipway.local.web;

import io.slipway.local.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.jetty.http.HttpURI;

/**
 * One request on its way through the load balancer, given up where nothing moves for the idle
 * timeout (ALB user guide, "Connection idle timeout": 60 seconds where it is not set), which is the
 * account's time.
 */
final class Exchange {

  private static final Duration IDLE = Duration.ofSeconds(60);

  private final HttpURI target;
  private final String targetGroupArn;
  private final Timeline timeline;
  private final Instant began;
  private volatile Instant moved;
  private volatile boolean ended;
  private volatile Timeline.Scheduled watch = () -> {};

  Exchange(HttpURI target, String targetGroupArn, Timeline timeline) {
    this.target = target;
    this.targetGroupArn = targetGroupArn;
    this.timeline = timeline;
    this.began = timeline.clock().instant();
    this.moved = began;
  }

  HttpURI target() {
    return target;
  }

  String targetGroupArn() {
    return targetGroupArn;
  }

  /** How long it has taken until now. */
  Duration took() {
    return Duration.between(began, timeline.clock().instant());
  }

  /** Something of the request or its answer has moved on. */
  void moved() {
    moved = timeline.clock().instant();
  }

  /** Runs {@code giveUp} once nothing has moved for too long. */
  void watch(Runnable giveUp) {
    watch =
        timeline.at(
            moved.plus(IDLE),
            () -> {
              if (ended) {
                return;
              }
              if (timeline.clock().instant().isBefore(moved.plus(IDLE))) {
                watch(giveUp);
              } else {
                giveUp.run();
              }
            });
  }

  /** It is over. */
  void end() {
    ended = true;
    watch.cancel();
  }
}
