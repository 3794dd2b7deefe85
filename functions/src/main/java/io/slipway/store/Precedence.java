package io.slipway.store;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.Rejected;
import io.slipway.runtime.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What keeps an older push from coming after a newer one: every target remembers the newest push of
 * each line that an operation was admitted for, in the transaction that admits it. One of an older
 * push is not admitted there any more, whether it would begin at once or wait; and those that wait
 * for one target begin in the order in which they were admitted.
 *
 * @param line what is ordered: a branch, or the tags, of one webhook
 * @param number of the push in its line
 * @param targets the environments that must never go back
 */
public record Precedence(
    String pipeline, ApplicationName application, String line, long number, List<String> targets) {

  /** What a refusal of an older push is called. */
  public static final String SUPERSEDED = "superseded";

  /** Longer than a delivery can be late. */
  static final Duration KEPT = Duration.ofDays(90);

  private static final String NUMBER = "Newest";

  public Precedence {
    targets = List.copyOf(targets);
  }

  /** The newest push at a target, and the operation that was admitted for it. */
  public record Newest(String pipeline, String operation, long number) {}

  /**
   * Adds to the transaction that admits an operation that no newer push has been at its targets.
   *
   * @throws Rejected 409, when it is committed, where one has
   */
  void add(Transaction transaction, String table, String operation, Instant now) {
    for (var target : targets) {
      transaction.update(
          table,
          key(application, line, target),
          "SET "
              + NUMBER
              + " = :number, Pipeline = :pipeline, Operation = :operation,"
              + " ExpiresAt = :expires",
          "attribute_not_exists(" + NUMBER + ") OR " + NUMBER + " <= :number",
          Row.empty()
              .with(":number", number)
              .with(":pipeline", pipeline)
              .with(":operation", operation)
              .with(":expires", now.plus(KEPT).getEpochSecond())
              .attributes(),
          () ->
              new Rejected(
                  409, SUPERSEDED, "a newer push has been deployed to " + target + " already"));
    }
  }

  static Row key(ApplicationName application, String line, String target) {
    return Row.key("APPLICATION#" + application.key(), "NEWEST#" + target + "#" + hash(line));
  }

  /** Names of branches have no bound, keys have. */
  static String hash(String line) {
    return Sha256.hex(line).substring(0, 32);
  }

  static Newest read(Row row) {
    return new Newest(row.text("Pipeline"), row.text("Operation"), row.number(NUMBER));
  }
}
