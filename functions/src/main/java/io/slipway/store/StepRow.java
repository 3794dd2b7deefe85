package io.slipway.store;

import io.slipway.domain.RetryLater;
import java.time.Instant;
import java.util.Optional;

/** A step of an operation as an item of Slipway_Operations. */
final class StepRow {

  /** How often the step has announced a change. */
  private static final String BEGUN = "Begun";

  private StepRow() {}

  static Row key(String operationId, StepName step) {
    return Row.key("OPERATION#" + operationId, "STEP#" + step);
  }

  /** How often a step has announced a change, by its row; none where there is no row. */
  static long begun(Row row) {
    return row.numberOr(BEGUN, 0);
  }

  /**
   * Adds to a transaction that a step announces a change, the {@code before + 1}st time.
   *
   * @throws RetryLater when it is committed, where another run of the step has announced one since
   */
  static void begin(
      Transaction transaction,
      String table,
      Row key,
      StepName step,
      long before,
      String message,
      Optional<?> details,
      Instant now,
      String began) {
    var values = values(step, StepRecord.Outcome.RUNNING, message, details, now, began);
    values.with(":times", before + 1);
    if (before > 0) {
      values.with(":before", before);
    }
    transaction.update(
        table,
        key,
        "SET " + assignments(details) + ", Begun = :times REMOVE EndedAt",
        before == 0 ? "attribute_not_exists(Begun)" : "Begun = :before",
        values.attributes(),
        () -> new RetryLater("another run of " + step + " has just begun"));
  }

  /**
   * Adds to a transaction how a step stands now.
   *
   * @param began sorts the steps of an operation by when they began; counts the first time only
   */
  static void write(
      Transaction transaction,
      String table,
      Row key,
      StepName step,
      StepRecord.Outcome outcome,
      String message,
      Optional<?> details,
      Instant now,
      String began) {
    transaction.update(
        table,
        key,
        "SET "
            + assignments(details)
            + (outcome == StepRecord.Outcome.RUNNING ? " REMOVE EndedAt" : ", EndedAt = :now"),
        values(step, outcome, message, details, now, began).attributes());
  }

  private static String assignments(Optional<?> details) {
    return "StepState = :state, StepScope = :scope, Outcome = :outcome, Message = :message,"
        + " StartedAt = if_not_exists(StartedAt, :now), Began = if_not_exists(Began, :began)"
        + (details.isPresent() ? ", Details = :details" : "");
  }

  private static Row values(
      StepName step,
      StepRecord.Outcome outcome,
      String message,
      Optional<?> details,
      Instant now,
      String began) {
    var values =
        Row.empty()
            .with(":state", step.state())
            .with(":scope", step.scope())
            .with(":outcome", outcome.name())
            .with(":message", message)
            .with(":now", now)
            .with(":began", began);
    details.ifPresent(numbers -> values.withJson(":details", numbers));
    return values;
  }
}
