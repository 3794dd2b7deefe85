package io.slipway.operation;

/** Foresees a build. */
final class BuildForecast {

  private BuildForecast() {}

  static Forecast of(BuildPlan plan) {
    var seen = new Forecast.Gathering();
    var how = plan.how();
    seen.step("StartBuild", "looks whether " + plan.repository() + " has the image of the commit");
    seen.waiting(
        "BuildImage",
        "unless it is there, CodeBuild makes it for "
            + how.architecture()
            + ", and pushes it as "
            + plan.tag(),
        "until it is done, at most " + how.timeout().toMinutes() + " minutes");
    seen.change("codebuild", "StartBuild", plan.source().name(), "", plan.commit().abbreviated());
    seen.change("ecr", "PutImage", plan.repository() + ":" + plan.tag(), "", "");
    seen.waiting(
        "CheckImage",
        "looks what ECR's scan has found; at most " + how.scan().highest() + " is allowed",
        "until the scan is complete, at most 15 minutes");
    plan.version()
        .ifPresent(tag -> seen.change("ecr", "PutImage", plan.repository() + ":" + tag, "", ""));
    return seen.step("FinishBuild", "tags the image, records its digest").forecast();
  }
}
