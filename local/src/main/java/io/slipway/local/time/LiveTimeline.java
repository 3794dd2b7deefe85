package io.slipway.local.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A timeline that follows the machine's clock, {@code speed} times as fast, on one thread of its
 * own.
 *
 * <p>Only waiting is sped up. While something computes, time passes no faster than the machine's:
 * else a handler that takes a second would have taken a minute, and run into a timeout that it
 * never meets in AWS.
 */
public final class LiveTimeline implements Timeline, AutoCloseable {

  private record Work(Instant due, long order, Runnable run) implements Comparable<Work> {
    @Override
    public int compareTo(Work other) {
      int byTime = due.compareTo(other.due);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private final double speed;
  private final Clock clock = new FastClock();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final PriorityQueue<Work> queue = new PriorityQueue<>();
  private Instant since;
  private long sinceNanos = System.nanoTime();
  private long scheduled;
  private int computing;
  private boolean closed;

  /**
   * @param start what time it is now
   * @param speed how many seconds of this timeline pass in a second; above 0
   */
  public LiveTimeline(Instant start, double speed) {
    if (!(speed > 0)) {
      throw new IllegalArgumentException("speed must be above 0 but is " + speed);
    }
    this.since = start;
    this.speed = speed;
    Thread.ofPlatform().name("timeline").daemon().start(this::run);
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public Scheduled at(Instant due, Runnable run) {
    lock.lock();
    try {
      var now = now();
      var work = new Work(due.isBefore(now) ? now : due, scheduled++, run);
      queue.add(work);
      changed.signal();
      return () -> cancel(work);
    } finally {
      lock.unlock();
    }
  }

  private void cancel(Work work) {
    lock.lock();
    try {
      queue.remove(work);
    } finally {
      lock.unlock();
    }
  }

  /** Something begins to compute; ends with {@link #computed}. */
  public void computing() {
    count(1);
  }

  /** Something has computed. */
  public void computed() {
    count(-1);
  }

  private void count(int more) {
    lock.lock();
    try {
      since = now();
      sinceNanos = System.nanoTime();
      computing += more;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private double rate() {
    return computing > 0 ? Math.min(1, speed) : speed;
  }

  private Instant now() {
    return since.plusNanos((long) ((System.nanoTime() - sinceNanos) * rate()));
  }

  private void run() {
    try {
      for (var work = take(); work != null; work = take()) {
        computing();
        try {
          work.run().run();
        } catch (RuntimeException | Error e) {
          var thread = Thread.currentThread();
          thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        } finally {
          computed();
        }
      }
    } catch (InterruptedException e) {
      // nobody but this class knows the thread, and it does not interrupt it
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for the next work that is due; null once this is closed. */
  private Work take() throws InterruptedException {
    lock.lock();
    try {
      while (!closed) {
        var next = queue.peek();
        if (next == null) {
          changed.await();
          continue;
        }
        long left = Duration.between(now(), next.due()).toNanos();
        if (left <= 0) {
          return queue.remove();
        }
        var unused = changed.awaitNanos((long) Math.ceil(left / rate()));
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private final class FastClock extends Clock {
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
      lock.lock();
      try {
        return now();
      } finally {
        lock.unlock();
      }
    }
  }
}
