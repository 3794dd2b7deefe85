package io.slipway.operation;

import io.slipway.aws.RetiredRevisions;
import io.slipway.aws.SecretParameters;
import java.util.ArrayList;
import java.util.List;

/** Foresees a deletion. */
final class DeleteStackForecast {

  private final Forecast.Gathering seen = new Forecast.Gathering();

  private DeleteStackForecast() {}

  static Forecast of(DeleteStackPlan plan, DeleteSurvey.Found found) {
    return new DeleteStackForecast().gathered(plan, found);
  }

  private Forecast gathered(DeleteStackPlan plan, DeleteSurvey.Found found) {
    seen.step("StartDeleteStack", "checks the request, takes the locks");
    unname(found);
    seen.waiting(
        "RemoveStacks",
        "deletes " + found.stacks().size() + " stacks",
        "until they are gone, at most 45 minutes");
    found.stacks().forEach(stack -> seen.change("cloudformation", "DeleteStack", stack, "", ""));
    seen.step("RetireReleases", "deletes the task definitions that the stacks leave");
    retire(found.families());
    seen.step("DeleteParameters", "deletes the parameters of every environment, and the webhooks");
    found.parameters().forEach(this::deleteParameters);
    if (plan.deleteImages()) {
      seen.step("DeleteImages", "deletes the images of " + plan.repository());
      found
          .images()
          .forEach(
              count ->
                  seen.change("ecr", "BatchDeleteImage", plan.repository(), count + " images", ""));
    }
    seen.waiting(
        "RemoveImages",
        found.imagesStack() ? "deletes stack " + plan.images().name() : "keeps the images",
        "until it is gone, at most 45 minutes");
    if (found.imagesStack()) {
      seen.change("cloudformation", "DeleteStack", plan.images().name(), "", "");
    }
    return seen.step("VerifyDeleted", "looks for what may be left")
        .step("FinishDelete", "takes the application out of the inventory, gives the locks back")
        .forecast();
  }

  private void unname(DeleteSurvey.Found found) {
    if (found.records().isEmpty()) {
      return;
    }
    seen.step("RemoveRecords", "removes the records that lead customers here");
    found
        .records()
        .forEach(
            (zone, records) ->
                seen.change(
                    "route53", "ChangeResourceRecordSets", zone, String.join(", ", records), ""));
    seen.waiting(
        "AwaitRecords",
        "nobody is led here any more",
        "until all name servers know, and 60 seconds");
  }

  private void deleteParameters(List<String> names) {
    for (int from = 0; from < names.size(); from += SecretParameters.BATCH) {
      var batch = names.subList(from, Math.min(from + SecretParameters.BATCH, names.size()));
      seen.change("ssm", "DeleteParameters", String.join(", ", batch), "", "");
    }
  }

  /** In runs of as many as one run of RetireReleases deals with. */
  private void retire(List<DeleteSurvey.Family> families) {
    int room = RetiredRevisions.MOST_IN_A_RUN;
    for (var family : families) {
      var active = new ArrayList<>(family.active());
      var inactive = new ArrayList<>(family.inactive());
      while (!active.isEmpty() || !inactive.isEmpty()) {
        var now = List.copyOf(active.subList(0, Math.min(room, active.size())));
        now.forEach(
            revision ->
                seen.change("ecs", "DeregisterTaskDefinition", revision, "ACTIVE", "INACTIVE"));
        var all = new ArrayList<>(now);
        all.addAll(inactive.subList(0, Math.min(room - now.size(), inactive.size())));
        delete(all);
        active.removeAll(all);
        inactive.removeAll(all);
        room = room == all.size() ? RetiredRevisions.MOST_IN_A_RUN : room - all.size();
      }
    }
  }

  private void delete(List<String> revisions) {
    for (int from = 0; from < revisions.size(); from += RetiredRevisions.BATCH) {
      var batch =
          revisions.subList(from, Math.min(from + RetiredRevisions.BATCH, revisions.size()));
      seen.change("ecs", "DeleteTaskDefinitions", String.join(", ", batch), "INACTIVE", "");
    }
  }
}
