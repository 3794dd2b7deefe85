package io.slipway.flow.create;

import io.slipway.aws.Listeners;
import io.slipway.aws.NewStack;
import io.slipway.aws.Stack;
import io.slipway.aws.Stacks;
import io.slipway.aws.StoredTemplates;
import io.slipway.domain.ApplicationStack;
import io.slipway.domain.NameTaken;
import io.slipway.domain.OperationRef;
import io.slipway.domain.RetryLater;
import io.slipway.operation.CreateStackPlan;
import io.slipway.operation.RecordPlan;
import io.slipway.operation.StackRendering;
import io.slipway.runtime.Installation;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.spec.render.RenderedTemplate;
import io.slipway.store.Application;
import io.slipway.store.Applications;
import io.slipway.store.Operations;
import io.slipway.store.Progress;
import io.slipway.store.RulePriorities;
import io.slipway.store.Specifications;
import io.slipway.store.StepName;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Asks CloudFormation for one stack of an application. Run again, it finds the stack that it has
 * asked for before.
 */
public final class LaunchStack extends Step<LaunchStack.Input, LaunchStack.Output> {

  /** Which stack, by the name that the plan gives it. */
  public record Input(OperationRef operation, String stack) {}

  /** The stack is being created, or was there to be taken over. */
  public record Output(String stack, boolean launched) {}

  private final Operations operations;
  private final Applications applications;
  private final Specifications specifications;
  private final RulePriorities priorities;
  private final Progress progress;
  private final Listeners listeners;
  private final Stacks stacks;
  private final Installation installation;
  private final StackRendering rendering;
  private final StoredTemplates templates;

  public LaunchStack() {
    this(Platform.fromEnvironment());
  }

  public LaunchStack(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.applications = new Applications(platform);
    this.specifications = new Specifications(platform);
    this.priorities = new RulePriorities(platform);
    this.progress = new Progress(platform);
    this.listeners = new Listeners(platform);
    this.stacks = new Stacks(platform);
    this.installation = new Installation(platform.settings());
    this.rendering = new StackRendering(platform);
    this.templates = new StoredTemplates(platform);
  }

  @Override
  protected Output run(Input input) {
    var ref = input.operation();
    var all = Json.read(operations.get(ref.operationId()).plan(), CreateStackPlan.class);
    var plan = all.stack(input.stack());
    var application = applications.get(ref.applicationName());
    progress.begin(ref, StepName.of("LaunchStack", plan.name()), "creates stack " + plan.name());
    var specification = specifications.get(application.name(), application.specificationVersion());
    var pair = all.records().map(RecordPlan::pair).orElse(Map.of());
    var rendered = rendering.of(application, plan, specification, pair);
    if (!stacks.create(request(ref, application, plan, rendered))) {
      var existing =
          stacks
              .find(plan.name())
              .orElseThrow(() -> new RetryLater("stack " + plan.name() + " has just gone"));
      requireOurs(existing, plan, ref);
    }
    return new Output(plan.name(), true);
  }

  private List<Integer> rulePriorities(ApplicationStack stack, int needed) {
    if (needed == 0) {
      return List.of();
    }
    var listener = installation.listener(stack.environment());
    return priorities.take(listener, stack.name(), needed, listeners.priorities(listener));
  }

  private NewStack request(
      OperationRef ref,
      Application application,
      ApplicationStack stack,
      RenderedTemplate rendered) {
    var rules = rulePriorities(stack, rendered.priorities().size());
    return new NewStack(
        stack.name(),
        templates.keep(stack.name(), rendered.hash(), rendered.text()),
        installation.role(),
        rendered.prioritised(rules),
        tags(ref, application, stack),
        LaunchToken.of(ref.operationId(), stack.name()));
  }

  private static Map<String, String> tags(
      OperationRef ref, Application application, ApplicationStack stack) {
    var tags = new TreeMap<>(application.tags());
    tags.put(Stack.APPLICATION, application.name().value());
    tags.put(Stack.OPERATION, ref.operationId());
    if (!stack.places().isEmpty()) {
      tags.put(Stack.ENVIRONMENT, stack.environment().toString());
    }
    return tags;
  }

  private static void requireOurs(Stack existing, ApplicationStack stack, OperationRef ref) {
    if (!ExistingStack.mayBeUsed(existing, stack.kind(), ref)) {
      throw new NameTaken(
          "a stack "
              + stack.name()
              + " exists already ("
              + existing.status()
              + ") and was not made by this operation; look at it in CloudFormation, remove it"
              + " where nobody needs it, and ask again");
    }
  }
}
