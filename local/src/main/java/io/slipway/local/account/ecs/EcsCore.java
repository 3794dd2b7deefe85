package io.slipway.local.account.ecs;

import io.slipway.local.account.balancing.SimulatedLoadBalancers;
import io.slipway.local.account.kernel.Kernel;
import io.slipway.local.account.kernel.Pages;
import io.slipway.local.account.kernel.Part;
import io.slipway.local.account.registry.Images;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Failure;

/** ECS's state and the classes that work on it, as all calls share them. */
final class EcsCore {

  private static final int MOST_A_PAGE = 100;

  /** How long the scheduler takes to notice what has been asked. */
  private static final Duration NOTICE = Duration.ofSeconds(1);

  final Kernel kernel;
  final EcsIndex index;
  final Clusters clusters;
  final TaskDefinitions definitions;
  final Services services;
  final TaskTargets targets;
  final TaskLife life;
  final Scheduler scheduler;
  final Descriptions descriptions;
  final OneOffs oneOffs;
  private final Part part;
  private EcsState state = new EcsState();

  EcsCore(Kernel kernel, Part part, SimulatedLoadBalancers balancers, Images images) {
    this.kernel = kernel;
    this.part = part;
    this.state.ids = kernel.ids();
    this.index = new EcsIndex(this::state);
    this.clusters = new Clusters(kernel, this::state);
    this.definitions = new TaskDefinitions(kernel, this::state);
    var rollouts = new Rollouts(kernel, index);
    this.services = new Services(kernel, this::state, clusters, definitions, balancers, rollouts);
    this.targets = new TaskTargets(kernel, balancers, index);
    this.life = new TaskLife(kernel, images, targets);
    this.scheduler = new Scheduler(kernel, index, definitions, targets, life, rollouts);
    this.descriptions = new Descriptions(kernel, definitions);
    this.oneOffs = new OneOffs(kernel, this::state, clusters, definitions, images);
  }

  EcsState state() {
    return state;
  }

  void restore(EcsState saved) {
    state = saved;
    index.rebuild();
    state.services.values().stream()
        .filter(service -> !service.status.equals(ServiceState.INACTIVE))
        .forEach(this::notice);
    state.oneOffs.values().forEach(this::wake);
  }

  /** Goes on with a task that no service keeps when its phase ends. */
  void wake(OneOffState task) {
    kernel.wake(part, task.arn, Optional.ofNullable(task.nextAt));
    changed();
  }

  void changed() {
    kernel.changed(part);
  }

  void notice(ServiceState service) {
    kernel.wakeBy(part, service.arn(), kernel.in(NOTICE));
    changed();
  }

  String arn(String kind, String nameOrArn) {
    return nameOrArn.startsWith("arn:") ? nameOrArn : kernel.arn("ecs", kind + nameOrArn);
  }

  static Failure missing(String arn) {
    return Failure.builder().arn(arn).reason("MISSING").build();
  }

  static <T> Pages<T> page(List<T> all, String token, Integer size, int usual) {
    if (size != null && (size < 1 || size > MOST_A_PAGE)) {
      throw EcsErrors.invalid("maxResults must be between 1 and 100.");
    }
    return Pages.of(
        all,
        token,
        size == null ? Integer.valueOf(usual) : size,
        MOST_A_PAGE,
        () -> EcsErrors.invalid("Invalid token"));
  }
}
