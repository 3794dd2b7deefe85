package io.slipway.aws;

import io.slipway.domain.RequestLoad;
import io.slipway.runtime.Platform;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;

/**
 * What load balancers tell CloudWatch about the requests of a target group.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html">
 *     CloudWatch metrics for Application Load Balancers</a>
 */
public final class TargetMetrics {

  private static final String NAMESPACE = "AWS/ApplicationELB";

  /** The longest period of a data point. */
  private static final long A_DAY = Duration.ofDays(1).toSeconds();

  private static final String REQUESTS = "requests";
  private static final String ERRORS = "errors";
  private static final String LATENCY = "latency";

  private final CloudWatchClient cloudWatch;

  public TargetMetrics(Platform platform) {
    this.cloudWatch = platform.cloudWatch();
  }

  /**
   * The requests that a target group has had, by whole minutes; those of the last minutes may not
   * be counted yet. A metric without data points is zero: load balancers report what is not zero.
   *
   * @param rule the listener rule that the requests came through, for the load balancer in its ARN
   * @param percentile of the latency, such as {@code p99}
   */
  public RequestLoad load(
      String rule, String targetGroup, Instant from, Instant to, String percentile) {
    var begin = from.truncatedTo(ChronoUnit.MINUTES);
    var end = to.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
    int period = (int) Math.min(A_DAY, Duration.between(begin, end).toSeconds());
    var dimensions = dimensions(rule, targetGroup);
    var queries =
        List.of(
            query(REQUESTS, "RequestCount", "Sum", period, dimensions),
            query(ERRORS, "HTTPCode_Target_5XX_Count", "Sum", period, dimensions),
            query(LATENCY, "TargetResponseTime", percentile, period, dimensions));
    var values = new HashMap<String, List<Double>>();
    AwsErrors.calling(
            "read the metrics of " + targetGroup,
            () ->
                cloudWatch
                    .getMetricDataPaginator(
                        request -> request.startTime(begin).endTime(end).metricDataQueries(queries))
                    .metricDataResults()
                    .stream()
                    .toList())
        .forEach(result -> add(values, result));
    return new RequestLoad(
        sum(values, REQUESTS), sum(values, ERRORS), highest(values.get(LATENCY)));
  }

  private static void add(Map<String, List<Double>> values, MetricDataResult result) {
    values.computeIfAbsent(result.id(), id -> new java.util.ArrayList<>()).addAll(result.values());
  }

  private static long sum(Map<String, List<Double>> values, String id) {
    return Math.round(
        values.getOrDefault(id, List.of()).stream().mapToDouble(Double::doubleValue).sum());
  }

  /** A period that is cut into two gives two values; both groups are cut at the same moment. */
  private static Optional<Double> highest(List<Double> values) {
    return values == null ? Optional.empty() : values.stream().max(Double::compare);
  }

  private static MetricDataQuery query(
      String id, String metric, String statistic, int period, List<Dimension> dimensions) {
    return MetricDataQuery.builder()
        .id(id)
        .metricStat(
            stat ->
                stat.stat(statistic)
                    .period(period)
                    .metric(
                        named ->
                            named.namespace(NAMESPACE).metricName(metric).dimensions(dimensions)))
        .build();
  }

  /**
   * {@code targetgroup/NAME/ID} of {@code arn:…:targetgroup/NAME/ID}, and {@code app/NAME/ID} of
   * {@code arn:…:listener-rule/app/NAME/ID/LISTENER/RULE}.
   */
  private static List<Dimension> dimensions(String rule, String targetGroup) {
    var group = targetGroup.substring(targetGroup.lastIndexOf(':') + 1);
    var parts = rule.substring(rule.lastIndexOf(':') + 1).split("/", -1);
    return List.of(
        Dimension.builder().name("TargetGroup").value(group).build(),
        Dimension.builder()
            .name("LoadBalancer")
            .value(String.join("/", parts[1], parts[2], parts[3]))
            .build());
  }
}
