package io.slipway.flow.update;

import io.slipway.aws.ProposedTemplate;
import io.slipway.aws.Stack;
import io.slipway.aws.Stacks;
import io.slipway.aws.StoredTemplates;
import io.slipway.domain.OperationRef;
import io.slipway.domain.TrafficChanged;
import io.slipway.operation.Replacements;
import io.slipway.operation.StackChange;
import io.slipway.operation.StackChange.Look;
import io.slipway.operation.StackChange.Wanted;
import io.slipway.operation.StackPriorities;
import io.slipway.operation.StackRendering;
import io.slipway.operation.StackUpdate;
import io.slipway.operation.StackValues;
import io.slipway.operation.UpdatePlan;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Sha256;
import io.slipway.store.Applications;
import io.slipway.store.Inventory;
import io.slipway.store.Specifications;

/**
 * Has CloudFormation say what would change in every stack, before anything does, and keeps the
 * templates: the new one, and the one to go back to. An update that would make anew what requests
 * come by ends here.
 */
public final class ProposeChanges extends RoundStep {

  private static final String STATE = "ProposeChanges";

  private final Applications applications;
  private final Specifications specifications;
  private final Inventory inventory;
  private final StackPriorities priorities;
  private final StackRendering rendering;
  private final StoredTemplates templates;
  private final Stacks stacks;
  private final StackValues values;
  private final StackChange change;

  public ProposeChanges() {
    this(Platform.fromEnvironment());
  }

  public ProposeChanges(Platform platform) {
    super(platform, "CloudFormation says what changes in");
    this.applications = new Applications(platform);
    this.specifications = new Specifications(platform);
    this.inventory = new Inventory(platform);
    this.priorities = new StackPriorities(platform);
    this.rendering = new StackRendering(platform);
    this.templates = new StoredTemplates(platform);
    this.stacks = new Stacks(platform);
    this.values = new StackValues(platform);
    this.change = new StackChange(platform);
  }

  @Override
  protected Look look(OperationRef ref, UpdatePlan plan, StackUpdate update, Stack stack) {
    var look =
        change.proposed(
            ref,
            STATE,
            stack,
            StackChange.name(StackChange.CHANGE, ref, stack.name()),
            () -> wanted(ref, plan, update, stack));
    var replaced = Replacements.in(look.changes());
    return replaced.isEmpty()
        ? look
        : Look.failed(
            "stack "
                + stack.name()
                + " could only be updated by replacing what requests come by: "
                + String.join("; ", replaced));
  }

  private Wanted wanted(OperationRef ref, UpdatePlan plan, StackUpdate update, Stack stack) {
    var name = ref.applicationName();
    values.requireAsPlanned(name, update);
    var was = specifications.get(name, plan.from());
    var next = specifications.get(name, plan.to());
    var places = update.stack().places();
    var entries =
        inventory.of(name).stream().filter(entry -> places.contains(entry.place())).toList();
    var rendered = rendering.again(applications.get(name), update.stack(), next, entries);
    keepFormer(update, stack);
    var parameters = values.following(name, update, rendered.parameters(), was, next);
    parameters.putAll(priorities.taken(update, rendered, ref.operationId()));
    return new Wanted(
        ProposedTemplate.at(templates.keep(stack.name(), rendered.hash(), rendered.text())),
        parameters,
        "Version " + plan.to() + " of the specification");
  }

  /** What the stack was made from may be kept nowhere else. */
  private void keepFormer(StackUpdate update, Stack stack) {
    var former = stacks.template(stack);
    if (!Sha256.hex(former).equals(update.former())) {
      throw new TrafficChanged(
          "cannot update stack "
              + stack.name()
              + ": it has been updated past Slipway since this update was planned");
    }
    var unused = templates.keep(stack.name(), update.former(), former);
  }
}
