package io.slipway.runtime;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.ApplicationStack;
import io.slipway.domain.Environment;
import io.slipway.domain.EnvironmentGroup;
import java.util.Map;
import java.util.TreeMap;

/**
 * What this installation of Slipway gives every application: network, clusters, load balancers,
 * templates. Production has a cluster and a load balancer of its own.
 */
public record Installation(Settings settings) {

  /** Where CloudFormation reads the template of a stack. */
  public String template(ApplicationStack stack) {
    return settings.get("TEMPLATE_BASE") + "/" + stack.kind().template();
  }

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

  /** The host under which an environment is reached; the customers' for production. */
  public String host(ApplicationName application, Environment environment) {
    return application.key() + "-" + environment + "." + settings.get("ZONE_NAME");
  }

  /** The host under which the next release of production is looked at. */
  public String previewHost(ApplicationName application) {
    return application.key() + "-prod-blue." + settings.get("ZONE_NAME");
  }

  /** What the templates of environments take from the installation: parameters by name. */
  public Map<String, String> parameters(Environment environment) {
    var parameters = new TreeMap<String, String>();
    parameters.put("Cluster", cluster(environment));
    parameters.put("Vpc", settings.get("VPC"));
    parameters.put("Subnet1", settings.get("SUBNET1"));
    parameters.put("Subnet2", settings.get("SUBNET2"));
    parameters.put("SecurityGroup", settings.get("SECURITY_GROUP"));
    parameters.put("ListenerArn", listener(environment));
    parameters.put("LoadBalancerDns", of(environment, "LB_DNS"));
    parameters.put("LoadBalancerZone", of(environment, "LB_ZONE"));
    parameters.put("Scheme", settings.get("SCHEME"));
    parameters.put("HostedZone", settings.find("ZONE_ID").orElse(""));
    parameters.put("Image", settings.get("DEFAULT_IMAGE"));
    return parameters;
  }

  private String of(Environment environment, String what) {
    return settings.get(
        environment.group() == EnvironmentGroup.PRODUCTION
            ? "PRODUCTION_" + what
            : "NONPRODUCTION_" + what);
  }
}
