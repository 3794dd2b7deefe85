package io.slipway.local.account.notice;

import io.slipway.local.account.kernel.AwsErrors;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.MetricStat;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/**
 * Answers GetMetricData from what load balancers report of target groups: RequestCount,
 * HTTPCode_Target_5XX_Count and TargetResponseTime, by TargetGroup and LoadBalancer; and from what
 * is used of a quota. Other metrics are not known here, and refused loudly.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html">
 *     GetMetricData</a>
 */
final class MetricQueries {

  private static final String NAMESPACE = "AWS/ApplicationELB";
  private static final String USAGE = "AWS/Usage";
  private static final int MOST_QUERIES = 500;
  private static final int A_MINUTE = 60;

  private final RequestMetrics metrics;
  private final String groupPrefix;
  private final Instant now;
  private final ToDoubleFunction<Map<String, String>> usage;

  /**
   * @param groupPrefix what an ARN of a target group has before {@code targetgroup/}
   * @param usage how much of a quota is used, by the dimensions of its metric
   */
  MetricQueries(
      RequestMetrics metrics,
      String groupPrefix,
      Instant now,
      ToDoubleFunction<Map<String, String>> usage) {
    this.metrics = metrics;
    this.usage = usage;
    this.groupPrefix = groupPrefix;
    this.now = now;
  }

  GetMetricDataResponse answer(GetMetricDataRequest request) {
    var queries = request.metricDataQueries();
    if (queries.isEmpty() || queries.size() > MOST_QUERIES) {
      throw validation("MetricDataQueries must have 1 to 500 members");
    }
    if (request.startTime() == null
        || request.endTime() == null
        || !request.startTime().isBefore(request.endTime())) {
      throw validation("The parameter StartTime must be less than the parameter EndTime.");
    }
    return GetMetricDataResponse.builder()
        .metricDataResults(queries.stream().map(query -> answer(request, query)).toList())
        .build();
  }

  private MetricDataResult answer(GetMetricDataRequest request, MetricDataQuery query) {
    var stat = query.metricStat();
    if (stat != null && USAGE.equals(stat.metric().namespace())) {
      return used(query);
    }
    if (stat == null || !NAMESPACE.equals(stat.metric().namespace())) {
      throw new UnsupportedOperationException("local mode knows metrics of " + NAMESPACE + " only");
    }
    if (stat.period() < A_MINUTE || stat.period() % A_MINUTE != 0) {
      throw validation("Period must be a multiple of 60");
    }
    var range =
        new RequestMetrics.Range(
            request.startTime().truncatedTo(ChronoUnit.MINUTES),
            request.endTime(),
            Duration.ofSeconds(stat.period()));
    return MetricDataResult.builder()
        .id(query.id())
        .label(stat.metric().metricName())
        .statusCode(StatusCode.COMPLETE)
        .values(metrics.read(group(stat), statistic(stat), range, now))
        .build();
  }

  /** What runs nowhere is not reported. */
  private MetricDataResult used(MetricDataQuery query) {
    var asked =
        query.metricStat().metric().dimensions().stream()
            .collect(Collectors.toMap(Dimension::name, Dimension::value));
    double found = usage.applyAsDouble(asked);
    return MetricDataResult.builder()
        .id(query.id())
        .statusCode(StatusCode.COMPLETE)
        .values(found == 0 ? List.of() : List.of(found))
        .build();
  }

  private String group(MetricStat stat) {
    var dimensions =
        stat.metric().dimensions().stream()
            .collect(Collectors.toMap(Dimension::name, Dimension::value));
    var group = dimensions.get("TargetGroup");
    var balancer = dimensions.get("LoadBalancer");
    boolean known =
        dimensions.size() == 2
            && group != null
            && group.startsWith("targetgroup/")
            && balancer != null
            && balancer.startsWith("app/");
    if (!known) {
      throw new UnsupportedOperationException(
          "local mode knows metrics by TargetGroup and LoadBalancer only, not by " + dimensions);
    }
    return groupPrefix + group;
  }

  private static RequestMetrics.Statistic statistic(MetricStat stat) {
    var name = stat.metric().metricName();
    if (name.equals("RequestCount") && stat.stat().equals("Sum")) {
      return RequestMetrics.Statistic.requests();
    }
    if (name.equals("HTTPCode_Target_5XX_Count") && stat.stat().equals("Sum")) {
      return RequestMetrics.Statistic.errors();
    }
    if (name.equals("TargetResponseTime") && stat.stat().matches("p\\d+(\\.\\d+)?")) {
      return RequestMetrics.Statistic.latency(Double.parseDouble(stat.stat().substring(1)));
    }
    throw new UnsupportedOperationException(
        "local mode does not know the metric " + name + " " + stat.stat());
  }

  private static RuntimeException validation(String message) {
    return AwsErrors.badRequest(
        CloudWatchException.builder(), "CloudWatch", "ValidationError", message);
  }
}
