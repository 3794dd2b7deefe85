package io.slipway.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.PreviewCheck;
import io.slipway.domain.Problems;
import io.slipway.domain.Quoted;
import java.time.Duration;
import java.util.Optional;

/**
 * How a caller asks for a request to the preview host before the next release gets traffic.
 *
 * @see PreviewCheck for what the fields mean
 */
public record CheckForm(
    String path, Optional<Integer> status, Optional<String> contains, Optional<JsonNode> timeout) {

  private static final String FIELD = "check";
  private static final int OK = 200;
  private static final int LONGEST_TEXT = 1000;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** The check; empty where something is wrong with it, which is then noted. */
  Optional<PreviewCheck> read(Problems problems) {
    int before = problems.count();
    if (!PreviewCheck.isPath(path)) {
      problems.add(
          FIELD + ".path",
          "a path that begins with one '/', of the characters that URLs may have, is expected,"
              + " but got "
              + Quoted.of(path));
    }
    status
        .filter(code -> code < 100 || code > 599)
        .ifPresent(
            code -> problems.add(FIELD + ".status", "100 to 599 is allowed, but got " + code));
    contains
        .filter(text -> text.isEmpty() || text.length() > LONGEST_TEXT)
        .ifPresent(
            text ->
                problems.add(
                    FIELD + ".contains",
                    "1 to " + LONGEST_TEXT + " characters are allowed, but got " + text.length()));
    var wait =
        timeout.isEmpty()
            ? Optional.of(TIMEOUT)
            : Wait.read(FIELD + ".timeout", timeout.get(), problems);
    wait.filter(time -> time.compareTo(PreviewCheck.LONGEST) > 0)
        .ifPresent(
            time ->
                problems.add(
                    FIELD + ".timeout",
                    "1 to 15 seconds are allowed, but got " + time.toSeconds()));
    return problems.count() > before
        ? Optional.empty()
        : Optional.of(new PreviewCheck(path, status.orElse(OK), contains, wait.orElseThrow()));
  }
}
