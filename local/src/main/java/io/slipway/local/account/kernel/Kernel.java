package io.slipway.local.account.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.data.Changes;
import io.slipway.local.data.Durable;
import io.slipway.local.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The heart of the simulated account: one lock, one time, one agenda of what comes next.
 *
 * <p>Every call first brings the account up to the present, piece by piece in order of due time, so
 * that an answer never depends on when the timeline's thread came round. What changed is told to
 * {@link Changes} once, before the caller has its answer; events go out afterwards, on the
 * timeline, without the lock.
 */
public final class Kernel {

  /** Wakings of one call; more than this is a part that wakes itself without end. */
  private static final int MOST_WAKINGS = 10_000_000;

  private final AccountSettings settings;
  private final Timeline timeline;
  private final RandomGenerator random;
  private final Changes changes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Agenda agenda = new Agenda();
  private final Set<Durable> changed = new LinkedHashSet<>();
  private final List<AccountEvent> events = new ArrayList<>();
  private final List<Consumer<AccountEvent>> listeners = new CopyOnWriteArrayList<>();
  private final Ids eventIds;
  private Instant now;
  private Instant wakeAt;
  private Timeline.Scheduled wakeUp = () -> {};
  private boolean byAws;

  public Kernel(
      AccountSettings settings, Timeline timeline, RandomGenerator random, Changes changes) {
    this.settings = settings;
    this.timeline = timeline;
    this.random = random;
    this.changes = changes;
    this.eventIds = new Ids(random.nextLong());
    this.now = present();
  }

  public AccountSettings settings() {
    return settings;
  }

  /** A fresh sequence of ids; the part keeps it in its state. */
  public Ids ids() {
    return new Ids(random.nextLong());
  }

  /** The time of the call or waking under way, in whole milliseconds. */
  public Instant now() {
    return now;
  }

  public Instant in(Duration delay) {
    return now.plus(delay);
  }

  /** {@code arn:aws:SERVICE:REGION:ACCOUNT:RESOURCE}. */
  public String arn(String service, String resource) {
    return "arn:aws:"
        + service
        + ":"
        + settings.region()
        + ":"
        + settings.accountId()
        + ":"
        + resource;
  }

  /** Runs {@code work} on the account as it is at present, alone. */
  public <T> T call(Supplier<T> work) {
    lock.lock();
    try {
      if (lock.getHoldCount() > 1) {
        return work.get();
      }
      catchUp();
      try {
        return work.get();
      } finally {
        settle();
      }
    } finally {
      lock.unlock();
    }
  }

  /** As {@link #call} for work without a result. */
  public void run(Runnable work) {
    call(
        () -> {
          work.run();
          return true;
        });
  }

  /**
   * Runs {@code work}, called with the lock held, as a service of AWS that calls another: it may
   * use tags that begin with {@code aws:}.
   */
  public <T> T asAws(Supplier<T> work) {
    boolean before = byAws;
    byAws = true;
    try {
      return work.get();
    } finally {
      byAws = before;
    }
  }

  /** Whether the call under way comes from a service of AWS itself. */
  public boolean isByAws() {
    return byAws;
  }

  /** {@code part} has changed; it is written down before the call under way returns. */
  public void changed(Durable part) {
    changed.add(part);
  }

  /** Wakes {@code part} for {@code key} at {@code due}, and not at the time it asked for before. */
  public void wake(Part part, String key, Optional<Instant> due) {
    due.ifPresentOrElse(when -> agenda.put(part, key, when), () -> agenda.remove(part, key));
  }

  /** Wakes {@code part} for {@code key} at {@code due}, or at the earlier time it asked for. */
  public void wakeBy(Part part, String key, Instant due) {
    agenda.putEarlier(part, key, due);
  }

  /** Sends an event to every listener, after the call under way. */
  public void publish(String source, String detailType, List<String> resources, JsonNode detail) {
    events.add(
        new AccountEvent(
            eventIds.uuid(),
            source,
            detailType,
            now,
            settings.accountId(),
            settings.region(),
            resources,
            detail));
  }

  /** Adds a listener for the account's events; it is called without the account's lock. */
  public void listen(Consumer<AccountEvent> listener) {
    listeners.add(listener);
  }

  private Instant present() {
    return timeline.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private void catchUp() {
    var present = present();
    for (int count = 0; ; count++) {
      var due = agenda.takeDue(present);
      if (due.isEmpty()) {
        break;
      }
      if (count > MOST_WAKINGS) {
        throw new IllegalStateException("the account never comes to rest: " + due.get());
      }
      var waking = due.get();
      now = waking.due().isAfter(now) ? waking.due() : now;
      waking.part().advance(waking.key());
    }
    now = present.isAfter(now) ? present : now;
  }

  private void settle() {
    var parts = List.copyOf(changed);
    changed.clear();
    parts.forEach(changes::changed);
    if (!events.isEmpty()) {
      var sent = List.copyOf(events);
      events.clear();
      timeline.after(Duration.ZERO, () -> sent.forEach(this::deliver));
    }
    var next = agenda.next().orElse(null);
    if (next == null || !next.equals(wakeAt)) {
      wakeUp.cancel();
      wakeAt = next;
      wakeUp = next == null ? () -> {} : timeline.at(next, this::tick);
    }
  }

  private void deliver(AccountEvent event) {
    listeners.forEach(listener -> listener.accept(event));
  }

  private void tick() {
    run(() -> wakeAt = null);
  }
}
