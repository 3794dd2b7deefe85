package io.slipway.local.asl.definition;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which fields a state of each type may have, and which belong to the other query language. */
final class FieldTable {

  static final Set<String> MACHINE =
      Set.of("Comment", "QueryLanguage", "StartAt", "States", "TimeoutSeconds", "Version");
  static final Set<String> BRANCH = Set.of("Comment", "StartAt", "States");
  static final Set<String> PROCESSOR = Set.of("Comment", "StartAt", "States", "ProcessorConfig");
  static final Set<String> RULE = Set.of("Comment", "Condition", "Next", "Assign", "Output");
  static final Set<String> CATCHER = Set.of("Comment", "ErrorEquals", "Next", "Assign", "Output");
  static final Set<String> RETRIER =
      Set.of(
          "Comment",
          "ErrorEquals",
          "IntervalSeconds",
          "MaxAttempts",
          "BackoffRate",
          "MaxDelaySeconds",
          "JitterStrategy");

  /** Fields of JSONPath states; some of them on one type of state only. */
  static final Set<String> JSONPATH_ONLY =
      Set.of(
          "InputPath",
          "OutputPath",
          "ResultPath",
          "Parameters",
          "ResultSelector",
          "Result",
          "ItemsPath",
          "MaxConcurrencyPath",
          "SecondsPath",
          "TimestampPath",
          "TimeoutSecondsPath",
          "HeartbeatSecondsPath",
          "ErrorPath",
          "CausePath",
          "ToleratedFailureCountPath",
          "ToleratedFailurePercentagePath");

  /** Fields of a Map that only its distributed mode has. */
  static final Set<String> DISTRIBUTED_ONLY =
      Set.of("ItemReader", "ItemBatcher", "ResultWriter", "Label");

  /** The types in the order in which the service lists them. */
  static final String TYPES = "[Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map]";

  private static final Set<String> EVERY = Set.of("Type", "Comment", "QueryLanguage");

  private static final Map<String, Set<String>> BY_TYPE =
      Map.of(
          "Pass", fields("Assign", "Output", "Next", "End"),
          "Task",
              fields(
                  "Resource",
                  "Arguments",
                  "Credentials",
                  "TimeoutSeconds",
                  "HeartbeatSeconds",
                  "Retry",
                  "Catch",
                  "Assign",
                  "Output",
                  "Next",
                  "End"),
          "Choice", fields("Choices", "Default", "Assign", "Output"),
          "Wait", fields("Seconds", "Timestamp", "Assign", "Output", "Next", "End"),
          "Succeed", fields("Output"),
          "Fail", fields("Error", "Cause"),
          "Parallel",
              fields("Branches", "Arguments", "Retry", "Catch", "Assign", "Output", "Next", "End"),
          "Map",
              fields(
                  "Items",
                  "ItemSelector",
                  "ItemProcessor",
                  "Iterator",
                  "MaxConcurrency",
                  "ToleratedFailureCount",
                  "ToleratedFailurePercentage",
                  "Retry",
                  "Catch",
                  "Assign",
                  "Output",
                  "Next",
                  "End"));

  private FieldTable() {}

  static boolean knows(String type) {
    return BY_TYPE.containsKey(type);
  }

  static boolean allows(String type, String field) {
    return BY_TYPE.get(type).contains(field);
  }

  private static Set<String> fields(String... own) {
    return Stream.concat(EVERY.stream(), Stream.of(own)).collect(Collectors.toUnmodifiableSet());
  }
}
