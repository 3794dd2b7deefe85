package io.slipway.spec.rules;

import io.slipway.domain.Strategy;
import io.slipway.domain.StrategyStep;
import io.slipway.spec.InitialScale;
import io.slipway.spec.Release;
import io.slipway.spec.Router;
import io.slipway.spec.SchedulingStrategy;
import io.slipway.spec.Service;
import io.slipway.spec.Specification;
import io.slipway.spec.shape.Paths;
import io.slipway.spec.shape.Said;
import java.time.Duration;

/** How one release may take over from another. */
final class ReleaseRules {

  private ReleaseRules() {}

  static void check(Specification specification, Said problems) {
    var release = specification.release();
    strategy(release, problems);
    scale(release.scale(), problems);
    router(release, problems);
    boolean daemons =
        specification.services().values().stream()
            .map(Service::placement)
            .anyMatch(placement -> placement.schedulingStrategy() == SchedulingStrategy.DAEMON);
    if (daemons && release.scale().desired().isPresent()) {
      problems.add(
          "release.scale.desired", "a DAEMON has one task on every instance; leave it out");
    }
  }

  private static void router(Release release, Said problems) {
    boolean dns = release.router() == Router.ROUTE53;
    if (dns && release.balancers().isEmpty()) {
      problems.add("release.balancers", "is required with router route53: the two load balancers");
    }
    if (!dns && release.balancers().isPresent()) {
      problems.add("release.balancers", "is for router route53 only; alb has one load balancer");
    }
    release
        .balancers()
        .ifPresent(
            pair -> {
              if (pair.blue().equals(pair.green())) {
                problems.add(
                    "release.balancers.green",
                    "blue and green are two load balancers, but both are '" + pair.blue() + "'");
              }
              var hosts = new Once(problems);
              for (int i = 0; i < pair.hosts().size(); i++) {
                hosts.add(pair.hosts().get(i), Paths.item("release.balancers.hosts", i));
              }
            });
  }

  private static void scale(InitialScale scale, Said problems) {
    var wait = scale.waiting().duration();
    if (wait.compareTo(Strategy.LONGEST_SCALING) > 0) {
      problems.add(
          "release.scale.wait",
          "1 to "
              + Strategy.LONGEST_SCALING.toSeconds()
              + " seconds are allowed, but got "
              + wait.toSeconds());
    }
  }

  private static void strategy(Release release, Said problems) {
    var steps = release.strategy();
    int before = 0;
    var all = Duration.ZERO;
    for (int i = 0; i < steps.size(); i++) {
      var step = steps.get(i);
      var place = Paths.item("release.strategy", i);
      if (step.weight() <= before) {
        problems.add(
            place + ".weight",
            before == 100
                ? "no step is allowed after one of 100"
                : before + 1 + " to 100 is allowed, as weights rise, but got " + step.weight());
      }
      before = Math.max(before, step.weight());
      all = all.plus(step.waiting().duration());
      step.approvalWithin()
          .ifPresent(
              within -> {
                if (!step.approval()) {
                  problems.add(place + ".approvalWithin", "is allowed with approval only");
                } else if (within.duration().compareTo(StrategyStep.SHORTEST_APPROVAL) < 0) {
                  problems.add(
                      place + ".approvalWithin",
                      "60 seconds or more are allowed, but got " + within.duration().toSeconds());
                }
              });
    }
    if (before < 100) {
      all = all.plus(release.baking().duration());
    }
    if (all.compareTo(Strategy.LONGEST) > 0) {
      problems.add(
          "release.strategy",
          "all waits together may last "
              + Strategy.LONGEST.toSeconds()
              + " seconds, but got "
              + all.toSeconds());
    }
  }
}
