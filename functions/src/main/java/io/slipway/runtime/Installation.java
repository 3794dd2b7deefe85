package io.slipway.runtime;

import io.slipway.domain.Environment;
import io.slipway.domain.EnvironmentGroup;

/**
 * What this installation of Slipway gives every application: network, clusters, load balancers.
 * Production has a cluster and a load balancer of its own.
 */
public record Installation(Settings settings) {

  /** The role that makes the resources. */
  public String role() {
    return settings.get("STACK_ROLE");
  }

  /** The ARN of the listener that an environment's hosts are rules of. */
  public String listener(Environment environment) {
    return of(environment, "LISTENER");
  }

  /** The name of the cluster that an environment's services run in. */
  public String cluster(Environment environment) {
    return of(environment, "CLUSTER");
  }

  /** The DNS name of an environment's load balancer. */
  public String balancerDns(Environment environment) {
    return of(environment, "LB_DNS");
  }

  /** The hosted zone of an environment's load balancer. */
  public String balancerZone(Environment environment) {
    return of(environment, "LB_ZONE");
  }

  private String of(Environment environment, String what) {
    return settings.get(
        environment.group() == EnvironmentGroup.PRODUCTION
            ? "PRODUCTION_" + what
            : "NONPRODUCTION_" + what);
  }
}
