package io.slipway.local.asl;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/** The frames of one execution by when they are due; derived from them, never written down. */
final class Agenda {

  private record Entry(Frame frame, Instant due, long order) {
    boolean isCurrent() {
      return frame.isLive() && frame.order == order && due.equals(frame.due);
    }
  }

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparing(Entry::due).thenComparingLong(Entry::order));

  void add(Frame frame) {
    if (frame.due != null) {
      entries.add(new Entry(frame, frame.due, frame.order));
    }
  }

  /** The time of what is due next. */
  Optional<Instant> next() {
    while (!entries.isEmpty() && !entries.peek().isCurrent()) {
      entries.remove();
    }
    return Optional.ofNullable(entries.peek()).map(Entry::due);
  }

  /** Takes the next frame that is due by {@code now}. */
  Optional<Frame> take(Instant now) {
    return next().filter(due -> !due.isAfter(now)).map(due -> entries.remove().frame());
  }
}
