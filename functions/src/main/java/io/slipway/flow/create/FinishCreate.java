package io.slipway.flow.create;

import io.slipway.aws.Stack;
import io.slipway.aws.Stacks;
import io.slipway.domain.ApplicationStack;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.OperationRef;
import io.slipway.domain.OperationState;
import io.slipway.domain.ResourceMissing;
import io.slipway.operation.CreateStackPlan;
import io.slipway.operation.StackInventory;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Application;
import io.slipway.store.Applications;
import io.slipway.store.Ending;
import io.slipway.store.Operations;
import io.slipway.store.Specifications;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Ends the creation: the application is ACTIVE, and the inventory has what its stacks hold. */
public final class FinishCreate extends Step<FinishCreate.Input, FinishCreate.Output> {

  /** The operation, all of whose stacks are there. */
  public record Input(OperationRef operation) {}

  /** What a person reads. */
  public record Output(String message) {}

  private final Operations operations;
  private final Applications applications;
  private final Specifications specifications;
  private final Stacks stacks;
  private final Clock clock;

  public FinishCreate() {
    this(Platform.fromEnvironment());
  }

  public FinishCreate(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.applications = new Applications(platform);
    this.specifications = new Specifications(platform);
    this.stacks = new Stacks(platform);
    this.clock = platform.clock();
  }

  @Override
  protected Output run(Input input) {
    var ref = input.operation();
    var operation = operations.get(ref.operationId());
    if (operation.state() == OperationState.SUCCEEDED) {
      return new Output(operation.message());
    }
    var plan = Json.read(operation.plan(), CreateStackPlan.class);
    var application = applications.get(ref.applicationName());
    var secondaries =
        specifications.get(application.name(), application.specificationVersion()).secondaryNames();
    var entries = new ArrayList<InventoryEntry>();
    var repository = "";
    for (var stack : plan.stacks()) {
      var made = made(stack);
      if (stack.kind() == ApplicationStack.Kind.IMAGES) {
        repository = made.output("RepositoryUri");
      } else {
        entries.addAll(
            StackInventory.born(
                application.name(), stack, secondaries, made, plan.records(), clock.instant()));
      }
    }
    var message = message(application, entries, repository);
    operations.end(
        ref,
        new Ending(
            OperationState.SUCCEEDED,
            message,
            entries,
            List.of(),
            Optional.of(application.in(Application.State.ACTIVE)),
            false));
    return new Output(message);
  }

  private Stack made(ApplicationStack stack) {
    return stacks
        .find(stack.name())
        .orElseThrow(() -> new ResourceMissing("stack " + stack.name() + " exists no more"));
  }

  private static String message(
      Application application, List<InventoryEntry> entries, String repository) {
    var urls =
        entries.stream()
            .map(entry -> entry.place() + " " + entry.address().url())
            .collect(Collectors.joining(", "));
    return "created '"
        + application.name()
        + "': "
        + urls
        + ". Nothing runs yet: push an image to "
        + repository
        + ", then POST /stacks/deploy with applicationName, environment and imageTag. Notifications"
        + " go to "
        + application.email()
        + " once the subscription in each of AWS's e-mails has been confirmed";
  }
}
