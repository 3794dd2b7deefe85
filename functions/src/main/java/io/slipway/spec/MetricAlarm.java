package io.slipway.spec;

import io.slipway.spec.shape.Key;
import java.util.Optional;

/** An alarm of CloudWatch that starts a step of scaling. */
public record MetricAlarm(
    @Key(says = "its name", longest = 255, aws = "Alarm.MetricName") String metric,
    @Key(says = "of the metric", byDefault = "\"AWS/ECS\"", longest = 255, aws = "Alarm.Namespace")
        String namespace,
    @Key(says = "of the metric", byDefault = "\"Average\"", aws = "Alarm.Statistic")
        MetricAlarm.Statistic statistic,
    @Key(
            says = "seconds, 10, 30 or a multiple of 60",
            byDefault = "60",
            min = 10,
            max = 86400,
            aws = "Alarm.Period")
        int period,
    @Key(
            says = "how many in a row",
            byDefault = "1",
            min = 1,
            max = 100,
            aws = "Alarm.EvaluationPeriods")
        int evaluationPeriods,
    @Key(says = "what it is compared with", aws = "Alarm.Threshold") double threshold,
    @Key(says = "how it is compared", aws = "Alarm.ComparisonOperator")
        MetricAlarm.Comparison comparison,
    @Key(says = "for people", longest = 1024, aws = "Alarm.AlarmDescription")
        Optional<String> description) {

  /** How the values of a period are summed up. */
  public enum Statistic {
    Average,
    Minimum,
    Maximum,
    Sum,
    SampleCount
  }

  /** When it goes off. */
  public enum Comparison {
    GreaterThanOrEqualToThreshold,
    GreaterThanThreshold,
    LessThanThreshold,
    LessThanOrEqualToThreshold
  }
}
