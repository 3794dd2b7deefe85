package io.slipway.api;

import io.slipway.domain.OperationKind;
import io.slipway.operation.Admission;
import io.slipway.operation.Forecast;
import io.slipway.operation.ReleaseAdmission;
import io.slipway.runtime.Answer;
import java.util.List;

/**
 * The answer to a call that asked what an operation would do.
 *
 * @param message what it would do, in one sentence
 * @param steps every step, in order
 * @param changes every change in AWS, in order; what happens at the same time stands place by place
 */
record DryRun(
    String applicationName,
    OperationKind operation,
    String message,
    List<Forecast.Step> steps,
    List<Forecast.Change> changes) {

  static Answer answer(Admission.Outlook outlook) {
    return Answer.ok(
        new DryRun(
            outlook.application().value(),
            outlook.kind(),
            outlook.message(),
            outlook.forecast().steps(),
            outlook.forecast().changes()));
  }

  /** Of the first operation of a release: the others are planned when their turn comes. */
  static Answer answer(ReleaseAdmission.Outlook outlook) {
    var first = outlook.first();
    return Answer.ok(
        new DryRun(
            first.application().value(),
            first.kind(),
            outlook.message()
                + "; what stands here is done by the first of them, and the others are planned when"
                + " their turn comes",
            first.forecast().steps(),
            first.forecast().changes()));
  }
}
