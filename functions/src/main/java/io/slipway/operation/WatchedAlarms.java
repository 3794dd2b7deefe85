package io.slipway.operation;

import io.slipway.aws.Alarms;
import io.slipway.domain.FreeText;
import io.slipway.domain.Rejected;
import io.slipway.runtime.Platform;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** The rules for the alarms that a caller wants an operation to be watched by. */
final class WatchedAlarms {

  private static final int MOST = 20;

  /** CloudWatch's own limit. */
  private static final int LONGEST = 255;

  private final Alarms alarms;

  WatchedAlarms(Platform platform) {
    this.alarms = new Alarms(platform);
  }

  /**
   * The names, each once.
   *
   * @throws Rejected 400 where a name cannot be one
   */
  static List<String> names(Optional<List<String>> asked) {
    var names = asked.orElse(List.of());
    if (names.size() > MOST) {
      throw Rejected.invalid(
          "alarms", "at most " + MOST + " names are allowed, but got " + names.size());
    }
    var seen = new HashSet<String>();
    for (int i = 0; i < names.size(); i++) {
      var field = "alarms[" + i + "]";
      int length = names.get(i).length();
      if (length < 1 || length > LONGEST) {
        throw Rejected.invalid(
            field + "'s length", "1 to " + LONGEST + " is allowed, but got " + length);
      }
      FreeText.checked(field, names.get(i), LONGEST);
      if (!seen.add(names.get(i))) {
        throw Rejected.invalid(field, "is named twice");
      }
    }
    return names;
  }

  /**
   * Refuses to begin under an alarm.
   *
   * @throws Rejected 409 where one has gone off, or does not exist
   */
  void requireQuiet(List<String> names) {
    var objections = alarms.objections(names);
    if (!objections.isEmpty()) {
      throw new Rejected(409, "alarm", "nothing was started: " + String.join("; ", objections));
    }
  }
}
