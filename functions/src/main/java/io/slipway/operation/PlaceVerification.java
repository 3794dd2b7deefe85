package io.slipway.operation;

import io.slipway.aws.BalancerLimits;
import io.slipway.aws.Certificates;
import io.slipway.aws.FargateLimits;
import io.slipway.aws.Listeners;
import io.slipway.aws.SecretParameters;
import io.slipway.domain.AwsRefused;
import io.slipway.domain.Environment;
import io.slipway.domain.Finding;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.ResourceMissing;
import io.slipway.domain.RetryLater;
import io.slipway.domain.ServiceId;
import io.slipway.domain.ServicePlace;
import io.slipway.runtime.Platform;
import io.slipway.spec.Capacity;
import io.slipway.spec.LaunchType;
import io.slipway.spec.Specification;
import io.slipway.store.Application;
import io.slipway.store.ParameterVersions;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Looks whether one place has what it takes to run: everything that a deploy would find out only on
 * its way. What AWS does not let it see is not well, and no reason to stop looking.
 */
final class PlaceVerification {

  private static final String PARAMETER = ":parameter/";

  /** Of a processor. */
  private static final double CPU_UNITS = 1024;

  private final ServiceVerification services;
  private final SecretParameters secrets;
  private final ParameterVersions parameters;
  private final Certificates certificates;
  private final BalancerLimits limits;
  private final FargateLimits fargate;
  private final Clock clock;

  PlaceVerification(Platform platform) {
    this.services = new ServiceVerification(platform);
    this.secrets = new SecretParameters(platform);
    this.parameters = new ParameterVersions(platform);
    this.certificates = new Certificates(platform);
    this.limits = new BalancerLimits(platform);
    this.fargate = new FargateLimits(platform);
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
    var environment = entry.place().environment();
    var parts = new ArrayList<Finding>();
    parts.add(looking("image", image));
    parts.add(looking("parameters", () -> parameters(application, specification, environment)));
    var needed = new EnumMap<Capacity, Double>(Capacity.class);
    for (var at : entry.services()) {
      var name = at.secondary().orElseGet(specification::primaryName);
      var subject = at.secondary().map(other -> "service " + other).orElse("service");
      var service = specification.services().get(name);
      parts.add(
          looking(subject, () -> service(subject, name, specification, entry.id(at), needed, at)));
      var cluster = at.secondary().map(other -> "cluster of " + other).orElse("cluster");
      parts.add(
          looking(cluster, () -> services.cluster(entry.id(at).cluster(), service.placement())));
    }
    parts.add(looking("certificates", () -> certificates(specification, entry)));
    parts.add(Finding.of("quotas", quotas(entry, needed)));
    return Finding.of(entry.place().toString(), parts);
  }

  private Finding service(
      String subject,
      String name,
      Specification specification,
      ServiceId id,
      Map<Capacity, Double> needed,
      ServicePlace at) {
    var wiring = services.wiring(id);
    var service = specification.services().get(name);
    int tasks = Math.max(wiring.tasks(), specification.tasks(name, at.place().environment()).min());
    if (service.placement().launchType() == LaunchType.FARGATE) {
      needed.merge(
          service.placement().capacity(),
          tasks * service.task().cpu().orElse(0) / CPU_UNITS,
          Double::sum);
    }
    return Finding.of(subject, services.parts(wiring));
  }

  /** What AWS refuses to tell is a finding, too. */
  static Finding looking(String subject, Supplier<Finding> look) {
    try {
      return look.get();
    } catch (AwsRefused | RetryLater | ResourceMissing e) {
      return Finding.unseen(subject, e.getMessage());
    }
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
    var found = secrets.existing(names);
    return names.stream().filter(name -> !found.contains(name)).toList();
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

  private Finding certificates(Specification specification, InventoryEntry entry) {
    var listener = Listeners.of(entry.address().rule());
    var hosts = hosts(specification, entry);
    Optional<List<String>> arns = certificates.of(listener);
    if (arns.isEmpty()) {
      return Finding.ok(
          "certificates", String.join(", ", hosts) + " is reached by plain HTTP, and needs none");
    }
    var seen = arns.get().stream().map(certificates::read).toList();
    var findings =
        hosts.stream()
            .map(host -> VerificationRules.certificates(host, seen, clock.instant()))
            .toList();
    return findings.size() == 1 ? findings.getFirst() : Finding.of("certificates", findings);
  }

  /** Those that are shown, and in production those of customers. */
  private static Set<String> hosts(Specification specification, InventoryEntry entry) {
    var hosts = new LinkedHashSet<String>();
    hosts.add(URI.create(entry.address().url()).getHost());
    if (entry.place().isSlot()) {
      hosts.addAll(specification.primary().loadBalancer().hostnames());
      specification.release().balancers().ifPresent(pair -> hosts.addAll(pair.hosts()));
    }
    return hosts;
  }

  private List<Finding> quotas(InventoryEntry entry, Map<Capacity, Double> needed) {
    var found = new ArrayList<Finding>();
    found.add(looking("rules", () -> rules(entry)));
    needed.forEach(
        (capacity, processors) -> {
          boolean spot = capacity == Capacity.SPOT;
          found.add(
              looking(
                  spot ? "fargate spot" : "fargate",
                  () -> VerificationRules.fargate(spot, processors, fargate.room(spot))));
        });
    return found;
  }

  private Finding rules(InventoryEntry entry) {
    int used = limits.rulesOf(Listeners.of(entry.address().rule()));
    return limits.rules().stream()
        .mapToObj(most -> VerificationRules.rules(used, most))
        .findFirst()
        .orElseGet(() -> Finding.unseen("rules", "AWS names no quota of rules"));
  }
}
