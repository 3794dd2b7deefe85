package io.slipway.aws;

import io.slipway.domain.ImageDigest;
import io.slipway.domain.Release;
import io.slipway.domain.ServiceId;
import io.slipway.runtime.Platform;
import java.util.List;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Task;

/** What the tasks of a service really run. */
public final class RunningTasks {

  private final EcsClient ecs;

  public RunningTasks(Platform platform) {
    this.ecs = platform.ecs();
  }

  /**
   * The tasks that run anything but this release, with what they run; empty where all do. A release
   * is told by its digest: in the image that a container names, or in the one that was pulled.
   */
  public List<String> strangers(ServiceId address, Release release) {
    return strangers(address, release.digest());
  }

  /** The same for a release of which only the digest is known yet. */
  public List<String> strangers(ServiceId address, ImageDigest digest) {
    return new EcsService(ecs, address)
        .tasks(DesiredStatus.RUNNING).stream()
            .filter(task -> !runs(task, address, digest))
            .map(task -> told(task, address))
            .toList();
  }

  private static boolean runs(Task task, ServiceId address, ImageDigest digest) {
    return task.containers().stream()
        .filter(container -> container.name().equals(address.container()))
        .anyMatch(container -> runs(container, digest.value()));
  }

  private static boolean runs(Container container, String digest) {
    return digest.equals(container.imageDigest())
        || (container.image() != null && container.image().endsWith("@" + digest));
  }

  private static String told(Task task, ServiceId address) {
    var id = task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1);
    return task.containers().stream()
        .filter(container -> container.name().equals(address.container()))
        .findFirst()
        .map(container -> "task " + id + " runs " + container.image())
        .orElse("task " + id + " has no container " + address.container());
  }
}
