package io.slipway.local.account.formation.types;

import io.slipway.aws.SdkJson;
import io.slipway.local.account.kernel.Kernel;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

/** {@code AWS::CloudWatch::Alarm}. {@code Ref} is its name. */
final class AlarmType extends DeclaredType {

  private final Kernel kernel;
  private final CloudWatchClient cloudWatch;

  AlarmType(Kernel kernel, CloudWatchClient cloudWatch) {
    super(
        "AWS::CloudWatch::Alarm",
        new Schema(
            Set.of(
                "AlarmName",
                "AlarmDescription",
                "Namespace",
                "MetricName",
                "Dimensions",
                "Statistic",
                "Period",
                "EvaluationPeriods",
                "Threshold",
                "ComparisonOperator",
                "TreatMissingData",
                "AlarmActions",
                "OKActions"),
            Set.of("ComparisonOperator", "EvaluationPeriods"),
            Set.of("Arn")),
        Duration.ofSeconds(1));
    this.kernel = kernel;
    this.cloudWatch = cloudWatch;
  }

  @Override
  public Made create(Order order) {
    var properties = order.properties().deepCopy();
    var name = order.nameOr("AlarmName", 255);
    properties.put("AlarmName", name);
    cloudWatch.putMetricAlarm(SdkJson.read(properties, PutMetricAlarmRequest.class));
    return new Made(name, Map.of("Arn", kernel.arn("cloudwatch", "alarm:" + name)));
  }

  @Override
  public Set<String> replacing() {
    return Set.of("AlarmName");
  }

  @Override
  public String named() {
    return "AlarmName";
  }

  @Override
  public Made update(Existing was, Order order) {
    var properties = order.properties().deepCopy().put("AlarmName", was.physicalId());
    cloudWatch.putMetricAlarm(SdkJson.read(properties, PutMetricAlarmRequest.class));
    return was.same();
  }

  @Override
  public void delete(Existing resource) {
    cloudWatch.deleteAlarms(request -> request.alarmNames(resource.physicalId()));
  }
}
