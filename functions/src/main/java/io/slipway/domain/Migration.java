package io.slipway.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A command that the next release runs once, to its end, before it gets traffic.
 *
 * @param command 1 to 50 words, instead of the container's own
 * @param container which container of the task definition runs it; the one with the release's image
 *     where absent
 * @param timeout after how long it is stopped, 10 seconds to one hour
 */
public record Migration(List<String> command, Optional<String> container, Duration timeout) {

  public static final int MOST_WORDS = 50;
  public static final Duration SHORTEST = Duration.ofSeconds(10);
  public static final Duration LONGEST = Duration.ofHours(1);

  public Migration {
    command = List.copyOf(command);
    if (command.isEmpty() || command.size() > MOST_WORDS) {
      throw new IllegalArgumentException("a command has 1 to 50 words but got " + command.size());
    }
    if (timeout.compareTo(SHORTEST) < 0 || timeout.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a migration takes 10 s to 1 h but got " + timeout);
    }
  }
}
