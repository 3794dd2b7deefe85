package io.slipway.operation;

import io.slipway.aws.NameRecords;
import io.slipway.aws.Repository;
import io.slipway.aws.RetiredRevisions;
import io.slipway.aws.Stack;
import io.slipway.aws.StackState;
import io.slipway.aws.Stacks;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.ApplicationStack;
import io.slipway.domain.PlaceNames;
import io.slipway.runtime.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at what there is of an application before it is deleted. */
final class DeleteSurvey {

  /** As many revisions of one family as a forecast names. */
  private static final int MOST = 1000;

  private final Platform platform;
  private final Stacks stacks;
  private final RetiredRevisions revisions;
  private final ParameterRemoval parameters;
  private final NameRecords records;

  DeleteSurvey(Platform platform) {
    this.platform = platform;
    this.stacks = new Stacks(platform);
    this.revisions = new RetiredRevisions(platform);
    this.parameters = new ParameterRemoval(platform);
    this.records = new NameRecords(platform);
  }

  /**
   * What is there and will be removed.
   *
   * @param stacks the names of the environments' stacks
   * @param families the revisions that the stacks leave
   * @param images how many images each call deletes; none where they stay
   * @param imagesStack whether the repository's stack goes, too
   * @param parameters the names in Parameter Store that go with each version
   * @param records by the ids of their hosted zones
   */
  record Found(
      List<String> stacks,
      List<Family> families,
      List<Integer> images,
      boolean imagesStack,
      List<List<String>> parameters,
      Map<String, List<String>> records) {}

  /**
   * Revisions of one place, as {@code family:revision}, once its stack is gone.
   *
   * @param active still to be deregistered
   * @param inactive deregistered before, or by the stack
   */
  record Family(List<String> active, List<String> inactive) {}

  Found of(ApplicationName application, DeleteStackPlan plan) {
    var names = new ArrayList<String>();
    var families = new ArrayList<Family>();
    for (var planned : plan.stacks()) {
      var found = there(application, planned);
      found
          .filter(stack -> stack.state() != StackState.DELETING)
          .ifPresent(s -> names.add(s.name()));
      var own = found.map(stack -> List.copyOf(stack.outputs().values())).orElse(List.of());
      planned.places().stream()
          .flatMap(place -> plan.families(new PlaceNames(application, place)).stream())
          .forEach(family -> families.add(family(family, own)));
    }
    var imagesStack = there(application, plan.images());
    var repository = new Repository(platform, plan.repository());
    return new Found(
        names,
        families,
        plan.deleteImages() && repository.exists() ? repository.batches() : List.of(),
        imagesStack
            .filter(stack -> stack.state() != StackState.DELETING)
            .filter(stack -> plan.deleteImages() || stack.state() != StackState.READY)
            .isPresent(),
        parameters.parts(application).stream().map(ParameterRemoval.Part::names).toList(),
        records.with(plan.names(), RecordPlan.identifiers(application)));
  }

  private Optional<Stack> there(ApplicationName application, ApplicationStack planned) {
    return stacks
        .find(planned.name())
        .filter(stack -> stack.belongsTo(application) && stack.state() != StackState.GONE);
  }

  /** A stack takes the revision that it has made out of use itself. */
  private Family family(String family, List<String> own) {
    var active = revisions.active(family, MOST);
    var inactive =
        Stream.concat(
                active.stream().filter(own::contains), revisions.inactive(family, MOST).stream())
            .sorted(java.util.Comparator.comparingInt(DeleteSurvey::number))
            .toList();
    return new Family(
        active.stream().filter(arn -> !own.contains(arn)).map(RolloutForecast::revision).toList(),
        inactive.stream().map(RolloutForecast::revision).toList());
  }

  private static int number(String arn) {
    return Integer.parseInt(arn.substring(arn.lastIndexOf(':') + 1));
  }
}
