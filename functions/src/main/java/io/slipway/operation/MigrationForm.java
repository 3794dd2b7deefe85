package io.slipway.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.Migration;
import io.slipway.domain.Problems;
import io.slipway.domain.Quoted;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a caller asks for a command that the next release runs once before it gets traffic.
 *
 * @see Migration for what the fields mean
 */
public record MigrationForm(
    List<String> command, Optional<String> container, Optional<JsonNode> timeout) {

  private static final String FIELD = "migration";
  private static final Duration TIMEOUT = Duration.ofMinutes(15);
  private static final int LONGEST_WORD = 1024;

  /** ECS limits the overrides of a task to 8,192 characters, with all that is around them. */
  private static final int LONGEST_COMMAND = 4096;

  private static final Pattern CONTAINER = Pattern.compile("[A-Za-z0-9_-]{1,255}");

  /** The migration; empty where something is wrong with it, which is then noted. */
  Optional<Migration> read(Problems problems) {
    int before = problems.count();
    checkCommand(problems);
    container
        .filter(name -> !CONTAINER.matcher(name).matches())
        .ifPresent(
            name ->
                problems.add(
                    FIELD + ".container",
                    "letters, digits, '-' and '_', at most 255, are allowed, but got "
                        + Quoted.of(name)));
    var wait =
        timeout.isEmpty()
            ? Optional.of(TIMEOUT)
            : Wait.read(FIELD + ".timeout", timeout.get(), problems);
    wait.filter(
            time -> time.compareTo(Migration.SHORTEST) < 0 || time.compareTo(Migration.LONGEST) > 0)
        .ifPresent(
            time ->
                problems.add(
                    FIELD + ".timeout",
                    "10 seconds to 1 hour are allowed, but got " + time.toSeconds() + " seconds"));
    return problems.count() > before
        ? Optional.empty()
        : Optional.of(new Migration(command, container, wait.orElseThrow()));
  }

  private void checkCommand(Problems problems) {
    if (command.isEmpty() || command.size() > Migration.MOST_WORDS) {
      problems.add(
          FIELD + ".command",
          "1 to " + Migration.MOST_WORDS + " words are allowed, but got " + command.size());
      return;
    }
    int length = 0;
    for (int i = 0; i < command.size(); i++) {
      var word = command.get(i);
      length += word.length();
      if (word.isEmpty() || word.length() > LONGEST_WORD || word.indexOf('\0') >= 0) {
        problems.add(
            FIELD + ".command[" + i + "]",
            "1 to " + LONGEST_WORD + " characters are allowed, and not the character zero");
      }
    }
    if (length > LONGEST_COMMAND) {
      problems.add(
          FIELD + ".command",
          "all words together may have " + LONGEST_COMMAND + " characters, but got " + length);
    }
  }
}
