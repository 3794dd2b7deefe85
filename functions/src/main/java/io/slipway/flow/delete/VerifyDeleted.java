package io.slipway.flow.delete;

import io.slipway.aws.NameRecords;
import io.slipway.aws.Remains;
import io.slipway.aws.Repository;
import io.slipway.aws.RetiredRevisions;
import io.slipway.aws.StackState;
import io.slipway.aws.Stacks;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.ApplicationStack;
import io.slipway.domain.LeftBehind;
import io.slipway.domain.OperationRef;
import io.slipway.domain.Place;
import io.slipway.domain.PlaceNames;
import io.slipway.operation.DeleteStackPlan;
import io.slipway.operation.RecordPlan;
import io.slipway.runtime.Installation;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Operations;
import java.util.ArrayList;
import java.util.List;

/** Looks in AWS whether everything that was to go is gone, before the inventory says so. */
public final class VerifyDeleted extends Step<VerifyDeleted.Input, VerifyDeleted.Output> {

  /** The operation. */
  public record Input(OperationRef operation) {}

  /** Nothing is left; it fails otherwise. */
  public record Output(boolean deleted) {}

  private final Platform platform;
  private final Operations operations;
  private final Stacks stacks;
  private final Remains remains;
  private final RetiredRevisions revisions;
  private final NameRecords records;
  private final Installation installation;

  public VerifyDeleted() {
    this(Platform.fromEnvironment());
  }

  public VerifyDeleted(Platform platform) {
    super(Input.class);
    this.platform = platform;
    this.operations = new Operations(platform);
    this.stacks = new Stacks(platform);
    this.remains = new Remains(platform);
    this.revisions = new RetiredRevisions(platform);
    this.records = new NameRecords(platform);
    this.installation = new Installation(platform.settings());
  }

  @Override
  protected Output run(Input input) {
    var application = input.operation().applicationName();
    var plan =
        Json.read(operations.get(input.operation().operationId()).plan(), DeleteStackPlan.class);
    var left = new ArrayList<String>();
    plan.stacks().forEach(stack -> left.addAll(leftOf(application, plan, stack)));
    records
        .with(plan.names(), RecordPlan.identifiers(application))
        .values()
        .forEach(there -> there.forEach(record -> left.add("record " + record)));
    if (plan.deleteImages()) {
      addStack(plan.images(), application, left);
      if (new Repository(platform, plan.repository()).exists()) {
        left.add("repository " + plan.repository());
      }
    }
    if (!left.isEmpty()) {
      throw new LeftBehind("still there after the deletion: " + String.join(", ", left));
    }
    return new Output(true);
  }

  private List<String> leftOf(
      ApplicationName application, DeleteStackPlan plan, ApplicationStack stack) {
    var left = new ArrayList<String>();
    addStack(stack, application, left);
    var names = stack.places().stream().map(place -> names(application, place)).toList();
    var cluster = installation.cluster(stack.environment());
    for (var name : names) {
      var families = plan.families(name);
      remains.services(cluster, families).forEach(service -> left.add("service " + service));
      if (remains.hasTargetGroup(name.targetGroup())) {
        left.add("target group " + name.targetGroup());
      }
      families.forEach(family -> left.addAll(revisions.left(family, 1)));
    }
    return left;
  }

  private void addStack(ApplicationStack stack, ApplicationName application, List<String> left) {
    stacks
        .find(stack.name())
        .filter(found -> found.belongsTo(application) && found.state() != StackState.GONE)
        .ifPresent(found -> left.add("stack " + found.name() + " (" + found.status() + ")"));
  }

  private static PlaceNames names(ApplicationName application, Place place) {
    return new PlaceNames(application, place);
  }
}
