package io.slipway.local.account.formation;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.aws.SdkJson;
import io.slipway.local.account.formation.StackState.One;
import io.slipway.local.account.formation.StackState.Stacks;
import io.slipway.local.account.kernel.Kernel;
import io.slipway.local.account.kernel.Pages;
import io.slipway.local.account.kernel.Part;
import io.slipway.local.account.kernel.StateJson;
import io.slipway.local.account.storage.SimulatedS3;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.ContinueUpdateRollbackRequest;
import software.amazon.awssdk.services.cloudformation.model.ContinueUpdateRollbackResponse;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateStackResponse;
import software.amazon.awssdk.services.cloudformation.model.DeleteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateRequest;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateResponse;
import software.amazon.awssdk.services.cloudformation.model.ListChangeSetsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListChangeSetsResponse;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.TemplateStage;

/**
 * AWS CloudFormation of the simulated account: creates, deletes, and updates stacks over time, the
 * latter by change sets only. UpdateStack, nested stacks, exports and transforms are not modelled
 * and throw {@link UnsupportedOperationException} or are refused by name.
 */
public final class SimulatedCloudFormation implements CloudFormationClient, Part {

  private static final int PAGE = 100;

  /** API reference, DescribeStacks: deleted stacks are shown for 90 days. */
  private static final Duration DELETED_STACKS_KEPT = Duration.ofDays(90);

  private final Kernel kernel;
  private final Admission admission;
  private final Creation creation;
  private final Deletion deletion;
  private final Updating updating;
  private final Undoing undoing;
  private final Leavings leavings;
  private final ChangeSets changeSets;
  private Stacks state = new Stacks();

  public SimulatedCloudFormation(Kernel kernel, SimulatedS3 s3, ResourceTypes types) {
    this.kernel = kernel;
    this.admission = new Admission(kernel, types, s3);
    this.state.ids = kernel.ids();
    var events = new StackEvents(kernel, () -> state.ids);
    var calls = new ResourceCalls(kernel, types, () -> state);
    this.deletion = new Deletion(kernel, calls, events);
    this.creation = new Creation(kernel, calls, events, deletion);
    this.leavings = new Leavings(kernel, calls, events);
    this.undoing = new Undoing(kernel, calls, events, leavings);
    this.updating = new Updating(kernel, calls, events, undoing, leavings);
    this.changeSets = new ChangeSets(kernel, () -> state, admission, calls, updating);
  }

  /** Makes the next creation of a resource fail, once. */
  public void failNextCreation(String logicalIdOrType, String reason) {
    kernel.run(
        () -> {
          state.creationsToFail.put(logicalIdOrType, reason);
          kernel.changed(this);
        });
  }

  /** Makes the next change of a resource fail, once. */
  public void failNextUpdate(String logicalIdOrType, String reason) {
    kernel.run(
        () -> {
          state.updatesToFail.put(logicalIdOrType, reason);
          kernel.changed(this);
        });
  }

  /** Makes the next change set of a stack fail, once. */
  public void failNextChangeSet(String stack, String reason) {
    kernel.run(
        () -> {
          state.changeSetsToFail.put(stack, reason);
          kernel.changed(this);
        });
  }

  /** Makes the next deletion of a resource fail, once. */
  public void failNextDeletion(String logicalIdOrType, String reason) {
    kernel.run(
        () -> {
          state.deletionsToFail.put(logicalIdOrType, reason);
          kernel.changed(this);
        });
  }

  /** Begins to create a stack; the same token and name again give the same stack. */
  @Override
  public CreateStackResponse createStack(CreateStackRequest request) {
    return kernel.call(
        () -> {
          StackRequests.check(request, SdkJson.write(request));
          var id = sameRequestBefore(request).orElseGet(() -> begin(request)).id;
          return CreateStackResponse.builder().stackId(id).build();
        });
  }

  private Optional<One> sameRequestBefore(CreateStackRequest request) {
    var before = state.createdBy(request.clientRequestToken());
    if (before.isPresent() && !before.get().name.equals(request.stackName())) {
      throw FormationErrors.tokenExists(request.clientRequestToken());
    }
    return before;
  }

  private One begin(CreateStackRequest request) {
    if (state.live(request.stackName()).isPresent()) {
      throw FormationErrors.exists(request.stackName());
    }
    var admitted = admission.admit(request, state.ids);
    var stack = admitted.stack();
    forgetOld();
    state.add(stack);
    creation.begin(stack, admitted.resources());
    settle(stack);
    return stack;
  }

  private void forgetOld() {
    var limit = kernel.now().minus(DELETED_STACKS_KEPT);
    state.byId.values().removeIf(stack -> !stack.isLive() && stack.deletedAt.isBefore(limit));
  }

  /** Begins to delete a stack; does nothing where it is gone or going already. */
  @Override
  public DeleteStackResponse deleteStack(DeleteStackRequest request) {
    return kernel.call(
        () -> {
          state
              .find(request.stackName())
              .filter(One::isLive)
              .ifPresent(stack -> delete(stack, request));
          return DeleteStackResponse.builder().build();
        });
  }

  private void delete(One stack, DeleteStackRequest request) {
    if (stack.isProtected) {
      throw FormationErrors.invalid(
          "Stack [%s] cannot be deleted while TerminationProtection is enabled"
              .formatted(stack.name));
    }
    if (request.hasRetainResources() && stack.status != StackStatus.DELETE_FAILED) {
      throw FormationErrors.invalid(
          "Invalid operation on stack [%s]. When you delete a stack, specify which resources to"
                  .formatted(stack.name)
              + " retain only when the stack is in the DELETE_FAILED state.");
    }
    if (stack.status == StackStatus.DELETE_IN_PROGRESS) {
      return;
    }
    if (stack.status.toString().startsWith("UPDATE")
        && stack.status.toString().endsWith("_IN_PROGRESS")) {
      throw FormationErrors.invalid(
          "Stack [%s] cannot be deleted while in status %s".formatted(stack.name, stack.status));
    }
    stack.changeSets.clear();
    stack.token = request.clientRequestToken();
    if (stack.status == StackStatus.CREATE_IN_PROGRESS) {
      creation.abandon(stack);
    }
    deletion.begin(
        stack, StackStatus.DELETE_IN_PROGRESS, "User Initiated", request.retainResources());
    settle(stack);
  }

  /** Begins to make a change set. */
  @Override
  public CreateChangeSetResponse createChangeSet(CreateChangeSetRequest request) {
    return kernel.call(
        () -> {
          StackRequests.check(request, SdkJson.write(request));
          var stack = updatable(request.stackName());
          var made = changeSets.create(stack, request);
          settle(stack);
          return CreateChangeSetResponse.builder().id(made.id).stackId(stack.id).build();
        });
  }

  private One updatable(String nameOrId) {
    return state
        .find(Objects.requireNonNullElse(nameOrId, ""))
        .filter(One::isLive)
        .orElseThrow(() -> FormationErrors.invalid("Stack [" + nameOrId + "] does not exist"));
  }

  /** Its changes, 100 a page. */
  @Override
  public DescribeChangeSetResponse describeChangeSet(DescribeChangeSetRequest request) {
    return kernel.call(
        () -> {
          var set = changeSets.get(stackOf(request.stackName()), request.changeSetName());
          var page = page(set.changes, request.nextToken());
          return StackShapes.changeSet(changeSets.stackOf(set), set, page);
        });
  }

  private Optional<One> stackOf(String nameOrId) {
    return Optional.ofNullable(nameOrId).map(this::updatable);
  }

  /** Begins to bring the stack to what the change set says; all its other change sets go. */
  @Override
  public ExecuteChangeSetResponse executeChangeSet(ExecuteChangeSetRequest request) {
    return kernel.call(
        () -> {
          var set = changeSets.get(stackOf(request.stackName()), request.changeSetName());
          var stack = changeSets.stackOf(set);
          changeSets.execute(stack, set, request);
          settle(stack);
          return ExecuteChangeSetResponse.builder().build();
        });
  }

  /** Does nothing where it is gone already. */
  @Override
  public DeleteChangeSetResponse deleteChangeSet(DeleteChangeSetRequest request) {
    return kernel.call(
        () -> {
          changeSets.delete(stackOf(request.stackName()), request.changeSetName());
          kernel.changed(this);
          return DeleteChangeSetResponse.builder().build();
        });
  }

  @Override
  public ListChangeSetsResponse listChangeSets(ListChangeSetsRequest request) {
    return kernel.call(
        () -> {
          var stack = updatable(request.stackName());
          var page = page(List.copyOf(stack.changeSets.values()), request.nextToken());
          return ListChangeSetsResponse.builder()
              .summaries(page.items().stream().map(set -> StackShapes.summary(stack, set)).toList())
              .nextToken(page.next())
              .build();
        });
  }

  /** The template as it was given. */
  @Override
  public GetTemplateResponse getTemplate(GetTemplateRequest request) {
    if (request.changeSetName() != null || request.templateStage() == TemplateStage.PROCESSED) {
      throw new UnsupportedOperationException(
          "only the original template of a stack is modelled here");
    }
    return kernel.call(
        () ->
            GetTemplateResponse.builder()
                .templateBody(existing(request.stackName()).body)
                .stagesAvailable(TemplateStage.ORIGINAL, TemplateStage.PROCESSED)
                .build());
  }

  /** Goes on with an undoing that has failed. */
  @Override
  public ContinueUpdateRollbackResponse continueUpdateRollback(
      ContinueUpdateRollbackRequest request) {
    if (request.hasResourcesToSkip()) {
      throw new UnsupportedOperationException("resources to skip are not modelled here");
    }
    return kernel.call(
        () -> {
          var stack = updatable(request.stackName());
          if (stack.status != StackStatus.UPDATE_ROLLBACK_FAILED) {
            throw FormationErrors.invalid(
                "Stack:%s is in %s state and can not continue update rollback."
                    .formatted(stack.id, stack.status));
          }
          stack.token = request.clientRequestToken();
          undoing.goOn(stack);
          settle(stack);
          return ContinueUpdateRollbackResponse.builder().build();
        });
  }

  @Override
  public DescribeStacksResponse describeStacks(DescribeStacksRequest request) {
    return kernel.call(
        () -> {
          var found =
              request.stackName() == null
                  ? state.byId.values().stream().filter(One::isLive).toList().reversed()
                  : List.of(existing(request.stackName()));
          var page = page(found, request.nextToken());
          return DescribeStacksResponse.builder()
              .stacks(page.items().stream().map(StackShapes::stack).toList())
              .nextToken(page.next())
              .build();
        });
  }

  /** Newest first, 100 a page. */
  @Override
  public DescribeStackEventsResponse describeStackEvents(DescribeStackEventsRequest request) {
    return kernel.call(
        () -> {
          var stack =
              state
                  .find(Objects.requireNonNullElse(request.stackName(), ""))
                  .orElseThrow(
                      () ->
                          FormationErrors.invalid(
                              "Stack [" + request.stackName() + "] does not exist"));
          var page = page(stack.events.reversed(), request.nextToken());
          return DescribeStackEventsResponse.builder()
              .stackEvents(page.items())
              .nextToken(page.next())
              .build();
        });
  }

  @Override
  public DescribeStackResourcesResponse describeStackResources(
      DescribeStackResourcesRequest request) {
    if (request.physicalResourceId() != null) {
      throw new UnsupportedOperationException(
          "describeStackResources by physical id is not modelled here");
    }
    return kernel.call(
        () -> {
          var stack = existing(request.stackName());
          var wanted = request.logicalResourceId();
          return DescribeStackResourcesResponse.builder()
              .stackResources(
                  stack.resources.values().stream()
                      .filter(resource -> resource.status != null)
                      .filter(resource -> wanted == null || wanted.equals(resource.logicalId))
                      .map(resource -> StackShapes.resource(stack, resource))
                      .toList())
              .build();
        });
  }

  private static <T> Pages<T> page(List<T> all, String token) {
    return Pages.of(all, token, null, PAGE, () -> FormationErrors.invalid("Invalid NextToken"));
  }

  private One existing(String nameOrId) {
    return state
        .find(Objects.requireNonNullElse(nameOrId, ""))
        .orElseThrow(() -> FormationErrors.noStack(nameOrId));
  }

  @Override
  public void advance(String stackId) {
    var stack = state.byId.get(stackId);
    switch (stack.status) {
      case CREATE_IN_PROGRESS -> creation.advance(stack);
      case DELETE_IN_PROGRESS, ROLLBACK_IN_PROGRESS -> deletion.advance(stack);
      case UPDATE_IN_PROGRESS -> updating.advance(stack);
      case UPDATE_ROLLBACK_IN_PROGRESS -> undoing.advance(stack);
      case UPDATE_COMPLETE_CLEANUP_IN_PROGRESS ->
          leavings.advance(stack, StackStatus.UPDATE_COMPLETE);
      case UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS ->
          leavings.advance(stack, StackStatus.UPDATE_ROLLBACK_COMPLETE);
      default -> {
        // at rest, but for its change sets
      }
    }
    changeSets.advance(stack);
    settle(stack);
  }

  private void settle(One stack) {
    kernel.changed(this);
    kernel.wake(this, stack.id, nextDue(stack));
  }

  private static Optional<Instant> nextDue(One stack) {
    var resources =
        Stream.concat(stack.resources.values().stream(), stack.leavings.stream())
            .map(resource -> resource.dueAt)
            .filter(Objects::nonNull);
    return Stream.concat(resources, ChangeSets.nextDue(stack).stream())
        .min(Comparator.naturalOrder());
  }

  @Override
  public String name() {
    return "stacks";
  }

  @Override
  public JsonNode save() {
    return kernel.call(() -> StateJson.write(state));
  }

  @Override
  public void restore(JsonNode saved) {
    kernel.run(
        () -> {
          state = Stacks.restored(StateJson.read(saved, Stacks.class));
          state.byId.values().forEach(stack -> kernel.wake(this, stack.id, nextDue(stack)));
        });
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
