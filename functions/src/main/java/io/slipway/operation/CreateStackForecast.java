package io.slipway.operation;

import io.slipway.domain.WeightedName;
import java.util.stream.Collectors;

/** Foresees a creation. */
final class CreateStackForecast {

  private CreateStackForecast() {}

  static Forecast of(CreateStackPlan plan) {
    var seen = new Forecast.Gathering();
    seen.step("StartCreateStack", "checks the request, takes the name and the locks");
    for (var stack : plan.stacks()) {
      seen.step("LaunchStack", "creates stack " + stack.name())
          .change("s3", "PutObject", stack.name(), "", "its template")
          .change("cloudformation", "CreateStack", stack.name(), "", "");
    }
    seen.waiting(
        "CheckStacks",
        "CloudFormation creates " + plan.stacks().size() + " stacks",
        "until all are ready, at most half an hour");
    plan.records().ifPresent(records -> add(records, seen));
    return seen.step("FinishCreate", "writes the inventory, gives the locks back").forecast();
  }

  private static void add(RecordPlan records, Forecast.Gathering seen) {
    var hosts = records.names().stream().map(WeightedName::host).collect(Collectors.joining(", "));
    seen.step("AddRecords", "the records of " + hosts + " lead to prod1");
    records.names().stream()
        .flatMap(name -> name.zones().stream())
        .distinct()
        .sorted()
        .forEach(zone -> seen.change("route53", "ChangeResourceRecordSets", zone, "", "prod1 100"));
    seen.waiting("AwaitRecords", "all name servers know of them", "usually 60 seconds");
  }
}
