package io.slipway.spec;

import io.slipway.domain.Environment;
import io.slipway.spec.shape.Key;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything about an application except its image. Stored in versions; a version never changes.
 * Read by any of the forms, it is whole: nothing is left to a default.
 */
public record Specification(
    @Key(says = "what the application belongs to", pattern = Words.NAME, expects = Words.NAME_SAYS)
        Optional<String> project,
    @Key(
            says = "the ECS cluster; left out: the one of the installation",
            pattern = "[A-Za-z0-9][A-Za-z0-9_-]{0,254}",
            expects = "letters, digits, - or _",
            aws = "Service.Cluster")
        Optional<String> cluster,
    @Key(
            says = "the services of the application, deployed all or none, by name",
            keys = Words.NAME,
            fewest = 1,
            most = 10,
            aws = "Service")
        Map<String, Service> services,
    @Key(says = "how the next release takes over", byDefault = "{}") Release release,
    @Key(says = "values from Parameter Store", byDefault = "{}") Parameters parameters,
    @Key(
            says = "the topic that alarms go to; left out: that of the application",
            pattern = Words.TOPIC,
            expects = Words.TOPIC_SAYS,
            aws = "Alarm.AlarmActions")
        Optional<String> notificationsTopic) {

  private static final int PORT = 80;
  private static final String HEALTH = "/health";

  public Specification {
    if (services.isEmpty()) {
      throw new IllegalArgumentException("an application has at least one service");
    }
    services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
  }

  /** The service that customers reach: the first by name behind a load balancer, or of all. */
  public Service primary() {
    return services.get(primaryName());
  }

  /** The name of {@link #primary}. */
  public String primaryName() {
    return services.entrySet().stream()
        .filter(service -> !service.getValue().targetGroups().isEmpty())
        .findFirst()
        .orElseGet(() -> services.entrySet().iterator().next())
        .getKey();
  }

  /** The names of all services but {@link #primary}. */
  public Set<String> secondaryNames() {
    var names = new TreeSet<>(services.keySet());
    names.remove(primaryName());
    return Collections.unmodifiableSortedSet(names);
  }

  /** The port of {@link #primary} that requests go to, on the green side. */
  public int containerPort() {
    var service = primary();
    return service.targetGroups().stream()
        .map(TargetGroup::containerPort)
        .findFirst()
        .or(
            () ->
                service.task().containers().stream()
                    .flatMap(container -> container.ports().stream())
                    .map(port -> port.containerPort().green())
                    .findFirst())
        .orElse(PORT);
  }

  /** The path that answers well while the application is. */
  public String healthCheckPath() {
    return primary().targetGroups().stream()
        .map(group -> group.healthCheck().path())
        .findFirst()
        .orElse(HEALTH);
  }

  /** How many tasks {@link #primary} has in a place of {@code environment}. */
  public TaskRange tasks(Environment environment) {
    return tasks(primaryName(), environment);
  }

  /** How many tasks a service has in a place of {@code environment}. */
  public TaskRange tasks(String service, Environment environment) {
    var scaling = services.get(service).scaling();
    return environment == Environment.PROD ? scaling.production() : scaling.nonProduction();
  }
}
