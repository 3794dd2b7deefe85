package io.slipway.local.web;

import io.slipway.local.time.Timeline;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;

/** Writes an answer's body: at once, or in ten parts over a while. */
final class Trickle {

  private static final int PARTS = 10;

  private final Content.Sink sink;
  private final ByteBuffer body;
  private final Duration pause;
  private final int part;
  private final Timeline timeline;
  private final Executor threads;
  private final Callback done;

  /**
   * @param over how long it takes, in the account's time
   */
  Trickle(
      Content.Sink sink,
      ByteBuffer body,
      Duration over,
      Timeline timeline,
      Executor threads,
      Callback done) {
    this.sink = sink;
    this.body = body;
    this.pause = over.dividedBy(PARTS);
    this.part = over.isZero() ? body.remaining() : Math.ceilDiv(body.remaining(), PARTS);
    this.timeline = timeline;
    this.threads = threads;
    this.done = done;
  }

  /** Writes the next part, and what comes after it in its time. */
  void next() {
    int length = Math.min(part, body.remaining());
    var slice = body.slice(body.position(), length);
    body.position(body.position() + length);
    if (body.hasRemaining()) {
      sink.write(false, slice, Callback.from(this::later, done::failed));
    } else {
      sink.write(true, slice, done);
    }
  }

  private void later() {
    timeline.after(pause, () -> threads.execute(this::next));
  }
}
