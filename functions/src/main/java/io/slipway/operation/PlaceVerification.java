package io.slipway.operation;

import io.slipway.aws.BalancerLimits;
import io.slipway.aws.Certificates;
import io.slipway.aws.Clusters;
import io.slipway.aws.Listeners;
import io.slipway.aws.SecretParameters;
import io.slipway.aws.ServicePorts;
import io.slipway.aws.TaskRoles;
import io.slipway.domain.AwsRefused;
import io.slipway.domain.Environment;
import io.slipway.domain.Finding;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.ResourceMissing;
import io.slipway.domain.RetryLater;
import io.slipway.runtime.Platform;
import io.slipway.spec.Specification;
import io.slipway.store.Application;
import io.slipway.store.ParameterVersions;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Looks whether one place has what it takes to run: everything that a deploy would find out only on
 * its way. What AWS does not let it see is not well, and no reason to stop looking.
 */
final class PlaceVerification {

  private static final String PARAMETER = ":parameter/";

  private final Clusters clusters;
  private final TaskRoles roles;
  private final ServicePorts services;
  private final SecretParameters secrets;
  private final ParameterVersions parameters;
  private final Certificates certificates;
  private final BalancerLimits limits;
  private final Clock clock;

  PlaceVerification(Platform platform) {
    this.clusters = new Clusters(platform);
    this.roles = new TaskRoles(platform);
    this.services = new ServicePorts(platform);
    this.secrets = new SecretParameters(platform);
    this.parameters = new ParameterVersions(platform);
    this.certificates = new Certificates(platform);
    this.limits = new BalancerLimits(platform);
    this.clock = platform.clock();
  }

  /**
   * The findings about a place.
   *
   * @param image what was found of the image that it is to run
   */
  Finding of(
      Application application,
      Specification specification,
      InventoryEntry entry,
      Supplier<Finding> image) {
    var parts = new ArrayList<Finding>();
    parts.add(looking("cluster", () -> cluster(specification, entry)));
    parts.add(looking("image", image));
    parts.add(looking("service", () -> wired(application, specification, entry)));
    parts.add(looking("certificates", () -> certificates(entry)));
    parts.add(looking("quotas", () -> quotas(entry)));
    return Finding.of(entry.place().toString(), parts);
  }

  /** What AWS refuses to tell is a finding, too. */
  static Finding looking(String subject, Supplier<Finding> look) {
    try {
      return look.get();
    } catch (AwsRefused | RetryLater | ResourceMissing e) {
      return Finding.unseen(subject, e.getMessage());
    }
  }

  private Finding cluster(Specification specification, InventoryEntry entry) {
    var name = entry.address().cluster();
    return clusters
        .find(name)
        .map(
            cluster ->
                VerificationRules.cluster(name, cluster, specification.primary().placement()))
        .orElseGet(() -> Finding.wrong("cluster", "there is no cluster " + name));
  }

  private Finding wired(
      Application application, Specification specification, InventoryEntry entry) {
    var wiring = services.of(entry.address());
    var parts = new ArrayList<Finding>();
    parts.add(VerificationRules.doors(wiring.doors()));
    parts.add(
        Finding.of(
            "roles",
            java.util.stream.Stream.concat(
                    wiring.taskRole().stream(), wiring.executionRole().stream())
                .distinct()
                .map(role -> looking(role, () -> role(role)))
                .toList()));
    var environment = entry.place().environment();
    parts.add(looking("parameters", () -> parameters(application, specification, environment)));
    parts.add(
        looking("secrets", () -> VerificationRules.secrets(wiring.secrets(), this::existing)));
    return Finding.of("service", parts);
  }

  private Finding role(String arn) {
    return roles
        .areForTasks(arn)
        .map(
            trusted ->
                Finding.judged(
                    arn,
                    trusted,
                    trusted
                        ? "ECS may take it for tasks"
                        : "its trust policy does not let ecs-tasks.amazonaws.com take it"))
        .orElseGet(() -> Finding.wrong(arn, "there is no such role"));
  }

  private Finding parameters(
      Application application, Specification specification, Environment environment) {
    var current = parameters.current(application.name(), environment);
    var difference =
        ParameterPolicy.of(specification.parameters().keys(), current.paths().keySet())
            .difference();
    if (difference.isPresent()) {
      return Finding.wrong("parameters", environment + " " + difference.get());
    }
    var arns = parameters.set(application.name(), environment, current.number()).arns().values();
    var gone = missing(List.copyOf(arns));
    return gone.isEmpty()
        ? Finding.ok("parameters", arns.size() + " named, and all there")
        : Finding.wrong("parameters", "not in Parameter Store: " + String.join(", ", gone));
  }

  private List<String> missing(List<String> arns) {
    var names = arns.stream().map(PlaceVerification::parameterName).toList();
    var found = existing(names);
    return names.stream().filter(name -> !found.contains(name)).toList();
  }

  private java.util.Set<String> existing(List<String> names) {
    return secrets.existing(names);
  }

  /** The name in an ARN of a parameter: what has a path has its first slash in the ARN only. */
  static String parameterName(String arn) {
    int at = arn.indexOf(PARAMETER);
    if (at < 0) {
      return arn;
    }
    var name = arn.substring(at + PARAMETER.length());
    return name.contains("/") ? "/" + name : name;
  }

  private Finding certificates(InventoryEntry entry) {
    var listener = Listeners.of(entry.address().rule());
    var host = URI.create(entry.address().url()).getHost();
    Optional<List<String>> arns = certificates.of(listener);
    if (arns.isEmpty()) {
      return Finding.ok("certificates", host + " is reached by plain HTTP, and needs none");
    }
    var seen = arns.get().stream().map(certificates::read).toList();
    return VerificationRules.certificates(host, seen, clock.instant());
  }

  private Finding quotas(InventoryEntry entry) {
    int used = limits.rulesOf(Listeners.of(entry.address().rule()));
    return limits.rules().stream()
        .mapToObj(most -> VerificationRules.rules(used, most))
        .findFirst()
        .orElseGet(() -> Finding.unseen("quotas", "AWS names no quota of rules"));
  }
}
