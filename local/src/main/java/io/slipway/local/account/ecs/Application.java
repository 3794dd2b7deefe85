package io.slipway.local.account.ecs;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the application in a task answers to a request, by its image's behaviour and the time. */
final class Application {

  private static final Duration BOOT = Duration.ofSeconds(3);
  private static final Duration SLOW_BOOT = Duration.ofSeconds(50);
  private static final Duration FLAPPING_GOOD = Duration.ofMinutes(3);
  private static final Duration FLAPPING_BAD = Duration.ofMinutes(2);
  private static final int OK = 200;
  private static final int BROKEN = 500;

  private Application() {}

  /** The HTTP status; 0 where nothing answers. */
  static int status(TaskState task, Instant at) {
    if (!task.phase.serves() || at.isBefore(ready(task))) {
      return 0;
    }
    if (task.sick) {
      return BROKEN;
    }
    return switch (task.behaviour) {
      case HEALTHY, SLOW -> OK;
      case UNHEALTHY -> BROKEN;
      case CRASHING -> 0;
      case FLAPPING -> inCycle(task, at).compareTo(FLAPPING_GOOD) < 0 ? OK : BROKEN;
    };
  }

  /** When the answer next changes by itself. */
  static Optional<Instant> changesAfter(TaskState task, Instant at) {
    if (!task.phase.serves()) {
      return Optional.empty();
    }
    if (at.isBefore(ready(task))) {
      return Optional.of(ready(task));
    }
    return switch (task.behaviour) {
      case FLAPPING -> {
        var position = inCycle(task, at);
        var end =
            position.compareTo(FLAPPING_GOOD) < 0
                ? FLAPPING_GOOD
                : FLAPPING_GOOD.plus(FLAPPING_BAD);
        yield Optional.of(at.plus(end.minus(position)));
      }
      default -> Optional.empty();
    };
  }

  private static Instant ready(TaskState task) {
    return task.bootedAt.plus(
        switch (task.behaviour) {
          case SLOW -> SLOW_BOOT;
          default -> BOOT;
        });
  }

  private static Duration inCycle(TaskState task, Instant at) {
    long cycle = FLAPPING_GOOD.plus(FLAPPING_BAD).toMillis();
    return Duration.ofMillis(Duration.between(ready(task), at).toMillis() % cycle);
  }
}
