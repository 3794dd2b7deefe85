package io.slipway.local.simulation.fault;

import io.slipway.local.account.Passage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Up to two faults of a run at places where few calls are and much is at stake. Most calls of an
 * operation look once more at what goes on; these wait for a call of a step that the operation has
 * not made before, for one that changes AWS, or for one that writes down.
 */
final class AimedFaults {

  private static final int MOST = 2;
  private static final int FIRST_CALLS = 6;

  /** Those after which somebody goes on who does not know how far the call has come. */
  private static final List<FaultKind> KINDS =
      List.of(
          FaultKind.ZOMBIE,
          FaultKind.ZOMBIE,
          FaultKind.APPLIED_LATE,
          FaultKind.ANSWER_LOST,
          FaultKind.CRASH_BEFORE,
          FaultKind.CRASH_AFTER,
          FaultKind.UNAVAILABLE,
          FaultKind.REFUSED);

  private static final Set<String> CHANGED =
      Set.of("ecs", "elasticloadbalancing", "application-autoscaling", "cloudformation", "ecr");

  /** What a fault waits for, and about how many of them a usual run has. */
  private enum Aim {
    NEW_STEP(25),
    CHANGE(12),
    WRITE(40);

    private final int usual;

    Aim(int usual) {
      this.usual = usual;
    }
  }

  private static final List<Aim> AIMS = List.of(Aim.values());

  /** A fault that waits until what it is aimed at has come by so many times. */
  private static final class Shot {
    private final FaultKind kind;
    private final Aim aim;
    private int before;
    private int calls;
    private String step;

    private Shot(RandomGenerator random) {
      kind = KINDS.get(random.nextInt(KINDS.size()));
      aim = AIMS.get(random.nextInt(AIMS.size()));
      before = random.nextInt(aim.usual);
      calls = random.nextInt(FIRST_CALLS);
    }

    @Override
    public String toString() {
      return kind + " at " + aim;
    }
  }

  private final List<Shot> shots = new ArrayList<>();
  private final Set<String> steps = new HashSet<>();

  AimedFaults(RandomGenerator random) {
    int count = random.nextInt(MOST + 1);
    for (int i = 0; i < count; i++) {
      shots.add(new Shot(random));
    }
  }

  /** How many have not struck yet. */
  int left() {
    return shots.size();
  }

  /** What strikes a call, if anything does. */
  Optional<FaultKind> take(Passage.Asked asked, Faults.Applies applies) {
    if (asked.caller().operationId() == null || shots.isEmpty()) {
      return Optional.empty();
    }
    var step = asked.caller().operationId() + "/" + asked.caller().function();
    boolean isNew = steps.add(step);
    var due =
        shots.stream()
            .filter(shot -> isDue(shot, asked, step, isNew))
            .filter(shot -> applies.to(shot.kind))
            .toList();
    due.stream().findFirst().ifPresent(shots::remove);
    return due.stream().findFirst().map(shot -> shot.kind);
  }

  private static boolean isDue(Shot shot, Passage.Asked asked, String step, boolean isNew) {
    return switch (shot.aim) {
      case NEW_STEP -> {
        if (isNew && shot.step == null && shot.before-- == 0) {
          shot.step = step;
        }
        yield step.equals(shot.step) && shot.calls-- <= 0;
      }
      case CHANGE ->
          !Reads.is(asked.operation()) && CHANGED.contains(asked.service()) && shot.before-- <= 0;
      case WRITE ->
          !Reads.is(asked.operation()) && asked.service().equals("dynamodb") && shot.before-- <= 0;
    };
  }

  @Override
  public String toString() {
    return shots.toString();
  }
}
