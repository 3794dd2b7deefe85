package io.slipway.spec.rules;

import io.slipway.spec.Capacity;
import io.slipway.spec.LaunchType;
import io.slipway.spec.PlacementConstraint;
import io.slipway.spec.PlacementStrategy;
import io.slipway.spec.SchedulingStrategy;
import io.slipway.spec.Service;
import io.slipway.spec.shape.Paths;
import io.slipway.spec.shape.Said;

/** What Fargate and EC2 take of where tasks run. */
final class PlacementRules {

  private static final String OLD = "1.3.0";

  private PlacementRules() {}

  static void check(Service service, String path, Said problems) {
    var placement = service.placement();
    var place = path + ".placement";
    if (placement.launchType() == LaunchType.FARGATE) {
      refuse(!placement.constraints().isEmpty(), place + ".constraints", problems);
      refuse(!placement.strategies().isEmpty(), place + ".strategies", problems);
      refuse(placement.capacityProvider().isPresent(), place + ".capacityProvider", problems);
      refuse(
          placement.schedulingStrategy() == SchedulingStrategy.DAEMON,
          place + ".schedulingStrategy",
          problems);
      version(service, place + ".platformVersion", problems);
    } else {
      if (placement.platformVersion().isPresent()) {
        problems.add(
            place + ".platformVersion",
            "is a version of Fargate; leave it out with launch type EC2");
      }
      if (placement.capacityProvider().isPresent() && placement.capacity() == Capacity.SPOT) {
        problems.add(
            place + ".capacity",
            "the capacity provider says what capacity it has; leave one of the two out");
      }
    }
    for (int i = 0; i < placement.constraints().size(); i++) {
      expression(
          placement.constraints().get(i),
          Paths.item(place + ".constraints", i) + ".expression",
          problems);
    }
    for (int i = 0; i < placement.strategies().size(); i++) {
      field(
          placement.strategies().get(i), Paths.item(place + ".strategies", i) + ".field", problems);
    }
    if (placement.schedulingStrategy() == SchedulingStrategy.DAEMON
        && !placement.strategies().isEmpty()) {
      problems.add(
          place + ".strategies", "a DAEMON runs on every instance; no strategy chooses among them");
    }
  }

  /**
   * What a platform version before 1.4.0 has not.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html">
   *     Fargate platform versions</a>
   */
  private static void version(Service service, String path, Said problems) {
    boolean old = service.placement().platformVersion().filter(OLD::equals).isPresent();
    boolean files = service.task().volumes().stream().anyMatch(one -> one.efs().isPresent());
    if (old && (files || service.task().pidMode().isPresent())) {
      problems.add(
          path,
          (files ? "volumes of EFS" : "pidMode") + " need platform version 1.4.0, but got " + OLD);
    }
  }

  private static void refuse(boolean given, String path, Said problems) {
    if (given) {
      problems.add(path, "Fargate has no instances to choose from; it needs launch type EC2");
    }
  }

  private static void expression(PlacementConstraint constraint, String path, Said problems) {
    boolean member = constraint.type() == PlacementConstraint.Kind.memberOf;
    if (member != constraint.expression().isPresent()) {
      problems.add(path, member ? "is required for memberOf" : "is allowed for memberOf only");
    }
  }

  private static void field(PlacementStrategy strategy, String path, Said problems) {
    if (strategy.type() == PlacementStrategy.Kind.random && strategy.field().isPresent()) {
      problems.add(path, "random has no field");
    }
    if (strategy.type() == PlacementStrategy.Kind.binpack
        && !strategy.field().filter(f -> f.equals("cpu") || f.equals("memory")).isPresent()) {
      problems.add(path, "binpack needs cpu or memory");
    }
    if (strategy.type() == PlacementStrategy.Kind.spread && strategy.field().isEmpty()) {
      problems.add(path, "is required for spread, such as attribute:ecs.availability-zone");
    }
  }
}
