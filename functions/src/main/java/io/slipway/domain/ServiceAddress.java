package io.slipway.domain;

import java.util.Optional;

/**
 * Where the ECS service of a place and its traffic are found in AWS.
 *
 * @param rule the ARN of the listener rule that sends users to it; of both slots for production,
 *     unless DNS weighs them: then each slot has its own, on its own load balancer
 * @param previewRule the ARN of the mirrored rule; production only, unless DNS weighs its slots
 * @param container the container that gets the image and the traffic
 * @param stack the CloudFormation stack that made it
 * @param records by which DNS weighs the slots of production; empty where a listener rule does
 */
public record ServiceAddress(
    String cluster,
    String service,
    String targetGroup,
    String rule,
    Optional<String> previewRule,
    String container,
    String url,
    String stack,
    Optional<WeightedRecords> records)
    implements ServiceId {

  /** Of a place that one listener rule leads to. */
  public ServiceAddress(
      String cluster,
      String service,
      String targetGroup,
      String rule,
      Optional<String> previewRule,
      String container,
      String url,
      String stack) {
    this(cluster, service, targetGroup, rule, previewRule, container, url, stack, Optional.empty());
  }

  /** What leads users here, or shares them with the other slot. */
  public TrafficRoute route() {
    return records.<TrafficRoute>map(found -> found).orElseGet(() -> new HostRule(rule));
  }

  /** What leads to the preview host; empty where there is none. */
  public Optional<TrafficRoute> previewRoute() {
    return previewRule.map(HostRule::new);
  }

  /**
   * Where a slot answers while it is idle.
   *
   * @param former where the other slot did until then
   */
  public String idleUrl(String former) {
    return records.map(found -> found.side(targetGroup).url()).orElse(former);
  }

  public ServiceAddress at(String otherUrl) {
    return new ServiceAddress(
        cluster, service, targetGroup, rule, previewRule, container, otherUrl, stack, records);
  }
}
