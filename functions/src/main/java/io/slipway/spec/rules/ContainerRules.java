package io.slipway.spec.rules;

import io.slipway.domain.Quoted;
import io.slipway.spec.Container;
import io.slipway.spec.Dependency;
import io.slipway.spec.LaunchType;
import io.slipway.spec.LogDriver;
import io.slipway.spec.Service;
import io.slipway.spec.Task;
import io.slipway.spec.Volume;
import io.slipway.spec.shape.Paths;
import io.slipway.spec.shape.Said;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the containers of a task have to be to each other and to the task. */
final class ContainerRules {

  private final Task task;
  private final boolean fargate;
  private final Map<String, Container> byName = new HashMap<>();
  private final Set<String> volumes;
  private final Said problems;

  private ContainerRules(Service service, Said problems) {
    this.task = service.task();
    this.fargate = service.placement().launchType() == LaunchType.FARGATE;
    this.volumes = task.volumes().stream().map(Volume::name).collect(Collectors.toSet());
    this.problems = problems;
    task.containers().forEach(container -> byName.putIfAbsent(container.name(), container));
  }

  static void check(Service service, String path, Said problems) {
    new ContainerRules(service, problems).check(path);
  }

  private void check(String path) {
    var names = new Once(problems);
    var containers = task.containers();
    for (int i = 0; i < containers.size(); i++) {
      var place = Paths.item(path + ".containers", i);
      names.add(containers.get(i).name(), place + ".name");
      check(containers.get(i), place);
    }
    if (containers.getFirst().image().isPresent()) {
      problems.add(
          Paths.item(path + ".containers", 0) + ".image",
          "the first container runs the image of the release, by its digest; leave it out");
    }
    PortRules.check(task, path + ".containers", problems);
    if (containers.stream().noneMatch(Container::essential)) {
      problems.add(path + ".containers", "one container at least has to be essential");
    }
    if (waitsForItself()) {
      problems.add(
          path + ".containers", "the containers wait for each other in a circle (dependsOn)");
    }
    fits(path, "cpu", task.cpu(), Container::cpu);
    fits(
        path,
        "memory",
        task.memory(),
        container -> container.memoryReservation().or(container::memory));
  }

  /** Containers together ask for no more than the task has. */
  private void fits(
      String path,
      String what,
      Optional<Integer> has,
      Function<Container, Optional<Integer>> asks) {
    long sum = task.containers().stream().mapToLong(one -> asks.apply(one).orElse(0)).sum();
    if (has.isPresent() && sum > has.get()) {
      problems.add(
          path + "." + what,
          "the containers together ask for " + sum + ", but the task has " + has.get());
    }
  }

  private void check(Container container, String path) {
    memory(container, path);
    ContainerHost.check(container, task.networkMode(), fargate, path, problems);
    dependencies(container, path + ".dependsOn");
    for (int i = 0; i < container.links().size(); i++) {
      var linked = container.links().get(i).split(":", 2)[0];
      if (!byName.containsKey(linked)) {
        problems.add(Paths.item(path + ".links", i), unknown("container", linked, byName.keySet()));
      }
    }
    var mounted = new Once(problems);
    for (int i = 0; i < container.mountPoints().size(); i++) {
      var mount = container.mountPoints().get(i);
      var place = Paths.item(path + ".mountPoints", i);
      mounted.add(mount.containerPath(), place + ".containerPath");
      if (!volumes.contains(mount.sourceVolume())) {
        problems.add(place + ".sourceVolume", unknown("volume", mount.sourceVolume(), volumes));
      }
    }
    container.secrets().keySet().stream()
        .filter(container.environment()::containsKey)
        .forEach(
            name ->
                problems.add(
                    Paths.key(path + ".secrets", name), "is a variable of environment already"));
    container
        .healthCheck()
        .filter(health -> !Set.of("CMD", "CMD-SHELL", "NONE").contains(health.command().getFirst()))
        .ifPresent(
            health ->
                problems.add(
                    path + ".healthCheck.command",
                    "CMD, CMD-SHELL or NONE comes first, but got "
                        + Quoted.of(health.command().getFirst())));
    if (container.log().driver() == LogDriver.NONE && !container.log().options().isEmpty()) {
      problems.add(path + ".log.options", "driver none has no options");
    }
    if (fargate && container.log().driver() == LogDriver.FLUENTD) {
      problems.add(path + ".log.driver", "fluentd needs launch type EC2; Fargate has awsfirelens");
    }
  }

  private void memory(Container container, String path) {
    if (container.memory().isPresent()
        && container
            .memoryReservation()
            .filter(soft -> soft > container.memory().get())
            .isPresent()) {
      problems.add(
          path + ".memoryReservation",
          "at most memory, "
              + container.memory().get()
              + ", is allowed, but got "
              + container.memoryReservation().get());
    }
    if (task.memory().isEmpty()
        && container.memory().isEmpty()
        && container.memoryReservation().isEmpty()) {
      problems.add(
          path + ".memory", "memory or memoryReservation is required, as the task has no size");
    }
    if (task.memory().isPresent()
        && container.memory().filter(hard -> hard > task.memory().get()).isPresent()) {
      problems.add(
          path + ".memory",
          "at most the task's memory, "
              + task.memory().get()
              + ", is allowed, but got "
              + container.memory().get());
    }
  }

  private void dependencies(Container container, String path) {
    for (int i = 0; i < container.dependsOn().size(); i++) {
      var dependency = container.dependsOn().get(i);
      var place = Paths.item(path, i) + ".containerName";
      var other = byName.get(dependency.containerName());
      if (other == null) {
        problems.add(place, unknown("container", dependency.containerName(), byName.keySet()));
      } else if (dependency.condition() == Dependency.Condition.HEALTHY
          && other.healthCheck().isEmpty()) {
        problems.add(place, Quoted.of(other.name()) + " has no health check to be HEALTHY by");
      } else if (other.essential() && ends(dependency.condition())) {
        problems.add(
            place,
            Quoted.of(other.name())
                + " is essential: the task would end with it, before this one starts");
      }
    }
  }

  private static boolean ends(Dependency.Condition condition) {
    return condition == Dependency.Condition.COMPLETE || condition == Dependency.Condition.SUCCESS;
  }

  static String unknown(String what, String name, Set<String> known) {
    return "no "
        + what
        + " is called "
        + Quoted.of(name)
        + "; there are: "
        + List.copyOf(known).stream().sorted().toList();
  }

  private boolean waitsForItself() {
    var done = new HashSet<String>();
    for (int round = 0; round < byName.size(); round++) {
      byName.values().stream()
          .filter(
              one ->
                  one.dependsOn().stream()
                      .map(Dependency::containerName)
                      .allMatch(other -> done.contains(other) || !byName.containsKey(other)))
          .map(Container::name)
          .toList()
          .forEach(done::add);
    }
    return done.size() < byName.size();
  }
}
