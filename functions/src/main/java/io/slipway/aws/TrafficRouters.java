package io.slipway.aws;

import io.slipway.domain.AwsRefused;
import io.slipway.domain.HostRule;
import io.slipway.domain.ResourceMissing;
import io.slipway.domain.RetryLater;
import io.slipway.domain.TrafficRoute;
import io.slipway.domain.WeightedRecords;
import io.slipway.domain.Weights;
import io.slipway.runtime.Platform;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The routers of all routes: the one place that knows which kinds there are. */
public final class TrafficRouters {

  /** More rules than these, and all of their listener are read instead. */
  private static final int FEW = 10;

  private final Platform platform;

  public TrafficRouters(Platform platform) {
    this.platform = platform;
  }

  /** The router of a route. */
  public TrafficRouter of(TrafficRoute route) {
    return switch (route) {
      case HostRule rule -> new ByRule(new AlbRouter(platform), rule.arn());
      case WeightedRecords records -> new RecordRouter(new NameRecords(platform), records);
    };
  }

  /**
   * The weights of many routes, with few calls: empty of one that is not there.
   *
   * @param missed takes why others are left out
   */
  Map<TrafficRoute, Optional<Weights>> weights(
      Collection<TrafficRoute> routes, Consumer<RuntimeException> missed) {
    var found = new HashMap<TrafficRoute, Optional<Weights>>();
    var rules =
        routes.stream().filter(HostRule.class::isInstance).map(HostRule.class::cast).toList();
    attempt(() -> found.putAll(ofRules(rules, missed)), missed);
    routes.stream()
        .filter(WeightedRecords.class::isInstance)
        .distinct()
        .forEach(route -> attempt(() -> found.put(route, ofRecords(route)), missed));
    return found;
  }

  private Optional<Weights> ofRecords(TrafficRoute route) {
    try {
      return Optional.of(of(route).weights());
    } catch (ResourceMissing e) {
      return Optional.empty();
    }
  }

  private Map<TrafficRoute, Optional<Weights>> ofRules(
      List<HostRule> rules, Consumer<RuntimeException> missed) {
    var found = new HashMap<TrafficRoute, Optional<Weights>>();
    if (rules.isEmpty()) {
      return found;
    }
    var listeners = new Listeners(platform);
    var arns = rules.stream().map(HostRule::arn).collect(Collectors.toSet());
    var few =
        arns.size() <= FEW ? listeners.weightsOf(arns) : Optional.<Map<String, Weights>>empty();
    rules.stream()
        .collect(Collectors.groupingBy(rule -> Listeners.of(rule.arn())))
        .forEach(
            (listener, its) ->
                attempt(
                    () -> {
                      var weights = few.orElseGet(() -> listeners.weights(listener));
                      its.forEach(
                          rule -> found.put(rule, Optional.ofNullable(weights.get(rule.arn()))));
                    },
                    missed));
    return found;
  }

  private static void attempt(Runnable look, Consumer<RuntimeException> missed) {
    try {
      look.run();
    } catch (RetryLater | AwsRefused e) {
      missed.accept(e);
    }
  }

  /** One listener rule, whose change holds as soon as it is read back. */
  private record ByRule(AlbRouter router, String rule) implements TrafficRouter {

    @Override
    public Weights weights() {
      return router.weights(rule);
    }

    @Override
    public List<String> shift(Weights expected, Weights wanted) {
      boolean unused = router.shift(rule, expected, wanted);
      return List.of();
    }

    @Override
    public Duration propagation() {
      return AlbRouter.PROPAGATION;
    }
  }
}
