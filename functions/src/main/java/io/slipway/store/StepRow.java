package io.slipway.store;

import java.time.Instant;
import java.util.Optional;

/** A step of an operation as an item of Slipway_Operations. */
final class StepRow {

  private StepRow() {}

  static Row key(String operationId, StepName step) {
    return Row.key("OPERATION#" + operationId, "STEP#" + step);
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
    var values =
        Row.empty()
            .with(":state", step.state())
            .with(":scope", step.scope())
            .with(":outcome", outcome.name())
            .with(":message", message)
            .with(":now", now)
            .with(":began", began);
    details.ifPresent(numbers -> values.withJson(":details", numbers));
    transaction.update(
        table,
        key,
        "SET StepState = :state, StepScope = :scope, Outcome = :outcome, Message = :message,"
            + " StartedAt = if_not_exists(StartedAt, :now), Began = if_not_exists(Began, :began)"
            + (details.isPresent() ? ", Details = :details" : "")
            + (outcome == StepRecord.Outcome.RUNNING ? " REMOVE EndedAt" : ", EndedAt = :now"),
        "attribute_not_exists(PK) OR attribute_exists(PK)",
        values.attributes(),
        () -> new IllegalStateException("a condition that always holds"));
  }
}
