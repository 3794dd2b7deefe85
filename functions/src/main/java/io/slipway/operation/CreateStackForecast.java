package io.slipway.operation;

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
    return seen.waiting(
            "CheckStacks",
            "CloudFormation creates " + plan.stacks().size() + " stacks",
            "until all are ready, at most half an hour")
        .step("FinishCreate", "writes the inventory, gives the locks back")
        .forecast();
  }
}
