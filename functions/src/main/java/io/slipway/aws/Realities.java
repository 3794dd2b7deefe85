package io.slipway.aws;

import io.slipway.domain.AwsRefused;
import io.slipway.domain.FoundService;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Reality;
import io.slipway.domain.RetryLater;
import io.slipway.domain.ScalingRange;
import io.slipway.domain.ServiceId;
import io.slipway.runtime.Platform;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * Reads what AWS has of many places with few calls: the rules of a listener once, or those of few
 * places by themselves, the records of each name, services ten at a time.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServices.html">
 *     DescribeServices: up to 10 services; what is not found is told as a failure</a>
 */
public final class Realities {

  /** The most services that DescribeServices takes, and a page of scalable targets has room for. */
  private static final int BATCH = 10;

  private final EcsClient ecs;
  private final ApplicationAutoScalingClient scaling;
  private final TrafficRouters routers;

  public Realities(Platform platform) {
    this.ecs = platform.ecs();
    this.scaling = platform.scaling();
    this.routers = new TrafficRouters(platform);
  }

  /**
   * What AWS has of these places now.
   *
   * @throws RetryLater where AWS is busy
   */
  public Map<InventoryEntry, Reality> of(Collection<InventoryEntry> entries) {
    return of(
        entries,
        e -> {
          throw e;
        },
        () -> false);
  }

  /**
   * What AWS has of as many of these places as it answers for now.
   *
   * @param missed takes why others are left out
   * @param over whether there is no more time for any
   */
  public Map<InventoryEntry, Reality> of(
      Collection<InventoryEntry> entries, Consumer<RuntimeException> missed, BooleanSupplier over) {
    var own = entries.stream().flatMap(entry -> entry.ownRoute().stream()).distinct().toList();
    var weights = routers.weights(own, missed);
    var found = new LinkedHashMap<InventoryEntry, Reality>();
    for (var batch : batches(entries)) {
      if (over.getAsBoolean()) {
        missed.accept(
            new RetryLater("there was no time for " + (entries.size() - found.size()) + " places"));
        break;
      }
      attempt(
          () -> {
            var services = services(batch);
            batch.stream()
                .filter(entry -> entry.ownRoute().map(weights::containsKey).orElse(true))
                .forEach(
                    entry ->
                        found.put(
                            entry,
                            new Reality(
                                Optional.ofNullable(services.get(entry.address().service())),
                                entry.ownRoute().flatMap(weights::get),
                                secondaries(entry, services))));
          },
          missed);
    }
    return found;
  }

  private static void attempt(Runnable look, Consumer<RuntimeException> missed) {
    try {
      look.run();
    } catch (RetryLater | AwsRefused e) {
      missed.accept(e);
    }
  }

  /** Of one cluster each. */
  private static List<List<InventoryEntry>> batches(Collection<InventoryEntry> entries) {
    var batches = new ArrayList<List<InventoryEntry>>();
    entries.stream()
        .collect(
            Collectors.groupingBy(
                entry -> entry.address().cluster(), LinkedHashMap::new, Collectors.toList()))
        .values()
        .forEach(
            all -> {
              for (int from = 0; from < all.size(); from += BATCH) {
                batches.add(all.subList(from, Math.min(from + BATCH, all.size())));
              }
            });
    return batches;
  }

  private static Map<String, FoundService> secondaries(
      InventoryEntry entry, Map<String, FoundService> services) {
    var found = new HashMap<String, FoundService>();
    entry
        .secondaries()
        .forEach(
            (name, service) ->
                Optional.ofNullable(services.get(service.service()))
                    .ifPresent(there -> found.put(name, there)));
    return found;
  }

  /** All services of these places, by the names that ECS has for them. */
  private Map<String, FoundService> services(List<InventoryEntry> batch) {
    var cluster = batch.getFirst().address().cluster();
    var names =
        batch.stream()
            .flatMap(entry -> entry.services().stream().map(entry::id))
            .map(ServiceId::service)
            .toList();
    var found = new HashMap<String, FoundService>();
    for (int from = 0; from < names.size(); from += BATCH) {
      found.putAll(services(cluster, names.subList(from, Math.min(from + BATCH, names.size()))));
    }
    return found;
  }

  private Map<String, FoundService> services(String cluster, List<String> names) {
    var ranges = ranges(cluster, names);
    return AwsErrors.calling(
            "read the services of " + cluster,
            () -> ecs.describeServices(request -> request.cluster(cluster).services(names)))
        .services()
        .stream()
        .filter(service -> "ACTIVE".equals(service.status()))
        .collect(
            Collectors.toMap(
                Service::serviceName,
                service -> found(service, Optional.ofNullable(ranges.get(service.serviceName())))));
  }

  private static FoundService found(Service service, Optional<ScalingRange> range) {
    Set<String> groups = new HashSet<>();
    service.loadBalancers().stream().map(LoadBalancer::targetGroupArn).forEach(groups::add);
    return new FoundService(service.taskDefinition(), service.desiredCount(), groups, range);
  }

  /** The ranges of those that scale, by the names of their services. */
  private Map<String, ScalingRange> ranges(String cluster, List<String> services) {
    var prefix = "service/" + cluster + "/";
    return AwsErrors.calling(
        "read the scaling of the services of " + cluster,
        () ->
            scaling
                .describeScalableTargetsPaginator(
                    request ->
                        request
                            .serviceNamespace(ServiceNamespace.ECS)
                            .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                            .resourceIds(services.stream().map(prefix::concat).toList()))
                .scalableTargets()
                .stream()
                .collect(
                    Collectors.toMap(
                        target -> target.resourceId().substring(prefix.length()),
                        target -> new ScalingRange(target.minCapacity(), target.maxCapacity()))));
  }
}
