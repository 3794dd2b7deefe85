package io.slipway.aws;

import io.slipway.domain.RetryLater;
import io.slipway.runtime.Platform;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.cloudformation.model.InvalidChangeSetStatusException;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;
import software.amazon.awssdk.services.cloudformation.model.ResourceChangeDetail;

/**
 * Change sets: how stacks are updated. CloudFormation says what would change before it does, so
 * that what must not happen can be refused while nothing has happened.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-changesets.html">
 *     update CloudFormation stacks using change sets</a>
 */
public final class ChangeSets {

  private final CloudFormationClient cloudFormation;

  public ChangeSets(Platform platform) {
    this.cloudFormation = platform.cloudFormation();
  }

  /**
   * Asks for a change set. Where one of this name is there, that is it: names say for whom and for
   * what they are.
   */
  public void propose(NewChangeSet set) {
    AwsErrors.calling(
        "make change set " + set.name() + " of stack " + set.stack().name(),
        () -> {
          try {
            return cloudFormation.createChangeSet(
                request ->
                    request
                        .stackName(set.stack().id())
                        .changeSetName(set.name())
                        .changeSetType(ChangeSetType.UPDATE)
                        .templateURL(set.template().url().orElse(null))
                        .templateBody(set.template().body().orElse(null))
                        .usePreviousTemplate(set.template().isPresent())
                        .parameters(Stacks.parameters(set.parameters()))
                        .tags(Stacks.tags(set.stack().tags()))
                        .capabilities(Capability.CAPABILITY_IAM)
                        .description(set.description()));
          } catch (AlreadyExistsException e) {
            return null;
          }
        });
  }

  /** A change set as it is; empty where there is none of this name, or it has been used up. */
  public Optional<ChangeSet> find(Stack stack, String name) {
    return AwsErrors.calling(
        "look at change set " + name + " of stack " + stack.name(),
        () -> {
          try {
            return Optional.of(read(stack, name));
          } catch (ChangeSetNotFoundException e) {
            return Optional.<ChangeSet>empty();
          }
        });
  }

  private ChangeSet read(Stack stack, String name) {
    var pages =
        cloudFormation
            .describeChangeSetPaginator(
                request -> request.stackName(stack.id()).changeSetName(name))
            .stream()
            .toList();
    var first = pages.getFirst();
    return new ChangeSet(
        state(first),
        Optional.ofNullable(first.statusReason()).orElse(""),
        pages.stream()
            .flatMap(page -> page.changes().stream())
            .map(Change::resourceChange)
            .map(ChangeSets::change)
            .toList());
  }

  private static ChangeSet.State state(DescribeChangeSetResponse set) {
    return switch (set.status()) {
      case CREATE_PENDING, CREATE_IN_PROGRESS -> ChangeSet.State.BEING_MADE;
      case CREATE_COMPLETE ->
          set.executionStatus() == ExecutionStatus.AVAILABLE
              ? ChangeSet.State.READY
              : ChangeSet.State.USED;
      case FAILED -> isEmpty(set) ? ChangeSet.State.EMPTY : ChangeSet.State.FAILED;
      case DELETE_PENDING,
          DELETE_IN_PROGRESS,
          DELETE_COMPLETE,
          DELETE_FAILED,
          UNKNOWN_TO_SDK_VERSION ->
          ChangeSet.State.USED;
    };
  }

  /** CloudFormation has no code for this; only the reason tells, in one of two texts. */
  private static boolean isEmpty(DescribeChangeSetResponse set) {
    var reason = Optional.ofNullable(set.statusReason()).orElse("").toLowerCase(Locale.ROOT);
    return reason.contains("didn't contain changes")
        || reason.contains("no updates are to be performed");
  }

  private static ResourceChangeSeen change(ResourceChange change) {
    return new ResourceChangeSeen(
        change.logicalResourceId(),
        Optional.ofNullable(change.physicalResourceId()),
        change.resourceType(),
        change.actionAsString(),
        switch (Objects.requireNonNullElse(change.replacementAsString(), "False")) {
          case "True" -> ResourceChangeSeen.Replacement.YES;
          case "Conditional" -> ResourceChangeSeen.Replacement.PERHAPS;
          default -> ResourceChangeSeen.Replacement.NO;
        },
        change.details().stream()
            .map(ResourceChangeDetail::target)
            .map(target -> Optional.ofNullable(target.name()).orElse(target.attributeAsString()))
            .distinct()
            .sorted()
            .toList());
  }

  /**
   * Has a change set carried out. All other change sets of the stack are deleted by that.
   *
   * @param token tells the events of this update from those of others
   * @param keepsOnFailure whether what has been done stays where something fails, rather than that
   *     CloudFormation brings the stack back to what it knew; only where nothing is replaced
   * @return whether it was accepted; not so where it is carried out already, or cannot be
   */
  public boolean execute(Stack stack, String name, String token, boolean keepsOnFailure) {
    return AwsErrors.calling(
        "carry out change set " + name + " of stack " + stack.name(),
        () -> {
          try {
            var unused =
                cloudFormation.executeChangeSet(
                    request ->
                        request
                            .stackName(stack.id())
                            .changeSetName(name)
                            .clientRequestToken(token)
                            .disableRollback(keepsOnFailure));
            return true;
          } catch (InvalidChangeSetStatusException | ChangeSetNotFoundException e) {
            return false;
          }
        });
  }

  /** Deletes a change set, so that nobody can have it carried out any more. */
  public void delete(Stack stack, String name) {
    delete(stack.id(), name);
  }

  /**
   * The same of a stack that may have gone meanwhile, and its change sets with it.
   *
   * @throws RetryLater while the change set is still being made
   */
  public void delete(String stackId, String name) {
    AwsErrors.calling(
        "delete change set " + name + " of stack " + stackId,
        () -> {
          try {
            return cloudFormation.deleteChangeSet(
                request -> request.stackName(stackId).changeSetName(name));
          } catch (ChangeSetNotFoundException e) {
            return null;
          } catch (InvalidChangeSetStatusException e) {
            throw new RetryLater("change set " + name + " cannot be deleted yet", e);
          } catch (CloudFormationException e) {
            if (Stacks.doesNotExist(e)) {
              return null;
            }
            throw e;
          }
        });
  }
}
