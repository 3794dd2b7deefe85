package io.slipway.local.simulation;

import io.slipway.local.lambda.SandboxCrashed;
import io.slipway.local.time.VirtualTimeline;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets many handlers be under way while exactly one thread runs: a strand runs until it parks, and
 * the timeline says which goes on next. So two runs with the same seed are the same.
 *
 * <p>Belongs to the thread that runs the timeline.
 */
public final class Lockstep implements AutoCloseable {

  private final VirtualTimeline timeline;
  private final Deque<Strand> idle = new ArrayDeque<>();
  private final List<Strand> all = new ArrayList<>();
  private Strand running;
  private Throwable failure;
  private boolean closed;

  public Lockstep(VirtualTimeline timeline) {
    this.timeline = timeline;
  }

  /** A thread of its own for one piece of work at a time. */
  private final class Strand {
    private final Thread thread;
    private final Map<String, Integer> counts = new HashMap<>();
    private Thread owner;
    private Runnable work;
    private volatile boolean going;
    private volatile boolean back;

    private Strand() {
      thread = Thread.ofVirtual().name("strand-" + all.size()).start(this::run);
    }

    private void run() {
      while (true) {
        await();
        if (closed) {
          handBack();
          return;
        }
        try {
          work.run();
        } catch (SandboxCrashed e) {
          // it has ended as it was told to
        } catch (RuntimeException | Error e) {
          failure = e;
        }
        work = null;
        counts.clear();
        if (closed) {
          handBack();
          return;
        }
        idle.push(this);
        handBack();
      }
    }

    private void await() {
      while (!going) {
        LockSupport.park(this);
      }
      going = false;
    }

    private void handBack() {
      back = true;
      LockSupport.unpark(owner);
    }

    /** Called by the timeline's thread; returns when the strand has parked or is done. */
    private void goOn() {
      owner = Thread.currentThread();
      running = this;
      going = true;
      LockSupport.unpark(thread);
      while (!back) {
        LockSupport.park(this);
      }
      back = false;
      running = null;
    }
  }

  /** Runs {@code work} after {@code delay} in a strand; at once and here where this is one. */
  public void execute(Duration delay, Runnable work) {
    if (running != null) {
      work.run();
    } else {
      timeline.after(delay, () -> begin(work));
    }
  }

  private void begin(Runnable work) {
    var strand = idle.isEmpty() ? added() : idle.pop();
    strand.work = work;
    resume(strand);
  }

  private Strand added() {
    var strand = new Strand();
    all.add(strand);
    return strand;
  }

  private void resume(Strand strand) {
    if (closed) {
      return;
    }
    strand.goOn();
    if (failure != null) {
      throw new IllegalStateException("a handler's thread has failed", failure);
    }
  }

  /** Lets {@code time} pass for the strand that calls; does nothing elsewhere. */
  public void park(Duration time) {
    var strand = running;
    if (strand == null) {
      return;
    }
    timeline.after(time, () -> resume(strand));
    strand.handBack();
    strand.await();
    if (closed) {
      throw new SandboxCrashed();
    }
  }

  /** Whether no work is under way, parked or not. */
  public boolean isIdle() {
    return idle.size() == all.size();
  }

  /** Whether a strand runs, rather than the timeline itself. */
  public boolean inStrand() {
    return running != null;
  }

  /** Counts, from 1, what the present piece of work does under {@code name}. */
  public int count(String name) {
    return running.counts.merge(name, 1, Integer::sum);
  }

  /** Ends every strand where it is. */
  @Override
  public void close() {
    closed = true;
    all.forEach(Strand::goOn);
  }
}
