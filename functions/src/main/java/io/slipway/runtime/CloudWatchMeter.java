package io.slipway.runtime;

import io.slipway.domain.OperationKind;
import io.slipway.domain.OperationState;
import java.time.Duration;
import software.amazon.lambda.powertools.metrics.MetricsFactory;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/**
 * Counts operations in CloudWatch: namespace {@code Slipway}, metrics {@code OperationsEnded} and
 * {@code OperationSeconds}, each by {@code Operation} and {@code State}; {@code Drifts}; and {@code
 * OperationsNeedingAttention}.
 *
 * <p>By way of the function's log (embedded metric format), so that counting costs no call.
 */
final class CloudWatchMeter implements Meter {

  @Override
  public void ended(OperationKind kind, OperationState state, Duration took) {
    MetricsFactory.getMetricsInstance()
        .flushMetrics(
            metrics -> {
              metrics.setNamespace("Slipway");
              metrics.addDimension(
                  DimensionSet.of("Operation", kind.toString(), "State", state.name()));
              metrics.addMetric("OperationsEnded", 1, MetricUnit.COUNT);
              metrics.addMetric("OperationSeconds", (double) took.toSeconds(), MetricUnit.SECONDS);
            });
  }

  @Override
  public void drifts(int places) {
    count("Drifts", places);
  }

  @Override
  public void needAttention(int operations) {
    count("OperationsNeedingAttention", operations);
  }

  private static void count(String metric, int number) {
    MetricsFactory.getMetricsInstance()
        .flushMetrics(
            metrics -> {
              metrics.setNamespace("Slipway");
              metrics.addMetric(metric, number, MetricUnit.COUNT);
            });
  }
}
