package io.slipway.local.web;

import io.slipway.local.time.Timeline;
import io.slipway.local.time.VirtualTimeline;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Virtual time that servers' threads schedule on, and a test can wait for what they schedule. */
final class WatchedTimeline implements Timeline {

  private static final long PATIENCE_SECONDS = 60;

  private final VirtualTimeline virtual;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private int scheduled;
  private int waiting;

  WatchedTimeline(VirtualTimeline virtual) {
    this.virtual = virtual;
  }

  @Override
  public Clock clock() {
    return virtual.clock();
  }

  @Override
  public Scheduled at(Instant due, Runnable work) {
    lock.lock();
    try {
      scheduled++;
      waiting++;
      more.signalAll();
      var over = new AtomicBoolean();
      var handle =
          virtual.at(
              due,
              () -> {
                end(over);
                work.run();
              });
      return () -> cancel(handle, over);
    } finally {
      lock.unlock();
    }
  }

  private void cancel(Scheduled handle, AtomicBoolean over) {
    handle.cancel();
    end(over);
  }

  private void end(AtomicBoolean over) {
    lock.lock();
    try {
      if (!over.getAndSet(true)) {
        waiting--;
        more.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  void runFor(Duration time) {
    virtual.runFor(time);
  }

  /** Waits until something has been scheduled {@code count} times. */
  void awaitScheduled(int count) throws Exception {
    await(() -> scheduled >= count);
  }

  /** Waits until nothing is scheduled any more: no request is under way. */
  void awaitQuiet() throws Exception {
    await(() -> waiting == 0);
  }

  private void await(BooleanSupplier holds) throws Exception {
    lock.lock();
    try {
      long left = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      while (!holds.getAsBoolean()) {
        left = more.awaitNanos(left);
        if (left <= 0) {
          throw new TimeoutException(scheduled + " scheduled, " + waiting + " left");
        }
      }
    } finally {
      lock.unlock();
    }
  }
}
