package io.slipway.local.simulation.invariant;

import io.slipway.local.account.Caller;
import io.slipway.local.asl.ExecutionStatus;
import io.slipway.local.asl.Status;
import io.slipway.runtime.Platform;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteChangeSetRequest;
import software.amazon.awssdk.services.ecr.model.PutImageRequest;
import software.amazon.awssdk.services.ecr.model.StartImageScanRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;

/** X2: whoever has lost its lock changes nothing any more. */
final class FencedOut extends Rule {

  private static final String RECOVER = "-recover";
  private static final String PROPOSAL = "slipway-plan-";

  /** The steps that change something in the machine that puts back; RetireSlot goes on there. */
  private static final Set<String> WAY_BACK =
      Set.of(
          "Restore",
          "CheckRestore",
          "RemoveRecords",
          "RemoveStacks",
          "RevertStacks",
          "RemoveCanaryRule",
          "RetireSlot",
          "VerifyRecovery");

  /** Executions that have had themselves put back, and have not heard that it began. */
  private final Set<Caller> unheard = new HashSet<>();

  FencedOut(Journal journal) {
    super(
        "X2",
        "a change of AWS is made by the holder of the lock, and by none whose fence is lower than"
            + " that of another which has begun; an operation is taken over only once its"
            + " execution has ended, or has nothing left to do but to ask for that, and none of its steps begins a change after that; a plan makes change sets of its own, and none is executed; images and their tags need no lock",
        journal);
  }

  @Override
  protected List<String> after(View view, Effect effect) {
    if (effect.request() instanceof StartExecutionRequest start
        && start.stateMachineArn().endsWith(RECOVER)
        && !effect.answered()) {
      unheard.add(effect.caller());
    }
    if (!Journal.isAboutAws(effect)) {
      return journal.news().stream()
          .flatMap(
              event ->
                  journal.of(event).flatMap(trail -> wrong(view, trail, event, effect)).stream())
          .toList();
    }
    return effect.answered() && !isFree(effect.request()) ? changed(view, effect) : List.of();
  }

  /**
   * What a plan only looks at: making and deleting it changes nothing, and to execute it would. And
   * what a build makes, which needs no lock: an image that nothing runs, one more tag that is never
   * moved, and a scan.
   */
  private static boolean isFree(SdkRequest request) {
    return switch (request) {
      case PutImageRequest unused -> true;
      case StartImageScanRequest unused -> true;
      case CreateChangeSetRequest create -> create.changeSetName().startsWith(PROPOSAL);
      case DeleteChangeSetRequest delete -> delete.changeSetName().startsWith(PROPOSAL);
      default -> false;
    };
  }

  private Optional<String> wrong(View view, Trail trail, Logged event, Effect effect) {
    if (event.what().equals("RECOVERING")) {
      if (trail.takenOverAt.isBefore(effect.time())) {
        // taken over before, and put back anew: its execution may have been redriven meanwhile
        return Optional.empty();
      }
      var looked = effect.time().minus(Platform.LONGEST_CHANGE);
      return view.machines().list().stream()
          .filter(execution -> execution.name().equals(worksFor(view, trail)))
          .filter(execution -> execution.status() == Status.RUNNING)
          .filter(execution -> !isRedriven(view, execution, looked))
          .filter(execution -> !execution.machineArn().endsWith(RECOVER))
          .filter(execution -> !hasAsked(execution.machineArn(), execution.name()))
          .findFirst()
          .map(execution -> trail + " is taken over while its execution goes on");
    }
    boolean stranger =
        trail.isPutBack()
            && event.isIntent()
            && WAY_BACK.stream().noneMatch(step -> event.what().startsWith(step));
    return stranger
        ? Optional.of("%s begins %s after it was taken over".formatted(trail, event.step()))
        : Optional.empty();
  }

  /** Whether somebody has let it go on after whoever takes over may have seen that it had ended. */
  private static boolean isRedriven(View view, ExecutionStatus execution, Instant since) {
    return view.interferences().stream()
        .filter(what -> what.kind() == Interference.Kind.CONSOLE && !what.time().isBefore(since))
        .anyMatch(what -> what.what().contains("redrives " + execution.executionArn() + " "));
  }

  private boolean hasAsked(String machineArn, String name) {
    return unheard.stream()
        .anyMatch(
            caller -> machineArn.endsWith(caller.function()) && name.equals(caller.operationId()));
  }

  /** The execution that works for it: one that went before only has its own end left. */
  private static String worksFor(View view, Trail trail) {
    var execution = Journal.read(view, "OPERATION#" + trail.id, "OPERATION").get("Execution");
    return execution == null ? trail.id : execution.s();
  }

  private List<String> changed(View view, Effect effect) {
    var id = effect.caller().operationId();
    var by = journal.by(effect);
    if (id == null || by.isEmpty() || by.get().startedAt == null) {
      return List.of(
          "%s calls %s for no operation that has begun"
              .formatted(effect.caller().function(), effect.operation()));
    }
    var trail = by.get();
    for (var other : journal.trails()) {
      if (other != trail
          && other.startedAt != null
          && other.fence > trail.fence
          && other.overlaps(trail)) {
        return List.of(
            "%s calls %s for %s, after %s has begun"
                .formatted(effect.caller().function(), effect.operation(), trail, other));
      }
    }
    boolean holds =
        trail.groups.stream()
            .map(group -> lock(view, trail, group.toString()))
            .anyMatch(lock -> lock.owner().filter(trail.id::equals).isPresent());
    return holds
        ? List.of()
        : List.of(
            "%s calls %s for %s, which does not hold its lock"
                .formatted(effect.caller().function(), effect.operation(), trail));
  }

  private Journal.Lock lock(View view, Trail trail, String group) {
    var name = new io.slipway.domain.ApplicationName(trail.application);
    return journal.lock(view, "APPLICATION#" + name.key(), "LOCK#" + group);
  }
}
