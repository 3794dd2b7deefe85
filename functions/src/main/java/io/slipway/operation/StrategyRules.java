package io.slipway.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.Problems;
import io.slipway.domain.Rejected;
import io.slipway.domain.Strategy;
import io.slipway.domain.StrategyStep;
import io.slipway.runtime.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a strategy of what a caller asks for, or says which fields are wrong, all at once. */
final class StrategyRules {

  /** How long the old slot stays up at full size after all traffic has moved, unless asked. */
  private static final Duration BAKE = Duration.ofMinutes(10);

  private static final String FIELD = "strategy";

  private StrategyRules() {}

  /**
   * The steps of a canary, with the last one of 100 percent.
   *
   * @param asked a list of steps, or one of the short forms
   */
  static Strategy canary(JsonNode asked, Optional<JsonNode> bake) {
    var problems = new Problems();
    var steps = asked.isArray() ? list(asked, problems) : shortForm(asked, problems);
    var lastBake = bake.map(wait -> Wait.read("bake", wait, problems)).orElse(Optional.of(BAKE));
    problems.refuse();
    if (steps.getLast().weight() < 100) {
      steps.add(new StrategyStep(100, lastBake.orElseThrow(), false));
    } else if (bake.isPresent()) {
      throw Rejected.invalid(
          "bake",
          "the last step has a weight of 100 and says how long the old slot stays up: "
              + steps.getLast().bake().toSeconds()
              + " seconds; leave bake or that step out");
    }
    refuseTooLong(steps);
    return new Strategy(steps);
  }

  /** All at once. */
  static Strategy swap(Optional<JsonNode> bake) {
    var problems = new Problems();
    var wait = bake.map(asked -> Wait.read("bake", asked, problems)).orElse(Optional.of(BAKE));
    problems.refuse();
    return Strategy.atOnce(wait.orElseThrow());
  }

  private static List<StrategyStep> list(JsonNode asked, Problems problems) {
    if (asked.isEmpty() || asked.size() > Strategy.MOST_STEPS) {
      problems.add(
          FIELD, "1 to " + Strategy.MOST_STEPS + " steps are allowed, but got " + asked.size());
      return List.of();
    }
    var steps = new ArrayList<StrategyStep>();
    int lowest = 1;
    for (int i = 0; i < asked.size(); i++) {
      var field = FIELD + "[" + i + "]";
      var step = Json.read(asked.get(i), CanaryShiftRequest.Step.class, field, problems);
      if (step.isPresent()) {
        step(field, step.get(), lowest, problems).ifPresent(steps::add);
        lowest = Math.max(lowest, Math.min(step.get().weight(), 100) + 1);
      }
    }
    return steps;
  }

  private static Optional<StrategyStep> step(
      String field, CanaryShiftRequest.Step asked, int lowest, Problems problems) {
    boolean rises = asked.weight() >= lowest && asked.weight() <= 100;
    if (!rises) {
      problems.add(
          field + ".weight",
          (lowest > 100
                  ? "no step is allowed after one of 100"
                  : lowest + " to 100 is allowed" + (lowest > 1 ? ", as weights rise" : ""))
              + ", but got "
              + asked.weight());
    }
    boolean approval = asked.approval().orElse(false);
    var within = approvalWithin(field + ".approvalWithin", asked, approval, problems);
    return Wait.read(field + ".wait", asked.waiting(), problems)
        .filter(wait -> rises)
        .map(wait -> new StrategyStep(asked.weight(), wait, approval, within));
  }

  private static Optional<Duration> approvalWithin(
      String field, CanaryShiftRequest.Step asked, boolean approval, Problems problems) {
    if (asked.approvalWithin().isPresent() && !approval) {
      problems.add(field, "is allowed with \"approval\": true only");
      return Optional.empty();
    }
    var within = asked.approvalWithin().flatMap(wait -> Wait.read(field, wait, problems));
    if (within.filter(wait -> wait.compareTo(StrategyStep.SHORTEST_APPROVAL) < 0).isPresent()) {
      problems.add(
          field,
          "at least "
              + StrategyStep.SHORTEST_APPROVAL.toSeconds()
              + " seconds are allowed, but got "
              + within.get().toSeconds());
      return Optional.empty();
    }
    return within;
  }

  /** {@code {"linear": …}} or {@code {"canary": …}}; the step of 100 is not among the steps yet. */
  private static List<StrategyStep> shortForm(JsonNode asked, Problems problems) {
    var linear = asked.path("linear");
    var canary = asked.path("canary");
    if (!asked.isObject() || asked.size() != 1 || linear.isNull() || canary.isNull()) {
      problems.add(FIELD, expected(asked));
    } else if (!linear.isMissingNode()) {
      return Json.read(linear, CanaryShiftRequest.Linear.class, FIELD + ".linear", problems)
          .map(form -> rising(FIELD + ".linear", form.step(), 99, form.waiting(), problems))
          .orElse(List.of());
    } else if (!canary.isMissingNode()) {
      return Json.read(canary, CanaryShiftRequest.Canary.class, FIELD + ".canary", problems)
          .map(
              form ->
                  rising(FIELD + ".canary", form.weight(), form.weight(), form.waiting(), problems))
          .orElse(List.of());
    } else {
      problems.add(FIELD, expected(asked));
    }
    return List.of();
  }

  private static String expected(JsonNode asked) {
    return "a list of steps, {\"linear\": {\"step\", \"wait\"}} or {\"canary\": {\"weight\","
        + " \"wait\"}} is expected, but got "
        + (asked.isObject() ? "an object with other fields" : Json.kind(asked));
  }

  /** Steps of {@code by}, 2 × {@code by}, … up to {@code most}, each watched as long. */
  private static List<StrategyStep> rising(
      String field, int by, int most, JsonNode wait, Problems problems) {
    boolean allowed = by >= 1 && by <= 99;
    if (!allowed) {
      var name = field.endsWith("linear") ? ".step" : ".weight";
      problems.add(field + name, "1 to 99 is allowed, but got " + by);
    }
    var watched = Wait.read(field + ".wait", wait, problems);
    var steps = new ArrayList<StrategyStep>();
    if (allowed && watched.isPresent()) {
      for (int weight = by; weight <= most; weight += by) {
        steps.add(new StrategyStep(weight, watched.get(), false));
      }
    }
    return steps;
  }

  private static void refuseTooLong(List<StrategyStep> steps) {
    var all = steps.stream().map(StrategyStep::bake).reduce(Duration.ZERO, Duration::plus);
    if (all.compareTo(Strategy.LONGEST) > 0) {
      throw Rejected.invalid(
          FIELD,
          "all waits together may last "
              + Strategy.LONGEST.toSeconds()
              + " seconds, but got "
              + all.toSeconds());
    }
  }
}
