package io.slipway.local.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/**
 * A timeline that jumps from one piece of work to the next: hours pass in milliseconds, and two
 * runs with the same work are the same. Belongs to the thread that runs it; other threads may
 * schedule work on it while that thread waits for them.
 */
public final class VirtualTimeline implements Timeline {

  private record Work(Instant due, long order, Runnable run) implements Comparable<Work> {
    @Override
    public int compareTo(Work other) {
      int byTime = due.compareTo(other.due);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private final PriorityQueue<Work> queue = new PriorityQueue<>();
  private final Clock clock = new VirtualClock();
  private volatile Instant now;
  private long scheduled;

  public VirtualTimeline(Instant start) {
    this.now = start;
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public Scheduled at(Instant due, Runnable run) {
    synchronized (queue) {
      var work = new Work(due.isBefore(now) ? now : due, scheduled++, run);
      queue.add(work);
      return () -> cancel(work);
    }
  }

  private void cancel(Work work) {
    synchronized (queue) {
      queue.remove(work);
    }
  }

  private Work next() {
    synchronized (queue) {
      return queue.peek();
    }
  }

  /**
   * Runs until nothing is scheduled any more, or {@code limit} has passed; says whether it is idle.
   */
  public boolean runUntilIdle(Duration limit) {
    return runUntil(() -> next() == null, limit);
  }

  /**
   * Runs until {@code done} holds, nothing is scheduled, or {@code limit} has passed; says whether
   * it holds.
   */
  public boolean runUntil(BooleanSupplier done, Duration limit) {
    var end = now.plus(limit);
    while (!done.getAsBoolean()) {
      var next = next();
      if (next == null) {
        return false;
      }
      if (next.due().isAfter(end)) {
        now = end;
        return false;
      }
      step();
    }
    return true;
  }

  /** Runs all that is due within {@code duration}, and ends at exactly that time. */
  public void runFor(Duration duration) {
    var end = now.plus(duration);
    for (var next = next(); next != null && !next.due().isAfter(end); next = next()) {
      step();
    }
    now = end;
  }

  private void step() {
    Work work;
    synchronized (queue) {
      work = queue.remove();
    }
    now = work.due().isAfter(now) ? work.due() : now;
    work.run().run();
  }

  private final class VirtualClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
