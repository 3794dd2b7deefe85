package io.slipway.local.simulation.invariant;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** O2: each revision that can be used was made by a stack, or is known to the log. */
final class RevisionsHaveAReason extends Rule {

  private static final String MARK = "slipway:release";

  RevisionsHaveAReason(Journal journal) {
    super(
        "O2",
        "no revision of a task definition was registered twice for one release,"
            + " without a service ever having been given it",
        journal);
  }

  @Override
  public List<String> atRest(View view) {
    var found = new ArrayList<String>();
    var marks = new java.util.HashSet<String>();
    var arns =
        view.account()
            .ecs()
            .listTaskDefinitionsPaginator(request -> request.status(TaskDefinitionStatus.ACTIVE))
            .taskDefinitionArns();
    for (var arn : arns) {
      view
          .account()
          .ecs()
          .describeTaskDefinition(
              request -> request.taskDefinition(arn).include(TaskDefinitionField.TAGS))
          .tags()
          .stream()
          .filter(tag -> tag.key().equals(MARK))
          .filter(tag -> !marks.add(arn.substring(0, arn.lastIndexOf(':')) + " " + tag.value()))
          .forEach(tag -> found.add(arn + " was registered once more for " + tag.value()));
    }
    return found;
  }
}
