package io.slipway.aws;

import io.slipway.runtime.Platform;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.servicequotas.model.MetricInfo;
import software.amazon.awssdk.services.servicequotas.model.NoSuchResourceException;
import software.amazon.awssdk.services.servicequotas.model.ServiceQuota;

/**
 * How much Fargate lets this account run at once, and how much of that it runs.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html">
 *     Fargate service quotas</a>
 */
public final class FargateLimits {

  private static final String SERVICE = "fargate";

  /** "Fargate On-Demand vCPU resource count" and "Fargate Spot vCPU resource count". */
  private static final String ON_DEMAND = "L-3032A538";

  private static final String SPOT = "L-36FBB829";

  /** Usage is reported every minute or five. */
  private static final int PERIOD_SECONDS = 300;

  private static final Duration LOOKED_BACK = Duration.ofMinutes(15);

  private final ServiceQuotasClient quotas;
  private final CloudWatchClient cloudWatch;
  private final Clock clock;

  public FargateLimits(Platform platform) {
    this.quotas = platform.serviceQuotas();
    this.cloudWatch = platform.cloudWatch();
    this.clock = platform.clock();
  }

  /**
   * What there is.
   *
   * @param most processors that may run at once
   * @param used how many ran lately; empty where AWS does not say
   */
  public record Room(double most, Optional<Double> used) {}

  /** The room for tasks on demand, or on spot capacity. */
  public Room room(boolean spot) {
    var quota =
        AwsErrors.calling("read the quotas of Fargate", () -> quota(spot ? SPOT : ON_DEMAND));
    return new Room(quota.value(), Optional.ofNullable(quota.usageMetric()).flatMap(this::used));
  }

  /** The quota of the account; where nobody has ever asked for another, that of everybody. */
  private ServiceQuota quota(String code) {
    try {
      return quotas
          .getServiceQuota(request -> request.serviceCode(SERVICE).quotaCode(code))
          .quota();
    } catch (NoSuchResourceException e) {
      return quotas
          .getAWSDefaultServiceQuota(request -> request.serviceCode(SERVICE).quotaCode(code))
          .quota();
    }
  }

  /** What runs nowhere is not reported. */
  private Optional<Double> used(MetricInfo metric) {
    if (metric.metricName() == null) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    var query =
        MetricDataQuery.builder()
            .id("used")
            .metricStat(
                stat ->
                    stat.stat(
                            Optional.ofNullable(metric.metricStatisticRecommendation())
                                .orElse("Maximum"))
                        .period(PERIOD_SECONDS)
                        .metric(
                            named ->
                                named
                                    .namespace(metric.metricNamespace())
                                    .metricName(metric.metricName())
                                    .dimensions(dimensions(metric))))
            .build();
    return AwsErrors.calling(
        "read how much of Fargate is used",
        () ->
            Optional.of(
                cloudWatch
                    .getMetricDataPaginator(
                        request ->
                            request
                                .startTime(now.minus(LOOKED_BACK))
                                .endTime(now)
                                .metricDataQueries(query))
                    .metricDataResults()
                    .stream()
                    .flatMap(result -> result.values().stream())
                    .max(Double::compare)
                    .orElse(0.0)));
  }

  private static List<Dimension> dimensions(MetricInfo metric) {
    return metric.metricDimensions().entrySet().stream()
        .map(one -> Dimension.builder().name(one.getKey()).value(one.getValue()).build())
        .toList();
  }
}
