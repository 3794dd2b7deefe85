package io.slipway.local.simulation;

import io.slipway.local.account.registry.PublishedImage;
import io.slipway.local.simulation.fault.FaultKind;
import io.slipway.local.simulation.fault.Faults;
import io.slipway.local.simulation.fault.Site;
import io.slipway.local.simulation.invariant.Interference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.EcrException;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Service;

/** What happens past Slipway between two calls: targets, people, other tools. */
public final class Mischief {

  private static final int SICK_SECONDS = 600;

  private final World world;
  private final RandomGenerator random;
  private final Faults faults;
  private final List<String> applications;
  private final Hands hands;
  private final List<Runnable> cures = new ArrayList<>();

  public Mischief(World world, RandomGenerator random, Faults faults, List<String> applications) {
    this.world = world;
    this.random = random;
    this.faults = faults;
    this.applications = applications;
    this.hands = new Hands(world);
  }

  /** Does what is planned for this moment. */
  public void between() {
    faults.moment().ifPresent(this::strike);
  }

  private void strike(FaultKind kind) {
    if (applications.isEmpty()) {
      return;
    }
    var application = pick(applications);
    switch (kind) {
      case SICK_TARGETS -> sicken(application);
      case DYING_TASKS -> kill(application);
      case WEIGHTS_BY_HAND -> weigh(application);
      case COUNT_BY_HAND -> resize(application);
      case IMAGE_DELETED -> deleteImage(application);
      default -> throw new IllegalStateException(kind + " happens to a call");
    }
  }

  private <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private void fired(FaultKind kind, Interference.Kind whose, String application, String what) {
    tally(kind, whose);
    world.interfered(whose, application, what);
  }

  private void tally(FaultKind kind, Interference.Kind whose) {
    world.tally().fired(kind, new Site("account", whose.name(), 0));
  }

  private void sicken(String application) {
    var release = pick(List.of("1.0.0", "2.0.0", "3.0.0"));
    int found = world.account().makeUnhealthy(application, release, 1 + random.nextInt(3));
    if (found > 0) {
      fired(
          FaultKind.SICK_TARGETS,
          Interference.Kind.HEALTH,
          application,
          found + " targets of " + release + " are sick");
      Runnable cure =
          () -> {
            world.interfered(Interference.Kind.HEALTH, application, release + " is well again");
            var unused = world.account().heal(application, release);
          };
      cures.add(cure);
      world.timeline().after(Duration.ofSeconds(20 + random.nextInt(SICK_SECONDS)), cure);
    }
  }

  /** Ends at once what would have gone on for a while. */
  public void cure() {
    cures.forEach(Runnable::run);
    cures.clear();
  }

  private Optional<Service> someService(String application) {
    var all = hands.services(application);
    return all.isEmpty() ? Optional.empty() : Optional.of(pick(all));
  }

  private void kill(String application) {
    var ecs = world.slipway().clients().get(EcsClient.class);
    someService(application)
        .ifPresent(
            service -> {
              var tasks =
                  ecs.listTasks(
                          request ->
                              request
                                  .cluster(service.clusterArn())
                                  .serviceName(service.serviceName())
                                  .desiredStatus(DesiredStatus.RUNNING))
                      .taskArns();
              if (!tasks.isEmpty()) {
                fired(
                    FaultKind.DYING_TASKS,
                    Interference.Kind.HEALTH,
                    application,
                    "a task of " + service.serviceName() + " dies");
                var unused =
                    ecs.stopTask(
                        request -> request.cluster(service.clusterArn()).task(pick(tasks)));
              }
            });
  }

  /** Anything, all for one slot, or half for each. */
  private void weigh(String application) {
    int weight = random.nextBoolean() ? pick(List.of(0, 50, 100)) : 1 + random.nextInt(99);
    if (hands.weigh(application, weight)) {
      tally(FaultKind.WEIGHTS_BY_HAND, Interference.Kind.BY_HAND);
    }
  }

  private void resize(String application) {
    someService(application)
        .ifPresent(
            service -> {
              tally(FaultKind.COUNT_BY_HAND, Interference.Kind.SCALING);
              hands.resize(application, service, pick(List.of(-1, 1, 2)));
            });
  }

  private void deleteImage(String application) {
    var tag = pick(List.of("3.0.0", "4.0.0"));
    var repository = application.toLowerCase(Locale.ROOT);
    var image =
        world.account().images().list().stream()
            .filter(one -> one.repository().equals(repository) && one.tags().contains(tag))
            .findFirst();
    try {
      var deleted =
          world
              .slipway()
              .clients()
              .get(EcrClient.class)
              .batchDeleteImage(
                  request ->
                      request
                          .repositoryName(repository)
                          .imageIds(ImageIdentifier.builder().imageTag(tag).build()));
      if (!deleted.imageIds().isEmpty()) {
        fired(
            FaultKind.IMAGE_DELETED,
            Interference.Kind.DEPENDENCY,
            application,
            "somebody deletes the image " + tag);
        image.ifPresent(gone -> cures.add(() -> pushAgain(gone)));
      }
    } catch (EcrException e) {
      // the repository is gone, and its images with it
    }
  }

  private void pushAgain(PublishedImage image) {
    try {
      world.account().images().publishAgain(image);
    } catch (EcrException e) {
      // the repository is gone, or somebody has pushed the tag meanwhile
    }
  }
}
